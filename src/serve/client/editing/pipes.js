// A pipe table as rows and cells. What is not changed is written byte for byte as it was read.

/**
 * @typedef {"" | "left" | "center" | "right"} Alignment
 * @typedef {{ text: string, was: string | null, raw: string }} Cell `raw` is how the text that was read stands between its bars
 * @typedef {{ indent: string, opens: boolean, cells: Cell[], closes: boolean, end: string, isOffered?: boolean }} Row a row that is
 *   offered is left out as long as it is empty
 * @typedef {{ before: string[], head: Row, rule: Row, rows: Row[], after: string[], widths: number[] | null }} Table
 * `widths` says how wide the columns are of a table whose bars stand below each other
 */

/** A line that would be longer than this is not worth lining up the table for. */
const LONGEST_LINE = 100;

const RULE = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

const CAPTION = /^\s*(?:tabel|table) ?:/i;

/**
 * The table in a text, or nothing if it holds what this module does not write.
 * @param {string} source
 * @returns {Table | null}
 */
export function parse(source) {
  const lines = source.split("\n");
  const at = lines.findIndex((line, index) => index > 0 && line.includes("-") && RULE.test(line) && !!lines[index - 1]?.trim());
  const [above, below] = [lines[at - 1], lines[at]];
  if (above === undefined || below === undefined) return null;
  const head = row(above);
  const rule = row(below);
  if (!head || !rule || head.cells.length !== rule.cells.length) return null;
  if (rule.cells.length === 1 && !rule.opens && !rule.closes) return null;
  for (const cell of rule.cells) cell.text = cell.was = alignment(cell.raw);
  const rest = lines.slice(at + 1);
  const blank = rest.findIndex((line) => !line.trim() || (CAPTION.test(line) && !line.includes("|")));
  const end = blank < 0 ? rest.length : blank;
  const rows = rest.slice(0, end).map(row);
  if (!rows.every((one) => one !== null && one.cells.length <= rule.cells.length)) return null;
  const table = {
    before: lines.slice(0, at - 1),
    head,
    rule,
    rows: /** @type {Row[]} */ (rows),
    after: rest.slice(end),
    widths: null,
  };
  return { ...table, widths: widths(table) };
}

/**
 * A new table with empty cells.
 * @param {number} rows those below the head
 * @param {number} columns
 * @returns {Table}
 */
export function create(rows, columns) {
  const line = () => fresh(Array.from({ length: columns }, () => ""));
  return {
    before: [],
    head: line(),
    rule: line(),
    rows: Array.from({ length: rows }, line),
    after: [],
    widths: Array.from({ length: columns }, () => 5),
  };
}

/**
 * The table as text.
 * @param {Table} table
 */
export function write({ ...table }) {
  table.rows = table.rows.filter((one) => !one.isOffered || one.cells.some(({ text }) => text));
  const lined = lineUp(table);
  /** @param {Cell} cell @param {number} column */
  const stays = (cell, column) => isKept(cell) && lined?.[column] === (lined ? table.widths?.[column] : undefined);
  const body = [table.head, ...table.rows].map((one) =>
    line(one, (cell, column) => (stays(cell, column) ? cell.raw : padded(cell, place(table, column), lined?.[column], style(table)))),
  );
  const space = table.rule.cells.some(({ was, raw }) => was !== null && !/^\s/.test(raw)) ? "" : " ";
  const rule = line(table.rule, (cell, column) =>
    stays(cell, column) ? cell.raw : dashes(/** @type {Alignment} */ (cell.text), lined?.[column], space),
  );
  const [head = "", ...rows] = body;
  return [...table.before, head, rule, ...rows, ...table.after].join("\n");
}

/**
 * The text of a cell as a person reads it: without what only the table needs.
 * @param {string} written
 */
export function shown(written) {
  const text = written.replaceAll("\\|", "|");
  return text.includes("`") ? text : text.replace(/ *<br ?\/?> */gi, "\n");
}

