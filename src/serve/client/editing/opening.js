// Opens the blocks of a chapter: as a field, a table as a grid, a figure as a form.
import { inBlock } from "./aims.js";
import { caretIn } from "./caret.js";
import { replaced } from "./changes.js";
import { Field } from "./field.js";
import { formOf } from "./forms.js";
import { textOf, unfold } from "./places.js";
import { shapeOf } from "./shape.js";
import { capital, fill } from "./ui.js";

/**
 * @typedef {import("./api.js").Block} Block
 * @typedef {import("./grid.js").Clicked} Clicked
 * @typedef {import("./main.js").Editor} Editor
 * @typedef {Pick<import("./field.js").Opening, "origin" | "original">} From
 * @typedef {{ select?: [number, number], text?: string, from?: From, clicked?: Clicked | null, block?: Block, past?: import("./field.js").Past }} Options what
 *   is selected in the field, what was typed in it before and from which text, so that what others changed since is not written over, what was
 *   clicked on the page, the blocks that open as one, and what can be taken back
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
   * @param {Options} [options]
   */
  async open(at, options) {
    await this.#hold("during", at, () => this.#open(at, options));
  }

  /**
   * Opens a block whose handle was pressed, also while another is about to open.
   * @param {number} at
   */
  async openPressed(at) {
    const { saving, view } = this.#editor;
    const before = view.blocks?.chapter;
    await this.#hold("aim", at, async () => {
      await saving.settled();
      return this.#open(before ? saving.placeNow(at, before) : at);
    });
  }

  /**
   * Holds what is typed until a block is open, and waits for the form that it opens as.
   * @param {"during" | "aim"} how
   * @param {number} at
   * @param {() => Promise<import("./forms.js").Form | null>} work
   */
  async #hold(how, at, work) {
    const { early, forms, view } = this.#editor;
    const show = async () => {
      const form = await work();
      return form && forms.show(form);
    };
    const shown = await early[how](show, { place: inBlock(view.blocks?.chapter ?? null, at) });
    await shown?.done;
  }

  /**
   * Opens a field, or returns what opens as a form.
   * @param {number} at
   * @param {Options} [options]
   * @returns {Promise<import("./forms.js").Form | null>}
   */
  async #open(at, { select, text, from, clicked, block: several, past } = {}) {
    const editor = this.#editor;
    at = await editor.saving.settledAt(at);
    if (editor.field) return null;
    const { chapter } = editor;
    // The chapter may have changed since it was known which blocks open as one.
    const isThere = chapter && several && textOf(chapter, several.start, several.end) === several.text;
    const block = isThere ? several : chapter?.blocks[at];
    const node = editor.view.element(at);
    if (!chapter || !block || !node || editor.isRefusing(chapter)) return null;
    unfold(node);
    const form = text === undefined ? formOf(block.kind, block.text) : null;
    const change = (/** @type {string} */ result) => replaced(block.start, block.end, result);
    if (form) {
      const picture = node.querySelector("img")?.src;
      return { chapter, kind: form, original: block.text, change, at, line: block.line, picture, clicked };
    }
    const section = node.parentElement?.localName === "section" && node.parentElement.getAttribute("data-source") === node.getAttribute("data-source") ? node.parentElement : null;
    editor.session.open(
      new Field(editor, {
        kind: block.lesson ? "heading" : block.kind,
        text: text ?? block.text,
        original: block.text,
        label: this.label(block),
        at: (host) => (section ?? node).before(host),
        like: node,
        origin: Promise.resolve({ chapter, change }),
        ...from,
        select,
        line: block.line,
        isTyped: text !== undefined,
        past,
      }),
      block,
    );
    return null;
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
   * @param {Clicked} clicked
   */
  async openClicked(at, node, top, clicked) {
    await this.#hold("aim", at, () => this.#openClicked(at, node, top, clicked));
  }

  /**
   * @param {number} at
   * @param {HTMLElement | null} node
   * @param {number} top
   * @param {Clicked} clicked
   */
  async #openClicked(at, node, top, clicked) {
    const { words } = clicked;
    const { saving, view } = this.#editor;
    const before = view.blocks?.chapter;
    await saving.settled();
    if (this.#editor.field) return null;
    const there = node?.isConnected ? (view.blocks?.at(node) ?? -1) : -1;
    const now = there < 0 && before ? saving.placeNow(at, before) : Math.max(there, 0);
    const block = view.chapter?.blocks[now];
    const caret = block && words ? caretIn(shapeOf(block.kind, block.text).shown, words) : null;
    const moved = (view.element(now)?.getBoundingClientRect().top ?? top) - top;
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
    return this.#open(now, { clicked, ...(caret === null ? {} : { select: [caret, caret] }) });
  }
}
