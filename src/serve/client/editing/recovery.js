// What was typed before and not saved: it is told of, and brought back.
import { Refusal } from "./api.js";
import { inserted, remade } from "./changes.js";
import { document } from "./document.js";
import { Field } from "./field.js";
import { formOf } from "./forms.js";
import { forget, hasKept, left } from "./kept.js";
import { movedTo } from "./moved.js";
import { keptPicture } from "./pictures.js";
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
    const goOn = async () => {
      const picture = entry.hasPicture ? await keptPicture(key) : null;
      forget(key);
      await this.#bringBack(entry, picture ?? undefined);
      await this.offer();
    };
    const letGo = () => {
      forget(key);
      void this.offer();
    };
    tools.offer(this.#told(entry), [
      { label: words.go_on, act: () => void goOn() },
      { label: words.let_go, act: letGo },
    ]);
    this.#editor.whisper(this.#told(entry));
  }

  /**
   * What was left behind in a chapter, also under the name that its file had before it was renumbered.
   * @param {Chapter} chapter
   */
  async #found(chapter) {
    const { file, text } = chapter;
    /** @type {{ key: string, entry: Entry }[]} */
    const all = [];
    for (const one of await left()) {
      if (all.some(({ entry }) => isPart(one.entry, entry)) || (await this.#isSaved(one.entry, chapter))) forget(one.key);
      else all.push(one);
    }
    const isHere = (/** @type {Entry} */ { original, base }) => (original ? text.includes(original) : text === base);
    const own = all.filter(({ entry }) => entry.file === file);
    const same = own.find(({ entry }) => isHere(entry));
    if (same) return same;
    for (const { key, entry } of all) {
      if (entry.file !== file && isHere(entry) && !(await this.#stands(entry))) return { key, entry: { ...entry, file } };
    }
    return own[0] ?? this.#homeless(all, chapter);
  }

  /**
   * What was left behind in a chapter that is no more, as a block at the end of another.
   * @param {{ key: string, entry: Entry }[]} all
   * @param {Chapter} chapter
   */
  async #homeless(all, { file, text: base, blocks }) {
    const { api } = this.#editor;
    const last = blocks.findLast(({ parent, kind }) => parent === null && kind !== "footnote") ?? null;
    for (const { key, entry } of all) {
      if (entry.text === "" || entry.change.do === "file" || (await isThere(api, entry.file))) continue;
      if (await movedTo(api, entry.file, entry.base).catch(() => null)) continue;
      const change = inserted(last)(entry.text);
      return { key, entry: { ...entry, file, base, change, original: "", line: last?.last_line ?? 0, isHomeless: true } };
    }
    return null;
  }

  /**
   * Whether a chapter has what was typed: then it was saved, and the page was closed before it knew.
   * @param {Entry} entry
   * @param {Chapter} chapter
   */
  async #isSaved({ file, base, change, original, hasPicture }, chapter) {
    if (file !== chapter.file || base === chapter.text || hasPicture) return false;
    if (change.do === "replace" || change.do === "insert") {
      const has = (/** @type {string} */ text) => chapter.blocks.some((block) => block.text === text);
      return has(change.text) && (change.do === "insert" || !has(original));
    }
    const draft = await this.#editor.api.draft(file, base, change).catch(() => null);
    return draft?.chapter.text === chapter.text;
  }

  /** Whether the file that something was typed in still has that text. @param {Entry} entry */
  async #stands({ file, original, base }) {
    const chapter = await this.#editor.api.chapter({ file }).catch(() => null);
    return chapter !== null && (original ? chapter.text.includes(original) : chapter.text === base);
  }

  /** @param {Entry} entry */
  #told({ time, isHomeless }) {
    const { words } = this.#editor;
    return fill(isHomeless ? words.left_homeless : words.left, { time: new Date(time).toLocaleString(words.lang, { dateStyle: "short", timeStyle: "short" }) });
  }

  /**
   * @param {Entry} entry
   * @param {File} [picture] one that was chosen
   */
  async #bringBack(entry, picture) {
    const { api, rooms, saving, view } = this.#editor;
    const { file, base, change, text, line } = entry;
    await saving.settled();
    const now = view.chapter;
    if (!now || now.file !== file) return;
    try {
      const then = base === now.text ? now : (await api.draft(file, base, { do: "file", text: base })).chapter;
      if (change.do === "file") await rooms.editWhole(then, line, text);
      else if (change.do === "fields") await rooms.editFields(then, change.values);
      else await this.#openBlock(entry, then, now, picture);
    } catch (refusal) {
      this.#editor.refused(refusal);
    }
  }

  /**
   * Opens a block again, with what was typed.
   * @param {Entry} entry
   * @param {Chapter} then the chapter as it was when it was typed
   * @param {Chapter} now
   * @param {File} [picture]
   */
  async #openBlock(entry, then, now, picture) {
    const { change, kind, original, text, line, typed, saved, held } = entry;
    // What was being saved may have been, before the page was left.
    const written = saved ? now.blocks.filter((one) => one.kind === kind && one.text === saved) : [];
    if (written.length === 1 && saved !== original) return this.#editor.opening.open(now.blocks.indexOf(written[0]), { text });
    const start = "start" in change ? change.start : -1;
    const block = then.blocks.find((one) => one.start === start) ?? null;
    const isNew = change.do === "insert" && start >= 0;
    const above = isNew ? now.blocks[lastAbove(line + 1, now)] : null;
    const kept = (block && (then === now ? block : follow(block, then, now))) ?? above ?? null;
    const at = kept ? now.blocks.indexOf(kept) : null;
    if (held && change.do === "replace" && !kept) return this.#openParagraph(held, line, now);
    const form = typed ? "figure" : formOf(kind, text);
    // What is new goes where its block is by now, also if that was changed or something came after it.
    const origin = isNew && kept ? { chapter: now, change: inserted(kept) } : { chapter: then, change: remade(change) };
    if (!form) this.#openField(entry, origin, kept, at);
    else await this.#editor.forms.open({ ...origin, kind: form, original, at, line, text, typed, file: picture });
  }

  /**
   * Opens what was typed for a block that is no more, as a paragraph near its place.
   * @param {string} text
   * @param {number} line
   * @param {Chapter} now
   */
  async #openParagraph(text, line, now) {
    const above = lastAbove(line, now);
    await this.#editor.adding.open(above < 0 ? null : above, { kind: "paragraph", text: text.trim(), isTyped: true });
  }

  /**
   * @param {Entry} entry
   * @param {import("./field.js").Origin} origin
   * @param {import("./api.js").Block | null} block
   * @param {number | null} at
   */
  #openField({ change, original, text, kind, line }, origin, block, at) {
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
        origin: Promise.resolve(origin),
        line,
        isTyped: true,
      }),
      block,
    );
  }
}

/**
 * Whether there is a chapter in a file, as far as the preview can tell.
 * @param {import("./api.js").Api} api
 * @param {string} file
 */
function isThere(api, file) {
  return api.chapter({ file }).then(() => true, (refusal) => !(refusal instanceof Refusal && refusal.status === 404));
}

/**
 * The last block above a line that stands in no other; -1 if there is none.
 * @param {number} line
 * @param {Chapter} now
 */
function lastAbove(line, now) {
  return now.blocks.findLastIndex(({ parent, last_line }) => parent === null && last_line < line);
}

/**
 * Whether what was being saved is part of what was kept with what was typed after it.
 * @param {Entry} entry
 * @param {Entry} whole
 */
function isPart({ file, tab, change }, { saved, ...whole }) {
  const start = (/** @type {import("./api.js").Change} */ one) => ("start" in one ? one.start : -1);
  const isSame = file === whole.file && tab === whole.tab && start(change) === start(whole.change);
  return isSame && saved !== undefined && "text" in change && change.text === saved;
}
