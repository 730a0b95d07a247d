// Adds blocks to a chapter.
import { inserted } from "./changes.js";
import { document } from "./document.js";
import { Field } from "./field.js";
import { chooseStart } from "./starts.js";
import { fill } from "./ui.js";

/**
 * @typedef {import("./api.js").Chapter} Chapter
 * @typedef {import("./field.js").Field} OpenField
 * @typedef {import("./main.js").Editor} Editor
 * @typedef {import("./starts.js").Start} Start
 * @typedef {{ left: number, top: number, bottom: number }} Anchor where on the screen it is asked what to add
 */

export class Adding {
  #editor;
  /** The kinds of boxes. @type {import("./api.js").BoxKind[]} */
  kinds = [];
  /** Until those are known, or cannot be. @type {Promise<void>} */
  learned = Promise.resolve();

  /** @param {Editor} editor */
  constructor(editor) {
    this.#editor = editor;
  }

  /** Learns what kinds of boxes there are. */
  learn() {
    this.learned = this.#editor.api.tree().then(({ kinds }) => void (this.kinds = kinds)).catch(() => {});
  }

  /**
   * Asks what to add after a block, or at the start, and opens it.
   * @param {number | null} at
   * @param {Anchor} anchor
   */
  async add(at, anchor) {
    const { saving, session, view } = this.#editor;
    const before = view.blocks?.chapter;
    await this.#ask(anchor, async () => {
      await session.changing;
      await saving.settled();
      return at !== null && before ? saving.placeNow(at, before) : at;
    });
  }

  /**
   * Asks what to add, once what is about to open is open, and opens it.
   * @param {Anchor} anchor
   * @param {() => Promise<number | null>} settle where it is added by then
   */
  async #ask(anchor, settle) {
    const { early, forms, tools } = this.#editor;
    // What is typed from now on is meant for what is chosen.
    const shown = await early.aim(async () => {
      const at = await settle();
      const { chapter, field } = this.#editor;
      if (field || !chapter) return null;
      // What was said before would stand in the way of the menu.
      tools.say("");
      const form = await this.#choose(chapter, at, anchor);
      return form && forms.show(form);
    }, { asks: true });
    await shown?.done;
  }

  /**
   * Opens what is chosen as a field, or returns what opens as a form.
   * @param {Chapter} chapter
   * @param {number | null} at
   * @param {Anchor} anchor
   * @returns {Promise<import("./forms.js").Form | null>}
   */
  async #choose(chapter, at, anchor) {
    const editor = this.#editor;
    const above = chapter.blocks.slice(0, (at ?? -1) + 1).findLast(({ level }) => level !== null);
    const level = Math.min(Math.max(above?.level ?? 2, 2), 6);
    const start = await chooseStart(editor.context(), anchor, { level, kinds: this.kinds });
    if (!start) return null;
    // The chapter may have changed while it was chosen.
    const now = at === null ? null : editor.saving.placeNow(at, chapter);
    if (typeof start !== "string") await this.open(now, start);
    else if (editor.chapter) return { chapter: editor.chapter, kind: start, original: "", change: inserted(blockAt(editor.chapter, now)), at: now, line: 0 };
    return null;
  }

  /**
   * Leaves a field, and asks what to add after its block.
   * @param {OpenField} field
   * @param {Anchor} anchor
   */
  async addAfterField(field, anchor) {
    await this.#ask(anchor, () => this.#editor.session.leaveAt(field));
  }

  /**
   * Opens a field for a new block.
   * @param {number | null} at
   * @param {Start} start
   */
  open(at, start) {
    return this.#editor.early.during(() => this.#open(at, start));
  }

  /**
   * @param {number | null} at
   * @param {Start} start
   */
  async #open(at, { kind, text, caret = text.length, isTyped, past }) {
    const editor = this.#editor;
    const { view, words } = editor;
    await editor.saving.settled();
    const { chapter } = editor;
    const container = view.container();
    if (!chapter || !container || editor.field || editor.isRefusing(chapter)) return;
    const block = blockAt(chapter, at);
    editor.session.open(
      new Field(editor, {
        kind,
        text,
        original: "",
        label: fill(words.new_field, { what: words[`kind_${kind}`] }),
        at: (host) => {
          const above = at === null ? null : view.element(at);
          const below = chapter.blocks.map((_, index) => view.element(index)).find((node) => node !== null);
          if (above) above.after(host);
          else if (below) below.before(host);
          else container.append(host);
        },
        like: like(kind, text),
        origin: Promise.resolve({ chapter, change: inserted(block) }),
        select: [caret, caret],
        line: block?.last_line ?? 0,
        isTyped,
        past,
      }),
      block,
    );
  }
}

/** @param {Chapter} chapter @param {number | null} at */
function blockAt(chapter, at) {
  return (at === null ? null : chapter.blocks[at]) ?? null;
}

/**
 * The element of the page that looks like a new block.
 * @param {import("./api.js").Kind} kind
 * @param {string} text
 * @returns {HTMLElement | null}
 */
function like(kind, text) {
  const name = kind === "heading" ? `h${/^#+/.exec(text)?.[0].length ?? 2}` : "p";
  return document.querySelector(`main ${name}[data-source]`);
}