/** @param {string} text */
export function asWritten(text) {
  const lines = text.trim().split(/[ \t]*\r?\n[ \t]*/);
  return lines.join("<br>").replace(/\\*\|/g, "\\|");
}

/** @param {Table} table @returns {number} */
export function columns(table) {
  return table.rule.cells.length;
}

/**
 * A cell's text as it is written; a row may have fewer cells than the table has columns.
 * @param {Row} one @param {number} column
 */
export function textAt(one, column) {
  return one.cells[column]?.text ?? "";
}

/**
 * Gives a cell another text.
 * @param {Row} one @param {number} column @param {string} written
 */
export function setText(one, column, written) {
  const cell = one.cells[column];
  if (cell) {
    cell.text = written;
  } else if (written) {
    closeEnd(one);
    while (one.cells.length <= column) one.cells.push(empty());
    setText(one, column, written);
  }
}

/**
 * @param {Table} table @param {number} at
 */
export function addRow(table, at) {
  const made = fresh(table.rule.cells.map(() => ""));
  const like = table.rows[Math.min(at, table.rows.length) - 1] ?? table.head;
  table.rows.splice(at, 0, { ...made, indent: like.indent, opens: like.opens, closes: like.closes });
}

/** @param {Table} table @param {number} at */
export function removeRow(table, at) {
  table.rows.splice(at, 1);
}

/**
 * Moves a row; the head is row -1, so that another row can become the head.
 * @param {Table} table @param {number} from @param {number} to
 */
export function moveRow(table, from, to) {
  const all = [table.head, ...table.rows];
  all.splice(to + 1, 0, ...all.splice(from + 1, 1));
  const [head = table.head, ...rows] = all;
  const count = columns(table);
  // The head has a cell for each column.
  if (head.cells.length < count) closeEnd(head);
  while (head.cells.length < count) head.cells.push(empty());
  Object.assign(table, { head, rows });
}

/** @param {Table} table @param {number} at */
export function addColumn(table, at) {
  table.widths?.splice(at, 0, 5);
  each(table, (one) => {
    // A row that ends before the new cell stays as it is.
    if (one.cells.length >= at) one.cells.splice(at, 0, empty());
  });
}

/** @param {Table} table @param {number} at */
export function removeColumn(table, at) {
  table.widths?.splice(at, 1);
  each(table, (one) => one.cells.splice(at, 1));
}

/** @param {Table} table @param {number} from @param {number} to */
export function moveColumn(table, from, to) {
  table.widths?.splice(to, 0, ...table.widths.splice(from, 1));
  each(table, (one) => {
    while (one.cells.length <= Math.max(from, to)) one.cells.push(empty());
    one.cells.splice(to, 0, ...one.cells.splice(from, 1));
  });
}

/** @param {Table} table @param {number} column @returns {Alignment} */
export function alignmentOf(table, column) {
  return /** @type {Alignment} */ (textAt(table.rule, column));
}

/** @param {Table} table @param {number} column @param {Alignment} to */
export function align(table, column, to) {
  setText(table.rule, column, to);
}

/**
 * The caption that stands with the table: its label and words, and where it is.
 * @param {Table} table
 */
export function captionOf(table) {
  for (const lines of [table.after, table.before]) {
    const at = lines.findIndex((text) => CAPTION.test(text));
    if (at < 0) continue;
    const blank = lines.findIndex((text, index) => index > at && !text.trim());
    const count = (blank < 0 ? lines.length : blank) - at;
    const whole = lines.slice(at, at + count).map((text, index) => (index === 0 ? text : text.trim())).join(" ");
    const [, label = "", text = ""] = /^(\s*\S+? ?:\s*)(.*?)\s*$/.exec(whole) ?? [];
    return { lines, at, count, label, text };
  }
  return null;
}

/**
 * Gives the table another caption; an empty one removes it.
 * @param {Table} table @param {string} text @param {string} label what a new caption begins with
 */
