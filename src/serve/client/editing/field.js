// The field in which a block is written, in its place on the page, with its picture below it.
import { Bar } from "./bar.js";
import { controlsOf, STYLE as CONTROLS } from "./controls.js";
import { document } from "./document.js";
import { Drafting } from "./drafting.js";
import { Framing } from "./framing.js";
import { insert } from "./insert.js";
import { Keeping } from "./keeping.js";
import { keyed } from "./keys.js";
import { fit, isSource, look, STYLE } from "./looks.js";
import { withoutEmptyPairs } from "./marks.js";
import { takePastes } from "./paste.js";
import { unmark } from "./picture.js";
import { offerReferences } from "./references.js";
import { Says } from "./says.js";
import { shapeOf } from "./shape.js";
import { Standing } from "./standing.js";
import { stepsOf } from "./taking-back.js";
import { takeTyped } from "./typed.js";
import { element, focused, shadow } from "./ui.js";

/**
 * @typedef {import("./api.js").Chapter} Chapter
 * @typedef {import("./api.js").Change} Change
 * @typedef {import("./api.js").Draft} Draft
 * @typedef {import("./api.js").Kind} Kind
 * @typedef {{ chapter: Chapter, change: (text: string) => Change }} Origin the chapter as it was, and what
 *   a text changes in it
 * @typedef {{
 *   kind: Kind,
 *   text: string,
 *   original: string,
 *   label: string,
 *   at: (host: HTMLElement) => void,
 *   like: HTMLElement | null,
 *   origin: Promise<Origin>,
 *   meanwhile?: Origin,
 *   select?: [number, number],
 *   line?: number,
 *   isTyped?: boolean,
 *   follows?: Field,
 *   past?: Past,
 * }} Opening what a field is opened with: `at` puts its host in the page, `like` shows how its text
 *   looks, `original` is what the file says, `meanwhile` is what is kept of its text as
 *   long as the origin is not known, `select` counts in what the field shows, `isTyped` says that its
 *   text was typed before, in another field, and `follows` is the field whose paragraph a new one comes after
 * @typedef {{ steps?: import("./taking-back.js").Steps, undo?: () => unknown, redo?: () => unknown }} Past what was typed
 *   in a field whose place another takes, what takes back what that was opened by, and what makes again what was taken
 *   back by it
 * @typedef {import("./main.js").Editor} Editor
 */

export class Field {
  #editor;
  #opening;
  #area;
  #bar;
  /** What it hides of its block, which controls show. */
  #framing;
  #controls;
  #says;
  #stop = new AbortController();
  #keeping;
  #drafting;
  /**
   * Until what was to be saved of it is saved, and it knows what its block is by then. The chapter that it starts from,
   * or null if there is none.
   * @returns {Promise<Chapter | null>}
   */
  async settled() {
    for (;;) {
      const { origin } = this;
      const known = await origin.catch(() => null);
      if (this.origin === origin) return known?.chapter ?? null;
    }
  }

  /** Its origin, or that of before as long as it is being saved. */
  #known;
  /** What was typed in it, if the browser does not know all that can be taken back. */
  #steps;
  isOpen = true;
  /** Whether a button put marks around nothing, which are not saved if nothing was typed between. */
  hasEmptyPair = false;

