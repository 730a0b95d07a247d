// Where the caret is: in the source of a block by where one clicked on the page, and on the screen.
import { document } from "./document.js";

/** How many letters around the point are looked for. */
const AROUND = 24;

/**
 * The words around a point of the page; null where there are none.
 * @param {{ x: number, y: number }} point
 * @returns {{ before: string, after: string } | null}
 */
export function caretAt({ x, y }) {
  const at = document.caretPositionFromPoint?.(x, y) ?? null;
  const range = at ? null : /** @type {any} */ (document).caretRangeFromPoint?.(x, y);
  const node = at?.offsetNode ?? range?.startContainer;
  const offset = at?.offset ?? range?.startOffset ?? 0;
  if (!(node instanceof Text)) return null;
  return { before: node.data.slice(Math.max(0, offset - AROUND), offset), after: node.data.slice(offset, offset + AROUND) };
}

/**
 * The place in a source that words of the page come from, as well as it can be found; null if nothing
 * of them is there.
 * @param {string} source
 * @param {{ before: string, after: string }} words
 */
export function caretIn(source, { before, after }) {
  for (let size = AROUND; size >= 2; size -= 1) {
    const [left, right] = [before.slice(-size), after.slice(0, size)];
    const both = source.indexOf(left + right);
    if (both >= 0 && left + right !== "") return both + left.length;
    if (left.length >= Math.min(size, before.length) && left.length > 2) {
      const found = source.indexOf(left);
      if (found >= 0 && found === source.lastIndexOf(left)) return found + left.length;
    }
    if (right.length > 2) {
      const found = source.indexOf(right);
      if (found >= 0 && found === source.lastIndexOf(right)) return found;
    }
  }
  return null;
}

/** What of the looks of a field decides where its lines break. */
const LAYOUT = /** @type {const} */ (["boxSizing", "paddingTop", "paddingRight", "paddingBottom", "paddingLeft", "fontFamily", "fontSize", "fontWeight", "fontStyle", "lineHeight", "letterSpacing", "tabSize", "whiteSpace", "overflowWrap"]);

/**
 * The top and bottom of the line in which the caret of a field stands, on the screen.
 * @param {HTMLTextAreaElement} area
 */
export function caretLine(area) {
  // A browser tells where text is, but not within a field; so the text is laid out once more.
  const copy = document.createElement("div");
  const mark = document.createElement("span");
  const looks = getComputedStyle(area);
  for (const name of LAYOUT) copy.style[name] = looks[name];
  Object.assign(copy.style, { position: "absolute", visibility: "hidden", top: "0", left: "0", width: `${area.clientWidth}px` });
  mark.textContent = "\u200B";
  copy.append(area.value.slice(0, area.selectionEnd), mark, area.value.slice(area.selectionEnd));
  area.after(copy);
  const [start, at] = [copy.getBoundingClientRect().top, mark.getBoundingClientRect()];
  copy.remove();
  const top = area.getBoundingClientRect().top + at.top - start - area.scrollTop;
  return { top, bottom: top + at.height };
}
