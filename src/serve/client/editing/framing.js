// What a field hides of its block while one writes: controls change it, and each change can be taken back
// with the keys that take back what was typed.
import { shapeOf } from "./shape.js";

/**
 * @typedef {import("./shape.js").Shape} Shape
 * @typedef {{ shape: Shape, text: string, by: string }} Step what was hidden before a change, the text of the field
 *   then, and the control that made the change
 */

export class Framing {
  #kind;
  #shape;
  /** @type {Step[]} */
  #done = [];
  /** @type {Step[]} */
  #undone = [];

  /**
   * @param {import("./api.js").Kind} kind
   * @param {string} source
   */
  constructor(kind, source) {
    this.#kind = kind;
    this.#shape = shapeOf(kind, source);
  }

  get shape() {
    return this.#shape;
  }

  /**
   * Takes in a source in which more than the text of the field was changed.
   * @param {string} source
   * @param {string} text the text of the field before
   * @param {string} by the control; what it does in one go is taken back in one go
   */
  change(source, text, by) {
    const last = this.#done.at(-1);
    if (!last || last.by !== by || last.text !== text) this.#done.push({ shape: this.#shape, text, by });
    this.#undone = [];
    this.#shape = shapeOf(this.#kind, source);
  }

  /** Something else was typed: what was taken back cannot be made again. */
  typed() {
    this.#undone = [];
  }

  /**
   * Takes back the last change, if nothing was typed since; or makes it again.
   * @param {"undo" | "redo"} way
   * @param {string} text the text of the field
   */
  step(way, text) {
    const [from, to] = way === "undo" ? [this.#done, this.#undone] : [this.#undone, this.#done];
    const step = from.at(-1);
    if (!step || step.text !== text) return false;
    from.pop();
    to.push({ ...step, shape: this.#shape });
    this.#shape = step.shape;
    return true;
  }
}
