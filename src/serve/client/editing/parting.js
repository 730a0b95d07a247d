// Where two versions of a text part: what both agree on, and the one stretch in which they do not.

/**
 * @typedef {{ before: string, base: string, theirs: string, yours: string, after: string }} Parting what stands
 *   before and after the stretch, in which each change of one side alone is made
 * @typedef {{ b: string[], t: string[], y: string[], differs: boolean, was?: string[] }} Piece a part of all three texts;
 *   where only one side changed it, that is in all of them, and `was` is what they changed
 */

/** If more comparisons than this are needed, the texts are compared from both ends only. */
const LIMIT = 9_000_000;

/**
 * @param {string} base what both versions were made of
 * @param {string} theirs
 * @param {string} yours
 * @returns {Parting}
 */
export function parted(base, theirs, yours) {
  const [b, t, y] = [base, theirs, yours].map(lines);
  const pieces = withCopies(piecesOf(b, t, y));
  let first = pieces.findIndex(({ differs }) => differs);
  let last = pieces.findLastIndex(({ differs }) => differs);
  if (first < 0) [first, last] = [pieces.length, pieces.length - 1];
  else {
    // Whole paragraphs can be read; parts of them cannot.
    const isBlank = (/** @type {{ t: string[] }} */ { t: [line] }) => line === undefined || line.trim() === "";
    while (first > 0 && !isBlank(pieces[first - 1]) && !isWhole(pieces[first], 0)) first -= 1;
    while (last + 1 < pieces.length && !isBlank(pieces[last + 1]) && !isWhole(pieces[last], -1)) last += 1;
  }
  const text = (/** @type {number} */ from, /** @type {number} */ to, /** @type {"b" | "t" | "y"} */ side) =>
    pieces.slice(from, to).flatMap((piece) => piece[side]);
  return {
    before: text(0, first, "t").map((line) => `${line}\n`).join(""),
    base: text(first, last + 1, "b").join("\n"),
    theirs: text(first, last + 1, "t").join("\n"),
    yours: text(first, last + 1, "y").join("\n"),
    after: text(last + 1, pieces.length, "t").map((line) => `\n${line}`).join(""),
  };
}

/**
 * Pieces of which those differ too in which they put what the writer changed: both texts at once would have it twice.
 * @param {Piece[]} pieces
 */
function withCopies(pieces) {
  const texts = pieces.filter(({ differs }) => differs).map(({ b }) => b.join("\n").trim());
  const hasCopy = (/** @type {Piece} */ { t, was }) => was !== undefined && texts.some((text) => text !== "" && t.join("\n").includes(text));
  return pieces.map((piece) => (hasCopy(piece) ? { ...piece, b: piece.was ?? [], y: piece.was ?? [], differs: true } : piece));
}

/**
 * Whether a blank line of its own is at an edge of a piece, as where a side has removed a whole paragraph.
 * @param {Piece} piece
 * @param {0 | -1} edge
 */
function isWhole({ b, t, y }, edge) {
  const lines = [b, t, y].flatMap((side) => side.at(edge) ?? []);
  return lines.length > 0 && lines.every((line) => line.trim() === "");
}

/**
 * Both changes of a text in one, word by word. Where both changed the same words, both stand between brackets.
 * @param {string} base
 * @param {string} theirs
 * @param {string} yours
 * @returns {{ text: string, clashes: number }}
 */
export function together(base, theirs, yours) {
  const [b, t, y] = [base, theirs, yours].map((text) => text.split(/(\s+)/));
  const pieces = piecesOf(b, t, y);
  const both = (/** @type {Piece} */ { t, y }) => [y, t].map((words) => words.join("").trim() || "–").join(" / ");
  const text = pieces.map((piece) => (piece.differs ? `[${both(piece)}]` : piece.y.join(""))).join("");
  return { text, clashes: pieces.filter(({ differs }) => differs).length };
}

/**
 * The pieces of three texts in order: where both sides changed the same part, they differ.
 * @param {string[]} b
 * @param {string[]} t
 * @param {string[]} y
 */
function piecesOf(b, t, y) {
  const [inTheirs, inYours] = [matches(b, t), matches(b, y)];
  /** @type {Piece[]} */
  const pieces = [];
  let [bAt, tAt, yAt] = [0, 0, 0];
  while (bAt < b.length || tAt < t.length || yAt < y.length) {
    if (bAt < b.length && inTheirs[bAt] === tAt && inYours[bAt] === yAt) {
      pieces.push({ b: [b[bAt]], t: [b[bAt]], y: [b[bAt]], differs: false });
      [bAt, tAt, yAt] = [bAt + 1, tAt + 1, yAt + 1];
      continue;
    }
    // Up to the next line that all three have.
    let next = bAt;
    while (next < b.length && (inTheirs[next] < tAt || inYours[next] < yAt)) next += 1;
    const [tEnd, yEnd] = next < b.length ? [inTheirs[next], inYours[next]] : [t.length, y.length];
    const [old, tNew, yNew] = [b.slice(bAt, next), t.slice(tAt, tEnd), y.slice(yAt, yEnd)];
    const isSame = (/** @type {string[]} */ one, /** @type {string[]} */ other) => one.join("\n") === other.join("\n");
    if (isSame(tNew, old)) pieces.push({ b: yNew, t: yNew, y: yNew, differs: false });
    else if (isSame(yNew, old)) pieces.push({ b: tNew, t: tNew, y: tNew, differs: false, was: old });
    else if (isSame(tNew, yNew)) pieces.push({ b: tNew, t: tNew, y: tNew, differs: false });
    else pieces.push({ b: old, t: tNew, y: yNew, differs: true });
    [bAt, tAt, yAt] = [next, tEnd, yEnd];
  }
  return pieces;
}

/** @param {string} text */
function lines(text) {
  return text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
}

/**
 * For each line of a text its place in another, or -1; in the order of both.
 * @param {string[]} a
 * @param {string[]} b
 */
export function matches(a, b) {
  const found = new Int32Array(a.length).fill(-1);
  let start = 0;
  let [aEnd, bEnd] = [a.length, b.length];
  while (start < aEnd && start < bEnd && a[start] === b[start]) {
    found[start] = start;
    start += 1;
  }
  while (aEnd > start && bEnd > start && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd -= 1;
    bEnd -= 1;
    found[aEnd] = bEnd;
  }
  const [rows, columns] = [aEnd - start, bEnd - start];
  if (rows * columns > LIMIT) return found;
  const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let i = rows - 1; i >= 0; i -= 1) {
    for (let j = columns - 1; j >= 0; j -= 1) {
      lengths[i][j] = a[start + i] === b[start + j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  for (let [i, j] = [0, 0]; i < rows && j < columns; ) {
    if (a[start + i] === b[start + j]) {
      found[start + i] = start + j;
      i += 1;
      j += 1;
    } else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1;
    else j += 1;
  }
  return found;
}
