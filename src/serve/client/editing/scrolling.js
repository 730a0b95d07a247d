// Scrolls to what changes, but never takes the line of the caret out of sight.
import { caretLine } from "./caret.js";
import { document } from "./document.js";

/** How far from the edges of the window a line can be read well, in pixels. */
const EDGE = 24;
/** How much of the bottom of the window the bar of the preview lies over at least, in pixels. */
const BAR = 72;
/** How much room a picture has at least, in pixels, with the bar below it. */
const START = 96;

/**
 * Brings what is cut off by the edge of the window into view, as far as the line of the caret stays there.
 * @param {HTMLTextAreaElement} area
 * @param {number} top
 * @param {number} bottom
 */
export function reveal(area, top, bottom) {
  const line = caretLine(area);
  const bar = covered();
  // Of what is higher than the window, the start.
  const end = Math.min(bottom, top + innerHeight - EDGE - bar);
  const up = Math.max(top - EDGE, line.bottom + EDGE - innerHeight);
  const down = Math.min(end + bar - innerHeight, line.top - EDGE);
  if (top < 8 && up < 0) scrollBy({ top: up, behavior: "instant" });
  else if (end + bar > innerHeight && down > 0) scrollBy({ top: down, behavior: "instant" });
}

/** How much of the bottom of the window the bar lies over now: on a narrow screen its parts stand on each other. */
function covered() {
  const bar = document.querySelector("[data-preview]")?.shadowRoot?.querySelector(".bar");
  const height = bar?.getBoundingClientRect().height ?? 0;
  return Math.max(BAR, height + EDGE);
}

/**
 * Brings the start of a picture into view, if it and the line of the caret fit in the window.
 * @param {HTMLTextAreaElement} area
 * @param {Element} picture
 */
export function revealStart(area, picture) {
  const { top } = picture.getBoundingClientRect();
  const isInView = top + START <= innerHeight;
  const fits = top + START - caretLine(area).top + EDGE <= innerHeight;
  // Further than its start, so that the page does not move with every line that is typed.
  if (!isInView && fits) reveal(area, top, top + Math.max(START, innerHeight / 3));
}
