// The editor: turns a page of the preview into the place where it is written.
import { Api, Refusal } from "./api.js";
import { Blocks, follow } from "./blocks.js";
import { caretIn } from "./caret.js";
import { editChapter } from "./chapter.js";
import { choose } from "./conflict.js";
import { Early } from "./early.js";
import { Field } from "./field.js";
import { chooseFigure, editFigure, parseFigure } from "./figures.js";
import { forget, hasKept, keepFor, Kept, left } from "./kept.js";
import { Pointing } from "./pointing.js";
import { Queue } from "./queue.js";
import { chooseStart } from "./starts.js";
import { editTable, isGrid } from "./tables.js";
import { Tools } from "./tools.js";
import { openTree } from "./tree.js";
import { capital, dialog, element, fill, focused, furnish, shadow, wordsOf } from "./ui.js";
import { editWhole } from "./whole.js";

/**
 * @typedef {import("./api.js").Block} Block
 * @typedef {import("./api.js").Chapter} Chapter
 * @typedef {import("./api.js").Change} Change
 * @typedef {import("./api.js").Saved} Saved
 * @typedef {import("./field.js").Origin} Origin
 * @typedef {import("./ui.js").Context} Context
 */

/**
 * What the script of the preview lets the editor do with the page.
 * @typedef {{
 *   token: string,
 *   guide: string,
 *   isEmpty: boolean,
 *   renew: () => Promise<string>,
 *   source: () => Document | null,
 *   show: (source: Document) => Promise<void>,
 *   isBroken: () => boolean,
 *   calm: (isCalm: boolean) => void,
 *   tellsLost: (isTold: boolean) => void,
 *   bar: HTMLElement,
 * }} Page
 */

/** Where a tab remembers that it edits, and what it opens on the next page. */
const MODE = "wijkengids.editing";
const NEXT = "wijkengids.open";

export class Editor {
  #page;
  #room = shadow("editor");
  #status = element("div", { role: "status", class: "visually-hidden" });
  #alert = element("div", { role: "alert", class: "visually-hidden" });
  #tools;
  /** @type {Blocks | null} */
  #blocks = null;
  #queue;
  #pointing;
  #early = new Early();
  /** Until what was saved last is shown. @type {Promise<unknown>} */
  #showing = Promise.resolve();
  /** The block that was written last, and what came of it. @type {{ block: Block | null, saved: Saved } | null} */
  #written = null;
  #isLost = false;
  /** Whether the chapter may have changed while a field was open. */
  #isStale = false;
  /** @type {{ name: string, label: string }[]} */
  #kinds = [];
  /** The chapter as the page shows it. @type {Chapter | null} */
  chapter = null;
  /** The field that is open. @type {Field | null} */
  field = null;

