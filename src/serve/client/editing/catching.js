// Has the focus while a field is coming, so that the browser makes letters of dead keys, of an input method and of what is
// pasted. If that takes long, it shows what is waiting.
import { document } from "./document.js";
import { isHoldable } from "./pressing.js";
import { element, focused, shadow, stand, style } from "./ui.js";

/**
 * @typedef {import("./held.js").Input} Input
 * @typedef {import("./ui.js").Words} Words
 */

/** How long a field may take before it is told, in milliseconds. */
const PATIENCE = 1000;

const STYLE = style(`
  .box {
    position: fixed;
    z-index: 1;
    inset: auto 0 8.5rem;
    box-sizing: border-box;
    width: min(40rem, 100vw - 1rem);
    max-height: 40vh;
    margin: 0 auto;
    padding: 0.5rem 0.75rem;
    overflow: auto;
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 6px;
    box-shadow: var(--shadow);
  }
  .box:not(.shown) { opacity: 0; pointer-events: none; }
  .note { margin: 0; color: var(--doubtful); font-size: 0.875rem; }
  .typed { white-space: pre-wrap; overflow-wrap: anywhere; }
  textarea { display: block; width: 100%; height: 1.75rem; padding: 0; font: inherit; border: 0; outline: 0; resize: none; }
`);

export class Catching {
  #take;
  #host;
  #box;
  #area;
  #note = element("p", { class: "note", role: "status" });
  #typed = element("div", { class: "typed" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** What had the focus before. @type {Element | null} */
  #before = null;

  /**
   * @param {Words} words
   * @param {{ take: (input: Input) => void, shown: () => void }} acts what is done with what is typed, and once it is
   *   told of
   */
  constructor(words, { take, shown }) {
    this.#take = take;
    const { host, root } = shadow("held", STYLE);
    this.#host = host;
    this.#area = element("textarea", { "aria-label": words.held, rows: 1, autocapitalize: "off" });
    this.#box = element("section", { class: "box", "aria-label": words.held }, this.#note, this.#typed, this.#area);
    root.append(this.#box);
    this.#area.addEventListener("input", (event) => /** @type {InputEvent} */ (event).isComposing || this.flush());
    this.#area.addEventListener("compositionend", () => this.flush());
    this.#area.addEventListener("paste", (event) => this.#paste(event));
    this.#area.addEventListener("blur", () => this.#hide());
    this.#area.addEventListener("focus", () => {
      this.#timer = setTimeout(() => {
        this.#box.classList.add("shown");
        this.#note.textContent = words.held;
        shown();
      }, PATIENCE);
    });
    // Shortcuts of the page are for readers.
    for (const name of ["keydown", "keypress", "keyup"]) root.addEventListener(name, (event) => event.stopPropagation());
  }

  /** Whether it tells what is waiting. */
  get isShown() {
    return this.#box.classList.contains("shown");
  }

  /** Whether it has the focus. */
  get hasFocus() {
    return focused() === this.#area;
  }

  /** Takes the focus, unless a question has that, which is answered first. */
  catch() {
    const at = focused();
    if (at === this.#area || at?.closest("dialog, [popover]")) return;
    if (!this.#host.isConnected) stand(this.#host);
    if (at !== document.body) this.#before = at;
    this.#area.focus({ preventScroll: true });
  }

  /** Whether a key is held: one that leaves it is not, once it tells that one has to wait. @param {KeyboardEvent} event */
  holds(event) {
    return isHoldable(event) && !(this.isShown && event.key === "Tab");
  }

  /** Shows the text that is waiting. @param {string} text */
  show(text) {
    this.#typed.textContent = text;
  }

  /** Takes what the browser made of keys. */
  flush() {
    const { value } = this.#area;
    if (value === "") return;
    this.#area.value = "";
    // An input method types a line break where others press Enter.
    for (const text of value.split(/(\n)/)) {
      if (text === "\n") this.#take(new KeyboardEvent("keydown", { key: "Enter" }));
      else if (text !== "") this.#take({ text });
    }
  }

  /** Gives the focus to the field that is open, or back. @param {import("./field.js").Field | null} field */
  end(field) {
    if (this.hasFocus) {
      const before = this.#before instanceof HTMLElement && this.#before.isConnected ? this.#before : null;
      const at = field && !field.contains(before) ? field.area : before;
      if (at) at.focus({ preventScroll: true });
      else this.#area.blur();
    }
    this.#before = null;
    this.flush();
    this.#host.remove();
  }

  #hide() {
    clearTimeout(this.#timer);
    this.#box.classList.remove("shown");
    this.#note.textContent = "";
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    event.preventDefault();
    // It can be read only now.
    const pasted = new DataTransfer();
    for (const type of ["text/plain", "text/html"]) pasted.setData(type, event.clipboardData?.getData(type) ?? "");
    for (const file of event.clipboardData?.files ?? []) pasted.items.add(file);
    this.#take({ pasted });
  }
}
