// The field that is open, from when it opens until what is typed in it is saved or left.
import { replaced } from "./changes.js";
import { document } from "./document.js";
import { focused } from "./ui.js";

/**
 * @typedef {import("./api.js").Block} Block
 * @typedef {import("./api.js").Saved} Saved
 * @typedef {import("./field.js").Field} Field
 * @typedef {import("./field.js").Origin} Origin
 * @typedef {import("./main.js").Editor} Editor
 */

export class Session {
  #editor;
  /** What the page showed before the field opened. @type {Document | null} */
  #before = null;
  /** The block in the field, or the one that a new block follows. @type {Block | null} */
  #block = null;
  /** The field that is being saved, and what comes of it. @type {{ field: Field, done: Promise<Saved | null> } | null} */
  #saving = null;
  /** Until the field that takes the place of another is open. @type {Promise<unknown>} */
  #changing = Promise.resolve();
  /** The field that is open. @type {Field | null} */
  field = null;

  /** @param {Editor} editor */
  constructor(editor) {
    this.#editor = editor;
  }

  get block() {
    return this.#block;
  }

  /** Until no field is about to take the place of another: what is clicked meanwhile comes after that. */
  get changing() {
    return this.#changing;
  }

  /**
   * Does something after which another field is open in the place of this one; keys are held for it.
   * @template T
   * @param {() => Promise<T>} work
   */
  changes(work) {
    const done = this.#editor.early.during(work);
    this.#changing = done.catch(() => {});
    return done;
  }

  /**
   * Opens a field.
   * @param {Field} field
   * @param {Block | null} block
   */
  open(field, block) {
    this.#begin(field, block, this.#editor.view.source);
    this.#editor.early.opened();
  }

