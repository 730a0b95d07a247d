// The parts that the editor is made of. They live in shadow roots, which style sheets of the theme
// cannot reach; its tokens give them their colours and fonts.
import { document } from "./document.js";

/** @typedef {Record<string, string>} Words the words of the editor, by name */

/**
 * What the rooms of the editor share. A room saves with `save`, and tells with `note` what should be known of
 * a change. What it is making is kept with `keep`, in case it is never saved; null for what the file says.
 * `early` holds what is typed meanwhile. `acts` are buttons for what can be done with its block: each closes the room, which saves what was made first if
 * it `saves`, and calls `then` if it closes.
 * @typedef {{
 *   api: import("./api.js").Api,
 *   words: Words,
 *   chapter: import("./api.js").Chapter,
 *   dialog: typeof dialog,
 *   announce: (text: string, isWrong?: boolean) => void,
 *   note: (text: string | null) => void,
 *   early: import("./early.js").Early,
 *   save: (base: import("./api.js").Chapter, change: import("./api.js").Change) => Promise<import("./api.js").Saved>,
 *   acts?: (leave: (saves: boolean, then: () => void) => void) => HTMLElement[],
 *   keep?: (text: string | null, typed?: import("./figures.js").Typed, picture?: File | null) => void,
 * }} Context
 */

const STYLE = `
  :host { all: initial; color-scheme: inherit; }
  @media print { :host { display: none !important; } }
  *, ::before, ::after { box-sizing: border-box; }
  :host {
    --paper: var(--utrecht-document-background-color, light-dark(#ffffff, #181b1e));
    --surface: var(--utrecht-surface-background-color, light-dark(#f3f1ec, #22262a));
    --ink: var(--utrecht-document-color, light-dark(#1c2227, #e8e4dd));
    --muted: var(--basis-color-default-color-subtle, light-dark(#565d64, #a8adb2));
    --line: var(--basis-color-default-border-subtle, light-dark(#d5d0c6, #3c4247));
    --accent: var(--basis-color-accent-1-color-default, light-dark(#96371b, #f0a98d));
    --edge: color-mix(in oklab, var(--ink) 55%, var(--paper));
    --wrong: light-dark(#a51d1d, #ff9d92);
    --doubtful: light-dark(#6f4a00, #ecc06a);
    --radius: 4px;
    --shadow: 0 0.5rem 1.75rem rgb(0 0 0 / 18%);
    --ui: var(--wg-ui-font-family, system-ui, sans-serif);
    --body: var(--utrecht-document-font-family, Georgia, serif);
    --code: var(--nl-code-font-family, ui-monospace, monospace);
    color: var(--ink);
    font: 1rem/1.5 var(--ui);
    -webkit-text-size-adjust: 100%;
  }
  h2, h3, p, ul, ol, fieldset { margin: 0; padding: 0; border: 0; }
  h2 { font-size: 1.25rem; line-height: 1.3; }
  h3 { font-size: 1.0625rem; line-height: 1.4; }
  button, .button, input, textarea, select { font: inherit; font-size: 0.9375rem; color: inherit; letter-spacing: inherit; }
  button, .button {
    display: inline-flex;
    gap: 0.375rem;
    align-items: center;
    justify-content: center;
    min-height: 2.25rem;
    padding: 0.25rem 0.75rem;
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    cursor: pointer;
    text-align: left;
  }
  button:hover { border-color: currentcolor; }
  button:disabled, button[aria-disabled="true"] { color: var(--muted); border-color: var(--line); cursor: default; }
  button.main { color: var(--paper); background: var(--accent); border-color: var(--accent); }
  button.main:hover { border-color: var(--ink); }
  button.plain { background: none; border-color: transparent; }
  button.plain:hover { background: var(--surface); }
  button.plain:disabled:hover, button.plain[aria-disabled="true"]:hover { background: none; }
  button.icon { width: 2.25rem; padding: 0; }
  button[aria-pressed="true"] { color: var(--paper); background: var(--accent); border-color: var(--accent); }
  @media (pointer: coarse) {
    button, .button, input:not([type="checkbox"], [type="radio"]), select { min-height: 2.75rem; }
    button.icon { width: 2.75rem; }
  }
  svg { flex: none; width: 1.125rem; height: 1.125rem; fill: none; stroke: currentcolor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
  :focus-visible { outline: 2px solid var(--utrecht-focus-outline-color, currentcolor); outline-offset: 2px; }
  input:not([type="checkbox"], [type="radio"]), textarea, select {
    width: 100%;
    min-height: 2.25rem;
    padding: 0.375rem 0.625rem;
    background: var(--paper);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
  }
  input:is([type="checkbox"], [type="radio"]) { flex: none; width: 1.125rem; height: 1.125rem; margin: 0.1875rem; accent-color: var(--accent); }
  .check { display: flex; gap: 0.5rem; align-items: baseline; }
  .check input { translate: 0 0.15rem; }
  @media (pointer: coarse) { .check { align-items: center; min-height: 2.75rem; } .check input { translate: none; } }
  textarea { display: block; resize: vertical; }
  textarea.grows { field-sizing: content; resize: none; overflow: hidden; }
  label { display: block; }
  .label { display: block; margin-bottom: 0.25rem; font-size: 0.9375rem; font-weight: 600; }
  .hint { color: var(--muted); font-size: 0.875rem; }
  /* Who writes with a finger has no such keys. */
  @media (pointer: coarse) { .keys { display: none !important; } }
  .wrong { color: var(--wrong); }
  .doubtful { color: var(--doubtful); }
  .row { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
  .row.end { justify-content: flex-end; }
  .stack { display: grid; gap: 1rem; min-width: 0; }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  [hidden] { display: none !important; }
  dialog {
    width: min(36rem, 100% - 2rem);
    max-width: none;
    max-height: min(46rem, 100% - 2rem);
    padding: 0;
    overflow: auto;
    overscroll-behavior: contain;
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 6px;
    box-shadow: var(--shadow);
  }
  dialog.wide { width: min(72rem, 100% - 2rem); max-height: calc(100% - 2rem); }
  dialog::backdrop { background: rgb(0 0 0 / 25%); }
  dialog > header {
    position: sticky;
    z-index: 1;
    top: 0;
    display: flex;
    gap: 1rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.75rem 1.25rem;
    background: var(--paper);
    border-bottom: 1px solid var(--line);
  }
  dialog > header h2 { min-width: 0; overflow-wrap: anywhere; }
  dialog > header h2:focus { outline: none; }
  dialog > .content { padding: 1.25rem; }
  /* The buttons of a long form stay in sight. */
  .row.foot .acts { gap: 0; margin-right: auto; }
  .row.foot { position: sticky; bottom: 0; margin: 0 -1.25rem -1.25rem; padding: 0.75rem 1.25rem; background: var(--paper); border-top: 1px solid var(--line); }
`;

