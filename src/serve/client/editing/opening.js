// Opens the blocks of a chapter: as a field, a table as a grid, a figure as a form.
import { caretIn } from "./caret.js";
import { replaced } from "./changes.js";
import { Field } from "./field.js";
import { editFigure, parseFigure } from "./figures.js";
import { Kept } from "./kept.js";
import { shapeOf } from "./shape.js";
import { editTable, isGrid } from "./tables.js";
import { capital, fill } from "./ui.js";

/**
 * @typedef {import("./api.js").Block} Block
 * @typedef {import("./api.js").Chapter} Chapter
 * @typedef {import("./main.js").Editor} Editor
 */

export class Opening {
  #editor;

  /** @param {Editor} editor */
  constructor(editor) {
    this.#editor = editor;
  }

  /**
   * Opens a block.
   * @param {number} at
   * @param {{ select?: [number, number], text?: string }} [options]
   */
  open(at, options) {
    return this.#editor.early.during(() => this.#open(at, options));
  }

  /**
   * @param {number} at
   * @param {{ select?: [number, number], text?: string }} [options]
   */
  async #open(at, { select, text } = {}) {
    const editor = this.#editor;
    at = await editor.saving.settledAt(at);
    if (editor.field) return;
    const { chapter } = editor;
    const block = chapter?.blocks[at];
    const node = editor.view.element(at);
    if (!chapter || !block || !node || editor.isRefusing(chapter)) return;
    if (text === undefined && (await this.#openForm(chapter, block, node))) return;
    const section = node.parentElement?.localName === "section" && node.parentElement.getAttribute("data-source") === node.getAttribute("data-source") ? node.parentElement : null;
    editor.session.open(
      new Field(editor, {
        kind: block.lesson ? "heading" : block.kind,
        text: text ?? block.text,
        original: block.text,
        label: this.label(block),
        at: (host) => (section ?? node).before(host),
        like: node,
        origin: Promise.resolve({ chapter, change: (result) => replaced(block.start, block.end, result) }),
        select,
        line: block.line,
      }),
      block,
    );
  }

  /**
   * Opens a table as a grid, and a figure as a form. Says whether the block is such.
   * @param {Chapter} chapter
   * @param {Block} block
   * @param {HTMLElement} node
   */
  async #openForm(chapter, block, node) {
    const editor = this.#editor;
    const at = chapter.blocks.indexOf(block);
    const { start, end, text } = block;
    const change = (/** @type {string} */ made) => replaced(start, end, made);
    const kept = new Kept();
    const keep = (/** @type {string} */ made) => kept.keep({ file: chapter.file, base: chapter.text, change: change(made), original: text, text: made, kind: block.kind, line: block.line });
    /** @type {string | null} */
    let made;
    if (block.kind === "table" && isGrid(text)) made = await editTable(text, { ...editor.context(), keep });
    else if (parseFigure(text)) made = await editFigure(text, editor.context(), node.querySelector("img")?.src);
    else return false;
    if (made !== null && made !== text) await editor.saving.makeNow(chapter, change(made), at, () => this.open(at, { text: made }));
    else editor.view.focus(at);
    kept.drop();
    return true;
  }

  /** What the field of a block is called. @param {Pick<Block, "kind" | "lesson">} block */
  label({ kind, lesson }) {
    const { words } = this.#editor;
    return capital(fill(words.field, { what: words[`kind_${lesson ? "lesson" : kind}`] }));
  }

  /**
   * Opens a block that was clicked, also if a field above it closes by that.
   * @param {number} at
   * @param {HTMLElement | null} node
   * @param {number} top where it was on the screen
   * @param {{ before: string, after: string } | null} words those that were clicked
   */
  openClicked(at, node, top, words) {
    return this.#editor.early.during(() => this.#openClicked(at, node, top, words));
  }

  /**
   * @param {number} at
   * @param {HTMLElement | null} node
   * @param {number} top
   * @param {{ before: string, after: string } | null} words
   */
  async #openClicked(at, node, top, words) {
    const { saving, view } = this.#editor;
    await saving.settled();
    if (this.#editor.field) return;
    const now = node?.isConnected ? (view.blocks?.at(node) ?? at) : at;
    const block = view.chapter?.blocks[now];
    const caret = block && words ? caretIn(shapeOf(block.kind, block.text).shown, words) : null;
    const moved = (view.element(now)?.getBoundingClientRect().top ?? top) - top;
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
    await this.open(now, caret === null ? {} : { select: [caret, caret] });
  }
}
