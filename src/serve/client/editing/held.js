// What is typed before the field is there that it is meant for, in its order.

import { wayOf } from "./taking-back.js";

/**
 * @typedef {KeyboardEvent | { text: string } | { pasted: DataTransfer | null }} Input a key as it was pressed, text that
 *   the browser made of several, or what was pasted: null for what is cut or copied before it
 */

/** Parts what is meant for one field from what is for the next. */
const BORDER = Symbol("border");

export class Held {
  /** @type {(Input | typeof BORDER)[]} */
  #inputs = [];

  /** @param {Input} input */
  take(input) {
    this.#inputs.push(input);
  }

  /** Lets go of what came first, if there is more for this field. @returns {Input | null} */
  next() {
    const [first] = this.#inputs;
    if (first === undefined || first === BORDER) return null;
    this.#inputs.shift();
    return first;
  }

  /**
   * Lets go of a key that takes back or makes again, if that came first.
   * @returns {"undo" | "redo" | null} which of both
   */
  step() {
    const [first] = this.#inputs;
    const way = first instanceof KeyboardEvent ? wayOf(first) : null;
    if (way) this.#inputs.shift();
    return way;
  }

  /** What is typed from now on is for another field. */
  part() {
    this.#inputs.push(BORDER);
  }

  /** Goes on with what is for the next field. Returns the text that was left for this one. */
  pass() {
    const text = this.drop();
    this.#inputs.shift();
    return text;
  }

  /** Forgets what is left for this field. Returns its text. */
  drop() {
    const border = this.#inputs.indexOf(BORDER);
    return textOf(this.#inputs.splice(0, border < 0 ? this.#inputs.length : border));
  }

  /** Whether something is cut or copied in it. */
  get copies() {
    return this.#inputs.some((input) => input instanceof KeyboardEvent && (input.ctrlKey || input.metaKey) && /^[xc]$/i.test(input.key));
  }

  /** The text in it, as far as that can be told without the field. */
  get text() {
    return textOf(this.#inputs);
  }

  /** That text, for each of the fields it is for. */
  get texts() {
    const borders = this.#inputs.flatMap((input, at) => (input === BORDER ? at : []));
    const starts = [0, ...borders.map((at) => at + 1)];
    return starts.map((start, at) => textOf(this.#inputs.slice(start, borders[at])));
  }
}

/** @param {(Input | typeof BORDER)[]} inputs */
function textOf(inputs) {
  let text = "";
  for (const input of inputs) {
    if (input === BORDER) text += "\n\n";
    else if (!(input instanceof KeyboardEvent)) text += "text" in input ? input.text : (input.pasted?.getData("text/plain") ?? "");
    else if (input.key === "Enter") text += "\n\n";
    else if (input.key === "Backspace") text = text.slice(0, -1);
    else if (input.key.length === 1 && (!(input.ctrlKey || input.metaKey) || input.getModifierState("AltGraph"))) text += input.key;
  }
  return text;
}
