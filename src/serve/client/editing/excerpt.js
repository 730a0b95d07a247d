// What a block is called by: its first words.

/**
 * What tells the kind of a block at the start of a line: the fence and kind of a box, the kind of a notice, the
 * fence and language of code.
 */
const MARKS = /^[ \t]*(?::{3,}[ \t]*[^\s{]+|(?:>[ \t]*)+\[![A-Za-z]+\]|(?:`{3,}|~{3,})[^`]*$)/;

/**
 * The first words of a block, without its mark-up.
 * @param {string} text
 */
export function firstWords(text) {
  // The words about a picture may go on in the next line.
  const lines = (text.startsWith("![") ? text.replaceAll("\n", " ") : text).split("\n").map((one) => one.replace(MARKS, ""));
  const line = lines.find((one) => /\p{L}|\p{N}/u.test(one)) ?? "";
  const plain = line
    .replace(/!?\[((?:\\.|[^\]\\])*)\](?:\((?:[^()]|\([^()]*\))*\)?|$)/g, "$1")
    .replace(/\[\[(?:[^|\]]*\|)?([^\]]*)\]\]/g, "$1")
    .replace(/\[\^[^\]]*\]:?/g, "");
  const words = plain.replace(/\\([^\s\w])|^[\s>#*+:|-]+|\{[^}]*\}$|\s#+$|[*_`[\]|]/g, "$1").replace(/\s+/g, " ").trim();
  return words.length > 50 ? `${words.slice(0, 48).trimEnd()}…` : words;
}