/** The style that all parts share. Make shadow roots with `shadow`, which has it. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);

/**
 * An element with attributes and children. An attribute that is false or null is left out; one that
 * is true is there without a value.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | null | undefined>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children);
  return node;
}

/**
 * A button with words, or with an icon that the words name.
 * @param {string} label
 * @param {() => void} act
 * @param {{ icon?: string, class?: string, key?: string, showsLabel?: boolean }} [options] `key` is
 *   shown in the tooltip
 */
export function button(label, act, { icon: shape, class: name = "", key, showsLabel = false } = {}) {
  const hasText = !shape || showsLabel;
  const node = element("button", { type: "button", class: [name, hasText ? "" : "icon"].join(" ").trim() || null });
  if (shape) node.append(icon(shape));
  if (hasText) node.append(label);
  else node.setAttribute("aria-label", label);
  if (!hasText || key) node.title = key ? `${label} (${key})` : label;
  node.addEventListener("click", act);
  return node;
}

/**
 * A picture for a button: the path of a drawing of 24 by 24.
 * @param {string} shape
 */
export function icon(shape) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", shape);
  drawing.append(path);
  return drawing;
}

/** A style sheet for one room, beside the shared one. @param {string} css */
export function style(css) {
  const own = new CSSStyleSheet();
  own.replaceSync(css);
  return own;
}

/**
 * An element whose inside the theme cannot reach, and that inside.
 * @param {string} name what it is, for tests and for people who look
 * @param {...CSSStyleSheet} sheets
 */
export function shadow(name, ...sheets) {
  const host = element("div", { "data-editor": name });
  const root = host.attachShadow({ mode: "open", delegatesFocus: false });
  root.adoptedStyleSheets = [sheet, ...sheets];
  return { host, root };
}

/**
 * A text with values put in: `fill("Bewerk {what}", { what })`.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** A text with a capital. @param {string} text */
