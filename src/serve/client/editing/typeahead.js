// Letters that lead to the first thing that begins with them: one letter again and again goes through all.

/** How long letters belong together, in milliseconds. */
const TOGETHER = 800;

export class TypeAhead {
  #typed = "";
  #last = 0;

  /**
   * Where a key leads among texts; -1 if it is no letter, or leads nowhere.
   * @param {KeyboardEvent} event
   * @param {string[][]} texts what each begins with, of which one is enough
   * @param {number} at where one is now
   */
  find({ key, ctrlKey, metaKey, altKey }, texts, at) {
    if (key.length !== 1 || ctrlKey || metaKey || altKey) return -1;
    const now = Date.now();
    if (now - this.#last > TOGETHER) this.#typed = "";
    // A space presses what has the focus, unless it is within words.
    if (key === " " && this.#typed === "") return -1;
    this.#last = now;
    this.#typed += plain(key);
    const isSame = [...this.#typed].every((letter) => letter === this.#typed[0]);
    const wanted = isSame ? this.#typed[0] : this.#typed;
    const first = isSame ? at + 1 : Math.max(at, 0);
    const starts = texts.map((one) => one.some((text) => plain(text.trim()).startsWith(wanted)));
    const later = starts.indexOf(true, first);
    return later >= 0 ? later : starts.indexOf(true);
  }
}

/** A text without case and accents, to compare. @param {string} text */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
