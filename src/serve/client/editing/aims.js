// What is typed before its field is there is kept in the browser for where it goes: its place in its block, if that is
// known, or else a paragraph of its own.
import { inserted, replaced } from "./changes.js";
import { formOf } from "./forms.js";
import { Kept } from "./kept.js";
import { shapeOf } from "./shape.js";

/**
 * @typedef {import("./api.js").Block} Block
 * @typedef {import("./api.js").Chapter} Chapter
 * @typedef {import("./main.js").Editor} Editor
 * @typedef {Parameters<Kept["keep"]>[0]} Entry
 * @typedef {(text: string) => Promise<Entry | null>} Place what is kept of a text that goes to one place; null if there is
 *   none
 */

/**
 * At the caret of a field, also one that is closed and being saved.
 * @param {import("./field.js").Field} field
 * @returns {Place}
 */
export function inField(field) {
  return async (held) => {
    const { chapter, change } = await field.known;
    const { kind, line, original, result: saved } = field;
    const text = field.withTyped(held);
    return { file: chapter.file, base: chapter.text, change: change(text), original, text, kind, line, held, saved };
  };
}

/**
 * At the end of a block that is about to open.
 * @param {Chapter | null} chapter
 * @param {number} at
 * @returns {Place}
 */
export function inBlock(chapter, at) {
  const block = chapter?.blocks[at];
  return async (held) => {
    if (!chapter || !block || formOf(block.kind, block.text)) return null;
    const { shown, written } = shapeOf(block.kind, block.text);
    const text = written(shown + held);
    const kind = block.lesson ? "heading" : block.kind;
    return { file: chapter.file, base: chapter.text, change: replaced(block.start, block.end, text), original: block.text, text, kind, line: block.line, held };
  };
}

/**
 * A paragraph after a block, or at the start.
 * @param {Chapter} chapter
 * @param {Block | null} block
 * @param {string} held
 * @returns {Entry}
 */
export function asParagraph(chapter, block, held) {
  const text = held.trim();
  return { file: chapter.file, base: chapter.text, change: inserted(block)(text), original: "", text, kind: "paragraph", line: block?.last_line ?? 0 };
}

/** Where each part of what is typed goes, and what is kept of it. */
export class Aims {
  #editor;
  /** @type {{ place: Place | null, kept: Kept }[]} */
  #aims = [];

  /** @param {Editor} editor */
  constructor(editor) {
    this.#editor = editor;
  }

  /** What is typed is for a place; null if that is not known. @param {Place | null} place */
  add(place) {
    this.#aims.push({ place, kept: new Kept() });
  }

  /** What was typed for the first is there, or lost. */
  pass() {
    this.#aims.shift()?.kept.drop();
  }

  /** Nothing is about to open any more. */
  end() {
    for (const { kept } of this.#aims.splice(0)) kept.drop();
  }

  /** Keeps the text for each place. @param {string[]} texts */
  keep(texts) {
    for (const [at, { place, kept }] of this.#aims.entries()) {
      const held = texts[at] ?? "";
      if (held.trim() !== "") void this.#keep(held, place, kept);
    }
  }

  /**
   * @param {string} held
   * @param {Place | null} place
   * @param {Kept} kept
   */
  async #keep(held, place, kept) {
    const { chapter, session } = this.#editor;
    const entry = (await place?.(held).catch(() => null)) ?? (chapter && asParagraph(chapter, session.block, held));
    if (entry && this.#aims.some((aim) => aim.kept === kept)) kept.keep(entry);
  }
}
