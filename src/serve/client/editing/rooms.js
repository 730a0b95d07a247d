// What opens in a dialog of its own: the fields of a chapter, the whole chapter as text, the tree of
// chapters; and what a page leaves for the next one to open.
import { editChapter } from "./chapter.js";
import { document } from "./document.js";
import { shapeOf } from "./shape.js";
import { openTree } from "./tree.js";
import { fill, focused } from "./ui.js";
import { editWhole } from "./whole.js";

/**
 * @typedef {import("./api.js").Chapter} Chapter
 * @typedef {import("./main.js").Editor} Editor
 */

/** Where a tab remembers what it opens on the next page. */
const NEXT = "wijkengids.open";

export class Rooms {
  #editor;

  /** @param {Editor} editor */
  constructor(editor) {
    this.#editor = editor;
  }

  /**
   * The title and the other fields of the chapter.
   * @param {string} [first] the one that gets the focus
   */
  async fields(first) {
    await this.#editor.saving.settled();
    if (this.#editor.chapter) await this.editFields(this.#editor.chapter, {}, first);
  }

  /**
   * @param {Chapter} chapter
   * @param {Record<string, import("./api.js").Value>} [typed] what was changed before and not saved
   * @param {string} [first] the field that gets the focus
   */
  async editFields(chapter, typed, first) {
    const { history, view } = this.#editor;
    const saved = await editChapter({ ...this.#editor.context(), chapter }, typed, first);
    if (saved) await view.adopt(saved.chapter, true);
    // Who came by a click on the title had the focus nowhere.
    if (focused() === document.body || focused()?.localName === "main") view.focus(0);
    void history.refresh();
  }

  /** The tree of chapters. */
  async tree() {
    await this.#editor.saving.settled();
    try {
      const going = await openTree(this.#editor.context());
      if (going?.page === null) await this.#held(going);
      else if (going) remember({ focus: true, said: going.said, undoes: going.said !== null });
    } catch (refusal) {
      this.#editor.refused(refusal);
    }
    void this.#editor.history.refresh();
  }

  /**
   * Says what was done whose page is not there while the guide has errors, and opens its text, if it is one.
   * @param {import("./tree.js").Going} going
   */
  async #held({ file, said }) {
    const { api, words } = this.#editor;
    this.#editor.announce(fill(words.page_waits, { what: said ?? "" }), true, this.#undo);
    if (file) await this.editWhole(await api.chapter({ file }));
  }

  /** The whole chapter as text. */
  async whole() {
    const { history, saving, view } = this.#editor;
    await saving.settled();
    if (!view.chapter) return;
    await this.editWhole(view.chapter);
    void history.refresh();
  }

  /**
   * A file as text.
   * @param {Chapter} chapter
   * @param {number} [line]
   * @param {string} [typed] what was typed in it before and not saved
   */
  async editWhole(chapter, line, typed) {
    const { view } = this.#editor;
    const saved = await editWhole(this.#editor.context(), chapter, line, typed);
    if (saved && view.chapter?.file === saved.file) await view.adopt(saved, true);
  }

  /**
   * Opens a place in a file, which a problem named: its block, or the whole file if there is no such.
   * @param {string} file
   * @param {number} line
   * @param {number} column
   */
  async openAt(file, line, column) {
    const { api, view } = this.#editor;
    try {
      if (!this.#editor.isOn) await this.#editor.turn(true);
      const chapter = await api.chapter({ file });
      if (view.chapter?.file === file) {
        await view.adopt(chapter, true);
        if (await this.#openBlock(chapter, line, column)) return;
      } else if (await this.#goTo(chapter, { file, line, column })) {
        return;
      }
      await this.editWhole(chapter, line);
    } catch (refusal) {
      this.#editor.refused(refusal);
    }
  }

  /**
   * Opens the block at a place of the chapter that is shown. Says whether there is one.
   * @param {Chapter} chapter
   * @param {number} line
   * @param {number} column
   */
  async #openBlock({ blocks }, line, column) {
    const { opening, view } = this.#editor;
    const at = blocks.findLastIndex((block, index) => block.line <= line && block.last_line >= line && view.element(index));
    const block = blocks[at];
    if (!block) return false;
    const start = block.text.split("\n").slice(0, line - block.line).join("\n").length;
    const caret = shapeOf(block.kind, block.text).place(start + (line > block.line ? 1 : 0) + column - 1);
    await opening.open(at, { select: [caret, caret] });
    return true;
  }

  /**
   * Goes to the page of a chapter, where a place is opened. Says whether there is such a page.
   * @param {Chapter} chapter
   * @param {{ file: string, line: number, column: number }} place
   */
  async #goTo({ page, blocks }, place) {
    if (!page || this.#editor.view.isEmpty || blocks.length === 0) return false;
    const answer = await fetch(`/${page}`, { method: "HEAD" });
    if (!answer.ok) return false;
    remember(place);
    location.assign(`/${page}`);
    return true;
  }

  /** What takes the last step back. */
  get #undo() {
    const { history, words } = this.#editor;
    return { label: words.undo, act: () => void history.step("undo") };
  }

  /** Opens what the page before asked for. */
  async openNext() {
    const { chapter, view } = this.#editor;
    const next = sessionStorage.getItem(NEXT);
    sessionStorage.removeItem(NEXT);
    if (!next) return;
    const { file, line, column, focus, said, undoes } = JSON.parse(next);
    if (said) this.#editor.announce(said, false, undoes ? this.#undo : undefined);
    if (focus && chapter) view.focus(0);
    else if (file === chapter?.file) await this.openAt(file, line, column);
  }
}

/**
 * What the next page of this tab begins with.
 * @param {{ file: string, line: number, column: number } | { focus: true, said?: string | null, undoes?: boolean }} next
 *   `said` is announced there; `undoes` offers to take it back
 */
export function remember(next) {
  sessionStorage.setItem(NEXT, JSON.stringify(next));
}
