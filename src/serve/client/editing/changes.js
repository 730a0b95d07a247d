// The changes of a chapter that come of the text of a field.

/**
 * @typedef {import("./api.js").Block} Block
 * @typedef {import("./api.js").Change} Change
 */

/**
 * The change that makes a text of a block.
 * @param {number} start
 * @param {number} end
 * @param {string} text
 * @returns {Change}
 */
export function replaced(start, end, text) {
  return text === "" ? { do: "remove", start, end } : { do: "replace", start, end, text };
}

/**
 * How a text is inserted after a block, or at the start.
 * @param {Block | null} block
 * @returns {(text: string) => Change}
 */
export function inserted(block) {
  if (block) return (text) => ({ do: "insert", where: "after", start: block.start, end: block.end, text });
  return (text) => ({ do: "insert", where: "start", text });
}

/**
 * The change again, with another text.
 * @param {Change} change
 * @returns {(text: string) => Change}
 */
export function remade(change) {
  if (change.do === "insert") return (text) => ({ ...change, text });
  const { start, end } = /** @type {{ start: number, end: number }} */ (change);
  return (text) => replaced(start, end, text);
}
