// Clicks and keys on the page, while one edits.
import { caretAt } from "./caret.js";
import { document } from "./document.js";
import { wayOf } from "./taking-back.js";
import { focused, isOurs } from "./ui.js";

/** @typedef {import("./main.js").Editor} Editor */

export class Pointing {
  #editor;
  /** Whether a click is about to be handled. */
  isPressed = false;

  /** @param {Editor} editor */
  constructor(editor) {
    this.#editor = editor;
    document.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("pointerdown", (event) => this.#pressed(event), true);
    document.addEventListener("pointerup", () => setTimeout(() => this.#released(), 50), true);
    document.addEventListener("pointercancel", () => this.#released(), true);
    document.addEventListener("click", (event) => this.#click(event), true);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const at = event.composedPath()[0];
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog:modal")) return;
    const isWriting = at instanceof HTMLElement && (at.matches("input, textarea, select") || at.isContentEditable);
    const isInDialog = event.composedPath().some((node) => node instanceof HTMLDialogElement);
    if (isWriting || isInDialog) return;
    const has = event.ctrlKey || event.metaKey;
    const way = wayOf(event);
    if (event.key.toLowerCase() === "e" && !has && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      void this.#editor.turn(!this.#editor.isOn);
    } else if (this.#editor.isOn && way) {
      event.preventDefault();
      void this.#editor.history.step(way);
    }
  }

  /** @param {PointerEvent} event */
  #pressed(event) {
    this.isPressed = this.#editor.isOn && !isOurs(event) && event.button === 0;
  }

  /** The pointer went up without a click, as after a selection. */
  #released() {
    if (!this.isPressed) return;
    this.isPressed = false;
    const at = focused();
    const { field } = this.#editor;
    if (field && !field.contains(at) && !this.#editor.owns(at)) void this.#editor.session.leave(field);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const wasPressed = this.isPressed;
    this.isPressed = false;
    const target = event.composedPath()[0];
    if (!this.#editor.isOn || event.button !== 0 || !(target instanceof Element)) return;
    if (isOurs(event)) return;
    const link = target.closest("a[href]");
    const isFollowed = link !== null && (event.ctrlKey || event.metaKey || event.shiftKey);
    const at = this.#editor.view.at(target);
    const isControl = target.closest("button, input, select, textarea, summary, label") !== null;
    const isTitle = at < 0 && !isControl && !link && target.closest("main h1, main header") !== null && this.#editor.chapter !== null;
    if (isFollowed || event.altKey || (link && !event.detail)) return;
    if (at < 0 && !isControl && !link && this.#editor.view.coming) {
      void this.#openLater(event, target);
      return;
    }
    if (at < 0 || isControl) {
      if (isTitle) {
        event.preventDefault();
        void this.#editor.rooms.fields(target.closest(".summary") ? "summary" : "title");
      } else if (this.#editor.field && wasPressed) {
        this.#leaveFor(event, link);
      }
      return;
    }
    if (getSelection()?.isCollapsed === false && !link) {
      if (this.#editor.field) void this.#editor.session.leave(this.#editor.field);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    this.#open(at, target, event);
  }

  /**
   * Opens the block in which something was clicked.
   * @param {number} at
   * @param {Element} target
   * @param {MouseEvent} event
   */
  #open(at, target, event) {
    const node = this.#editor.view.element(at);
    const top = node?.getBoundingClientRect().top ?? 0;
    const words = caretAt({ x: event.clientX, y: event.clientY });
    void this.#editor.opening.openClicked(at, node, top, { words, cell: cellOf(target) });
  }

  /**
   * Opens it once the chapter is there, which was asked for a moment ago.
   * @param {MouseEvent} event
   * @param {Element} target
   */
  async #openLater(event, target) {
    await this.#editor.view.coming;
    const at = this.#editor.view.at(target);
    if (at >= 0 && !this.#editor.field) this.#open(at, target, event);
  }

  /**
   * Saves before a link leads away.
   * @param {MouseEvent} event
   * @param {Element | null} link
   */
  #leaveFor(event, link) {
    const { field } = this.#editor;
    if (!field) return;
    if (!link || !field.isChanged || !(link instanceof HTMLElement)) {
      void this.#editor.session.leave(field);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    void this.#editor.session.leave(field).then(() => {
      if (!this.#editor.field) link.click();
    });
  }
}

/**
 * The place of the cell of a table in which something is; its head is row -1.
 * @param {Element} node
 */
function cellOf(node) {
  const cell = node.closest("td, th");
  const row = cell?.parentElement;
  if (!(cell instanceof HTMLTableCellElement) || !(row instanceof HTMLTableRowElement)) return null;
  return { row: row.parentElement?.localName === "thead" ? -1 : row.sectionRowIndex, column: cell.cellIndex };
}
