// A table as a grid of fields.

import { parsed } from "./html.js";
import { button, element, fill, ICONS, style } from "./ui.js";
import { MENU, menuButton } from "./menu.js";
import * as pipes from "./pipes.js";
import { caretIn } from "./caret.js";
import { markBar, takeMarks } from "./markbar.js";

/** @typedef {import("./pipes.js").Table} Table */
/** @typedef {{ row: number, column: number }} Place the head is row -1 */
/** @typedef {{ words: { before: string, after: string } | null, cell: Place | null }} Clicked what of the page was clicked: the words around, and the cell */

export const GRID = style(`
  ${MENU}
  .stack { grid-template-columns: minmax(0, 1fr); }
  .scroll { display: flex; align-items: stretch; overflow-x: auto; padding: 3px; }
  table { flex: 1; border-collapse: collapse; font: 1rem/1.45 var(--ui); }
  th, td { min-width: 6rem; padding: 0; border: 1px solid var(--line); vertical-align: top; }
  th { background: var(--surface); border-bottom: 2px solid var(--edge); font-weight: 600; text-align: left; }
  .here { background: color-mix(in oklab, var(--accent) 7%, var(--paper)); }
  td textarea, th textarea {
    width: 100%;
    height: 100%;
    min-height: 2.5rem;
    padding: 0.5rem 0.625rem;
    background: none;
    border: 0;
    border-radius: 0;
    font: inherit;
    text-align: inherit;
  }
  /* The cell may be higher than its text, if another of its row is. */
  :is(td, th) textarea:focus-visible { outline: none; }
  :is(td, th):has(textarea:focus-visible) { outline: 2px solid var(--utrecht-focus-outline-color, currentcolor); outline-offset: -2px; }
  th textarea::placeholder { color: var(--muted); font-weight: 400; opacity: 1; }
  .left { text-align: left; }
  .center { text-align: center; }
  .right { text-align: right; }
  /* It stays in sight beside a table that is wider than the window. */
  .scroll > .more { position: sticky; right: 0; flex: none; align-self: stretch; height: auto; margin-left: 0.25rem; color: var(--muted); background: var(--paper); }
  @media (pointer: coarse) { .more { min-width: 2.25rem; } }
  .below { color: var(--muted); }
  .below:hover, .more:hover { color: var(--ink); }
`);

/** A table in fields, with what adds, moves and removes rows and columns. */
export class Grid {
  #table;
  #words;
  #context;
  /** The versions before each change of rows or columns. @type {{ table: Table, at: Place }[]} */
  #before = [];
  /** The cell that rows and columns are added beside. @type {Place} */
  #at;
  #body = element("table", {});
  /** The field that was written in last: a cell or the caption. @type {import("./insert.js").Field | null} */
  #written = null;
  #undo;
  #changed;
  element;

