// Keeps what is typed in a field, in case it is never saved.
import { Kept } from "./kept.js";

/** @typedef {import("./field.js").Field} Field */

/** How often what is typed is kept at most, in milliseconds. */
const EVERY = 150;

export class Keeping {
  #field;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  kept = new Kept();

  /** @param {Field} field */
  constructor(field) {
    this.#field = field;
  }

  /** Something was typed. */
  soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(), EVERY);
  }

  /** Nothing is kept any more of a field that is closed. */
  end() {
    clearTimeout(this.#timer);
  }

  /** Keeps what is in the field; of one that is as its file says, nothing. */
  now() {
    const field = this.#field;
    if (!field.isOpen) return;
    if (!field.isChanged) {
      this.kept.drop();
      return;
    }
    // What a paragraph follows may be saved much later, or never.
    if (field.meanwhile) this.from(field.meanwhile);
    void field.known.then((origin) => {
      if (field.isOpen && field.isChanged) this.from(origin);
    });
  }

  /** Keeps what is in the field. @param {import("./field.js").Origin} origin what it changes */
  from({ chapter, change }) {
    const { kind, line, original, result, text } = this.#field;
    this.kept.keep({ file: chapter.file, base: chapter.text, change: change(result), original, text, kind, line });
  }
}
