// Tables and figures are written in dialogs: a grid, and a form.
import { chooseFigure, editFigure, parseFigure } from "./figures.js";
import { Kept } from "./kept.js";
import { editTable, isGrid } from "./tables.js";
import { button, element, ICONS, roving } from "./ui.js";

/**
 * @typedef {import("./api.js").Chapter} Chapter
 * @typedef {import("./api.js").Change} Change
 * @typedef {import("./figures.js").Typed} Typed
 * @typedef {import("./grid.js").Clicked} Clicked
 * @typedef {import("./main.js").Editor} Editor
 * @typedef {Parameters<NonNullable<import("./ui.js").Context["acts"]>>[0]} Leave
 * @typedef {{
 *   chapter: Chapter,
 *   kind: "table" | "figure",
 *   original: string,
 *   change: (text: string) => Change,
 *   at: number | null,
 *   line: number,
 *   picture?: string,
 *   clicked?: Clicked | null,
 *   text?: string,
 *   typed?: Typed,
 *   file?: File,
 * }} Form `original` is what the file says; `at` is its block, or the one that a new block follows; `text`,
 *   `typed` and `file` are what was made of it before, and the picture that was chosen
 */

/**
 * What is written in a dialog: a table that can be a grid, a figure; null for any other block.
 * @param {string} kind
 * @param {string} text
 * @returns {"table" | "figure" | null}
 */
export function formOf(kind, text) {
  if (kind === "table" && isGrid(text)) return "table";
  return parseFigure(text) ? "figure" : null;
}

/**
 * The buttons that move and remove a block which is written in a dialog.
 * @param {Editor} editor
 * @param {Leave} leave
 * @param {(act: (at: number) => Promise<void>) => void} choose
 */
function blockActs({ moving, words }, leave, choose) {
  const act = (/** @type {string} */ label, /** @type {string} */ icon, /** @type {(at: number) => Promise<void>} */ then, saves = true) =>
    button(label, () => leave(saves, () => choose(then)), { icon, class: "plain" });
  const acts = element(
    "div",
    { class: "row acts", role: "toolbar", "aria-label": words.block },
    act(words.move_up, ICONS.up, (at) => moving.move(at, "up")),
    act(words.move_down, ICONS.down, (at) => moving.move(at, "down")),
    act(words.remove, ICONS.remove, (at) => moving.remove(at), false),
  );
  roving(acts);
  return [acts];
}

export class Forms {
  #editor;

  /** @param {Editor} editor */
  constructor(editor) {
    this.#editor = editor;
  }

  /**
   * Opens a dialog, which gets what was typed before. What is done is done once it is closed.
   * @param {Form} form
   */
  show(form) {
    const done = this.open(form);
    this.#editor.early.opened();
    return { done };
  }

  /**
   * Opens a dialog, and saves what is made in it.
   * @param {Form} form
   */
  async open(form) {
    const { saving, view } = this.#editor;
    const { chapter, kind, original, change, at, line, text, typed, file } = form;
    const kept = new Kept();
    /** @type {NonNullable<import("./ui.js").Context["keep"]>} */
    const keep = (made, now, picture) => {
      if (made === null) kept.drop();
      else kept.keep({ file: chapter.file, base: chapter.text, change: change(made), original, text: made, kind, line, typed: now }, picture);
    };
    // What was brought back is not lost if it is closed at once.
    if (text !== undefined) keep(text, typed, file);
    /** What is to be done with the block once the dialog is closed. @type {((at: number) => Promise<void>) | null} */
    let next = null;
    const acts = (/** @type {Leave} */ leave) => blockActs(this.#editor, leave, (act) => (next = act));
    const made = await this.#ask(form, keep, original === "" || at === null ? undefined : acts);
    const todo = /** @type {((at: number) => Promise<void>) | null} */ (next);
    if (made !== null && made !== original) await saving.makeNow(chapter, change(made), at ?? 0, () => this.#openText(form, made));
    else view.focus(at ?? 0);
    kept.drop();
    if (todo && at !== null && !this.#editor.field) await todo(at);
  }

  /**
   * @param {Form} form
   * @param {NonNullable<import("./ui.js").Context["keep"]>} keep
   * @param {import("./ui.js").Context["acts"]} acts
   * @returns {Promise<string | null>}
   */
  #ask({ chapter, kind, original, picture, clicked, text, typed, file }, keep, acts) {
    const context = { ...this.#editor.context(), chapter, keep, acts };
    if (kind === "table") return editTable(original, context, { text, clicked });
    return original === "" ? chooseFigure(context, { typed, file }) : editFigure(original, context, { picture, file, typed: typed ?? parseFigure(text ?? "") });
  }

  /**
   * What could not be saved opens as text.
   * @param {Form} form
   * @param {string} text
   */
  async #openText({ chapter, change, kind, original, at }, text) {
    const { adding, opening, saving } = this.#editor;
    const from = { origin: Promise.resolve({ chapter, change }), original };
    await (original === "" ? adding.open(at, { kind, text, isTyped: true }) : opening.open(saving.placeNow(at ?? 0, chapter), { text, from }));
  }
}
