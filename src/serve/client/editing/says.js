// What is said below the text of a field: what is wrong with it, and how it is mended.
import { textOf } from "./places.js";
import { button, element, focused } from "./ui.js";

/**
 * @typedef {import("./api.js").Draft} Draft
 * @typedef {import("./api.js").MendableProblem} Problem
 * @typedef {import("./field.js").Field} Field
 */

/** How long someone has to stop typing before a new fault is told, in milliseconds. */
const PAUSE = 600;
/** How many faults are told at once. */
const MOST = 5;

export class Says {
  #field;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** What was wrong before anything was typed, outside the block. @type {Set<string> | null} */
  #known = null;
  /** What was in the field when something was said, which stays until that changes. @type {string | null} */
  #saidOf = null;
  node = element("div", { class: "says", role: "status" });

  /** @param {Field} field */
  constructor(field) {
    this.#field = field;
  }

  /** Nothing is said any more. */
  end() {
    clearTimeout(this.#timer);
  }

  /**
   * Says something, such as why the text was not saved.
   * @param {string} message
   * @param {string | null} help
   * @param {{ label: string, act: () => void }} [action]
   */
  say(message, help = null, action) {
    clearTimeout(this.#timer);
    this.#saidOf = message ? this.#field.source : null;
    const parts = message ? [element("p", { class: "wrong" }, message)] : [];
    if (help) parts.push(element("p", { class: "help" }, help));
    if (action) parts.push(element("div", { class: "row" }, button(action.label, action.act)));
    this.node.replaceChildren(...parts);
    if (parts.length > 0) this.#field.standing.reveal(this.node);
  }

  /** Whether it is known what was wrong before anything was typed. */
  get isInformed() {
    return this.#known !== null;
  }

  /** What is wrong with the chapter without the field. @param {Problem[]} problems */
  learn(problems) {
    this.#known ??= new Set(problems.map(name));
  }

  /**
   * Says what is wrong: at once if it was said before, else when the writer pauses.
   * @param {Draft} draft
   */
  tell(draft) {
    const field = this.#field;
    const isInside = (/** @type {Problem} */ { line }) => line >= draft.first_line && line <= draft.last_line;
    this.learn(draft.problems);
    const known = this.#known ?? new Set();
    const told = draft.problems.filter((problem) => isInside(problem) || !known.has(name(problem)));
    // What is wrong in several places is said once.
    const problems = told.filter((problem, at) => told.findIndex((other) => name(other) === name(problem)) === at);
    if (this.#saidOf === field.source) return;
    this.#saidOf = null;
    clearTimeout(this.#timer);
    // Nothing is wrong with a new block before anything is typed.
    if (field.original === "" && field.isUntouched) this.#show([], draft);
    else if (problems.length === 0 || field.isUntouched) this.#show(problems, draft);
    else this.#pause(problems, draft);
  }

  /**
   * Says it once the writer pauses. Who chooses in a dialog what to put in the text is not done with it.
   * @param {Problem[]} problems
   * @param {Draft} draft
   */
  #pause(problems, draft) {
    this.#timer = setTimeout(() => {
      if (this.#field.isAsking) this.#pause(problems, draft);
      else this.#show(problems, draft);
    }, PAUSE);
  }

  /**
   * @param {Problem[]} problems
   * @param {Draft} draft
   */
  #show(problems, draft) {
    const { area } = this.#field;
    this.node.replaceChildren(...problems.slice(0, MOST).map((problem) => this.#problem(problem, draft)));
    if (problems.length > 0 && focused() === area) this.#field.standing.reveal(this.node);
    area.setAttribute("aria-invalid", String(problems.some(({ is_error }) => is_error)));
  }

  /**
   * @param {Problem} problem
   * @param {Draft} draft
   */
  #problem({ is_error, message, help, mends }, draft) {
    const part = element("div", {}, element("p", { class: is_error ? "wrong" : "doubtful" }, message));
    if (help) part.append(element("p", { class: "help" }, help));
    const buttons = (mends ?? []).map((mend) => button(mend.label, () => this.#mend(mend, draft)));
    if (buttons.length > 0) part.append(element("div", { class: "row" }, ...buttons));
    return part;
  }

  /**
   * @param {import("./api.js").Mend} mend
   * @param {Draft} draft
   */
  #mend(mend, draft) {
    const field = this.#field;
    const at = within(draft, mend, field.text);
    if (at) field.mend(mend.text.replaceAll("\r\n", "\n"), at.start, at.end);
    field.focus();
  }
}

/** What tells problems apart. @param {Problem} problem */
function name({ message, help }) {
  return `${message}\n${help}`;
}

/**
 * Where in the field a mend applies, whose places are bytes of the draft.
 * @param {Draft} draft
 * @param {import("./api.js").Mend} mend
 * @param {string} text
 */
function within({ chapter, first_line: line }, mend, text) {
  const from = (/** @type {number} */ start, /** @type {number} */ end) => textOf(chapter, start, end);
  const wrong = from(mend.start, mend.end);
  const block = chapter.blocks.findLast((one) => one.line <= line && one.start <= mend.start);
  const start = block ? from(block.start, mend.start).length : -1;
  if (start >= 0 && text.startsWith(wrong, start)) return { start, end: start + wrong.length };
  const found = text.indexOf(wrong);
  return found >= 0 && wrong !== "" ? { start: found, end: found + wrong.length } : null;
}
