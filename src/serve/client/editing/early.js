// Keys that are pressed before the field is open that they are meant for.

/** How long keys are held for a field at most, in milliseconds. */
const PATIENCE = 5000;

export class Early {
  /** How many fields are about to open. */
  #coming = 0;
  #until = 0;
  #typed = "";

  constructor() {
    window.addEventListener("keydown", (event) => this.#key(event), true);
  }

  /**
   * Holds what is typed until a field is open.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async during(work) {
    this.#coming += 1;
    this.#until = Date.now() + PATIENCE;
    try {
      return await work();
    } finally {
      this.#coming -= 1;
      // What no field took is meant for none.
      if (this.#coming === 0) this.#typed = "";
    }
  }

  /** What was typed for the field, which gets it only once. */
  take() {
    const typed = this.#typed;
    this.#typed = "";
    return typed;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#coming === 0 || Date.now() > this.#until || event.ctrlKey || event.metaKey || event.altKey) return;
    // A question that is asked in the meantime has its own keys.
    const isElsewhere = event.composedPath().some((node) => node instanceof Element && node.matches("dialog, [popover], input, textarea, select"));
    if (isElsewhere || event.key === "Tab" || event.key === "Escape") return;
    if (event.key === "Backspace") this.#typed = this.#typed.slice(0, -1);
    else if (event.key.length === 1) this.#typed += event.key;
    event.preventDefault();
    event.stopPropagation();
  }
}