export function setCaption(table, text, label) {
  const found = captionOf(table);
  if (found?.text === text) return;
  if (found && text) {
    found.lines.splice(found.at, found.count, found.label + text);
  } else if (found) {
    found.lines.splice(found.at, found.count);
    if (table.after.every((line) => !line.trim())) table.after = [];
    if (table.before.every((line) => !line.trim())) table.before = [];
  } else if (text) {
    table.after.unshift("", `${label} ${text}`);
  }
}

/** @param {Table} table @param {(one: Row) => void} change */
function each(table, change) {
  for (const one of [table.head, table.rule, ...table.rows]) {
    close(one);
    change(one);
  }
}

/** Puts bars at both ends of a row, so that its cells can change places. @param {Row} one */
function close(one) {
  const first = one.cells[0];
  if (!one.opens && first) first.raw = ` ${first.raw.trimStart()}`;
  one.opens = true;
  closeEnd(one);
}

/** @param {Row} one */
function closeEnd(one) {
  const last = one.cells.at(-1);
  if (!one.closes && last) last.raw = `${last.raw.trimEnd()} `;
  one.closes = true;
}

/** @returns {Cell} */
function empty() {
  return { text: "", was: null, raw: "" };
}

/** @param {string[]} texts @returns {Row} */
function fresh(texts) {
  return { indent: "", opens: true, cells: texts.map((text) => ({ ...empty(), text })), closes: true, end: "" };
}

/**
 * A line as a row; nothing if it may be something else.
 * @param {string} text
 * @returns {Row | null}
 */
function row(text) {
  const [, indent = "", rest = "", end = ""] = /^([ \t]*)(.*?)([ \t\r]*)$/.exec(text) ?? [];
  // Whether a bar behind two backslashes parts cells, programs do not agree on; a quotation has marks of its own.
  if (rest.includes("\\\\|") || rest.startsWith(">")) return null;
  const parts = rest.split(/(?<!\\)\|/);
  const opens = parts.length > 1 && parts[0] === "";
  if (opens) parts.shift();
  const closes = parts.length > 1 && parts.at(-1) === "";
  if (closes) parts.pop();
  const cells = parts.map((raw) => ({ text: raw.trim(), was: raw.trim(), raw }));
  return { indent, opens, cells, closes, end };
}

/** @param {string} raw @returns {Alignment} */
function alignment(raw) {
  const text = raw.trim();
  const [starts, ends] = [text.startsWith(":"), text.endsWith(":")];
  if (starts && ends) return "center";
  if (ends) return "right";
  return starts ? "left" : "";
}

/** @param {Cell} cell */
function isKept(cell) {
  return cell.text === cell.was;
}

/**
 * @param {Row} one
 * @param {(cell: Cell, column: number) => string} write
 */
function line(one, write) {
  const parts = one.cells.map(write);
  const isChanged = !one.cells.every(isKept);
  // Without a bar in front an empty first cell is lost, and other words may begin a list or a heading.
  const opens = one.opens || (isChanged && !/^\p{L}/u.test(parts[0] ?? ""));
  const closes = one.closes || (isChanged && (parts.length === 1 || !parts.at(-1)?.trim()));
  let text = parts.join("|");
  if (!opens) text = text.trimStart();
  if (!closes) text = text.trimEnd();
  const first = one.opens || /^\s/.test(text) ? "|" : "| ";
  const last = one.closes || /\s$/.test(text) ? "|" : " |";
  return one.indent + (opens ? first : "") + text + (closes ? last : "") + one.end;
}

/** @param {string} text */
function width(text) {
  return [...text].length;
}

/**
 * How wide the columns are, if all bars stand below each other.
 * @param {Omit<Table, "widths">} table
 */
