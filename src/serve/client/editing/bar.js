// The bar below a field: mark-up by buttons and keys, and what can be done with its block.
import { isEmptyPair, marked } from "./marks.js";
import { insertReference } from "./references.js";
import { asLesson, boxTitle, footnote, lessonOf, listed, withBoxTitle } from "./typing.js";
import { button, CTRL, element, focused, ICONS, roving, style } from "./ui.js";

/**
 * @typedef {import("./field.js").Field} Field
 * @typedef {import("./main.js").Editor} Editor
 */

export class Bar {
  #editor;
  #field;

  /**
   * @param {Editor} editor
   * @param {Field} field
   */
  constructor(editor, field) {
    this.#editor = editor;
    this.#field = field;
    const { words } = editor;
    const marks = element("div", { class: "row marks", role: "toolbar", "aria-label": words.marks }, ...this.#marks());
    const block = element("div", { class: "row block", role: "toolbar", "aria-label": words.block }, ...this.#acts());
    roving(marks);
    roving(block);
    this.node = element("div", { class: "row bar" }, ...this.#forms(), marks, block);
    const root = field.host.shadowRoot;
    if (root) root.adoptedStyleSheets = [...root.adoptedStyleSheets, STYLE];
  }

  #marks() {
    const { words } = this.#editor;
    const { kind } = this.#field;
    if (kind === "code" || kind === "html") return [];
    /** @param {string} label @param {string} icon @param {() => void} act @param {string} [key] */
    const mark = (label, icon, act, key) => button(label, act, { icon, class: "plain", key: key && CTRL + key });
    const marks = [
      mark(words.bold, ICONS.bold, () => this.#mark("**"), "B"),
      mark(words.italic, ICONS.italic, () => this.#mark("*"), "I"),
      mark(words.refer, ICONS.link, () => this.#refer(), "K"),
    ];
    if (kind !== "heading") marks.push(mark(words.list, ICONS.list, () => this.#list()));
    // A note has no notes of its own.
    if (kind !== "heading" && kind !== "footnote") marks.push(mark(words.footnote, ICONS.note, () => this.#footnote()));
    return marks;
  }

  #acts() {
    const { words } = this.#editor;
    const field = this.#field;
    const plain = "plain";
    /** @type {HTMLButtonElement[]} */
    const acts = [];
    if (field.original !== "") {
      acts.push(
        button(words.move_up, () => this.#editor.moving.moveField(field, "up"), { icon: ICONS.up, class: plain, key: "Alt-↑" }),
        button(words.move_down, () => this.#editor.moving.moveField(field, "down"), { icon: ICONS.down, class: plain, key: "Alt-↓" }),
        button(words.remove, () => this.#editor.moving.removeField(field), { icon: ICONS.remove, class: plain }),
        button(words.add, () => this.#add(), { icon: ICONS.add, class: plain }),
      );
    }
    acts.push(
      button(words.cancel, () => this.#editor.session.cancel(field), { icon: ICONS.close, class: plain, key: "Esc" }),
      button(words.done, () => this.#editor.session.finish(field), { class: "main done", key: `${CTRL}Enter` }),
    );
    return acts;
  }

  /**
   * What a key with Ctrl does.
   * @param {string} key
   * @returns {(() => void) | null}
   */
  key(key) {
    if (key === "b") return () => this.#mark("**");
    if (key === "i") return () => this.#mark("*");
    return null;
  }

  /** @param {import("./typing.js").Edit} edit */
  #type({ start, end, text, select }) {
    this.#field.type(text, start, end, select);
  }

  /** @param {string} mark */
  #mark(mark) {
    const { value, selectionStart, selectionEnd } = this.#field.area;
    const edit = marked(value, selectionStart, selectionEnd, mark);
    if (isEmptyPair(edit)) this.#field.hasEmptyPair = true;
    this.#type(edit);
  }

  #list() {
    const { value, selectionStart, selectionEnd } = this.#field.area;
    this.#type(listed(value, selectionStart, selectionEnd));
  }

  #footnote() {
    const { value, selectionEnd } = this.#field.area;
    const { mark, at, note } = footnote(value, selectionEnd, this.#editor.chapter?.text ?? "");
    this.#field.type(mark, at, at);
    const { length } = this.#field.text;
    this.#field.type(note, length, length);
  }

  /** What else can be filled in about a block. */
  #forms() {
    const { kind, text } = this.#field;
    if (kind === "heading") return [this.#lesson()];
    return (kind === "box" || kind === "example") && boxTitle(text) !== null ? [this.#title()] : [];
  }

  /** The title of a box. */
  #title() {
    const title = element("input", { type: "text" });
    const { area } = this.#field;
    let isWriting = false;
    const read = () => {
      if (title !== focused()) title.value = boxTitle(area.value) ?? "";
    };
    title.addEventListener("change", () => {
      const edit = withBoxTitle(area.value, title.value);
      // To type in the text takes the focus from here, which counts as another change.
      if (isWriting || boxTitle(area.value) === null || area.value.slice(edit.start, edit.end) === edit.text) return;
      const before = focused();
      const selection = /** @type {const} */ ([area.selectionStart, area.selectionEnd]);
      const added = edit.text.length - (edit.end - edit.start);
      isWriting = true;
      this.#type(edit);
      isWriting = false;
      area.setSelectionRange(Math.max(selection[0] + added, 0), Math.max(selection[1] + added, 0));
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    });
    title.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return;
      event.preventDefault();
      area.focus();
    });
    area.addEventListener("input", read);
    read();
    return element("div", { class: "row lesson" }, element("label", { class: "themes" }, this.#editor.words.tree_title_field, title));
  }

  /** Whether a heading is that of a lesson, and the themes of that. */
  #lesson() {
    const { words } = this.#editor;
    const check = element("input", { type: "checkbox" });
    const themes = element("input", { type: "text", placeholder: words.lesson_themes_hint });
    const field = element("label", { class: "themes" }, words.lesson_themes, themes);
    const read = () => {
      const { isLesson, themes: now } = lessonOf(this.#field.text);
      check.checked = isLesson;
      field.hidden = !isLesson;
      if (themes !== focused()) themes.value = now;
    };
    let isWriting = false;
    const write = () => {
      const { area } = this.#field;
      // To type in the text takes the focus from here, which counts as another change.
      if (isWriting) return;
      const before = focused();
      const edit = asLesson(area.value, check.checked, themes.value);
      const selection = /** @type {const} */ ([area.selectionStart, area.selectionEnd]);
      if (area.value.slice(edit.start, edit.end) === edit.text) return;
      isWriting = true;
      this.#type(edit);
      isWriting = false;
      const most = area.value.length;
      area.setSelectionRange(Math.min(selection[0], most), Math.min(selection[1], most));
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
    check.addEventListener("change", write);
    themes.addEventListener("change", write);
    this.#field.area.addEventListener("input", read);
    read();
    return element("div", { class: "row lesson" }, element("label", {}, check, words.is_lesson), field);
  }

  #add() {
    const button = this.node.querySelector(".block");
    void this.#editor.adding.addAfterField(this.#field, (button ?? this.node).getBoundingClientRect());
  }

  /** Chooses what to refer to. Selected words become its text. */
  #refer() {
    void insertReference(this.#field.area, this.#editor.context());
  }
}

const STYLE = style(`
  .bar { justify-content: space-between; gap: 0; padding: 0.125rem calc(var(--out) - 0.5rem) 0.375rem; }
  .marks, .block { flex-wrap: nowrap; gap: 0; min-width: 0; max-width: 100%; }
  .block { margin-left: auto; }
  .bar button.icon { flex: 0 1 2rem; width: 2rem; min-width: 1.75rem; min-height: 2rem; color: var(--muted); }
  .bar button.icon:is(:hover, :focus-visible) { color: var(--ink); }
  .bar .done { flex: none; min-height: 2rem; margin: 0 0.25rem; }
  @media (pointer: coarse) {
    .marks, .block { flex-wrap: wrap; }
    .bar button.icon { flex: none; width: 2.75rem; min-height: 2.75rem; }
    .bar .done { min-height: 2.75rem; }
  }
  .lesson { flex-basis: 100%; gap: 0.25rem 1rem; padding: 0.25rem 0.5rem 0.5rem; font-size: 0.9375rem; }
  .lesson label { display: flex; gap: 0.5rem; align-items: center; }
  .lesson .themes { flex: 1 1 14rem; }
  .lesson input[type="text"] { min-height: 2rem; padding: 0.125rem 0.5rem; }
  @media (pointer: coarse) { .lesson label { min-height: 2.75rem; } }
`);
