// Holds what is typed before the field is there that it is meant for, and types it there.
import { Aims, asParagraph, inField } from "./aims.js";
import { Catching } from "./catching.js";
import { Held } from "./held.js";
import { Kept } from "./kept.js";
import { isText, leaves, press } from "./pressing.js";
import { focused } from "./ui.js";

/**
 * @typedef {import("./held.js").Input} Input
 * @typedef {import("./main.js").Editor} Editor
 */

export class Early {
  #editor;
  /** How many fields are about to open. */
  #coming = 0;
  /** How many were about to open so far. */
  #begun = 0;
  /** How many are open so far. */
  #opened = 0;
  /** Until all of them are open, or never will be. @type {Promise<unknown>} */
  #all = Promise.resolve();
  #held = new Held();
  #aims;
  #catching;

  /** @param {Editor} editor */
  constructor(editor) {
    this.#editor = editor;
    this.#aims = new Aims(editor);
    this.#catching = new Catching(editor.words, { take: (input) => this.#take(input), shown: () => this.#keep() });
    window.addEventListener("keydown", (event) => this.#key(event), true);
    window.addEventListener("pagehide", () => this.#keep());
  }

  /**
   * Holds what is typed until a field is open, however long that takes: a key is never a command instead.
   * @template T
   * @param {() => Promise<T>} work
   * @param {{ asks?: boolean, place?: import("./aims.js").Place }} [options] whether it begins with a question, which has
   *   the focus, and where what is typed goes, if that is not the field that is open
   * @returns {Promise<T>}
   */
  async during(work, { asks = false, place } = {}) {
    const { field } = this.#editor;
    if (this.#coming === 0) this.#aims.add(place ?? (field && inField(field)));
    this.#coming += 1;
    this.#begun += 1;
    if (!asks) this.#catching.catch();
    const done = work();
    this.#all = Promise.allSettled([this.#all, done]);
    try {
      return await done;
    } finally {
      this.#coming -= 1;
      if (this.#coming === 0) this.#end();
    }
  }

  /**
   * Opens another place, at which one points. What is typed from now on is for that alone, and what is typed before is
   * not. What is about to open comes first.
   * @template T
   * @param {() => Promise<T>} work
   * @param {{ asks?: boolean, place?: import("./aims.js").Place }} [options] as for what is about to open
   * @returns {Promise<T>}
   */
  aim(work, options = {}) {
    const before = this.#all;
    const isBehind = this.#coming > 0;
    if (isBehind) {
      this.#held.part();
      this.#aims.add(options.place ?? null);
    }
    return this.during(async () => {
      await before;
      if (isBehind) {
        this.#lost(this.#held.pass());
        this.#aims.pass();
      }
      const opened = this.#opened;
      try {
        return await work();
      } finally {
        if (this.#opened === opened) this.#lost(this.#held.drop());
      }
    }, options);
  }

  /** A field is open. */
  opened() {
    this.#opened += 1;
    this.release();
  }

  /** Types what is held in what has the focus by then, up to what opens or leaves that. */
  release() {
    this.#catching.flush();
    let isLeft = false;
    let isClosed = false;
    while (!isLeft) {
      const target = this.#target();
      const input = target && this.#held.next();
      if (!input) break;
      const begun = this.#begun;
      const pasting = press(target, input);
      if (pasting) void this.during(() => pasting);
      // What opens another field leaves the rest to that.
      if (this.#begun !== begun || (!target.isConnected && !leaves(target, input))) return;
      isLeft = leaves(target, input);
      isClosed = isLeft && !(input instanceof KeyboardEvent && input.key === "Tab");
    }
    if (isClosed || !this.#target()) void this.#step();
    const rest = this.#held.drop();
    if (!isLeft) this.#lost(rest);
  }

  /** Where no field is open, keys take back what was done in the guide, or make it again. */
  async #step() {
    /** @type {("undo" | "redo")[]} */
    const ways = [];
    for (let way = this.#held.step(); way; way = this.#held.step()) ways.push(way);
    for (const way of ways) await this.#editor.history.step(way);
  }

  /** Holds a key that was pressed where it does nothing yet. @param {KeyboardEvent} event */
  hold(event) {
    if (!this.#catching.holds(event)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#take(event);
  }

  #end() {
    this.#catching.end(this.#editor.field);
    // What is typed may lead to another field, for which the rest is held.
    this.#aims.end();
    this.release();
  }

  /** Where one types. */
  #target() {
    const { field } = this.#editor;
    const at = focused();
    if (isText(at) && !this.#catching.hasFocus) return at;
    return field?.contains(at) ? null : (field?.area ?? null);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#coming === 0 || !event.isTrusted) return;
    // A question that is asked in the meantime has its own keys, and so has the bar. The field that was open so far is
    // about to be left.
    const parts = event.composedPath().filter((node) => node instanceof Element);
    const isOurs = parts.some((node) => node.matches("[data-editor=field], [data-editor=held]"));
    if (!isOurs && parts.some((node) => node.matches("dialog, [popover], input, textarea, select, [data-editor=tools]"))) return;
    this.#catching.catch();
    this.hold(event);
  }

  /** @param {Input} input */
  #take(input) {
    const isCopied = "pasted" in input && this.#held.copies;
    this.#held.take(isCopied ? { pasted: null } : input);
    this.#catching.show(this.#held.text);
    if (this.#catching.isShown) this.#keep();
  }

  /** Keeps the text in the browser. */
  #keep() {
    this.#aims.keep(this.#held.texts);
  }

  /** There is no field for a text: that is told, and brings it back. @param {string} text */
  #lost(text) {
    if (text.trim() === "") return;
    const { adding, chapter, session, words } = this.#editor;
    const kept = new Kept();
    if (chapter) kept.keep(asParagraph(chapter, session.block, text));
    const act = () => {
      kept.drop();
      const at = session.place();
      void adding.open(this.#editor.chapter?.blocks.length ? at : null, { kind: "paragraph", text: text.trim(), isTyped: true });
    };
    this.#editor.announce(words.not_written, true, { label: words.bring_back, act });
  }
}
