// What was typed before and not saved: it is told of, and brought back.
import { follow } from "./blocks.js";
import { remade } from "./changes.js";
import { Field } from "./field.js";
import { forget, hasKept, left } from "./kept.js";
import { capital, fill } from "./ui.js";
import { here } from "./view.js";
import { editWhole } from "./whole.js";

/**
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
    const [found] = chapter ? await left(chapter.file) : [];
    if (!found || this.#editor.isOn) return;
    tools.offer(this.#told(found.entry), [{ label: words.edit, act: () => void this.#editor.turn(true) }]);
  }

  /** Offers what was typed before and not saved. */
  async offer() {
    const { chapter, tools, words } = this.#editor;
    const [found] = chapter ? await left(chapter.file) : [];
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

  /** @param {Entry} entry */
  #told({ time }) {
    const { words } = this.#editor;
    return fill(words.left, { time: new Date(time).toLocaleString(words.lang, { dateStyle: "short", timeStyle: "short" }) });
  }

  /** @param {Entry} entry */
  async #bringBack(entry) {
    const { api, saving, view } = this.#editor;
    const { file, base, change, text, line } = entry;
    await saving.settled();
    const now = view.chapter;
    if (!now || now.file !== file) return;
    try {
      const then = base === now.text ? now : (await api.draft(file, base, { do: "file", text: base })).chapter;
      if (change.do === "file") {
        const saved = await editWhole(this.#editor.context(), then, line, text);
        if (saved) await view.adopt(saved, true);
      } else {
        this.#openField(entry, then, now);
      }
    } catch (refusal) {
      this.#editor.refused(refusal);
    }
  }

  /**
   * Opens the field of a block again.
   * @param {Entry} entry
   * @param {import("./api.js").Chapter} then the chapter as it was when it was typed
   * @param {import("./api.js").Chapter} now
   */
  #openField({ change, original, text, kind, line }, then, now) {
    const { session, view, words } = this.#editor;
    const start = "start" in change ? change.start : -1;
    const block = then.blocks.find((one) => one.start === start) ?? null;
    const kept = block && (then === now ? block : follow(block, then, now));
    const node = kept ? view.element(now.blocks.indexOf(kept)) : null;
    const isNew = change.do === "insert";
    session.open(
      new Field(this.#editor, {
        kind,
        text,
        original,
        label: capital(fill(isNew ? words.new_field : words.field, { what: words[`kind_${kind}`] })),
        at: (host) => {
          if (node && isNew) node.after(host);
          else if (node) node.before(host);
          else if (isNew && start < 0) view.container()?.prepend(host);
          else view.container()?.append(host);
        },
        like: node ?? document.querySelector("main p[data-source]"),
        origin: Promise.resolve({ chapter: then, change: remade(change) }),
        line,
      }),
      kept,
    );
  }
}
