// A table is edited as a grid, and a new one begins as rows by columns.

import { document } from "./document.js";
import { asText, asWords } from "./literal.js";
import { button, element, fill, style } from "./ui.js";
import { GRID, Grid } from "./grid.js";
import { captionOf, create, parse, setCaption, write } from "./pipes.js";

/** @typedef {import("./ui.js").Context} Context */

const LARGEST = { rows: 8, columns: 8 };

const CHOOSER = style(`
  .pad { display: grid; grid-template-columns: repeat(${LARGEST.columns}, 1fr); gap: 3px; width: min(18rem, 100%); touch-action: manipulation; }
  .pad i { aspect-ratio: 4 / 3; background: var(--surface); border: 1px solid var(--line); border-radius: 2px; cursor: pointer; }
  .pad i.on { background: color-mix(in oklab, var(--accent) 35%, var(--paper)); border-color: var(--accent); }
  .pad i.head.on { background: var(--accent); }
  .size { display: flex; gap: 1rem; }
  .size label { width: 8rem; }
`);

/** Whether a table can be edited as a grid. @param {string} source */
export function isGrid(source) {
  return parse(source) !== null;
}

/**
 * Edits a table in a dialog; an empty source makes a new one.
 * @param {string} source
 * @param {Context} context
 * @param {{ text?: string, clicked?: import("./grid.js").Clicked | null }} [options] what was made of it before,
 *   and what was clicked in it
 * @returns {Promise<string | null>} null if nothing is to change
 */
export async function editTable(source, context, { text: typed, clicked } = {}) {
  const isNew = source.trim() === "";
  const size = isNew && typed === undefined ? await chooseSize(context) : null;
  const table = size ? create(size.rows, size.columns) : parse(typed ?? source);
  if (!table) return null;
  const { words } = context;
  const before = typed === undefined ? write(table) : source;
  const grid = new Grid(table, context, () => keep(), clicked);
  const caption = captionField(grid, context);
  grid.withCaption(caption.field);
  caption.field.addEventListener("input", () => keep());
  const value = () => {
    setCaption(grid.table, caption.source(), label());
    return grid.value;
  };
  const keep = () => context.keep?.(value() === before ? null : value());
  const text = await context.dialog(
    isNew ? words.table_new : words.table_edit,
    (/** @type {(value: string | null) => void} */ close) => {
      const done = button(words.table_done, () => close(value()), { class: "main" });
      const cancel = button(words.cancel, () => close(null));
      const acts = context.acts?.((saves, then) => {
        then();
        close(saves ? value() : null);
      }) ?? [];
      const form = element("div", { class: "stack" }, grid.element, caption.label, element("div", { class: "row end foot" }, ...acts, cancel, done));
      form.addEventListener("keydown", (event) => {
        if (!(event.ctrlKey || event.metaKey) || (event.key !== "Enter" && event.key !== "s")) return;
        event.preventDefault();
        close(value());
      });
      return [form];
    },
    { class: "wide", sheet: GRID, mayClose: () => value() === before || confirm(words.discard) },
  );
  return text === null || text === source ? null : text;
}

/** What a caption begins with, in the language of the guide. */
function label() {
  return document.documentElement.lang.startsWith("nl") ? "Tabel:" : "Table:";
}

/** @param {Grid} grid @param {Context} context */
function captionField(grid, { words }) {
  const field = element("input", { type: "text", "aria-describedby": "caption-hint" });
  const was = captionOf(grid.table)?.text ?? "";
  field.value = asWords(was);
  const source = () => (field.value === asWords(was) ? was : asText(field.value.trim().replace(/\s+/g, " "), was));
  const name = element("span", { class: "label" }, words.table_caption);
  const hint = element("span", { class: "hint", id: "caption-hint" }, words.table_caption_hint);
  return { field, source, label: element("div", {}, element("label", {}, name, field), hint) };
}

/**
 * Asks how many rows and columns a new table has.
 * @param {Context} context
 * @returns {Promise<{ rows: number, columns: number } | null>}
 */
function chooseSize({ dialog, words }) {
  const content = (/** @type {(size: { rows: number, columns: number } | null) => void} */ close) => {
    const columns = number(words.table_columns, 3, 20);
    const rows = number(words.table_rows, 3, 100);
    const status = element("p", { "aria-live": "polite" });
    const size = () => ({ rows: rows.value(), columns: columns.value() });
    // For the mouse; the fields beside it do the same.
    const squares = Array.from({ length: (LARGEST.rows + 1) * LARGEST.columns }, (_, at) => {
      const [row, column] = [Math.floor(at / LARGEST.columns), at % LARGEST.columns];
      const square = element("i", { class: row === 0 ? "head" : null });
      const own = { rows: Math.max(row, 1), columns: column + 1 };
      square.addEventListener("pointerenter", () => show(own));
      square.addEventListener("click", () => close(own));
      return { square, row, column };
    });
    const pad = element("div", { class: "pad", "aria-hidden": "true" }, ...squares.map(({ square }) => square));
    const show = (/** @type {{ rows: number, columns: number }} */ shown) => {
      for (const { square, row, column } of squares) square.classList.toggle("on", row <= shown.rows && column < shown.columns);
      status.textContent = fill(words.table_size, shown);
    };
    pad.addEventListener("pointerleave", () => show(size()));
    const make = button(words.table_make, () => {}, { class: "main" });
    const form = element("form", { class: "stack" }, element("div", { class: "size" }, columns.label, rows.label), pad, status, element("div", { class: "row end" }, make));
    make.type = "submit";
    form.addEventListener("input", () => show(size()));
    // Not before the browser has checked the numbers.
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      close(size());
    });
    columns.field.setAttribute("autofocus", "");
    show(size());
    return [form];
  };
  return dialog(words.table_new, content, { sheet: CHOOSER });
}

/**
 * A field for a number of at least 1.
 * @param {string} name @param {number} value @param {number} most
 */
function number(name, value, most) {
  const field = element("input", { type: "number", min: 1, max: most, value, required: true, inputmode: "numeric" });
  // What is typed takes the place of the number.
  field.addEventListener("focus", () => field.select());
  return {
    field,
    label: element("label", {}, element("span", { class: "label" }, name), field),
    value: () => Math.min(Math.max(Math.round(field.valueAsNumber) || 1, 1), most),
  };
}