function widths({ head, rule, rows }) {
  const all = [head, rule, ...rows];
  const count = rule.cells.length;
  if (!all.every((one) => one.opens && one.closes && one.cells.length === count && one.indent === head.indent)) return null;
  const found = rule.cells.map(({ raw }) => width(raw));
  const isLined = all.every((one) => one.cells.every(({ raw }, column) => width(raw) === found[column]));
  const isSpaced = [head, ...rows].every((one) => one.cells.every(({ raw }) => /^(\s|\s.*\s)$/.test(raw)));
  // Texts may be of the same length by chance.
  const isMeant = all.some((one) => one.cells.some(({ raw }) => /^\s{2}|\s{2}$|-{4}/.test(raw)));
  return isLined && isSpaced && isMeant && found.every((wide) => wide > 2) ? found : null;
}

/**
 * How wide each column becomes, if the table is lined up and stays so: as it was, or wider for what is new.
 * @param {Table} table
 */
function lineUp(table) {
  if (!table.widths) return null;
  const all = [table.head, ...table.rows];
  const wide = table.widths.map((was, column) => {
    const texts = all.map((one) => one.cells[column]).map((cell) => (cell && !isKept(cell) ? width(cell.text) + 2 : 0));
    return Math.max(was, ...texts);
  });
  const length = (/** @type {number[]} */ of) => of.reduce((sum, each) => sum + each + 1, 1);
  const fits = length(wide) <= Math.max(LONGEST_LINE, length(table.widths));
  if (fits) return wide;
  // A table that was lined up keeps its widths; what is too long sticks out. A new one is not lined up at all.
  return table.rule.cells.some((cell) => cell.was !== null) ? table.widths : null;
}

/**
 * The space on either side of a text.
 * @param {Table} table
 */
function style({ head, rule }) {
  const isTight = [...head.cells, ...rule.cells].every(({ was, raw }) => was === null || raw === raw.trim());
  const isNew = rule.cells.every(({ was }) => was === null);
  return isTight && !isNew ? "" : " ";
}

/**
 * Where a column's texts stand in the source: numbers that are shown on the right often do in the source too.
 * @param {Table} table @param {number} column @returns {Alignment}
 */
function place(table, column) {
  const wanted = alignmentOf(table, column);
  if (wanted !== "right" && wanted !== "center") return "left";
  const read = [table.head, ...table.rows].map((one) => one.cells[column]).filter((cell) => cell && cell.was);
  return read.length === 0 || read.some((cell) => cell && /^\s{2}/.test(cell.raw)) ? wanted : "left";
}

/**
 * A cell that is new or changed.
 * @param {Cell} cell @param {Alignment} place @param {number | undefined} wide @param {string} space
 */
function padded(cell, place, wide, space) {
  const { text, raw } = cell;
  const [, before = "", after = ""] = cell.was ? (/^(\s*).*?(\s*)$/.exec(raw) ?? []) : [];
  // In a table that is not lined up as a whole, a cell that was keeps its width where it can.
  if (wide === undefined && before && after && before.length + after.length > 2) wide = width(raw);
  if (wide === undefined) {
    // Of an old cell the space around its words stays.
    // A bar behind a backslash would be a part of the text.
    const end = text.endsWith("\\") ? after || " " : after;
    return cell.was ? before + text + end : text ? space + text + (end || space) : space || " ";
  }
  const left = Math.max(wide - 2 - width(text), 0);
  const first = place === "right" ? left : place === "center" ? Math.floor(left / 2) : 0;
  return ` ${" ".repeat(first)}${text}${" ".repeat(left - first)} `;
}

/** @param {Alignment} to @param {number | undefined} wide @param {string} space */
function dashes(to, wide, space) {
  const first = to === "left" || to === "center" ? ":" : "";
  const last = to === "right" || to === "center" ? ":" : "";
  const ends = first.length + last.length;
  const length = wide === undefined ? 3 : Math.max(wide - 2 * space.length - ends, 1);
  return space + first + "-".repeat(length) + last + space;
}
