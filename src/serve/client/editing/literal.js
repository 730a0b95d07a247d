// What is typed where one writes words, such as a caption: tags and entities in it are text.

/** Code and addresses, which stay; the start of a tag or a comment; an entity. */
const SPECIAL = /(`+)(?:(?!\1).)+\1|\\.|<(?:https?:|mailto:)|<[a-z/!?][^<>]*>?|&#?\w+;/gi;

/**
 * Words as Markdown that shows them. Tags that the source had before are left as they were.
 * @param {string} words
 * @param {string} [was] the source of before
 */
export function asText(words, was = "") {
  const before = new Set(was.match(SPECIAL));
  return words.replace(SPECIAL, (found) => {
    const isKept = /^(?:[`\\]|<(?:https?:|mailto:))/i.test(found) || before.has(found);
    return isKept ? found : `\\${found}`;
  });
}

/** Markdown as words: what `asText` does is undone. @param {string} source */
export function asWords(source) {
  return source.replace(/\\([<&])/g, "$1");
}
