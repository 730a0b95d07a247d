// What was typed before and not saved: it is told of, and brought back.
import { remade } from "./changes.js";
import { Field } from "./field.js";
import { formOf } from "./forms.js";
import { forget, hasKept, left } from "./kept.js";
import { follow } from "./places.js";
import { capital, fill } from "./ui.js";
import { here } from "./view.js";

/**
 * @typedef {import("./api.js").Chapter} Chapter
 * @typedef {import("./kept.js").Entry} Entry
 * @typedef {import("./main.js").Editor} Editor
 */

export class Recovery {
  #editor;

  /** @param {Editor} editor */
  constructor(editor) {
    this.#editor = editor;
  }

  /** Tells who does not edit of what was typed before and not saved. */
  async tell() {
    const { api, tools, view, words } = this.#editor;
    if (!hasKept() || view.isEmpty) return;
    const chapter = await api.chapter({ page: here() }).catch(() => null);
    const found = chapter && (await this.#found(chapter));
    if (!found || this.#editor.isOn) return;
    tools.offer(this.#told(found.entry), [{ label: words.edit, act: () => void this.#editor.turn(true) }]);
  }

  /** Offers what was typed before and not saved. */
  async offer() {
    const { chapter, tools, words } = this.#editor;
    const found = chapter && (await this.#found(chapter));
    tools.withdraw();
    if (!found) return;
    const { key, entry } = found;
    const goOn = () => {
      forget(key);
      void this.#bringBack(entry);
    };
    tools.offer(this.#told(entry), [
      { label: words.go_on, act: goOn },
      { label: words.let_go, act: () => forget(key) },
    ]);
    this.#editor.whisper(this.#told(entry));
  }

  /**
   * What was left behind in a chapter, also under the name that its file had before it was renumbered.
   * @param {Chapter} chapter
   */
  async #found({ file, text }) {
    const [own] = await left((entry) => entry.file === file);
    if (own || !hasKept()) return own;
    const { chapters } = await this.#editor.api.tree();
    const files = new Set(chapters.map((chapter) => chapter.file));
    const isHere = (/** @type {Entry} */ { original, base }) => (original ? text.includes(original) : text === base);
    const [moved] = await left((entry) => !files.has(entry.file) && isHere(entry));
    return moved && { ...moved, entry: { ...moved.entry, file } };
  }

  /** @param {Entry} entry */
  #told({ time }) {
    const { words } = this.#editor;
    return fill(words.left, { time: new Date(time).toLocaleString(words.lang, { dateStyle: "short", timeStyle: "short" }) });
  }

  /** @param {Entry} entry */
  async #bringBack(entry) {
    const { api, rooms, saving, view } = this.#editor;
    const { file, base, change, text, line } = entry;
    await saving.settled();
    const now = view.chapter;
    if (!now || now.file !== file) return;
    try {
      const then = base === now.text ? now : (await api.draft(file, base, { do: "file", text: base })).chapter;
      if (change.do === "file") await rooms.editWhole(then, line, text);
      else if (change.do === "fields") await rooms.editFields(then, change.values);
      else await this.#openBlock(entry, then, now);
    } catch (refusal) {
      this.#editor.refused(refusal);
    }
  }

  /**
   * Opens a block again, with what was typed.
   * @param {Entry} entry
   * @param {Chapter} then the chapter as it was when it was typed
   * @param {Chapter} now
   */
  async #openBlock(entry, then, now) {
    const { change, kind, original, text, line, typed } = entry;
    const start = "start" in change ? change.start : -1;
    const block = then.blocks.find((one) => one.start === start) ?? null;
    const kept = block && (then === now ? block : follow(block, then, now));
    const at = kept ? now.blocks.indexOf(kept) : null;
    const form = typed ? "figure" : formOf(kind, text);
    if (!form) this.#openField(entry, then, kept, at);
    else await this.#editor.forms.open({ chapter: then, kind: form, original, change: remade(change), at, line, text, typed });
  }

  /**
   * @param {Entry} entry
   * @param {Chapter} then
   * @param {import("./api.js").Block | null} block
   * @param {number | null} at
   */
  #openField({ change, original, text, kind, line }, then, block, at) {
    const { session, view, words } = this.#editor;
    const node = at === null ? null : view.element(at);
    const isNew = change.do === "insert";
    const isFirst = isNew && !("start" in change);
    session.open(
      new Field(this.#editor, {
        kind,
        text,
        original,
        label: capital(fill(isNew ? words.new_field : words.field, { what: words[`kind_${kind}`] })),
        at: (host) => {
          if (node && isNew) node.after(host);
          else if (node) node.before(host);
          else if (isFirst) view.container()?.prepend(host);
          else view.container()?.append(host);
        },
        like: node ?? document.querySelector("main p[data-source]"),
        origin: Promise.resolve({ chapter: then, change: remade(change) }),
        line,
        isTyped: true,
      }),
      block,
    );
  }
}
