// How a field looks: as the text on the page that it stands for.
import { style } from "./ui.js";

/** @typedef {import("./field.js").Field} Field */

export const STYLE = style(`
  :host { display: block; position: relative; z-index: 4; margin: 0 0 1rem; clear: both; }
  .field {
    margin: calc(-0.375rem - 1px) calc(-1px - var(--out)) 0;
    background: var(--paper);
    border: 1px solid var(--edge);
    border-radius: 5px;
    box-shadow: 0 0.25rem 1.25rem rgb(0 0 0 / 9%);
    --out: 0.75rem;
  }
  @media (max-width: 48rem) { .field { --out: 0.5rem; } }
  /* The number of a note stands beside it. */
  .field.footnote { --out: 0.125rem; }
  textarea {
    min-height: 0;
    padding: 0.375rem var(--out);
    border: 0;
    border-radius: 5px 5px 0 0;
    background: none;
    font: var(--utrecht-document-font-size, 1.125rem) / var(--utrecht-document-line-height, 1.6) var(--body);
    color: inherit;
    overflow-wrap: anywhere;
  }
  textarea:focus-visible { outline: none; }
  .field:has(textarea:focus-visible) { outline: 2px solid var(--utrecht-focus-outline-color, var(--accent)); outline-offset: -1px; }
  textarea::placeholder { color: var(--muted); opacity: 1; font-style: italic; font-weight: 400; }
  textarea.source { font-family: var(--code); font-size: 0.9375rem; line-height: 1.55; letter-spacing: 0; tab-size: 4; }
  textarea.table { white-space: pre; overflow-x: auto; }
  .says { padding: 0 var(--out) 0.5rem; font-size: 0.9375rem; }
  .says:empty { display: none; }
  .says p { margin-top: 0.375rem; }
  .says .help { color: var(--muted); white-space: pre-line; }
  .says .row { margin-top: 0.375rem; }
  .says > div + div { margin-top: 0.75rem; }
`);

/** What of the page a field takes over. */
const LOOKS = /** @type {const} */ (["fontFamily", "fontSize", "fontWeight", "fontStyle", "lineHeight", "letterSpacing", "color"]);

/** Whether a kind of block is not running text. @param {import("./api.js").Kind} kind */
export function isSource(kind) {
  return ["code", "html", "table", "figure", "other"].includes(kind);
}

/**
 * The text of a field looks as an element of the page.
 * @param {Pick<Field, "area" | "host" | "kind">} field
 * @param {HTMLElement} like
 * @param {boolean} hasControls whether controls stand above it
 */
export function look({ area, host, kind }, like, hasControls) {
  if (isSource(kind)) return;
  const looks = getComputedStyle(like);
  for (const name of LOOKS) area.style[name] = looks[name];
  const margin = Number.parseFloat(looks.marginTop);
  // The text does not move when its field opens.
  if (margin > 0) host.style.marginTop = looks.marginTop;
  // What a control stands for has no room in the text.
  const isSame = kind === "paragraph" || kind === "list" || (kind === "quote" && !hasControls);
  if (isSame) area.style.minHeight = `${Math.ceil(like.getBoundingClientRect().height) + 12}px`;
}

/** Browsers without `field-sizing` get the height of the text from here. @param {HTMLTextAreaElement} area */
export function fit(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}