  /**
   * @param {Editor} editor
   * @param {Opening} opening
   */
  constructor(editor, opening) {
    this.#editor = editor;
    this.#opening = opening;
    this.#known = opening.origin;
    const { words } = editor;
    const { host, root } = shadow("field", STYLE, CONTROLS);
    this.host = host;
    host.lang = words.lang;
    this.#area = element("textarea", {
      class: ["grows", isSource(opening.kind) ? "source" : "", opening.kind === "table" ? "table" : ""].join(" ").trim(),
      "aria-label": opening.label,
      "aria-describedby": "keys",
      rows: 1,
      spellcheck: isSource(opening.kind) ? "false" : "true",
      placeholder: opening.original === "" ? words.write_here : null,
    });
    const own = opening.like?.closest("[lang]");
    this.#area.lang = own instanceof HTMLElement ? own.lang : document.documentElement.lang;
    this.#framing = new Framing(opening.kind, opening.text);
    this.#area.value = this.#framing.shape.shown;
    this.#controls = controlsOf(editor, this);
    this.#bar = new Bar(editor, this, this.#controls.below);
    this.#says = new Says(this);
    this.#drafting = new Drafting(editor, this, this.#says);
    this.#keeping = new Keeping(this);
    this.standing = new Standing(this, words);
    const keys = element("p", { id: "keys", class: "visually-hidden" }, words.field_keys);
    root.append(element("div", { class: `field ${opening.kind}`, role: "group", "aria-label": opening.label }, ...this.#controls.above, this.#area, this.#bar.node, this.#says.node, keys));
    if (opening.like) look(this, opening.like, this.#controls.above.length > 0);
    this.#listen(root);
    this.#steps = stepsOf(this.#area);
    if (opening.past) this.#steps.goOn(opening.past.steps ?? this.#steps.steps);
  }

  /** Puts it in the page, and moves the focus to it. */
  open() {
    this.#opening.at(this.host);
    fit(this.#area);
    const { length } = this.#area.value;
    const [start, end] = this.#opening.select ?? [length, length];
    this.#area.focus({ preventScroll: true });
    this.#area.setSelectionRange(start, end);
    this.standing.reveal(this.host);
    if (this.#opening.isTyped) this.#keeping.now();
    this.#drafting.ask();
  }

  /** Takes it out of the page. What it kept stays kept. */
  close() {
    this.isOpen = false;
    this.#stop.abort();
    this.#keeping.end();
    this.#says.end();
    this.host.remove();
    unmark();
  }

  /** Whether a dialog asks something. */
  get isAsking() {
    return focused()?.closest("dialog") != null;
  }

  /** What is typed, as the file would have it. */
  get text() {
    const { source } = this;
    return source === this.#opening.text ? source : this.#framing.shape.written(this.#area.value);
  }

  /** What is typed, with what the field hides of the block also if nothing is typed. */
  get source() {
    return this.#framing.shape.framed(this.#area.value);
  }

  /** What is saved: what is typed, without lines at its end that say nothing. */
  get result() {
    const { text, original } = { text: this.text, original: this.#opening.original };
    if (text === original) return original;
    return (this.hasEmptyPair ? withoutEmptyPairs(text) : text).replace(/\s+$/, "").replace(/^(:{3,}.*?)[ \t]+$/gm, "$1");
  }

  /** What would be typed with some more at the caret, as the file would have it. @param {string} more */
  withTyped(more) {
    const { value, selectionStart, selectionEnd } = this.#area;
    return this.#framing.shape.written(value.slice(0, selectionStart) + more + value.slice(selectionEnd));
  }

  get kind() {
    return this.#opening.kind;
  }

  get original() {
    return this.#opening.original;
  }

  /** The field whose paragraph it comes after. @returns {Field | null} */
  get follows() {
    return this.#opening.follows ?? null;
  }

  get origin() {
    return this.#opening.origin;
  }

  /** What it changes as far as that is known before its origin is. @returns {Origin | null} */
  get meanwhile() {
    return this.#opening.meanwhile ?? null;
  }

  /** Its origin, or that of before as long as it is being saved. */
  get known() {
    return this.#known;
  }

  /** The line of the chapter that it begins at. */
  get line() {
    return this.#opening.line ?? 0;
  }

  /** Its chapter is in another file by now, perhaps with other text too. @param {Chapter} chapter */
  follow({ file, page }) {
    this.#known = this.origin.then(({ chapter, change }) => ({ chapter: { ...chapter, file, page }, change }));
    this.#opening = { ...this.#opening, origin: this.#known };
  }

  /** What is in it is being saved, while it stays open. @param {Promise<Origin>} origin what comes of that */
  saves(origin) {
    this.#opening = { ...this.#opening, origin };
  }

  /**
   * What was in it is saved; more may be typed by now.
   * @param {import("./api.js").Block} block
   * @param {HTMLElement | null} like
   */
  saved({ text, line, ...block }, like) {
    this.#known = this.origin;
    const wasNew = this.original === "";
    this.#opening = { ...this.#opening, original: text, text, like, line, isTyped: false, past: undefined };
    if (wasNew) this.#isThere(this.#editor.opening.label(block));
    this.#keeping.now();
    this.#drafting.again();
  }

  /** A new block is one of the chapter by now: it is called so, and has the buttons of one. @param {string} label */
  #isThere(label) {
    for (const node of [this.#area, this.#area.parentElement]) node?.setAttribute("aria-label", label);
    const { node } = this.#bar;
    this.#bar = new Bar(this.#editor, this, this.#controls.below);
    node.replaceWith(this.#bar.node);
  }

  get kept() {
    return this.#keeping.kept;
  }

  /** Keeps what is in it, however short ago it was typed. @param {Origin} origin */
  keep(origin) {
    this.#keeping.from(origin);
  }

  /** What was typed in it, for a field that takes its place. @returns {Past} */
  get past() {
    return { ...this.#opening.past, steps: this.#steps.steps };
  }

  get area() {
    return this.#area;
  }

  /** The element that shows how its text looks. */
  get like() {
    return this.#opening.like;
  }

  /** Whether there is something to save. */
  get isChanged() {
    return this.result !== this.original && !(this.original === "" && this.isUntouched);
  }

  /** Whether nothing was typed since it was opened. */
  get isUntouched() {
    return this.text === this.#opening.text && !this.#opening.isTyped;
  }

  /** The draft of what is typed, if that is what the page shows. */
  get draft() {
    return this.#drafting.draft;
  }

  /** Whether a node is within the field. @param {Element | null} node */
  contains(node) {
    return node !== null && this.host.shadowRoot?.contains(node) === true;
  }

  /**
   * Types text in place of a part; the browser can undo it.
   * @param {string} text
   * @param {number} start
   * @param {number} end
   * @param {[number, number]} [select] what is selected afterwards, from `start`
   */
  type(text, start = this.#area.selectionStart, end = this.#area.selectionEnd, select) {
    insert(this.#area, text, start, end);
    if (select) this.#area.setSelectionRange(start + select[0], start + select[1]);
  }

  /**
   * Takes in a source in which a control changed what the field hides.
   * @param {string} source
   * @param {string} by the control
   */
  reframe(source, by) {
    this.#framing.change(source, this.#area.value, by);
    this.#reframed();
  }

  /**
   * Takes back what a control did, if that was last, or makes it again; with nothing left that was typed, what opened
   * the field.
   * @param {"undo" | "redo"} way
   */
  step(way) {
    const act = this.#opening.past?.[way];
    const isDone = this.#framing.step(way, this.#area.value);
    if (isDone) this.#reframed();
    else if (act && this.#steps.isAtEnd(way) && (way === "undo" || this.text === this.#opening.text)) act();
    else return false;
    return true;
  }

  #reframed() {
    this.#controls.read();
    this.#changed();
  }

  /**
   * Puts a text in place of a part of the source, whether the field shows that or not.
   * @param {string} text
   * @param {number} start
   * @param {number} end
   */
  mend(text, start, end) {
    const { text: source } = this;
    const { shown, place, shows } = shapeOf(this.kind, source);
    // Blank lines around the text of a box are not written.
    const from = Math.max(this.#area.value.indexOf(shown), 0);
    if (shows(start, end)) this.type(text, from + place(start), from + place(end));
    else this.reframe(source.slice(0, start) + text + source.slice(end), "mend");
  }

  /**
   * Says something below the text, such as why it was not saved.
   * @param {string} message
   * @param {string | null} help
   * @param {{ label: string, act: () => void }} [action] what can be done about it
   */
  say(message, help = null, action) {
    this.#says.say(message, help, action);
  }

  /** The preview is there again, or the chapter has changed. */
  again() {
    this.#drafting.again();
  }

  /** A field with the same text, for one that was closed too early. @param {string} [more] a paragraph after it */
  renewed(more = "") {
    const { selectionStart, selectionEnd } = this.#area;
    const select = more ? undefined : /** @type {[number, number]} */ ([selectionStart, selectionEnd]);
    const text = more ? `${this.text.trimEnd()}\n\n${more}` : this.text;
    const fresh = new Field(this.#editor, { ...this.#opening, text, select, isTyped: true, past: more ? undefined : this.past });
    fresh.#keeping.kept = this.#keeping.kept;
    return fresh;
  }

  /** Gives it the focus. */
  focus() {
    this.#area.focus({ preventScroll: true });
  }

  /** @param {ShadowRoot} root */
  #listen(root) {
    this.#area.addEventListener("input", (event) => this.#input(event));
    if (this.kind !== "code" && this.kind !== "html") {
      takePastes(this.#area, this.#editor.context());
      offerReferences(this.#area, this.#editor.context());
    }
    root.addEventListener("keydown", (event) => {
      // Shortcuts of the page are for readers.
      event.stopPropagation();
      if (event instanceof KeyboardEvent && !event.isComposing) keyed(this.#editor, this, this.#bar, event);
    });
    for (const name of ["keypress", "keyup"]) root.addEventListener(name, (event) => event.stopPropagation());
    this.host.addEventListener("focusout", () => setTimeout(() => this.#left()));
    const { signal } = this.#stop;
    window.addEventListener("pagehide", () => this.#keeping.now(), { signal });
    document.addEventListener("visibilitychange", () => this.#keeping.now(), { signal });
  }

  /** The focus went elsewhere, but not to another window, a dialog or a click that is handled. */
  #left() {
    if (!this.isOpen || !document.hasFocus() || this.#editor.isPressed) return;
    const at = focused();
    if (this.contains(at) || this.#editor.owns(at)) return;
    void this.#editor.session.leave(this);
  }

  /** @param {Event} event */
  #input(event) {
    fit(this.#area);
    const isHistory = event instanceof InputEvent && /^history/.test(event.inputType);
    if (!isHistory) this.#framing.typed();
    if (!isHistory && this.#controls.below.length > 0 && takeTyped(this)) return;
    this.#controls.read();
    this.#changed();
  }

  /** What is in the field is kept and drawn. */
  #changed() {
    this.#keeping.soon();
    this.#drafting.ask();
  }
}
