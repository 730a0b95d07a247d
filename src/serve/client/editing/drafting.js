// The picture of what is typed in a field: asked of the preview, with one request under way at most.
import { Refusal } from "./api.js";
import { movedTo } from "./moved.js";
import { mark } from "./picture.js";

/**
 * @typedef {import("./api.js").Chapter} Chapter
 * @typedef {import("./api.js").Draft} Draft
 * @typedef {import("./field.js").Field} Field
 * @typedef {import("./main.js").Editor} Editor
 * @typedef {import("./says.js").Says} Says
 */

export class Drafting {
  #editor;
  #field;
  #says;
  /** The text that was asked about last; null if nothing is under way or shown. @type {string | null} */
  #asked = null;
  #isAsking = false;
  /** The last draft, and the text it shows. @type {{ draft: Draft, text: string } | null} */
  #shown = null;

  /**
   * @param {Editor} editor
   * @param {Field} field
   * @param {Says} says where it is said what is wrong
   */
  constructor(editor, field, says) {
    this.#editor = editor;
    this.#field = field;
    this.#says = says;
  }

  /** The draft of what is typed, if that is what the page shows. */
  get draft() {
    return this.#shown?.text === this.#field.result ? this.#shown.draft : null;
  }

  /** Asks, also if nothing was typed since. */
  again() {
    this.#asked = null;
    this.#says.say("");
    this.ask();
  }

  /** Asks for the picture of what is typed. */
  ask() {
    if (this.#isAsking || !this.#field.isOpen) return;
    this.#isAsking = true;
    void this.#ask().finally(() => {
      this.#isAsking = false;
    });
  }

  async #ask() {
    const field = this.#field;
    while (field.isOpen && this.#asked !== field.result) {
      const { origin } = field;
      const { chapter, change } = await origin;
      await this.#learn(chapter);
      if (!field.isOpen) return;
      const text = field.result;
      this.#asked = text;
      if (text === "" && field.original === "") {
        this.#shown = null;
        this.#says.say("");
        continue;
      }
      try {
        const draft = await this.#editor.api.draft(chapter.file, chapter.text, change(text));
        if (!field.isOpen) return;
        // What was saved meanwhile is what it starts from now.
        if (field.origin !== origin) this.#asked = null;
        else this.#show(draft, text);
      } catch (refusal) {
        const moved = field.isOpen ? await this.#moved(refusal, chapter) : null;
        if (moved) {
          field.follow(moved);
          this.#asked = null;
        } else if (field.isOpen) {
          this.#editor.refused(refusal, field);
        }
      }
    }
  }

  /**
   * Learns what is wrong with the chapter as it is, which is not said of a field in which something was typed. Of one
   * that is as it was, its first draft tells that.
   * @param {Chapter} chapter
   */
  async #learn({ file, text }) {
    const { isUntouched, original } = this.#field;
    if (this.#says.isInformed || (isUntouched && original !== "")) return;
    const draft = await this.#editor.api.draft(file, text, { do: "file", text }).catch(() => null);
    if (draft) this.#says.learn(draft.problems);
  }

  /**
   * The chapter in the file that it is in by now, if that is why a request was refused.
   * @param {unknown} refusal
   * @param {Chapter} chapter
   */
  async #moved(refusal, { file, text }) {
    if (!(refusal instanceof Refusal) || refusal.status !== 404) return null;
    return movedTo(this.#editor.api, file, text).catch(() => null);
  }

  /**
   * @param {Draft} draft
   * @param {string} text
   */
  #show(draft, text) {
    const field = this.#field;
    this.#shown = { draft, text };
    const drawn = draft.html ? this.#editor.view.show(draft.html) : null;
    mark(field.host, draft.chapter.file, field.result === "" ? null : draft);
    this.#says.tell(draft);
    void drawn?.then(() => field.standing.revealPicture());
  }
}
