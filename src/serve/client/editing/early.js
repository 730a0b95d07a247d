// Keys that are pressed before the field is open that they are meant for.

/** How long keys are held for a field at most, in milliseconds. */
const PATIENCE = 5000;

export class Early {
  /** How many fields are about to open. */
  #coming = 0;
  #until = 0;
  #typed = "";
  /** Whether the keys that save the field were pressed too. */
  #isDone = false;

  constructor() {
    window.addEventListener("keydown", (event) => this.#key(event), true);
    window.addEventListener("pointerdown", () => this.#wait(), true);
  }

  /** From now on the field is waited for. */
  #wait() {
    this.#until = Date.now() + PATIENCE;
  }

  /**
   * Holds what is typed until a field is open.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async during(work) {
    this.#coming += 1;
    this.#wait();
    try {
      return await work();
    } finally {
      this.#coming -= 1;
      // What no field took is meant for none.
      if (this.#coming === 0) this.take();
    }
  }

  /** What was typed for the field, which gets it only once, and whether it is saved then. */
  take() {
    const taken = { typed: this.#typed, isDone: this.#isDone };
    this.#typed = "";
    this.#isDone = false;
    return taken;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#coming === 0) return;
    const has = event.ctrlKey || event.metaKey;
    const saves = has && (event.key === "Enter" || event.key.toLowerCase() === "s");
    // A question that is asked in the meantime has its own keys.
    const isElsewhere = event.composedPath().some((node) => node instanceof Element && node.matches("dialog, [popover], input, textarea, select"));
    if (isElsewhere) {
      this.#wait();
      return;
    }
    if (Date.now() > this.#until || (has && !saves) || event.altKey || event.key === "Tab" || event.key === "Escape") return;
    if (saves) this.#isDone = true;
    else if (!this.#isDone && event.key === "Backspace") this.#typed = this.#typed.slice(0, -1);
    else if (!this.#isDone && event.key.length === 1) this.#typed += event.key;
    event.preventDefault();
    event.stopPropagation();
  }
}
