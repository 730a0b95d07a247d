// A button that opens a list of actions.

import { TypeAhead } from "./typeahead.js";
import { element } from "./ui.js";

/** @typedef {{ label: string, act: () => void, key?: string, isOff?: boolean, isChosen?: boolean }} Action */

export const MENU = `
  .menu { position: relative; }
  .menu > button::after { content: ""; width: 0.4rem; height: 0.4rem; margin: -0.2rem 0 0 0.25rem; border: solid currentcolor; border-width: 0 1.5px 1.5px 0; rotate: 45deg; }
  [role="menu"] {
    position: absolute;
    z-index: 2;
    top: calc(100% + 0.25rem);
    left: 0;
    display: grid;
    min-width: 14rem;
    padding: 0.25rem;
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    box-shadow: var(--shadow);
  }
  [role="menu"] button { justify-content: space-between; gap: 1.5rem; background: none; border: 0; }
  [role="menu"] button:hover, [role="menu"] button:focus-visible { background: var(--surface); }
  [role="menu"] kbd { color: var(--muted); font: inherit; font-size: 0.8125rem; }
  @media (pointer: coarse) { [role="menu"] kbd { display: none; } }
  [role="menuitem"] + [role="menuitemradio"] { margin-top: 0.5rem; }
  [role="menuitemradio"][aria-checked="true"]::before { content: "✓"; margin-right: -1rem; }
  [role="menuitemradio"] { justify-content: flex-start !important; }
  [role="menuitemradio"]:not([aria-checked="true"]) { padding-left: calc(0.75rem + 1.35rem); }
`;

/**
 * @param {string} label
 * @param {() => Action[]} actions what it offers now
 */
export function menuButton(label, actions) {
  const opener = element("button", { type: "button", "aria-haspopup": "menu", "aria-expanded": "false" }, label);
  const list = element("div", { role: "menu", "aria-label": label, hidden: true });
  const host = element("div", { class: "menu" }, opener, list);
  const items = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll("button:not(:disabled)")]);

  /** @param {boolean} isOpen */
  const toggle = (isOpen) => {
    list.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
  };

  /** @param {Action} action */
  const item = ({ label: text, act, key, isOff = false, isChosen }) => {
    const role = isChosen === undefined ? "menuitem" : "menuitemradio";
    const node = element("button", { type: "button", role, tabindex: -1, disabled: isOff, "aria-checked": isChosen === undefined ? null : String(isChosen) }, text);
    if (key) node.append(element("kbd", { "aria-hidden": "true" }, key));
    node.addEventListener("click", () => {
      toggle(false);
      opener.focus();
      act();
    });
    return node;
  };

  const typing = new TypeAhead();
  opener.addEventListener("click", () => {
    if (!list.hidden) return toggle(false);
    list.replaceChildren(...actions().map(item));
    toggle(true);
    items()[0]?.focus();
  });
  host.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const all = items();
    const at = all.findIndex((one) => one.matches(":focus"));
    const found = typing.find(event, all.map((one) => [one.firstChild?.textContent ?? ""]), at);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      all.at(to % all.length)?.focus();
    } else if (found >= 0) {
      all[found].focus();
    } else if (event.key === "Escape") {
      toggle(false);
      opener.focus();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  host.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node) || !host.contains(relatedTarget)) toggle(false);
  });
  return host;
}
