// A menu beside something, to choose from.
import { TypeAhead } from "./typeahead.js";
import { button, element, rememberFocus, shadow, stand, style } from "./ui.js";

const MENU = style(`
  [popover] {
    position: fixed;
    inset: auto;
    width: min(24rem, 100vw - 1rem);
    max-height: min(28rem, 100vh - 1rem);
    margin: 0;
    padding: 0.375rem;
    overflow: auto;
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 6px;
    box-shadow: var(--shadow);
  }
  .items { display: grid; grid-template-columns: 1fr 1fr; }
  .items.few { grid-template-columns: 1fr; }
  button { justify-content: flex-start; gap: 0.625rem; background: none; border-color: transparent; }
  button svg { color: var(--muted); }
  button:is(:hover, :focus-visible) { background: var(--surface); border-color: transparent; }
`);

/**
 * A menu beside something. Escape and a click elsewhere close it without a choice.
 * @template T
 * @param {string} label
 * @param {{ left: number, top: number, bottom: number }} anchor
 * @param {{ label: string, icon?: string, value: T }[]} items
 * @returns {Promise<T | null>}
 */
export function menu(label, anchor, items) {
  const giveBack = rememberFocus();
  const { host, root } = shadow("menu", MENU);
  const list = element("div", { role: "menu", "aria-label": label, class: items.length > 6 ? "items" : "items few" });
  const box = element("div", { popover: "auto", role: "dialog", "aria-label": label }, list);
  stand(host);
  root.append(box);
  return new Promise((resolve) => {
    /** @param {T | null} chosen */
    const close = (chosen) => {
      if (!host.isConnected) return;
      host.remove();
      giveBack();
      resolve(chosen);
    };
    const buttons = items.map(({ label: text, icon: shape, value }) => {
      // At once: what is typed from now on is not for the menu.
      const item = button(text, () => close(value), { icon: shape, showsLabel: true });
      item.setAttribute("role", "menuitem");
      item.tabIndex = -1;
      return item;
    });
    list.append(...buttons);
    const typing = new TypeAhead();
    root.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (!(event instanceof KeyboardEvent)) return;
      const at = buttons.findIndex((one) => one === root.activeElement);
      const columns = items.length > 6 && innerWidth > 300 ? 2 : 1;
      const keys = { ArrowDown: at + columns, ArrowUp: at - columns, ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 };
      /** @type {number | undefined} */
      let to = keys[/** @type {keyof typeof keys} */ (event.key)];
      if (to === undefined) {
        const found = typing.find(event, items.map(({ label: text }) => [text]), at);
        if (found >= 0) to = found;
      }
      if (event.key === "Tab") box.hidePopover();
      if (to === undefined) return;
      event.preventDefault();
      buttons[(to + buttons.length) % buttons.length].focus();
    });
    box.addEventListener("toggle", (event) => {
      if (/** @type {ToggleEvent} */ (event).newState === "closed") close(null);
    });
    box.showPopover();
    const { width, height } = box.getBoundingClientRect();
    const isBelow = anchor.bottom + height + 12 < innerHeight || anchor.top < height + 12;
    box.style.left = `${Math.max(8, Math.min(anchor.left, innerWidth - width - 8))}px`;
    box.style.top = `${Math.max(8, Math.min(isBelow ? anchor.bottom + 4 : anchor.top - height - 4, innerHeight - height - 8))}px`;
    buttons[0]?.focus();
  });
}