  /**
   * @param {Table} table
   * @param {import("./ui.js").Context} context
   * @param {() => void} changed is told of each change
   * @param {Clicked | null} [clicked] what gets the focus first
   */
  constructor(table, context, changed, clicked = null) {
    this.#changed = changed;
    this.#table = table;
    this.#at = this.#within(clicked?.cell ?? { row: -1, column: 0 });
    this.#context = context;
    const words = (this.#words = context.words);
    this.#undo = button(words.table_undo, () => this.#takeBack(), { icon: ICONS.undo, class: "plain" });
    const row = menuButton(words.table_row, () => this.#rowActions());
    const column = menuButton(words.table_column, () => this.#columnActions());
    const add = button(words.table_add_row, () => this.#addRow(this.#table.rows.length, this.#at.column), { icon: ICONS.add, class: "plain below", showsLabel: true });
    const more = button(words.table_add_column, () => this.#addColumn(pipes.columns(this.#table)), { icon: ICONS.add, class: "plain more" });
    this.element = element(
      "div",
      { class: "stack" },
      element("div", { class: "row" }, row, column, markBar(context, () => this.#written), this.#undo),
      element("div", {}, element("div", { class: "scroll" }, this.#body, more), add),
      element("p", { class: "hint keys" }, words.table_keys),
    );
    this.#body.addEventListener("keydown", (event) => this.#key(event));
    this.#body.addEventListener("focusin", ({ target }) => {
      this.#mark(place(target));
      if (target instanceof HTMLTextAreaElement) this.#written = target;
    });
    this.#body.addEventListener("input", ({ target }) => this.#take(target));
    this.#body.addEventListener("paste", (event) => this.#paste(event));
    this.#show();
    this.#begin(clicked?.words ?? null);
  }

  /** The first cell that gets the focus, and in it the caret. @param {{ before: string, after: string } | null} words */
  #begin(words) {
    const field = this.#field(this.#at);
    field?.setAttribute("autofocus", "");
    if (field) setCaret(field, (words && caretIn(field.value, words)) ?? Infinity);
  }

  /** Lets the caption take what the buttons for cells do. @param {HTMLInputElement} caption */
  withCaption(caption) {
    takeMarks(caption, this.#context);
    caption.addEventListener("focus", () => (this.#written = caption));
  }

  /** The table as text. */
  get value() {
    return pipes.write(this.#table);
  }

  /** The table itself. */
  get table() {
    return this.#table;
  }

  /** @param {Place} at */
  #focus(at) {
    const field = this.#field(at);
    field?.focus();
    field?.select();
  }

  #show() {
    const count = pipes.columns(this.#table);
    const all = Array.from({ length: count }, (_, column) => column);
    const head = all.map((column) => element("th", { scope: "col" }, this.#cell({ row: -1, column })));
    const rows = this.#table.rows.map((_, row) => element("tr", {}, ...all.map((column) => element("td", {}, this.#cell({ row, column })))));
    this.#body.replaceChildren(element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
    this.#undo.hidden = this.#before.length === 0;
    this.#mark(this.#at);
  }

  /** @param {Place} at */
  #cell(at) {
    const { row, column } = at;
    const text = pipes.shown(pipes.textAt(this.#line(row), column));
    const name = pipes.shown(pipes.textAt(this.#table.head, column)) || String(column + 1);
    const label = row < 0 ? fill(this.#words.table_head, { column: column + 1 }) : fill(this.#words.table_cell, { row: row + 1, column: name });
    const field = element("textarea", { rows: 1, class: `grows ${pipes.alignmentOf(this.#table, column)}`, "aria-label": label, "data-row": row, "data-column": column });
    if (row < 0) field.placeholder = this.#words.table_head_hint;
    field.value = text;
    takeMarks(field, this.#context);
    return field;
  }

  /** @param {number} row */
  #line(row) {
    return (row < 0 ? this.#table.head : this.#table.rows[row]) ?? this.#table.head;
  }

  /** @param {Place} at @returns {HTMLTextAreaElement | null} */
  #field({ row, column }) {
    return this.#body.querySelector(`[data-row="${row}"][data-column="${column}"]`);
  }

  /** Keeps what was typed. @param {EventTarget | null} target */
  #take(target) {
    if (!(target instanceof HTMLTextAreaElement)) return;
    const { row, column } = place(target);
    pipes.setText(this.#line(row), column, pipes.asWritten(target.value));
    this.#changed();
  }

  /** Shows in which row and column the writer is. @param {Place} at */
  #mark(at) {
    this.#at = at;
    for (const field of this.#body.querySelectorAll("textarea")) {
      const own = place(field);
      field.parentElement?.classList.toggle("here", own.row === at.row || own.column === at.column);
    }
  }

  /**
   * Changes rows or columns, in a way that can be taken back.
   * @param {Place} to where the focus goes
   * @param {() => void} change
   */
  #change(to, change) {
    this.#before.push({ table: structuredClone(this.#table), at: this.#at });
    change();
    this.#go(to);
  }

  #takeBack() {
    const last = this.#before.pop();
    if (!last) return;
    this.#table = last.table;
    this.#go(last.at);
  }

  /** @param {Place} to */
  #go({ row, column }) {
    this.#changed();
    this.#at = this.#within({ row, column });
    this.#show();
    this.#focus(this.#at);
  }

  /** The cell at a place, or the nearest one. @param {Place} at @returns {Place} */
  #within({ row, column }) {
    return {
      row: Math.min(Math.max(row, -1), this.#table.rows.length - 1),
      column: Math.min(Math.max(column, 0), pipes.columns(this.#table) - 1),
    };
  }

  /** @param {number} at @param {number} column */
  #addRow(at, column) {
    this.#change({ row: at, column }, () => pipes.addRow(this.#table, at));
  }

  /** @param {number} at */
  #addColumn(at) {
    this.#change({ row: -1, column: at }, () => pipes.addColumn(this.#table, at));
  }

  /** @param {number} by */
  #moveRow(by) {
    const { row, column } = this.#at;
    const to = row + by;
    if (row < -1 || to < -1 || Math.max(row, to) >= this.#table.rows.length) return;
    this.#change({ row: to, column }, () => pipes.moveRow(this.#table, row, to));
  }

  /** @param {number} by */
  #moveColumn(by) {
    const { row, column } = this.#at;
    const to = column + by;
    if (to < 0 || to >= pipes.columns(this.#table)) return;
    this.#change({ row, column: to }, () => pipes.moveColumn(this.#table, column, to));
  }

  #rowActions() {
    const { row, column } = this.#at;
    const { rows } = this.#table;
    const words = this.#words;
    return [
      { label: words.table_row_above, act: () => this.#addRow(row, column), isOff: row < 0 },
      { label: words.table_row_below, act: () => this.#addRow(row + 1, column) },
      { label: words.table_row_up, key: "Alt ↑", act: () => this.#moveRow(-1), isOff: row < 0 },
      { label: words.table_row_down, key: "Alt ↓", act: () => this.#moveRow(1), isOff: row >= rows.length - 1 },
      { label: words.table_row_remove, act: () => this.#change({ row, column }, () => pipes.removeRow(this.#table, row)), isOff: row < 0 },
    ];
  }

  #columnActions() {
    const { row, column } = this.#at;
    const words = this.#words;
    const count = pipes.columns(this.#table);
    /** @type {[string, import("./pipes.js").Alignment][]} */
    const sides = [[words.table_left, "left"], [words.table_center, "center"], [words.table_right, "right"]];
    const now = pipes.alignmentOf(this.#table, column);
    return [
      { label: words.table_column_before, act: () => this.#addColumn(column) },
      { label: words.table_column_after, act: () => this.#addColumn(column + 1) },
      { label: words.table_column_left, key: "Alt ←", act: () => this.#moveColumn(-1), isOff: column === 0 },
      { label: words.table_column_right, key: "Alt →", act: () => this.#moveColumn(1), isOff: column === count - 1 },
      { label: words.table_column_remove, act: () => this.#change({ row, column }, () => pipes.removeColumn(this.#table, column)), isOff: count === 1 },
      ...sides.map(([label, to]) => ({
        label,
        isChosen: now === to || (now === "" && to === "left"),
        act: () => this.#change({ row, column }, () => pipes.align(this.#table, column, now === "" && to === "left" ? "" : to)),
      })),
    ];
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement) || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) return;
    const { row, column } = place(field);
    const go = this.#step(event, field);
    if (!go) return;
    const to = { row: row + go.rows, column: column + go.columns };
    const count = pipes.columns(this.#table);
    if (event.altKey) {
      event.preventDefault();
      if (go.rows) this.#moveRow(go.rows);
      else this.#moveColumn(go.columns);
      return;
    }
    if (to.column < 0) Object.assign(to, { row: to.row - 1, column: count - 1 });
    if (to.column >= count) Object.assign(to, { row: to.row + 1, column: 0 });
    const adds = to.row >= this.#table.rows.length && (event.key === "Tab" || event.key === "Enter") && !this.#isEmpty(row);
    if (adds) {
      event.preventDefault();
      this.#addRow(this.#table.rows.length, to.column);
      const last = this.#table.rows.at(-1);
      if (last) last.isOffered = true;
    } else if (this.#field(to)) {
      event.preventDefault();
      const next = this.#field(to);
      next?.focus();
      if (event.key === "Tab") next?.select();
      else setCaret(next, go.columns > 0 ? 0 : Infinity);
    } else if (event.key === "Enter") {
      event.preventDefault();
    }
  }

  /**
   * How many rows and columns a key goes; nothing if it is the field's own.
   * @param {KeyboardEvent} event
   * @param {HTMLTextAreaElement} field
   */
  #step({ key, shiftKey, altKey }, field) {
    const { selectionStart: start, selectionEnd: end, value } = field;
    const isLine = field.clientHeight < 2 * parseFloat(getComputedStyle(field).lineHeight) + 16;
    const isCaret = start === end && !shiftKey;
    if (key === "Tab" && !altKey) return { rows: 0, columns: shiftKey ? -1 : 1 };
    if (key === "Enter" && !shiftKey && !altKey) return { rows: 1, columns: 0 };
    if (key === "ArrowUp" && (altKey || (isCaret && (isLine || end === 0)))) return { rows: -1, columns: 0 };
    if (key === "ArrowDown" && (altKey || (isCaret && (isLine || start === value.length)))) return { rows: 1, columns: 0 };
    if (key === "ArrowLeft" && (altKey || (isCaret && end === 0))) return { rows: 0, columns: -1 };
    if (key === "ArrowRight" && (altKey || (isCaret && start === value.length))) return { rows: 0, columns: 1 };
    return null;
  }

  /** @param {number} row */
  #isEmpty(row) {
    return row >= 0 && this.#line(row).cells.every(({ text }) => text === "");
  }

  /** Cells of a spreadsheet or of a table of Word fill as many cells here. @param {ClipboardEvent} event */
  #paste(event) {
    const texts = copied(event.clipboardData);
    const field = event.target;
    if (!texts || !(field instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    const at = place(field);
    this.#change(at, () => {
      while (pipes.columns(this.#table) < at.column + Math.max(...texts.map((line) => line.length))) {
        pipes.addColumn(this.#table, pipes.columns(this.#table));
      }
      while (this.#table.rows.length < at.row + texts.length) pipes.addRow(this.#table, this.#table.rows.length);
      texts.forEach((line, down) =>
        line.forEach((text, right) => pipes.setText(this.#line(at.row + down), at.column + right, pipes.asWritten(text))),
      );
    });
  }
}

/** @param {HTMLTextAreaElement | null} field @param {number} at */
function setCaret(field, at) {
  const caret = Math.min(at, field?.value.length ?? 0);
  field?.setSelectionRange(caret, caret);
}

/** The place of a field. @param {EventTarget | null} target @returns {Place} */
function place(target) {
  const { row = "-1", column = "0" } = target instanceof HTMLElement ? target.dataset : {};
  return { row: Number(row), column: Number(column) };
}

/** The cells that were copied, if there is more than one. @param {DataTransfer | null} data */
function copied(data) {
  const html = data?.getData("text/html") ?? "";
  const table = html.includes("<table") ? parsed(html).querySelector("table") : null;
  const text = (data?.getData("text/plain") ?? "").replace(/\r?\n$/, "");
  const cells = table
    ? [...table.rows].map((row) => [...row.cells].map((cell) => (cell.textContent ?? "").trim().replace(/\s+/g, " ")))
    : text.split(/\r?\n/).map((line) => line.split("\t"));
  return cells.some((line) => line.length > 1) || (table && cells.length > 1) ? cells : null;
}
