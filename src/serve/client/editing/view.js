// The page as it shows the chapter that is written.
import { Refusal } from "./api.js";
import { Blocks } from "./blocks.js";
import { document } from "./document.js";
import { focused } from "./ui.js";

/**
 * @typedef {import("./api.js").Chapter} Chapter
 * @typedef {import("./blocks.js").Acts} Acts
 * @typedef {import("./main.js").Editor} Editor
 * @typedef {import("./main.js").Page} Page
 */

export class View {
  #editor;
  #page;
  /** Whether the chapter may have changed while a field was open. */
  #isStale = false;
  /** The blocks on the page, while one edits. @type {Blocks | null} */
  blocks = null;
  /** The chapter as the page shows it. @type {Chapter | null} */
  chapter = null;
  /** Until the chapter is read, when editing begins. @type {Promise<void> | null} */
  coming = null;

  /**
   * @param {Editor} editor
   * @param {Page} page
   */
  constructor(editor, page) {
    this.#editor = editor;
    this.#page = page;
  }

  /** Editing begins. @param {Acts} acts */
  async begin(acts) {
    this.blocks = new Blocks(this.#editor.words, acts);
    this.coming = this.load();
    await this.coming;
    this.coming = null;
  }

  /** Editing ends. */
  end() {
    this.blocks?.end();
    this.blocks = null;
  }

  /** What the page shows. @returns {Document | null} */
  get source() {
    return this.#page.source();
  }

  /** Whether the guide has no pages yet. */
  get isEmpty() {
    return this.#page.isEmpty;
  }

  /** Whether something is wrong with the guide, so that its pages are older than its files. */
  get isBroken() {
    return this.#page.isBroken();
  }

  /** The block that a part of the page shows, or -1. @param {Element} node */
  at(node) {
    return this.blocks?.at(node) ?? -1;
  }

  /** The element of the page that shows a block. @param {number} at */
  element(at) {
    return this.blocks?.element(at) ?? null;
  }

  /** The element in which the text of the chapter stands. */
  container() {
    return this.blocks?.container() ?? null;
  }

  /** Moves the focus to the handle of a block. @param {number} at */
  focus(at) {
    this.blocks?.focus(at);
  }

  /** Reads the chapter of the page, if it has one. */
  async load() {
    const { api, tools } = this.#editor;
    if (this.#page.isEmpty) {
      tools.chapter(null);
      return;
    }
    try {
      const chapter = await api.chapter({ page: here() });
      await this.adopt(chapter, this.#page.isBroken());
    } catch (refusal) {
      this.chapter = null;
      tools.chapter(null);
      if (refusal instanceof Refusal && refusal.status === 404) this.#editor.announce(this.#editor.words.no_chapter);
      else this.#editor.refused(refusal);
    }
  }

  /**
   * Takes in a chapter; draws its page too unless that shows it already.
   * @param {Chapter} chapter
   * @param {boolean} draws
   */
  async adopt(chapter, draws) {
    const { api, tools } = this.#editor;
    this.chapter = chapter;
    tools.chapter(chapter);
    if (draws) {
      try {
        const { html } = await api.draft(chapter.file, chapter.text, { do: "file", text: chapter.text });
        if (html) await this.show(html);
      } catch (refusal) {
        this.#editor.refused(refusal);
      }
    }
    this.blocks?.show(chapter);
  }

  /**
   * Shows a page in place of the one that is shown. The field stays where it is on the screen, with
   * its focus.
   * @param {string | Document} html
   */
  async show(html) {
    const source = typeof html === "string" ? new DOMParser().parseFromString(html, "text/html") : html;
    const { field } = this.#editor;
    const host = field?.host ?? null;
    const area = field?.area;
    const top = host?.getBoundingClientRect().top ?? 0;
    const hasFocus = area !== undefined && focused() === area;
    const selection = /** @type {const} */ ([area?.selectionStart ?? 0, area?.selectionEnd ?? 0]);
    await this.#page.show(source);
    const open = this.#editor.field;
    if (!host || !area || !open?.isOpen) return;
    if (!host.isConnected) {
      // Its place is gone from the page; it moves to where the text is now.
      (this.container() ?? document.body).append(host);
      open.standing.reattach();
    }
    if (hasFocus && focused() !== area) {
      area.focus({ preventScroll: true });
      area.setSelectionRange(...selection);
    }
    const moved = host.getBoundingClientRect().top - top;
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
  }

  /**
   * Shows the page again as it was before a field opened. Of blocks that were drawn as something else, the elements
   * are others than they were.
   * @param {Document} before
   */
  async restore(before) {
    await this.show(before);
    if (this.chapter) this.blocks?.show(this.chapter);
  }

  /**
   * The preview has something new. Says whether the editor showed it.
   * @param {boolean} [wasWriting] whether it waited for a field
   */
  async update(wasWriting = false) {
    const editor = this.#editor;
    editor.saving.wake();
    const wasLost = editor.isLost;
    editor.lost(false);
    if (!editor.isOn) return false;
    if (!this.chapter) {
      // Editing may have been turned on while the preview was away.
      if (wasLost) await this.load();
      if (!wasLost || !this.chapter) return false;
      await this.adopt(this.chapter, true);
      void editor.history.refresh();
      return true;
    }
    return this.#waits() || editor.saving.add(() => this.#renew(wasWriting));
  }

  /** The page changes again. Says whether it has to wait for the field that is open. */
  #waits() {
    if (this.#editor.field) this.#isStale = true;
    return this.#editor.field !== null;
  }

  /** Shows the chapter as it is in its file by now. @param {boolean} wasWriting */
  async #renew(wasWriting) {
    if (!this.chapter) return false;
    if (this.#waits()) return true;
    try {
      const chapter = await this.#editor.api.chapter({ file: this.chapter.file });
      await this.adopt(chapter, true);
      return true;
    } catch (refusal) {
      // It was renumbered or removed while a field was open; the server knows where its page went.
      if (wasWriting && refusal instanceof Refusal && refusal.status === 404) location.reload();
      return false;
    }
  }

  /** A field was opened or closed. @param {boolean} isOpen */
  writing(isOpen) {
    this.#editor.tools.writing(isOpen);
    this.blocks?.quiet(isOpen);
  }

  /**
   * Shows what changed while a field was open.
   * @param {boolean} isSaving whether what was typed is being saved, which shows the rest too
   */
  catchUp(isSaving) {
    const isStale = this.#isStale;
    this.#isStale = false;
    if (isStale && !isSaving) void this.update(true);
  }
}

/** The page that is shown. */
export function here() {
  return decodeURIComponent(location.pathname.split("/").pop() || "index.html");
}
