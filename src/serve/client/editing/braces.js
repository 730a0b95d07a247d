// Braces at the end of words, which Markdown reads as attributes: in a heading a backslash before them makes them
// text, elsewhere nothing does.

/** What attributes are, as someone types them who knows them. */
const KNOWN = /^(?:[.#][\p{L}\p{N}_-]+|themes?=(?:"[^"]*"|'[^']*'))(?:\s+|$)/u;
const TYPED = /[ \t]*(?<!\\)\{([^{}\n]*)\}[ \t]*$/;

/** Words as the file has them, with braces that are no more than text. @param {string} words */
export function escaped(words) {
  return words.replace(/(?<!\\)\{[^{}]*\}[ \t]*$/, "\\$&");
}

/** Words as someone reads them. @param {string} words */
export function unescaped(words) {
  return words.replace(/\\(\{[^{}\\]*\})$/, "$1");
}

/** Words where braces cannot be text, with parentheses in their place. @param {string} words */
export function unbraced(words) {
  return words.replace(/\\?\{/g, "(").replaceAll("}", ")");
}

/**
 * The attributes that were typed behind words, and where those end; null if there are none.
 * @param {string} words
 */
export function typedAttributes(words) {
  const found = TYPED.exec(words);
  const all = found && attributesIn(found[1]);
  return found && all && all.length > 0 ? { start: found.index, attributes: all } : null;
}

/**
 * Attributes one by one; null if some of them are none.
 * @param {string} text
 */
function attributesIn(text) {
  const all = [];
  for (let rest = text.trim(); rest !== ""; ) {
    const [one] = KNOWN.exec(rest) ?? [];
    if (one === undefined) return null;
    all.push(one.trim());
    rest = rest.slice(one.length);
  }
  return all;
}

/**
 * Attributes with others, of which an anchor and themes take the place of those before.
 * @param {string} before
 * @param {string[]} typed
 */
export function joined(before, typed) {
  const known = attributesIn(before) ?? [before.trim()];
  const nameOf = (/** @type {string} */ one) => (one.startsWith("#") ? "#" : one.includes("=") ? "=" : one);
  const names = new Set(typed.map(nameOf));
  return [...known.filter((one) => !names.has(nameOf(one))), ...typed].join(" ");
}
