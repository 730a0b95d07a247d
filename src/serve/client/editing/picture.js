// The picture of what is typed, which stands in the page below the field.
import { document } from "./document.js";
import { elementsIn, ownPart } from "./places.js";
import { style } from "./ui.js";

/** How the picture below a field is marked in the page. */
const PICTURE = "data-preview-picture";
const PAGE = style(`
  [${PICTURE}] {
    margin-top: 0 !important;
    border-image: linear-gradient(to right, var(--basis-color-accent-1-color-default, currentcolor) 2px, transparent 2px) fill 0 / 0 / 0 0 0 0.75rem;
  }
`);
document.adoptedStyleSheets.push(PAGE);

/** The elements of the picture, in their order. */
export function pictures() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll(`[${PICTURE}]`)]);
}

/**
 * Marks the picture of a block, and puts what was drawn above the field below it.
 * @param {HTMLElement} host the field
 * @param {string} file
 * @param {{ first_line: number, last_line: number } | null} lines where the block is; null if it is gone
 */
export function mark(host, file, lines) {
  const nodes = lines ? elementsIn(file, lines.first_line, lines.last_line) : [];
  const above = nodes.map((node) => beside(host, node)).find((node) => node && isBefore(node, host));
  // What follows the block goes along with it.
  if (above) host.after(...upTo(host, above));
  const parts = new Set(nodes.map(ownPart));
  for (const node of pictures()) if (!parts.has(node)) node.removeAttribute(PICTURE);
  for (const node of parts) node.setAttribute(PICTURE, "");
}

/**
 * The element beside a field that is a node or has it: a lesson has its heading.
 * @param {HTMLElement} host
 * @param {HTMLElement} node
 */
function beside(host, node) {
  /** @type {HTMLElement | null} */
  let at = node;
  while (at && at.parentElement !== host.parentElement) at = at.parentElement;
  return at;
}

/**
 * The nodes from one up to a field that stands below it.
 * @param {HTMLElement} host
 * @param {ChildNode} first
 */
function upTo(host, first) {
  const nodes = [];
  for (let at = /** @type {ChildNode | null} */ (first); at && at !== host; at = at.nextSibling) nodes.push(at);
  return nodes;
}

/** There is no picture any more. */
export function unmark() {
  for (const node of pictures()) node.removeAttribute(PICTURE);
}

/**
 * @param {Node} node
 * @param {Node} other
 */
function isBefore(node, other) {
  return (node.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