  /**
   * @param {Page} page
   * @param {Api} api
   * @param {import("./ui.js").Words} words
   */
  constructor(page, api, words) {
    this.#page = page;
    this.api = api;
    this.words = words;
    this.#room.host.lang = words.lang;
    this.#room.root.append(this.#status, this.#alert);
    document.body.append(this.#room.host);
    furnish(this.#room.root, words);
    this.#tools = new Tools(words, {
      turn: () => void this.turn(!this.isOn),
      undo: () => void this.#step("undo"),
      redo: () => void this.#step("redo"),
      fields: () => void this.#fields(),
      tree: () => void this.#tree(),
      whole: () => void this.#whole(),
    });
    page.bar.append(this.#tools.host);
    this.#queue = new Queue(api, (isLost) => this.#lost(isLost));
    this.#pointing = new Pointing(this, {
      open: (at, node, top, words) => void this.#reopen(at, node, top, words),
      fields: () => void this.#fields(),
      step: (way) => void this.#step(way),
    });
  }

  /** Whether the preview can be reached; one notice tells if not. @param {boolean} isLost */
  #lost(isLost) {
    this.#isLost = isLost;
    this.#tools.lost(isLost);
    this.#page.tellsLost(isLost);
  }

  /** Whether a click is about to be handled. */
  get isPressed() {
    return this.#pointing.isPressed;
  }

  /** The block that a part of the page shows, or -1. @param {Element} node */
  at(node) {
    return this.#blocks?.at(node) ?? -1;
  }

  /** The element of the page that shows a block. @param {number} at */
  element(at) {
    return this.#blocks?.element(at) ?? null;
  }

  /** Whether one edits. */
  get isOn() {
    return this.#blocks !== null;
  }

  /** What other rooms get. @returns {Context} */
  context() {
    const chapter = /** @type {Chapter} */ (this.chapter);
    return { api: this.api, words: this.words, chapter, dialog, announce: (text, isWrong) => this.announce(text, isWrong) };
  }

  /** Whether an element belongs to the editor, though not to a field. @param {Element | null} node */
  owns(node) {
    let root = node?.getRootNode();
    while (root instanceof ShadowRoot) {
      if (root === this.#room.root || root.host === this.#tools.host) return true;
      root = root.host.getRootNode();
    }
    return false;
  }

  /**
   * Says something to those who see the page and those who hear it.
   * @param {string} text
   * @param {boolean} [isWrong]
   * @param {{ label: string, act: () => void }} [action]
   */
  announce(text, isWrong = false, action) {
    const region = isWrong ? this.#alert : this.#status;
    // The same words are read again only if they change.
    region.textContent = region.textContent === text ? `${text}\u00A0` : text;
    this.#tools.say(text, isWrong, action);
  }

  /** Turns editing on or off. @param {boolean} isOn */
  async turn(isOn) {
    if (isOn === this.isOn) return;
    if (!isOn && this.field) await this.leave(this.field);
    try {
      sessionStorage.setItem(MODE, isOn ? "on" : "off");
    } catch {
      // It is then not remembered.
    }
    this.#tools.turn(isOn);
    this.#page.calm(isOn);
    if (!isOn) {
      this.#lost(false);
      this.#blocks?.end();
      this.#blocks = null;
      return;
    }
    this.#blocks = new Blocks(this.words, {
      open: (at) => void this.open(at),
      add: (at, anchor) => void this.add(at, anchor),
      begin: () => void this.#add(null, { kind: "paragraph", text: "" }),
      move: (at, way) => void this.move(at, way),
      remove: (at) => void this.remove(at),
    });
    await this.#load();
    void this.#history();
    this.api.tree().then(({ kinds }) => (this.#kinds = kinds)).catch(() => {});
    await this.#offerLeft();
    await this.#openNext();
  }

  /** Reads the chapter of the page, if it has one. */
  async #load() {
    if (this.#page.isEmpty) {
      this.#tools.chapter(null);
      return;
    }
    try {
      const chapter = await this.api.chapter({ page: here() });
      await this.#adopt(chapter, this.#page.isBroken());
    } catch (refusal) {
      this.chapter = null;
      this.#tools.chapter(null);
      if (!(refusal instanceof Refusal) || refusal.status !== 404) this.refused(refusal);
    }
  }

  /**
   * Takes in a chapter; draws its page too unless that shows it already.
   * @param {Chapter} chapter
   * @param {boolean} draws
   */
  async #adopt(chapter, draws) {
    this.chapter = chapter;
    this.#tools.chapter(chapter);
    if (draws) {
      try {
        const { html } = await this.api.draft(chapter.file, chapter.text, { do: "file", text: chapter.text });
        if (html) await this.show(html);
      } catch (refusal) {
        this.refused(refusal);
      }
    }
    this.#blocks?.show(chapter);
  }

  /**
   * Shows a page in place of the one that is shown. The field stays where it is on the screen, with
   * its focus.
   * @param {string | Document} html
   */
  async show(html) {
    const source = typeof html === "string" ? new DOMParser().parseFromString(html, "text/html") : html;
    const host = this.field?.host ?? null;
    const area = this.field?.area;
    const top = host?.getBoundingClientRect().top ?? 0;
    const hasFocus = area !== undefined && focused() === area;
    const selection = /** @type {const} */ ([area?.selectionStart ?? 0, area?.selectionEnd ?? 0]);
    await this.#page.show(source);
    if (!host || !area || !this.field?.isOpen) return;
    if (!host.isConnected) {
      // Its place is gone from the page; it moves to where the text is now.
      (this.#blocks?.container() ?? document.body).append(host);
      this.field.reattach();
    }
    if (hasFocus && focused() !== area) {
      area.focus({ preventScroll: true });
      area.setSelectionRange(...selection);
    }
    const moved = host.getBoundingClientRect().top - top;
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
  }

  /** The preview has something new. Says whether the editor showed it. */
  async update() {
    this.#queue.wake();
    const wasLost = this.#isLost;
    this.#lost(false);
    if (!this.isOn) return false;
    if (!this.chapter) {
      // Editing may have been turned on while the preview was away.
      if (wasLost) await this.#load();
      if (!wasLost || !this.chapter) return false;
      await this.#adopt(this.chapter, true);
      void this.#history();
      return true;
    }
    if (this.field) {
      this.#isStale = true;
      return true;
    }
    return this.#queue.add(async () => {
      if (!this.chapter) return false;
      if (this.field) {
        this.#isStale = true;
        return true;
      }
      try {
        const chapter = await this.api.chapter({ file: this.chapter.file });
        await this.#adopt(chapter, true);
        return true;
      } catch {
        return false;
      }
    });
  }

  /**
   * Makes a change in the file, and asks which version is right if the text was changed on both sides.
   * @param {string} file
   * @param {string} base
   * @param {Change} change
   */
  async #change(file, base, change) {
    const saved = await this.#queue.save(file, base, change, (clash) => choose(this.context(), clash));
    const { note } = saved;
    // After what is said of the change itself.
    if (note) setTimeout(() => this.announce(note, true), 1000);
    return saved;
  }

  /**
   * Makes a change, and shows what came of it.
   * @param {string} file
   * @param {string} base
   * @param {Change} change
   * @param {(saved: Saved) => boolean} draws whether the page is not drawn yet
   */
  #make(file, base, change, draws) {
    const work = async () => {
      const saved = await this.#change(file, base, change);
      await this.#adopt(saved.chapter, draws(saved));
      return saved;
    };
    const made = work();
    this.#showing = made.catch(() => {});
    return made;
  }

  /**
   * Says why something was refused.
   * @param {unknown} refusal
   * @param {Field} [field] where it is said, if that is open
   */
  refused(refusal, field) {
    const { message, help = null } = refusal instanceof Refusal ? refusal : { message: String(refusal) };
    if (refusal instanceof Refusal && refusal.isLost) {
      this.#lost(true);
      void this.#queue.alive().then(() => {
        if (this.field?.isOpen) this.field.again();
      });
      return;
    }
    if (field?.isOpen) field.say(message, help);
    this.announce(help && !field ? `${message} – ${help}` : message, true);
  }

  /**
   * Opens a block.
   * @param {number} at
   * @param {{ select?: [number, number], text?: string }} [options]
   */
  open(at, options) {
    return this.#early.during(() => this.#open(at, options));
  }

  /**
   * @param {number} at
   * @param {{ select?: [number, number], text?: string }} [options]
   */
  async #open(at, { select, text } = {}) {
    at = await this.#settledAt(at);
    if (this.field) return;
    const chapter = this.chapter;
    const block = chapter?.blocks[at];
    const node = this.#blocks?.element(at);
    if (!chapter || !block || !node) return;
    if (chapter.read_only !== null) {
      this.announce(chapter.read_only, true);
      return;
    }
    if (text === undefined && (await this.#openForm(chapter, block, node))) return;
    const section = node.parentElement?.localName === "section" && node.parentElement.getAttribute("data-source") === node.getAttribute("data-source") ? node.parentElement : null;
    this.#put(
      new Field(this, {
        kind: block.lesson ? "heading" : block.kind,
        text: text ?? block.text,
        original: block.text,
        label: this.#label(block),
        at: (host) => (section ?? node).before(host),
        like: node,
        origin: Promise.resolve({ chapter, change: (result) => replaced(block.start, block.end, result) }),
        select,
        line: block.line,
      }),
      block,
    );
  }

  /**
   * Opens a table as a grid, and a figure as a form. Says whether the block is such.
   * @param {Chapter} chapter
   * @param {Block} block
   * @param {HTMLElement} node
   */
  async #openForm(chapter, block, node) {
    const at = chapter.blocks.indexOf(block);
    const { start, end, text } = block;
    const change = (/** @type {string} */ made) => replaced(start, end, made);
    const kept = new Kept();
    const keep = (/** @type {string} */ made) => kept.keep({ file: chapter.file, base: chapter.text, change: change(made), original: text, text: made, kind: block.kind, line: block.line });
    /** @type {string | null} */
    let made;
    if (block.kind === "table" && isGrid(text)) made = await editTable(text, { ...this.context(), keep });
    else if (parseFigure(text)) made = await editFigure(text, this.context(), node.querySelector("img")?.src);
    else return false;
    if (made !== null && made !== text) await this.#saveNow(chapter, change(made), at, () => this.open(at, { text: made }));
    else this.#blocks?.focus(at);
    kept.drop();
    return true;
  }

  /** @param {Block} block */
  #label({ kind, lesson }) {
    return capital(fill(this.words.field, { what: this.words[`kind_${lesson ? "lesson" : kind}`] }));
  }

  /** What the page showed before the field opened. @type {Document | null} */
  #before = null;
  /** The block in the field, or the one that a new block follows. @type {Block | null} */
  #block = null;

  /**
   * @param {Field} field
   * @param {Block | null} block
   */
  #put(field, block) {
    this.#before = this.#page.source();
    this.#block = block;
    this.field = field;
    this.#blocks?.quiet(true);
    this.#tools.writing(true);
    field.open();
    const typed = this.#early.take();
    if (typed) field.type(typed);
  }

  /** Until everything that was asked is done, and no field is open. */
  async #settled() {
    if (this.field) await this.leave(this.field);
    await this.#queue.idle();
    await this.#showing;
  }

  /**
   * Until everything that was asked is done. Returns where a block is by then.
   * @param {number} at
   */
  async #settledAt(at) {
    const before = this.chapter;
    const block = before?.blocks[at];
    await this.#settled();
    const now = this.chapter;
    if (!before || !block || !now || now === before) return at;
    const last = this.#written;
    const isWritten = last?.block?.start === block.start && last.block.text === block.text;
    const written = isWritten ? last.saved.chapter.blocks[this.#blockAt(last.saved, last.saved.chapter.blocks)] : null;
    const same = (last && written && follow(written, last.saved.chapter, now)) ?? follow(block, before, now);
    return same ? now.blocks.indexOf(same) : Math.min(at, now.blocks.length - 1);
  }

  /** Takes a field out of the page. @param {Field} field @param {boolean} shows whether its draft stays */
  async #close(field, shows) {
    const before = this.#before;
    const hadDraft = this.#page.source() !== before;
    if (this.field === field) this.field = null;
    field.close();
    this.#tools.writing(this.field !== null);
    this.#blocks?.quiet(this.field !== null);
    if (!shows && hadDraft && before) await this.show(before);
    if (this.#isStale && !this.field) {
      this.#isStale = false;
      if (!shows) void this.update();
    }
  }

  /**
   * Leaves a field; what was typed is saved.
   * @param {Field} field
   * @returns {Promise<Saved | null>} null if nothing was saved
   */
  async leave(field) {
    if (this.field !== field) return null;
    if (field.isChanged) return this.#save(field);
    field.kept.drop();
    await this.#close(field, false);
    return null;
  }

  /**
   * Saves what is in a field, and closes that at once. If it is refused it opens again.
   * @param {Field} field
   * @returns {Promise<Saved | null>}
   */
  async #save(field) {
    const text = field.result;
    const shown = field.draft;
    /** @type {Origin} */
    let origin;
    try {
      origin = await field.origin;
    } catch {
      return null;
    }
    if (!field.isOpen) return null;
    const before = this.#before;
    const block = this.#block;
    await this.#close(field, true);
    try {
      const saved = await this.#make(origin.chapter.file, origin.chapter.text, origin.change(text), ({ chapter }) => shown?.chapter.text !== chapter.text);
      this.#written = { block, saved };
      field.kept.drop();
      this.announce(this.words.saved);
      void this.#history();
      return saved;
    } catch (refusal) {
      if (this.field || !this.isOn) {
        this.refused(refusal);
        return null;
      }
      const again = field.renewed();
      this.#before = before;
      this.#block = block;
      this.field = again;
      again.open();
      this.refused(refusal, again);
      return null;
    }
  }

  /** Leaves everything as it was. @param {Field} field */
  async cancel(field) {
    const at = this.#place();
    const { text, isChanged } = field;
    const index = this.#indexOf(this.#block);
    const isNew = field.original === "";
    field.kept.drop();
    await this.#close(field, false);
    this.#blocks?.focus(at);
    if (!isChanged) return;
    const back = { label: this.words.bring_back, act: () => void (isNew ? this.#add(index < 0 ? null : index, { kind: field.kind, text }) : this.open(index, { text })) };
    this.announce(this.words.dropped, false, back);
  }

  /** Saves, and moves the focus to the handle of the block. @param {Field} field */
  async finish(field) {
    const at = this.#place();
    const saved = await this.leave(field);
    if (this.field) return;
    this.#blocks?.focus(saved ? this.#blockAt(saved) : at);
  }

  /** The place of the block that is in the field. */
  #place() {
    return Math.max(this.#indexOf(this.#block), 0);
  }

  /** @param {Block | null} block */
  #indexOf(block) {
    const blocks = this.chapter?.blocks ?? [];
    const same = block ? blocks.indexOf(block) : -1;
    return same >= 0 || !block ? same : blocks.findIndex(({ start, kind }) => start === block.start && kind === block.kind);
  }

  /**
   * The last block of a change that was saved.
   * @param {{ first_line: number, last_line: number }} saved
   * @param {Block[]} [blocks]
   */
  #blockAt({ first_line: first, last_line: last }, blocks = this.chapter?.blocks ?? []) {
    const inside = (/** @type {Block} */ block) => block.line >= first && block.line <= last;
    return blocks.findLastIndex((block) => inside(block) && (block.parent === null || !inside(blocks[block.parent])));
  }

  /**
   * Enter at the end: saves, and starts the next paragraph at once.
   * @param {Field} field
   */
  next(field) {
    const chapter = this.chapter;
    const block = this.#block;
    const isNew = field.original === "";
    if (!chapter || (!block && !field.isChanged)) return;
    const shown = field.anchor();
    const saving = field.isChanged ? this.#save(field) : this.#close(field, false).then(() => null);
    /** @type {Promise<Origin>} */
    const origin = saving.then((saved) => {
      const now = saved?.chapter ?? chapter;
      const at = saved ? this.#blockAt(saved) : this.#indexOf(block);
      const anchor = now.blocks[at];
      if (!anchor || (!saved && isNew)) throw new Error("not saved");
      const node = this.#blocks?.element(at);
      // A block that was drawn after this field opened stands above it.
      if (node && node.parentElement === fresh.host.parentElement && fresh.host.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) fresh.host.before(node);
      this.#block = anchor;
      this.#before = this.#page.source();
      return { chapter: now, change: (text) => ({ do: "insert", where: "after", start: anchor.start, end: anchor.end, text }) };
    });
    const fresh = new Field(this, {
      kind: "paragraph",
      text: "",
      original: "",
      label: fill(this.words.new_field, { what: this.words.kind_paragraph }),
      at: (host) => (shown.isConnected ? shown.after(host) : this.#blocks?.container()?.append(host)),
      like: document.querySelector("main p[data-source]"),
      origin,
    });
    origin.catch(() => {
      if (this.field === fresh) void this.#close(fresh, true);
    });
    this.#put(fresh, block);
  }

  /**
   * Backspace at the start: the paragraph joins the one above, in one field.
   * @param {Field} field
   */
  async join(field) {
    const { origin, text, original } = field;
    const { chapter } = await origin.catch(() => ({ chapter: null }));
    const block = this.#block;
    if (!chapter || !block || this.field !== field) return;
    const isNew = original === "";
    const at = chapter.blocks.findIndex(({ start, kind }) => start === block.start && kind === block.kind);
    const above = isNew ? block : chapter.blocks.slice(0, at).findLast(({ parent, kind }) => parent === block.parent && kind !== "footnote");
    if (!above) return;
    const isSame = above.kind === "paragraph" || (above.kind === "heading" && text.trim() === "");
    const node = this.#blocks?.element(chapter.blocks.indexOf(above));
    if (!isSame || !node) {
      if (text.trim() !== "" && !isNew) return;
      await this.leave(field);
      const index = this.#indexOf(above);
      if (index >= 0) await this.open(index);
      return;
    }
    const gap = text.trim() === "" ? "" : above.text.includes("\n") || text.includes("\n") ? "\n" : " ";
    const joined = above.text + gap + text.trimStart();
    const caret = above.text.length + gap.length;
    const last = isNew ? above : block;
    field.kept.drop();
    await this.#close(field, false);
    this.#put(
      new Field(this, {
        kind: above.kind,
        text: joined,
        original: isNew ? above.text : `${above.text}\n\n${original}`,
        label: this.#label(above),
        at: (host) => node.before(host),
        like: node,
        origin: Promise.resolve({ chapter, change: (result) => replaced(above.start, last.end, result) }),
        select: [caret, caret],
        line: above.line,
      }),
      above,
    );
  }

  /**
   * Moves the block in a field, which stays open.
   * @param {Field} field
   * @param {"up" | "down"} way
   */
  async moveField(field, way) {
    if (field.original === "") return;
    const select = /** @type {[number, number]} */ ([field.area.selectionStart, field.area.selectionEnd]);
    let at = this.#place();
    const saved = await this.leave(field);
    if (this.field) return;
    if (saved) at = this.#blockAt(saved);
    const moved = await this.#moved(at, way);
    if (moved >= 0) await this.open(moved, { select });
  }

  /**
   * Moves a block past the one above or below.
   * @param {number} at
   * @param {"up" | "down"} way
   */
  async move(at, way) {
    at = await this.#settledAt(at);
    const moved = await this.#moved(at, way);
    if (moved >= 0) this.#blocks?.focus(moved);
  }

  /**
   * @param {number} at
   * @param {"up" | "down"} way
   */
  async #moved(at, way) {
    const chapter = this.chapter;
    const block = chapter?.blocks[at];
    if (!chapter || !block) return -1;
    try {
      const change = /** @type {const} */ ({ do: "move", start: block.start, end: block.end, way });
      const saved = await this.#make(chapter.file, chapter.text, change, ({ changed }) => changed);
      void this.#history();
      this.announce(saved.changed ? this.words[way === "up" ? "moved_up" : "moved_down"] : this.words.moved_not);
      const index = saved.chapter.blocks.findIndex(({ line }) => line === saved.first_line);
      return index >= 0 ? index : at;
    } catch (refusal) {
      this.refused(refusal);
      return at;
    }
  }

  /** Removes the block in a field. @param {Field} field */
  async removeField(field) {
    const at = this.#place();
    field.kept.drop();
    await this.#close(field, false);
    await this.remove(at);
  }

  /** Removes a block; it can be brought back. @param {number} at */
  async remove(at) {
    at = await this.#settledAt(at);
    const chapter = this.chapter;
    const block = chapter?.blocks[at];
    if (!chapter || !block) return;
    try {
      const saved = await this.#make(chapter.file, chapter.text, { do: "remove", start: block.start, end: block.end }, () => true);
      void this.#history();
      this.#blocks?.focus(Math.min(at, saved.chapter.blocks.length - 1));
      this.announce(this.words.removed, false, { label: this.words.undo, act: () => void this.#step("undo") });
    } catch (refusal) {
      this.refused(refusal);
    }
  }

  /**
   * Asks what to add after a block, or at the start, and opens it.
   * @param {number | null} at
   * @param {{ left: number, top: number, bottom: number }} anchor
   */
  async add(at, anchor) {
    if (at === null) await this.#settled();
    else at = await this.#settledAt(at);
    if (this.field) return;
    const chapter = this.chapter;
    if (!chapter) return;
    const above = chapter.blocks.slice(0, (at ?? -1) + 1).findLast(({ level }) => level !== null);
    const level = Math.min(Math.max(above?.level ?? 2, 2), 6);
    const start = await chooseStart(this.context(), anchor, { level, kinds: this.#kinds });
    if (!start) return;
    if (typeof start !== "string") {
      await this.#add(at, start);
      return;
    }
    const change = this.#inserted(chapter, at);
    const kept = new Kept();
    const keep = (/** @type {string} */ made) => kept.keep({ file: chapter.file, base: chapter.text, change: change(made), original: "", text: made, kind: start, line: 0 });
    const made = await (start === "table" ? editTable("", { ...this.context(), keep }) : chooseFigure(this.context()));
    if (made !== null) await this.#saveNow(chapter, change(made), at ?? 0, () => this.#add(at, { kind: start, text: made }));
    kept.drop();
  }

  /** @param {Field} field @param {{ left: number, top: number, bottom: number }} anchor */
  async addAfterField(field, anchor) {
    let at = this.#place();
    const saved = await this.leave(field);
    if (this.field) return;
    if (saved) at = this.#blockAt(saved);
    await this.add(at, anchor);
  }

  /**
   * How a text is inserted after a block, or at the start.
   * @param {Chapter} chapter
   * @param {number | null} at
   * @returns {(text: string) => Change}
   */
  #inserted(chapter, at) {
    const block = at === null ? null : chapter.blocks[at];
    if (block) return (text) => ({ do: "insert", where: "after", start: block.start, end: block.end, text });
    return (text) => ({ do: "insert", where: "start", text });
  }

  /**
   * Saves a change that was made outside of a field, and moves the focus to its block.
   * @param {Chapter} chapter
   * @param {Change} change
   * @param {number} at the block that gets the focus if it fails
   * @param {() => Promise<void>} [again] opens what was made as a field if it fails
   */
  async #saveNow(chapter, change, at, again) {
    try {
      const saved = await this.#make(chapter.file, chapter.text, change, () => true);
      void this.#history();
      this.#blocks?.focus(this.#blockAt(saved));
      this.announce(this.words.saved);
    } catch (refusal) {
      this.#blocks?.focus(at);
      await again?.();
      this.refused(refusal, this.field ?? undefined);
    }
  }

  /**
   * Opens a field for a new block.
   * @param {number | null} at
   * @param {import("./starts.js").Start} start
   */
  #add(at, start) {
    return this.#early.during(() => this.#addNow(at, start));
  }

  /**
   * @param {number | null} at
   * @param {import("./starts.js").Start} start
   */
  async #addNow(at, { kind, text, caret = text.length }) {
    await this.#settled();
    const chapter = this.chapter;
    const container = this.#blocks?.container();
    if (!chapter || !container || this.field) return;
    if (chapter.read_only !== null) {
      this.announce(chapter.read_only, true);
      return;
    }
    const block = at === null ? null : chapter.blocks[at];
    const node = at === null ? null : this.#blocks?.element(at);
    const first = chapter.blocks.findIndex((_, index) => this.#blocks?.element(index));
    const like = kind === "heading" ? document.querySelector(`main h${/^#+/.exec(text)?.[0].length ?? 2}[data-source]`) : document.querySelector("main p[data-source]");
    this.#put(
      new Field(this, {
        kind,
        text,
        original: "",
        label: fill(this.words.new_field, { what: this.words[`kind_${kind}`] }),
        at: (host) => {
          const below = first >= 0 ? this.#blocks?.element(first) : null;
          if (node) node.after(host);
          else if (below) below.before(host);
          else container.append(host);
        },
        like: like instanceof HTMLElement ? like : null,
        origin: Promise.resolve({ chapter, change: this.#inserted(chapter, at) }),
        select: [caret, caret],
        line: block?.last_line ?? 0,
      }),
      block ?? null,
    );
  }

  /** Takes back the last change, or makes it again. @param {"undo" | "redo"} way */
  async #step(way) {
    await this.#settled();
    try {
      const step = await this.#queue.add(() => this.api[way]());
      const words = fill(this.words[way === "undo" ? "undone" : "redone"], { what: step.label });
      this.#tools.history(step);
      const page = here();
      if (step.page && step.page !== page) {
        location.assign(`/${step.page}`);
        return;
      }
      const had = this.chapter !== null;
      await this.#load();
      if (had && !this.chapter && !this.#page.isEmpty) {
        location.assign(`/${await this.#above(page)}`);
        return;
      }
      if (this.chapter && !this.#page.isBroken()) await this.#adopt(this.chapter, true);
      this.announce(words);
    } catch (refusal) {
      this.refused(refusal);
      void this.#history();
    }
  }

  /** The page of the nearest chapter above one that is gone. @param {string} page */
  async #above(page) {
    const { chapters } = await this.api.tree();
    const parts = page.replace(/\.html$/, "").split(".");
    while (parts.length > 1) {
      parts.pop();
      const above = `${parts.join(".")}.html`;
      if (chapters.some((chapter) => chapter.page === above)) return above;
    }
    return "";
  }

  async #history() {
    await this.api.history().then((history) => this.#tools.history(history)).catch(() => {});
  }

  /** The title and the other fields of the chapter. */
  async #fields() {
    await this.#settled();
    if (!this.chapter) return;
    const saved = await editChapter(this.context());
    if (saved) await this.#adopt(saved.chapter, true);
    // Who came by a click on the title had the focus nowhere.
    if (focused() === document.body || focused()?.localName === "main") this.#blocks?.focus(0);
    void this.#history();
  }

  /** The tree of chapters. */
  async #tree() {
    await this.#settled();
    try {
      const page = await openTree(this.context());
      if (page) remember({ focus: true });
    } catch (refusal) {
      this.refused(refusal);
    }
    void this.#history();
  }

  /** The whole chapter as text. */
  async #whole() {
    await this.#settled();
    const { chapter } = this;
    if (!chapter) return;
    const saved = await editWhole(this.context(), chapter);
    if (saved) await this.#adopt(saved, true);
    void this.#history();
  }

  /**
   * Opens a place in a file, which a problem named: its block, or the whole file if there is no such.
   * @param {string} file
   * @param {number} line
   * @param {number} column
   */
  async openAt(file, line, column) {
    try {
      if (!this.isOn) await this.turn(true);
      const chapter = await this.api.chapter({ file });
      const here = this.chapter?.file === file;
      if (here) {
        await this.#adopt(chapter, true);
        const at = chapter.blocks.findLastIndex((block, index) => block.line <= line && block.last_line >= line && this.#blocks?.element(index));
        const block = chapter.blocks[at];
        if (block) {
          const start = block.text.split("\n").slice(0, line - block.line).join("\n").length;
          const caret = start + (line > block.line ? 1 : 0) + column - 1;
          await this.open(at, { select: [caret, caret] });
          return;
        }
      } else if (chapter.page && !this.#page.isEmpty && chapter.blocks.length > 0) {
        const answer = await fetch(`/${chapter.page}`, { method: "HEAD" });
        if (answer.ok) {
          remember({ file, line, column });
          location.assign(`/${chapter.page}`);
          return;
        }
      }
      const saved = await editWhole(this.context(), chapter, line);
      if (saved && here) await this.#adopt(saved, true);
    } catch (refusal) {
      this.refused(refusal);
    }
  }

  /** Opens what the page before asked for. */
  async #openNext() {
    const next = sessionStorage.getItem(NEXT);
    sessionStorage.removeItem(NEXT);
    if (!next) return;
    const { file, line, column, focus } = JSON.parse(next);
    if (focus && this.chapter) this.#blocks?.focus(0);
    else if (file === this.chapter?.file) await this.openAt(file, line, column);
  }

  /** Tells who does not edit of what was typed before and not saved. */
  async tellLeft() {
    if (!hasKept() || this.#page.isEmpty) return;
    const chapter = await this.api.chapter({ page: here() }).catch(() => null);
    const [found] = chapter ? await left(chapter.file) : [];
    if (!found || this.isOn) return;
    this.#tools.offer(fill(this.words.left, { time: this.#time(found.entry) }), [{ label: this.words.edit, act: () => void this.turn(true) }]);
  }

  /** @param {import("./kept.js").Entry} entry */
  #time({ time }) {
    return new Date(time).toLocaleString(this.words.lang, { dateStyle: "short", timeStyle: "short" });
  }

  /** Offers what was typed before and not saved. */
  async #offerLeft() {
    const [found] = this.chapter ? await left(this.chapter.file) : [];
    this.#tools.withdraw();
    if (!found) return;
    const { key, entry } = found;
    const time = this.#time(entry);
    this.#tools.offer(fill(this.words.left, { time }), [
      {
        label: this.words.go_on,
        act: () => {
          forget(key);
          void this.#bringBack(entry);
        },
      },
      { label: this.words.let_go, act: () => forget(key) },
    ]);
    this.#status.textContent = fill(this.words.left, { time });
  }

  /** @param {import("./kept.js").Entry} entry */
  async #bringBack({ file, base, change, original, text, kind, line }) {
    await this.#settled();
    const now = this.chapter;
    if (!now || now.file !== file) return;
    try {
      const then = base === now.text ? now : (await this.api.draft(file, base, { do: "file", text: base })).chapter;
      if (change.do === "file") {
        const saved = await editWhole(this.context(), then, line, text);
        if (saved) await this.#adopt(saved, true);
        return;
      }
      const start = "start" in change ? change.start : -1;
      const block = then.blocks.find((one) => one.start === start) ?? null;
      const kept = block && (then === now ? block : follow(block, then, now));
      const node = kept ? this.#blocks?.element(now.blocks.indexOf(kept)) : null;
      const isNew = change.do === "insert";
      this.#put(
        new Field(this, {
          kind,
          text,
          original,
          label: capital(fill(isNew ? this.words.new_field : this.words.field, { what: this.words[`kind_${kind}`] })),
          at: (host) => {
            if (node && isNew) node.after(host);
            else if (node) node.before(host);
            else if (isNew && start < 0) this.#blocks?.container()?.prepend(host);
            else this.#blocks?.container()?.append(host);
          },
          like: node ?? document.querySelector("main p[data-source]"),
          origin: Promise.resolve({ chapter: then, change: remade(change) }),
          line,
        }),
        kept,
      );
    } catch (refusal) {
      this.refused(refusal);
    }
  }

  /**
   * Opens a block that was clicked, also if a field above it closes by that.
   * @param {number} at
   * @param {HTMLElement | null} node
   * @param {number} top
   * @param {{ before: string, after: string } | null} words
   */
  #reopen(at, node, top, words) {
    return this.#early.during(() => this.#reopenNow(at, node, top, words));
  }

  /**
   * @param {number} at
   * @param {HTMLElement | null} node
   * @param {number} top
   * @param {{ before: string, after: string } | null} words
   */
  async #reopenNow(at, node, top, words) {
    await this.#settled();
    if (this.field) return;
    const now = node?.isConnected ? (this.#blocks?.at(node) ?? at) : at;
    const block = this.chapter?.blocks[now];
    const caret = block && words ? caretIn(block.text, words) : null;
    const moved = (this.#blocks?.element(now)?.getBoundingClientRect().top ?? top) - top;
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
    await this.open(now, caret === null ? {} : { select: [caret, caret] });
  }
}

