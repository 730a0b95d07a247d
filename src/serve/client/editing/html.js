// HTML from the clipboard. Whatever document a page parses it into applies the styles in it: of each, the console
// tells that the policy of the preview refuses it, which takes longer than all else.

/** The tags of HTML; also, as a whole, what stands in it and is no text. */
const TAGS = /<!--[^]*?(?:-->|$)|<(style|script|title|xml)\b[^]*?(?:<\/\1\b|$)|<([a-z][a-z0-9]*)([^<>]*)>/gi;
/** The tags that make HTML more than a text with colours. */
const MARKS = /^(?:b|strong|i|em|u|h[1-6]|ul|ol|table|img|blockquote|sup|sub)$/i;

/** The styles of an element, and of a document. */
const STYLES = /\sstyle\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+)|<style\b[^]*?(?:<\/style\b|$)/gi;

/**
 * Whether HTML holds more than plain words.
 * @param {string} html
 */
export function isMarked(html) {
  let paragraphs = 0;
  for (const [, , name = "", attributes = ""] of html.matchAll(TAGS)) {
    if (MARKS.test(name) || (/^a$/i.test(name) && /\shref\s*=/i.test(attributes))) return true;
    if (!/^p$/i.test(name)) continue;
    paragraphs += 1;
    if (paragraphs > 1 || /\sclass\s*=\s*["']?Mso/i.test(attributes)) return true;
  }
  return false;
}

/** A document of HTML, without its styles. @param {string} html */
export function parsed(html) {
  return new DOMParser().parseFromString(html.replace(STYLES, (style) => (style.startsWith("<") ? "<style></style" : "")), "text/html");
}
