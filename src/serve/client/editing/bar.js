// The bar below a field: mark-up by buttons and keys, and what can be done with its block.
import { MARKS, markButtons } from "./markbar.js";
import { isEmptyPair, marked } from "./marks.js";
import { insertReference } from "./references.js";
import { footnote, listed } from "./typing.js";
import { button, CTRL, element, ICONS, roving, style } from "./ui.js";

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
   * @param {HTMLElement[]} controls what stands above the buttons
   */
  constructor(editor, field, controls) {
    this.#editor = editor;
    this.#field = field;
    const { words } = editor;
    const marks = element("div", { class: "row marks", role: "toolbar", "aria-label": words.marks }, ...this.#marks());
    const block = element("div", { class: "row block", role: "toolbar", "aria-label": words.block }, ...this.#acts());
    roving(marks);
    roving(block);
    this.node = element("div", { class: "row bar" }, ...controls, marks, block);
    const root = field.host.shadowRoot;
    if (root) root.adoptedStyleSheets = [...root.adoptedStyleSheets, STYLE];
  }

  #marks() {
    const { words } = this.#editor;
    const { kind } = this.#field;
    if (kind === "code" || kind === "html") return [];
    /** @param {string} label @param {string} icon @param {() => void} act */
    const mark = (label, icon, act) => button(label, act, { icon, class: "plain" });
    const marks = markButtons(words, (mark) => this.#mark(mark), () => this.#refer());
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
    const mark = MARKS[key];
    return mark ? () => this.#mark(mark) : null;
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
    const { length } = this.#field.area.value;
    this.#field.type(note, length, length);
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
`);