export function capital(text) {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/**
 * The words by name. One that is missing shows its name, so that nothing is without a label.
 * @param {Words} words
 * @returns {Words}
 */
export function wordsOf(words) {
  return new Proxy(words, {
    get: (known, name) => known[String(name)] ?? String(name).replaceAll("_", " "),
  });
}

/** Whether something happened in a part of the preview, not in the page. @param {Event} event */
export function isOurs(event) {
  return event.composedPath().some((node) => node instanceof Element && node.matches("[data-editor], [data-preview]"));
}

/** The element that has the focus, also within shadow roots. @returns {Element | null} */
export function focused() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

/**
 * Remembers where the focus is, and returns what gives it back there. A browser that gives it back by itself forgets the
 * caret if that was last in what is gone by then, and what is typed goes nowhere.
 */
export function rememberFocus() {
  const node = focused();
  const isText = node instanceof HTMLTextAreaElement || node instanceof HTMLInputElement;
  const [start, end] = isText ? [node.selectionStart, node.selectionEnd] : [null, null];
  return () => {
    if (!(node instanceof HTMLElement) || !node.isConnected) return;
    node.focus({ preventScroll: true });
    if (isText && start !== null) node.setSelectionRange(start, end);
  };
}

/** The editor's own part of the page, in which dialogs stand. @type {ShadowRoot | null} */
let room = null;
/** The name of the button that closes a dialog. */
let closing = "";

/**
 * Says where dialogs stand, and what closes them.
 * @param {ShadowRoot} root
 * @param {Words} words
 */
export function furnish(root, words) {
  room = root;
  closing = words.close;
}

/** Puts a part in the editor's own part of the page. @param {HTMLElement} host */
export function stand(host) {
  (room ?? document.body).append(host);
}

/**
 * Opens a modal dialog, and waits until it is closed. Escape and the button in its corner dismiss it.
 * The focus returns to where it was.
 * @template T
 * @param {string} title
 * @param {(close: (value: T | null) => void) => (Node | string)[]} content makes what stands in it; an
 *   element with the attribute `autofocus` gets the focus, or else the title
 * @param {{ class?: string, sheet?: CSSStyleSheet, mayClose?: () => boolean }} [options] the class "wide"
 *   is for much; `mayClose` is asked before it is dismissed
 * @returns {Promise<T | null>} null if it was dismissed
 */
export function dialog(title, content, { class: name, sheet: own, mayClose = () => true } = {}) {
  const giveBack = rememberFocus();
  const { host, root } = shadow("dialog", ...(own ? [own] : []));
  const heading = element("h2", { id: "title", tabindex: -1 }, title);
  const node = element("dialog", { "aria-labelledby": "title", class: name });
  stand(host);
  root.append(node);
  return new Promise((resolve) => {
    /** @type {T | null} */
    let result = null;
    // The browser tells of the closing later than it returns the focus. What was asked for is there by then,
    // so that whoever types on at once finds it.
    const finish = () => {
      if (!host.isConnected) return;
      host.remove();
      giveBack();
      resolve(result);
    };
    /** @param {T | null} value */
    const close = (value) => {
      result = value;
      node.close();
      finish();
    };
    const dismiss = () => {
      if (mayClose()) close(null);
    };
    const corner = button(closing, dismiss, { icon: ICONS.close, class: "plain" });
    node.append(element("header", { role: "none" }, heading, corner), element("div", { class: "content" }, ...content(close)));
    node.addEventListener("cancel", (event) => {
      event.preventDefault();
      dismiss();
    });
    // Keys within a dialog are its own.
    node.addEventListener("keydown", (event) => event.stopPropagation());
    node.addEventListener("close", finish);
    node.showModal();
    // Not on the button that closes it, which is the first.
    (/** @type {HTMLElement | null} */ (node.querySelector("[autofocus]")) ?? heading).focus();
  });
}

/**
 * Makes a bar of buttons one stop of the Tab key; arrow keys go from button to button.
 * @param {HTMLElement} bar
 */
export function roving(bar) {
  const buttons = () => /** @type {HTMLElement[]} */ ([...bar.querySelectorAll("button:not(:disabled)")]);
  for (const [at, one] of buttons().entries()) one.tabIndex = at === 0 ? 0 : -1;
  bar.addEventListener("keydown", (event) => {
    const all = buttons();
    const at = all.findIndex((one) => one === event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = all[(to + all.length) % all.length];
    for (const one of all) one.tabIndex = one === next ? 0 : -1;
    next.focus();
  });
  bar.addEventListener("focusin", (event) => {
    for (const one of buttons()) one.tabIndex = one === event.target ? 0 : -1;
  });
}

/** The key with which others are pressed, as it is called on this system. */
export const CTRL = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl-";

/** The pictures of buttons. */
export const ICONS = {
  add: "M12 5v14M5 12h14",
  bold: "M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z",
  close: "M6 6l12 12M18 6L6 18",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5",
  down: "M12 5v14M6 13l6 6 6-6",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  fields: "M4 6h16M4 12h10M4 18h7M17 15l3 3-3 3",
  figure: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01",
  heading: "M6 5v14M18 5v14M6 12h12",
  italic: "M10 5h8M6 19h8M14 5l-4 14",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  list: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  move: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
  note: "M7 17V8l-2 1M13 7h6M16 7v6M12 19h8",
  quote: "M10 7H5v6h4c0 3-1 4-3 5M20 7h-5v6h4c0 3-1 4-3 5",
  redo: "M19 10H10a5 5 0 0 0 0 10h4M19 10l-4-4M19 10l-4 4",
  reference: "M5 4h9l5 5v11H5zM14 4v5h5M8 13h8M8 16h5",
  remove: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10 11v5M14 11v5",
  table: "M4 5h16v14H4zM4 10h16M4 14.5h16M12 5v14",
  tree: "M5 5h6v4H5zM13 10h6v4h-6zM13 16h6v4h-6zM8 9v9h5M8 12h5",
  undo: "M5 10h9a5 5 0 0 1 0 10h-4M5 10l4-4M5 10l4 4",
  up: "M12 19V5M6 11l6-6 6 6",
};