  /**
   * @param {Field} field
   * @param {Block | null} block
   * @param {Document | null} before
   */
  #begin(field, block, before) {
    this.#before = before;
    this.#block = block;
    this.field = field;
    this.#editor.view.writing(true);
    field.open();
  }

  /** The block that a new block follows is saved, and shown. @param {Block | null} block null for the start */
  follows(block) {
    this.#block = block;
    this.#before = this.#editor.view.source;
  }

  /**
   * Takes a field out of the page.
   * @param {Field} field
   * @param {boolean} shows whether its draft stays
   */
  async close(field, shows) {
    const { view } = this.#editor;
    const before = this.#before;
    const hadDraft = view.source !== before;
    if (this.field === field) this.field = null;
    field.close();
    view.writing(this.field !== null);
    if (!shows && hadDraft && before) await view.restore(before);
    if (!this.field) view.catchUp(shows);
  }

  /**
   * Leaves a field; what was typed is saved.
   * @param {Field} field
   * @returns {Promise<Saved | null>} null if nothing was saved
   */
  async leave(field) {
    if (this.field !== field) return null;
    if (field.isChanged) return this.save(field);
    await this.drop(field);
    return null;
  }

  /** Closes a field; the block is as it was, and nothing is kept. @param {Field} field */
  async drop(field) {
    field.kept.drop();
    await this.close(field, false);
  }

  /**
   * Saves what is in a field, and closes that at once. If it is refused it opens again.
   * @param {Field} field
   * @returns {Promise<Saved | null>}
   */
  save(field) {
    // Who asks again while it is under way waits for the same.
    if (this.#saving?.field !== field) this.#saving = { field, done: this.#save(field) };
    return this.#saving.done;
  }

  /**
   * @param {Field} field
   * @returns {Promise<Saved | null>}
   */
  async #save(field) {
    const editor = this.#editor;
    /** @type {Origin} */
    let origin;
    try {
      origin = await field.origin;
    } catch {
      return null;
    }
    if (!field.isOpen) return null;
    const text = field.result;
    const shown = field.draft;
    const before = this.#before;
    const block = this.#block;
    field.keep(origin);
    const end = editor.saving.waitFor(field.standing.waiting(shown !== null));
    await this.close(field, true);
    try {
      const change = origin.change(text);
      const saved = await editor.saving.make(origin.chapter, change, ({ chapter }) => shown?.chapter.text !== chapter.text);
      end();
      editor.saving.wrote(block, change, saved);
      field.kept.drop();
      return saved;
    } catch (refusal) {
      end();
      // The paragraph that was begun after it comes back to it, with what was typed meanwhile.
      const next = this.field?.follows === field ? this.field : null;
      if ((this.field && !next) || !editor.isOn) {
        editor.refused(refusal);
        return null;
      }
      if (next) await this.drop(next);
      const again = field.renewed(next?.text);
      this.#begin(again, block, before);
      editor.refused(refusal, again);
      return null;
    }
  }

  /**
   * Saves what is in a field, which stays open; what is typed meanwhile stays in it too. One that is empty is saved once
   * it is left: what is typed on is for it, and not for what is around it.
   * @param {Field} field
   * @returns {Promise<void>}
   */
  async keep(field) {
    const from = field.origin;
    const origin = await from.catch(() => null);
    if (!origin || this.field !== field) return;
    // Another save came first, and made another chapter to start from.
    if (field.origin !== from) return this.keep(field);
    if (field.result === "") this.#editor.announce(this.#editor.words.emptied);
    else if (field.isChanged) field.saves(this.#keep(field, origin));
    else this.#editor.announce(this.#editor.words.saved);
  }

  /**
   * Saves what is in a field. Returns what a text changes from then on.
   * @param {Field} field
   * @param {Origin} origin
   * @returns {Promise<Origin>}
   */
  async #keep(field, origin) {
    const editor = this.#editor;
    const { saving, view } = editor;
    const text = field.result;
    const block = this.#block;
    const change = origin.change(text);
    /** @type {Saved} */
    let saved;
    try {
      saved = await saving.make(origin.chapter, change);
    } catch (refusal) {
      editor.refused(refusal, field);
      return origin;
    }
    saving.wrote(block, change, saved);
    const now = saving.written(saved);
    if (now?.text !== text) {
      await this.#again(field, text, saved);
      return origin;
    }
    if (this.field === field) {
      this.#block = now;
      this.#before = view.source;
    }
    if (field.isOpen) field.saved(now, view.element(this.indexOf(now)));
    return { chapter: saved.chapter, change: (result) => replaced(now.start, now.end, result) };
  }

  /**
   * Opens a block again that was saved as something else than what its field has, as one of two versions.
   * @param {Field} field
   * @param {string} text what was saved of it
   * @param {Saved} saved
   */
  async #again(field, text, saved) {
    if (this.field !== field) return;
    const { early, opening, saving, view } = this.#editor;
    const typed = field.result === text ? {} : { text: field.text };
    const block = saving.written(saved);
    field.kept.drop();
    await early.during(async () => {
      await this.close(field, true);
      const at = this.indexOf(block);
      if (block && at >= 0) await opening.open(at, { ...typed, block });
      else view.focus(saving.lastBlock(saved));
    });
  }

  /** Leaves everything as it was. @param {Field} field */
  async cancel(field) {
    const { adding, opening, view, words } = this.#editor;
    const at = this.place();
    const { text, isChanged, origin, original } = field;
    const index = this.indexOf(this.#block);
    const isNew = original === "";
    await this.drop(field);
    view.focus(at);
    if (!isChanged) return;
    const act = () => void (isNew ? adding.open(index < 0 ? null : index, { kind: field.kind, text, isTyped: true }) : opening.open(index, { text, from: { origin, original } }));
    this.#editor.announce(words.dropped, false, { label: words.bring_back, act });
  }

  /**
   * Saves, and moves the focus to the handle of the block, unless the writer has moved it elsewhere meanwhile.
   * @param {Field} field
   */
  async finish(field) {
    const at = await this.leaveAt(field);
    const now = focused();
    if (at !== null && (now === null || now === document.body)) this.#editor.view.focus(at);
  }

  /**
   * Leaves a field. Returns where its block is then, or null if a field is open again.
   * @param {Field} field
   */
  async leaveAt(field) {
    const at = this.place();
    const saved = await this.leave(field);
    if (this.field) return null;
    return saved ? this.#editor.saving.lastBlock(saved) : at;
  }

  /** The place of the block that is in the field; of several, that of the last. */
  place() {
    return Math.max(this.lastOf(this.#block), 0);
  }

  /** The place of the last block in a field, which has several once those are saved. @param {Block | null} block */
  lastOf(block) {
    const at = this.indexOf(block);
    const first = this.#editor.chapter?.blocks[at];
    if (!block || !first || first.end === block.end) return at;
    const last = this.#editor.chapter?.blocks.findLastIndex(({ parent, end }) => parent === first.parent && end === block.end) ?? -1;
    return Math.max(last, at);
  }

  /** @param {Block | null} block */
  indexOf(block) {
    const blocks = this.#editor.chapter?.blocks ?? [];
    const same = block ? blocks.indexOf(block) : -1;
    return same >= 0 || !block ? same : blocks.findIndex(({ start, kind }) => start === block.start && kind === block.kind);
  }
}
