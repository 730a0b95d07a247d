// The bar below a field: mark-up by buttons and keys, and what can be done with its block.
import { footnote, isAddress, isParagraphLike, link, listed, marked, named } from "./typing.js";
import { button, element, ICONS, roving, style } from "./ui.js";

/**
 * @typedef {import("./field.js").Field} Field
 * @typedef {import("./main.js").Editor} Editor
 */

/** The keys as they are called on this system. */
const CTRL = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl-";

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
    this.node = element("div", { class: "row bar" }, marks, block);
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
      mark(words.refer, ICONS.link, () => this.refer(), "K"),
    ];
    if (kind === "table") marks.push(mark(words.as_table, ICONS.table, () => this.#table()));
    else if (kind === "figure") marks.push(mark(words.as_figure, ICONS.figure, () => this.#figure()));
    else if (kind !== "heading") {
      marks.push(mark(words.list, ICONS.list, () => this.#list()), mark(words.footnote, ICONS.note, () => this.#footnote()));
    }
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
        button(words.move_up, () => this.#editor.moveField(field, "up"), { icon: ICONS.up, class: plain, key: "Alt-↑" }),
        button(words.move_down, () => this.#editor.moveField(field, "down"), { icon: ICONS.down, class: plain, key: "Alt-↓" }),
        button(words.remove, () => this.#editor.removeField(field), { icon: ICONS.remove, class: plain }),
        button(words.add, () => this.#add(), { icon: ICONS.add, class: plain }),
      );
    }
    acts.push(
      button(words.cancel, () => this.#editor.cancel(field), { icon: ICONS.close, class: plain, key: "Esc" }),
      button(words.done, () => this.#editor.finish(field), { class: "main done", key: `${CTRL}Enter` }),
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
    if (key === "k") return () => this.refer();
    return null;
  }

  /** @param {import("./typing.js").Edit} edit */
  #type({ start, end, text, select }) {
    this.#field.type(text, start, end, select);
  }

  /** @param {string} mark */
  #mark(mark) {
    const { value, selectionStart, selectionEnd } = this.#field.area;
    this.#type(marked(value, selectionStart, selectionEnd, mark));
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

  #add() {
    const button = this.node.querySelector(".block");
    void this.#editor.addAfterField(this.#field, (button ?? this.node).getBoundingClientRect());
  }

  /**
   * Chooses what to refer to, and types it in place of a part, or of the selection.
   * @param {number} [from]
   * @param {number} [to]
   */
  refer(from, to) {
    const { area } = this.#field;
    const [start, end] = [from ?? area.selectionStart, to ?? area.selectionEnd];
    const words = from === undefined ? area.value.slice(start, end) : "";
    void this.#editor.room("references").then(async (room) => {
      if (!room?.pickReference) return;
      const chosen = await room.pickReference({ ...this.#editor.context(), words });
      if (!this.#field.isOpen) return;
      if (!chosen) this.#field.focus();
      else if (isAddress(chosen)) this.#field.type(link(words || chosen, chosen), start, end);
      else this.#field.type(chosen.includes("|") ? chosen : named(chosen, words), start, end);
    });
  }

  #table() {
    void this.#replaced("tables", (room) => room.editTable?.(this.#field.text, this.#editor.context()));
  }

  #figure() {
    void this.#replaced("figures", (room) => room.editFigure?.(this.#field.text, this.#editor.context()));
  }

  /**
   * Replaces all of the text by what another room makes of it.
   * @param {string} name
   * @param {(room: Record<string, any>) => Promise<string | null> | undefined} make
   */
  async #replaced(name, make) {
    const room = await this.#editor.room(name);
    const text = room ? await make(room) : null;
    if (!this.#field.isOpen) return;
    if (typeof text === "string") this.#field.type(text, 0, this.#field.text.length);
    this.#field.focus();
  }

  /**
   * An address pasted on words becomes a link; what comes from elsewhere becomes Markdown.
   * @param {ClipboardEvent} event
   */
  paste(event) {
    const { area } = this.#field;
    const data = event.clipboardData;
    if (!data || this.#field.kind === "code" || this.#field.kind === "html") return;
    const words = area.value.slice(area.selectionStart, area.selectionEnd);
    const text = data.getData("text/plain");
    if (words.trim() !== "" && isAddress(text)) {
      event.preventDefault();
      this.#field.type(isAddress(words) ? text.trim() : link(words, text));
      return;
    }
    if (data.getData("text/html") || data.files.length > 0) this.#convert(event, data);
  }

  /** @param {DragEvent} event */
  drop(event) {
    const data = event.dataTransfer;
    if (data && data.files.length > 0) this.#convert(event, data);
  }

  /**
   * @param {Event} event
   * @param {DataTransfer} data
   */
  #convert(event, data) {
    event.preventDefault();
    const { selectionStart: start, selectionEnd: end } = this.#field.area;
    // The data are gone once this event is over.
    const copy = new DataTransfer();
    for (const type of ["text/html", "text/plain"]) if (data.getData(type)) copy.setData(type, data.getData(type));
    for (const file of data.files) copy.items.add(file);
    const plain = copy.getData("text/plain");
    void this.#editor.room("paste").then(async (room) => {
      const made = room?.toMarkdown ? await room.toMarkdown(copy, this.#editor.context()) : plain;
      if (!this.#field.isOpen || made === null || made === undefined) return;
      const text = String(made);
      const isInline = isParagraphLike(this.#field.kind) && !text.trim().includes("\n");
      this.#field.type(isInline ? text.trim() : text, start, end);
    });
  }
}

const STYLE = style(`
  .bar { justify-content: space-between; gap: 0; padding: 0.125rem calc(var(--out) - 0.5rem) 0.375rem; }
  .marks, .block { gap: 0; }
  .block { margin-left: auto; }
  .bar button.icon { width: 2rem; min-height: 2rem; color: var(--muted); }
  .bar button.icon:is(:hover, :focus-visible) { color: var(--ink); }
  .bar .done { min-height: 2rem; margin: 0 0.25rem; }
  @media (pointer: coarse) { .bar button.icon { width: 2.75rem; min-height: 2.75rem; } .bar .done { min-height: 2.75rem; } }
`);