/** The page that is shown. */
function here() {
  return decodeURIComponent(location.pathname.split("/").pop() || "index.html");
}

/**
 * What the next page of this tab begins with.
 * @param {{ file: string, line: number, column: number } | { focus: true }} next
 */
function remember(next) {
  sessionStorage.setItem(NEXT, JSON.stringify(next));
}

/**
 * The change that makes a text of a block.
 * @param {number} start
 * @param {number} end
 * @param {string} text
 * @returns {Change}
 */
function replaced(start, end, text) {
  return text === "" ? { do: "remove", start, end } : { do: "replace", start, end, text };
}

/**
 * The change again, with another text.
 * @param {Change} change
 * @returns {(text: string) => Change}
 */
function remade(change) {
  if (change.do === "insert") return (text) => ({ ...change, text });
  const { start, end } = /** @type {{ start: number, end: number }} */ (change);
  return (text) => replaced(start, end, text);
}

/**
 * Starts the editor of a page.
 * @param {Page} page
 */
export async function start(page) {
  keepFor(page.guide);
  const api = new Api(page.token, page.renew);
  const words = wordsOf(await api.words());
  api.lost = words.lost;
  const editor = new Editor(page, api, words);
  let mode = null;
  try {
    mode = sessionStorage.getItem(MODE);
  } catch {
    // Nothing is remembered here.
  }
  if (mode === "on") await editor.turn(true);
  else void editor.tellLeft();
  return editor;
}
