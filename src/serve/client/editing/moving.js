// Moves and removes blocks.

/**
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
   * Moves the block in a field, which stays open.
   * @param {Field} field
   * @param {"up" | "down"} way
   */
  async moveField(field, way) {
    if (field.original === "") return;
    const select = /** @type {[number, number]} */ ([field.area.selectionStart, field.area.selectionEnd]);
    const at = await this.#editor.session.leaveAt(field);
    if (at === null) return;
    const moved = await this.#move(at, way);
    if (moved >= 0) await this.#editor.opening.open(moved, { select });
  }

  /**
   * Moves a block past the one above or below.
   * @param {number} at
   * @param {"up" | "down"} way
   */
  async move(at, way) {
    const moved = await this.#move(await this.#editor.saving.settledAt(at), way);
    if (moved >= 0) this.#editor.view.focus(moved);
  }

  /**
   * @param {number} at
   * @param {"up" | "down"} way
   */
  async #move(at, way) {
    const { chapter, history, saving, words } = this.#editor;
    const block = chapter?.blocks[at];
    if (!chapter || !block) return -1;
    try {
      const change = /** @type {const} */ ({ do: "move", start: block.start, end: block.end, way });
      const saved = await saving.make(chapter, change, ({ changed }) => changed);
      void history.refresh();
      this.#editor.announce(saved.changed ? words[way === "up" ? "moved_up" : "moved_down"] : words.moved_not);
      const index = saved.chapter.blocks.findIndex(({ line }) => line === saved.first_line);
      return index >= 0 ? index : at;
    } catch (refusal) {
      this.#editor.refused(refusal);
      return at;
    }
  }

  /** Removes the block in a field. @param {Field} field */
  async removeField(field) {
    const at = this.#editor.session.place();
    await this.#editor.session.drop(field);
    await this.remove(at);
  }

  /** Removes a block; it can be brought back. @param {number} at */
  async remove(at) {
    const { history, saving, view, words } = this.#editor;
    at = await saving.settledAt(at);
    const { chapter } = view;
    const block = chapter?.blocks[at];
    if (!chapter || !block) return;
    try {
      const saved = await saving.make(chapter, { do: "remove", start: block.start, end: block.end });
      void history.refresh();
      view.focus(Math.min(at, saved.chapter.blocks.length - 1));
      this.#editor.announce(words.removed, false, { label: words.undo, act: () => void history.step("undo") });
    } catch (refusal) {
      this.#editor.refused(refusal);
    }
  }
}
