// Makes changes one after the other, and shows what came of them.
import { choose } from "./conflict.js";
import { follow, textOf } from "./places.js";
import { movedTo } from "./moved.js";
import { Queue } from "./queue.js";
import { remember } from "./rooms.js";
import { here } from "./view.js";
import { Waiting } from "./waiting.js";

/**
 * @typedef {import("./api.js").Block} Block
 * @typedef {import("./api.js").Chapter} Chapter
 * @typedef {import("./api.js").Change} Change
 * @typedef {import("./api.js").Saved} Saved
 * @typedef {import("./main.js").Editor} Editor
 */

export class Saving {
  #editor;
  #queue;
  /** Until what was saved last is shown. @type {Promise<unknown>} */
  #showing = Promise.resolve();
  /** What the page shows of what cannot be saved yet. @type {Set<import("./waiting.js").Waiting>} */
  #waiting = new Set();
  /** Whether the page is being left for the chapter in which something was saved. */
  #isLeaving = false;
  /** The block that was written last, and what came of it. @type {{ block: Block | null, saved: Saved } | null} */
  #written = null;

  /** @param {Editor} editor */
  constructor(editor) {
    this.#editor = editor;
    this.#queue = new Queue(editor.api, (isLost) => editor.lost(isLost));
  }

  /** Whether the preview can be reached. @param {boolean} isLost */
  lost(isLost) {
    for (const waiting of this.#waiting) waiting.show(isLost);
  }

  /**
   * Shows something as long as it cannot be saved. Returns what ends that.
   * @param {import("./waiting.js").Waiting | null} waiting
   */
  waitFor(waiting) {
    if (waiting) this.#waiting.add(waiting);
    if (this.#editor.isLost) waiting?.show(true);
    return () => {
      if (waiting && this.#waiting.delete(waiting)) waiting.end();
    };
  }

  /** The preview is there. */
  wake() {
    this.#queue.wake();
  }

  /** Until the preview is there again, or until it is time to try. */
  alive() {
    return this.#queue.alive();
  }

  /**
   * Does something after what was asked before.
   * @template T
   * @param {() => Promise<T>} work
   */
  add(work) {
    return this.#queue.add(work);
  }

  /**
   * Makes a change in the file, and asks which version is right if the text was changed on both sides.
   * @param {Chapter} chapter the chapter that the change is made in
   * @param {Change} change
   * @param {boolean} waits whether it waits as long as the preview cannot be reached
   */
  async save({ file, text }, change, waits = false) {
    const asks = {
      choose: (/** @type {import("./api.js").Clash} */ clash) => choose(this.#editor.context(), clash),
      find: (/** @type {string} */ was, /** @type {string} */ base) => movedTo(this.#editor.api, was, base).then((found) => found?.file ?? null, () => null),
    };
    const saved = await this.#queue.save(file, text, change, asks, waits);
    this.#editor.note(saved.note);
    return saved;
  }

  /**
   * Makes a change, once the preview can be reached, and shows what came of it.
   * @param {Chapter} chapter the chapter that the change is made in
   * @param {Change} change
   * @param {(saved: Saved) => boolean} [draws] whether the page is not drawn yet
   */
  make(chapter, change, draws = () => true) {
    const work = async () => {
      const saved = await this.save(chapter, change, true);
      if (saved.chapter.file !== this.#editor.chapter?.file && this.#goesTo(saved)) return saved;
      await this.#editor.view.adopt(saved.chapter, draws(saved));
      return saved;
    };
    const made = work();
    this.#showing = made.catch(() => {});
    return made;
  }

  /**
   * Opens the page of a chapter that was found elsewhere. Says whether there is one.
   * @param {Saved} saved
   */
  #goesTo({ chapter: { page } }) {
    if (page === null || page === here()) return false;
    remember({ focus: true, said: this.#editor.words.saved });
    this.#isLeaving = true;
    location.assign(`/${page}`);
    return true;
  }

  /**
   * Saves a change that was made outside of a field, and moves the focus to its block.
   * @param {Chapter} chapter
   * @param {Change} change
   * @param {number} at the block that gets the focus if it fails
   * @param {() => Promise<void>} [again] opens what was made as a field if it fails
   */
  async makeNow(chapter, change, at, again) {
    const editor = this.#editor;
    const node = editor.view.element(at);
    const waiting = node && new Waiting(editor.words, "", null);
    if (node) waiting?.stand(node);
    const end = this.waitFor(waiting);
    try {
      const saved = await this.make(chapter, change).finally(end);
      void editor.history.refresh();
      editor.view.focus(this.lastBlock(saved));
      editor.announce(editor.words.saved);
    } catch (refusal) {
      editor.view.focus(at);
      await again?.();
      editor.refused(refusal, editor.field ?? undefined);
    }
  }

  /**
   * Says that a field was saved, and remembers what became of its block.
   * @param {Block | null} block
   * @param {Change} change
   * @param {Saved} saved
   */
  wrote(block, change, saved) {
    // The block that a new one follows was not written itself.
    this.#written = { block: change.do === "insert" ? null : block, saved };
    this.#editor.announceSaved();
    void this.#editor.history.refresh();
  }

  /** Until everything that was asked is done and shown. Says whether the page is being left for what was saved. */
  async done() {
    this.#queue.wake();
    await this.#queue.idle();
    await this.#showing;
    return this.#isLeaving;
  }

  /** Until everything that was asked is done, and no field is open. */
  async settled() {
    const { field, session } = this.#editor;
    if (field) await session.leave(field);
    await this.done();
  }

  /**
   * Until everything that was asked is done. Returns where a block is by then.
   * @param {number} at
   */
  async settledAt(at) {
    // A chapter that was saved is not the one whose blocks are on the page until it is drawn.
    const before = this.#editor.view.blocks?.chapter;
    await this.settled();
    return before ? this.placeNow(at, before) : at;
  }

  /**
   * Where a block of an earlier chapter is by now. Of one that became several it is the last.
   * @param {number} at
   * @param {Chapter} before
   */
  placeNow(at, before) {
    const now = this.#editor.chapter;
    const block = before.blocks[at];
    if (!block || !now || now === before) return at;
    const last = this.#written;
    const isWritten = last?.block?.start === block.start && last.block.text === block.text;
    const written = isWritten ? last.saved.chapter.blocks[this.lastBlock(last.saved, last.saved.chapter.blocks)] : null;
    const same = (last && written && follow(written, last.saved.chapter, now)) ?? follow(block, before, now);
    return same ? now.blocks.indexOf(same) : Math.min(at, now.blocks.length - 1);
  }

  /**
   * The last block of a change that was saved; of one that left nothing there, the block above.
   * @param {{ first_line: number, last_line: number }} saved
   * @param {Block[]} [blocks]
   */
  lastBlock({ first_line: first, last_line: last }, blocks = this.#editor.chapter?.blocks ?? []) {
    const isOuter = outer(blocks, first, last);
    // A note that was written with a block stands elsewhere on the page.
    const at = blocks.findLastIndex((block) => isOuter(block) && block.kind !== "footnote");
    if (at >= 0) return at;
    const note = blocks.findLastIndex(isOuter);
    if (note >= 0) return note;
    const isAbove = (/** @type {Block} */ block) => block.last_line < first;
    return blocks.findLastIndex((block) => isAbove(block) && (block.parent === null || !isAbove(blocks[block.parent])));
  }

  /**
   * What a change wrote, as one block with all its text; null if it left nothing.
   * @param {Saved} saved
   * @returns {Block | null}
   */
  written({ chapter, first_line: first, last_line: last }) {
    const all = chapter.blocks.filter(outer(chapter.blocks, first, last));
    if (all.length < 2) return all[0] ?? null;
    const end = Math.max(...all.map((block) => block.end));
    return { ...all[0], end, last_line: last, text: textOf(chapter, all[0].start, end) };
  }
}

/**
 * Tells the blocks of some lines that stand in no other block of them.
 * @param {Block[]} blocks
 * @param {number} first
 * @param {number} last
 */
function outer(blocks, first, last) {
  const inside = (/** @type {Block} */ block) => block.line >= first && block.line <= last;
  return (/** @type {Block} */ block) => inside(block) && (block.parent === null || !inside(blocks[block.parent]));
}
