// Keys that are pressed before the field is open that they are meant for.
import { isHoldable, press } from "./pressing.js";

/** How long keys are held for a field at most, in milliseconds. */
const PATIENCE = 5000;

/** The keys that were pressed for a field that cannot take them yet, in their order. */
export class Held {
  /** @type {KeyboardEvent[]} */
  #keys = [];

  /**
   * Holds a key, if it is one that does something in a field.
   * @param {KeyboardEvent} event
   */
  take(event) {
    if (!isHoldable(event)) return;
    this.#keys.push(event);
    event.preventDefault();
    event.stopPropagation();
  }

  /** Lets go of the key that was pressed first. */
  next() {
    return this.#keys.shift();
  }

  /** Forgets them all. */
  drop() {
    this.#keys = [];
  }

  /**
   * Presses them in a field.
   * @param {HTMLTextAreaElement | HTMLInputElement} field
   */
  release(field) {
    for (let key = this.next(); key; key = this.next()) press(field, key);
  }
}

/** @typedef {import("./main.js").Editor} Editor */

export class Early {
  #editor;
  /** How many fields are about to open. */
  #coming = 0;
  /** How many were about to open so far. */
  #begun = 0;
  #until = 0;
  #held = new Held();

  /** @param {Editor} editor */
  constructor(editor) {
    this.#editor = editor;
    window.addEventListener("keydown", (event) => this.#key(event), true);
    window.addEventListener("pointerdown", () => this.#wait(), true);
  }

  /** From now on the field is waited for. */
  #wait() {
    this.#until = Date.now() + PATIENCE;
  }

  /**
   * Holds the keys that are pressed until a field is open.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async during(work) {
    this.#coming += 1;
    this.#begun += 1;
    this.#wait();
    try {
      return await work();
    } finally {
      this.#coming -= 1;
      if (this.#coming === 0) this.release();
    }
  }

  /** Presses in the field that is open what was held for it. Without a field it is meant for none. */
  release() {
    for (;;) {
      const { field } = this.#editor;
      const key = field && this.#held.next();
      if (!field || !key) break;
      const begun = this.#begun;
      press(field.area, key);
      // A key that opens another field leaves the rest to that.
      if (this.#begun !== begun) return;
      if (leaves(key)) break;
    }
    this.#held.drop();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#coming === 0 || !event.isTrusted) return;
    // A question that is asked in the meantime has its own keys. The field that was open so far is about to be left.
    const parts = event.composedPath().filter((node) => node instanceof Element);
    const isInField = parts.some((node) => node.matches("[data-editor=field]"));
    if (!isInField && parts.some((node) => node.matches("dialog, [popover], input, textarea, select"))) {
      this.#wait();
      return;
    }
    if (Date.now() <= this.#until) this.#held.take(event);
  }
}

/** Whether a key leaves a field for no other one. @param {KeyboardEvent} event */
function leaves({ key, ctrlKey, metaKey }) {
  return key === "Escape" || (key === "Enter" && (ctrlKey || metaKey));
}
