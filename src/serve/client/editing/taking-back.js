// Takes back what is typed in a field from the first text on that the browser cannot take back itself, and in a field
// that takes the place of another what was typed in that.

/**
 * @typedef {HTMLTextAreaElement | HTMLInputElement} Field
 * @typedef {{ at: number, old: string, now: string, type: string, time: number }} Step a part of the text that was
 *   replaced, by which type of input, and when
 * @typedef {{ done: Step[], undone: Step[], isWhole: boolean }} Steps what can be taken back and made again, and whether
 *   all that was done is among it
 */

/** What is typed without a pause as long as this is taken back in one go, in milliseconds. */
const PAUSE = 1000;
/** How many steps are known at most. */
const MOST = 1000;
/** The types of input that make one step together. */
const GOES_ON = ["insertText", "deleteContentBackward", "deleteContentForward"];

/** @type {WeakMap<Field, TakingBack>} */
const known = new WeakMap();

/** The steps in a field, noted from now on if they were not before. @param {Field} field */
export function stepsOf(field) {
  const steps = known.get(field) ?? new TakingBack(field);
  known.set(field, steps);
  return steps;
}

class TakingBack {
  #field;
  #value;
  /** @type {Step[]} */
  #done = [];
  /** @type {Step[]} */
  #undone = [];
  #isWhole = true;
  #isOurs = false;
  #isStepping = false;

  /** @param {Field} field */
  constructor(field) {
    this.#field = field;
    this.#value = field.value;
    field.addEventListener("input", (event) => this.#note(event instanceof InputEvent ? event.inputType : ""));
  }

  /** What can be taken back and made again by now. @returns {Steps} */
  get steps() {
    return { done: [...this.#done], undone: [...this.#undone], isWhole: this.#isWhole };
  }

  /** Goes on after the steps of another field, which had the same text. @param {Steps} steps */
  goOn({ done, undone, isWhole }) {
    [this.#done, this.#undone, this.#isWhole] = [[...done], [...undone], isWhole];
    this.takeOver();
  }

  /** Whether nothing can be taken back, or made again, because there was no more. @param {"undo" | "redo"} way */
  isAtEnd(way) {
    return way === "undo" ? this.#done.length === 0 && this.#isWhole : this.#undone.length === 0;
  }

  /** The browser's own steps end here: those that were noted take their place, also for what came before. */
  takeOver() {
    if (this.#isOurs) return;
    this.#isOurs = true;
    this.#field.addEventListener("beforeinput", (event) => {
      const way = event instanceof InputEvent ? { historyUndo: "undo", historyRedo: "redo" }[event.inputType] : undefined;
      if (way) this.#step(event, /** @type {"undo" | "redo"} */ (way));
    });
    // Above the field, so that what controls did beside its text is taken back first.
    const place = this.#field.closest("dialog") ?? this.#field.getRootNode();
    place.addEventListener("keydown", (event) => {
      if (event.composedPath()[0] !== this.#field || event.defaultPrevented) return;
      const way = event instanceof KeyboardEvent ? wayOf(event) : null;
      if (way) this.#step(event, way);
    });
  }

  /** @param {string} type */
  #note(type) {
    if (this.#isStepping) return;
    const { value } = this.#field;
    const step = { ...changed(this.#value, value), type, time: Date.now() };
    this.#value = value;
    this.#undone = [];
    const last = this.#done.at(-1);
    const both = last ? together(last, step) : null;
    if (both) this.#done.pop();
    this.#done.push(both ?? step);
    if (this.#done.length <= MOST) return;
    this.#done.shift();
    this.#isWhole = false;
  }

  /**
   * @param {Event} event
   * @param {"undo" | "redo"} way
   */
  #step(event, way) {
    event.preventDefault();
    // What a script put in the field without telling is a step as any other.
    if (this.#field.value !== this.#value) this.#note("");
    const [from, to] = way === "undo" ? [this.#done, this.#undone] : [this.#undone, this.#done];
    const step = from.pop();
    if (!step) return;
    to.push({ ...step, type: "" });
    const [old, now] = way === "undo" ? [step.now, step.old] : [step.old, step.now];
    this.#isStepping = true;
    put(this.#field, now, step.at, step.at + old.length, way === "undo" ? "historyUndo" : "historyRedo");
    this.#isStepping = false;
    this.#value = this.#field.value;
  }
}

/**
 * Puts a text in a field at once, and tells of it as a browser does.
 * @param {Field} field
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {string} inputType
 */
export function put(field, text, from, to, inputType) {
  field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType, data: text }));
}

/**
 * Which way a key goes, if it takes back or makes again.
 * @param {KeyboardEvent} event
 * @returns {"undo" | "redo" | null}
 */
export function wayOf({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  if (altKey || !(ctrlKey || metaKey)) return null;
  const name = key.toLowerCase();
  if (name === "z") return shiftKey ? "redo" : "undo";
  return name === "y" ? "redo" : null;
}

/**
 * The part in which two texts differ.
 * @param {string} old
 * @param {string} now
 */
function changed(old, now) {
  const most = Math.min(old.length, now.length);
  let at = 0;
  while (at < most && old[at] === now[at]) at += 1;
  let end = 0;
  while (end < most - at && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  return { at, old: old.slice(at, old.length - end), now: now.slice(at, now.length - end) };
}

/**
 * Two steps as one, if the second goes on where the first was.
 * @param {Step} first
 * @param {Step} next
 * @returns {Step | null}
 */
function together(first, next) {
  if (first.type !== next.type || !GOES_ON.includes(next.type) || next.time - first.time > PAUSE) return null;
  const { type, time } = next;
  if (next.old === "" && next.at === first.at + first.now.length) return { ...first, now: first.now + next.now, time };
  if (next.now !== "" || first.now !== "") return null;
  if (next.at === first.at) return { at: first.at, old: first.old + next.old, now: "", type, time };
  return next.at + next.old.length === first.at ? { at: next.at, old: next.old + first.old, now: "", type, time } : null;
}
