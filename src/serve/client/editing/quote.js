// The parts of a quotation in Markdown: its text, and the signs before its lines, which a field does not show.
// That of a notice begins with its kind: `> [!NOTE]`.
import { matches } from "./parting.js";

/** @typedef {{ indent: string, text: string }} Line what a field hides of a line, and what it shows */

const SIGN = /^ {0,3}> ?/;
const NOTICE = /^( {0,3}> ?\[!)(\w+)(\][ \t]*)$/;

/**
 * The lines of a quotation; null if a line has no sign of its own, as it belongs to the one above then.
 * @param {string} source
 * @returns {Line[] | null}
 */
export function quoteLines(source) {
  const lines = source.split("\n");
  if (!lines.every((line) => SIGN.test(line))) return null;
  const found = lines.map((line) => {
    const indent = SIGN.exec(line)?.[0] ?? "";
    return { indent, text: line.slice(indent.length) };
  });
  if (!NOTICE.test(lines[0])) return found;
  const [, { indent, text } = { indent: "> ", text: "" }, ...others] = found;
  return [{ indent: `${lines[0]}\n${indent}`, text }, ...others];
}

/**
 * A quotation as the file has it. Lines that stay keep their signs.
 * @param {string} text
 * @param {Line[]} before
 */
export function withQuoted(text, before) {
  const lines = text.trimEnd().split("\n");
  const stays = matches(lines, before.map((line) => line.text));
  const [head] = /^[^\n]*\n/.exec(before[0].indent) ?? [""];
  const signs = lines.map((line, at) => {
    // A line that was changed keeps its sign where no line was added or left out.
    const same = lines.length === before.length ? at : stays[at];
    const kept = same >= 0 ? before[same].indent.replace(/^[^\n]*\n/, "") : "";
    if (line === "") return kept || ">";
    // The sign of a blank line may lack the space that words have.
    const isBare = kept === "" || before[same].text === "";
    return (isBare ? "> " : kept) + line;
  });
  return head + signs.join("\n");
}

/** The kind of a notice; null for any other quotation. @param {string} source */
export function noticeOf(source) {
  return NOTICE.exec(source.split("\n")[0])?.[2] ?? null;
}

/**
 * A notice of another kind.
 * @param {string} source
 * @param {string} kind
 */
export function withNotice(source, kind) {
  const [first, ...others] = source.split("\n");
  return [first.replace(NOTICE, (_, start, __, end) => start + kind + end), ...others].join("\n");
}
