// Moves and removes blocks.

/**
 * @typedef {import("./api.js").Block} Block
 * @typedef {import("./api.js").Saved} Saved
 * @typedef {import("./field.js").Field} Field
 * @typedef {import("./main.js").Editor} Editor
 */

export class Moving {
  #editor;

  /** @param {Editor} editor */
  constructor(editor) {
    this.#editor = editor;
  }

  /**
   * Moves the block in a field, which stays open; of several, all.
   * @param {Field} field
   * @param {"up" | "down"} way
   */
  async moveField(field, way) {
    await this.#editor.session.changes(async () => {
      // One that is being saved for the first time is a block once that is done.
      await field.settled();
      if (field.isOpen && field.original !== "") await this.#moveField(field, way);
    });
  }

  /**
   * @param {Field} field
   * @param {"up" | "down"} way
   */
  async #moveField(field, way) {
    const { opening, saving, session } = this.#editor;
    const select = /** @type {[number, number]} */ ([field.area.selectionStart, field.area.selectionEnd]);
    const [at, before] = [session.place(), session.block];
    const saved = await session.leave(field);
    if (session.field) return;
    const moved = await this.#move(saved ? saving.lastBlock(saved) : at, way, saved ? saving.written(saved) : before);
    if (!moved) return opening.open(at, { select });
    const block = saving.written(moved) ?? undefined;
    const first = firstBlock(moved);
    if (first >= 0) await opening.open(first, { select, block });
  }

  /**
   * Moves a block past the one above or below.
   * @param {number} at
   * @param {"up" | "down"} way
   */
  async move(at, way) {
    at = await this.#editor.saving.settledAt(at);
    const moved = await this.#move(at, way);
    const now = moved ? firstBlock(moved) : -1;
    this.#editor.view.focus(now >= 0 ? now : at);
  }

  /**
   * @param {number} at
   * @param {"up" | "down"} way
   * @param {Block | null} [several] the blocks of which that is the last, as one
   * @returns {Promise<Saved | null>}
   */
  async #move(at, way, several) {
    const { chapter, history, saving, words } = this.#editor;
    const block = chapter?.blocks[at];
    if (!chapter || !block) return null;
    try {
      const change = /** @type {const} */ ({ do: "move", ...range(block, several), way });
      const saved = await saving.make(chapter, change, ({ changed }) => changed);
      void history.refresh();
      this.#editor.announce(saved.changed ? words[way === "up" ? "moved_up" : "moved_down"] : words.moved_not);
      return saved;
    } catch (refusal) {
      this.#editor.refused(refusal);
      return null;
    }
  }

  /**
   * Removes the block in a field; of several, all. What was typed is saved first, so that it comes back with the block.
   * @param {Field} field
   */
  async removeField(field) {
    // What is clicked or taken back meanwhile comes after it.
    await this.#editor.session.changes(() => this.#removeField(field));
  }

  /** @param {Field} field */
  async #removeField(field) {
    const { saving, session } = this.#editor;
    const [at, block] = [session.place(), session.block];
    if (field.result === "") await session.drop(field);
    const saved = await session.leave(field);
    if (session.field) return;
    if (saved) await this.remove(saving.lastBlock(saved), saving.written(saved));
    else await this.remove(at, block);
  }

  /**
   * Removes a block; it can be brought back.
   * @param {number} at
   * @param {Block | null} [several] the blocks of which that is the last, as one
   */
  async remove(at, several) {
    const { history, saving, view, words } = this.#editor;
    at = await saving.settledAt(at);
    const { chapter } = view;
    const block = chapter?.blocks[at];
    if (!chapter || !block) return;
    try {
      const saved = await saving.make(chapter, { do: "remove", ...range(block, several) });
      void history.refresh();
      view.focus(Math.min(at, saved.chapter.blocks.length - 1));
      this.#editor.announce(words.removed, false, { label: words.undo, act: () => void history.step("undo") });
    } catch (refusal) {
      this.#editor.refused(refusal);
    }
  }
}

/** The first block of a change that was saved; -1 if there is none. @param {Saved} saved */
const firstBlock = ({ chapter, first_line: first }) => chapter.blocks.findIndex(({ line }) => line === first);

/**
 * Where a block is, with those before it if it is the last of several.
 * @param {Block} block
 * @param {Block | null} [several]
 */
function range({ start, end }, several) {
  return { start: several?.end === end ? Math.min(several.start, start) : start, end };
}
