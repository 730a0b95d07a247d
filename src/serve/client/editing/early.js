// Keys that are pressed before the field is open that they are meant for.

/** How long keys are held for a field at most, in milliseconds. */
const PATIENCE = 5000;

/** What was typed for a field that cannot take it yet, and whether it is saved then, or saved and closed. */
export class Held {
  typed = "";
  isDone = false;
  isSaved = false;

  /**
   * Holds a key, if it is one that writes or saves.
   * @param {KeyboardEvent} event
   */
  take(event) {
    const has = event.ctrlKey || event.metaKey;
    const closes = has && event.key === "Enter";
    const saves = has && event.key.toLowerCase() === "s";
    if ((has && !closes && !saves) || event.altKey || event.key === "Tab" || event.key === "Escape") return;
    if (closes) this.isDone = true;
    else if (saves) this.isSaved = true;
    else if (!this.isDone && event.key === "Backspace") this.typed = this.typed.slice(0, -1);
    else if (!this.isDone && event.key.length === 1) this.typed += event.key;
    event.preventDefault();
    event.stopPropagation();
  }
}

export class Early {
  /** How many fields are about to open. */
  #coming = 0;
  #until = 0;
  #held = new Held();

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

  /** What was typed for the field, which gets it only once. */
  take() {
    const held = this.#held;
    this.#held = new Held();
    return held;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#coming === 0) return;
    // A question that is asked in the meantime has its own keys.
    const isElsewhere = event.composedPath().some((node) => node instanceof Element && node.matches("dialog, [popover], input, textarea, select"));
    if (isElsewhere) {
      this.#wait();
      return;
    }
    if (Date.now() <= this.#until) this.#held.take(event);
  }
}
