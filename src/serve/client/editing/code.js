// Whether text ends within a block of code between fences, as CommonMark says: a fence stands at most three
// columns from the text around it, which may be that of an item of a list or of a quotation, and ends with as
// many signs at least.

/**
 * @typedef {{ text: string, column: number, depth: number, isBlank: boolean }} Line a text, the column in which it
 *   starts, and in how many quotations it stands
 * @typedef {{ signs: string, column: number, depth: number }} Fence the signs of a fence, and where the text around
 *   it starts
 */

const OPENING = /^(?:(`{3,})[^`]*|(~{3,}).*)$/;
const MARKER = /^(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)/;
/** A line further in than this is code by its indent, and no fence. */
const MOST = 3;

/** @param {string} before the text up to the caret */
export function isInCode(before) {
  /** @type {Fence | null} */
  let fence = null;
  /** Where the text of each open item starts. @type {number[]} */
  let items = [];
  for (const line of before.split("\n")) {
    const read = measured(line, 0);
    const { column, depth, isBlank } = read;
    if (fence && depth >= fence.depth && (isBlank || column >= fence.column || depth > fence.depth)) {
      if (closes(fence, read)) fence = null;
      continue;
    }
    // What ends an item or a quotation ends the code in it.
    fence = null;
    if (isBlank) continue;
    items = items.filter((start) => column >= start);
    fence = opened(read, items);
  }
  return fence !== null;
}

/**
 * The fence that a line begins, behind the markers of items. Those are added to the open ones.
 * @param {Line} line
 * @param {number[]} items
 * @returns {Fence | null}
 */
function opened({ text, column, depth }, items) {
  const around = items.at(-1) ?? 0;
  if (column - around > MOST) return null;
  const marker = MARKER.exec(text)?.[0];
  if (marker === undefined) {
    const found = OPENING.exec(text);
    return found && { signs: found[1] ?? found[2], column: around, depth };
  }
  const inner = measured(text.slice(marker.length), column + marker.length);
  const isFar = inner.isBlank || inner.column - column - marker.length > MOST + 1;
  const start = isFar ? column + marker.length + 1 : inner.column;
  items.push(start);
  return inner.isBlank ? null : opened({ ...inner, depth: depth + inner.depth }, items);
}

/**
 * Whether a line ends a fence.
 * @param {Fence} fence
 * @param {Line} line
 */
function closes({ signs, column: around, depth: within }, { text, column, depth }) {
  if (depth !== within || column - around > MOST) return false;
  const words = text.trimEnd();
  return words.startsWith(signs) && words === signs[0].repeat(words.length);
}

/**
 * @param {string} line
 * @param {number} from the column in which the line itself starts
 * @returns {Line}
 */
function measured(line, from) {
  let [column, depth, at] = [from, 0, 0];
  for (; at < line.length; at += 1) {
    if (line[at] === "\t") column += 4 - (column % 4);
    else if (line[at] === " ") column += 1;
    else if (line[at] === ">") {
      // A quotation is a text of its own, whose columns are its own.
      depth += 1;
      column = line[at + 1] === " " ? from - 1 : from;
    } else break;
  }
  return { text: line.slice(at), column: Math.max(column, from), depth, isBlank: at === line.length };
}
