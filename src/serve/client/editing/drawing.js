// Draws the frame of a block, its handle and the pluses around it beside the text.
import { document } from "./document.js";
import { element, style } from "./ui.js";

export const STYLE = style(`
  :host { position: absolute; z-index: 5; top: 0; left: 0; width: 0; height: 0; }
  .frame {
    position: absolute;
    border-radius: 3px;
    background: color-mix(in srgb, var(--accent) 5%, transparent);
    box-shadow: -2px 0 0 color-mix(in srgb, var(--accent) 45%, transparent);
    pointer-events: none;
  }
  button {
    position: absolute;
    padding: 0;
    color: var(--muted);
    background: none;
    border-color: transparent;
  }
  button:is(:hover, :focus-visible) { color: var(--ink); background: var(--paper); border-color: var(--line); }
  button.handle { width: 1.75rem; min-height: 1.75rem; height: 1.75rem; }
  button.plus { width: 1.5rem; min-height: 1.5rem; height: 1.5rem; background: var(--paper); border-color: var(--line); border-radius: 50%; }
  button.handle.below { width: 1.5rem; min-height: 1.5rem; height: 1.5rem; background: var(--paper); border-color: var(--line); }
  button.plus svg { width: 0.875rem; height: 0.875rem; }
  /* A finger needs more room than the circle, as far as there is no text. */
  @media (pointer: coarse) {
    button:is(.plus, .handle.below).shown::after { content: ""; position: absolute; inset: calc(-1px * var(--above)) -0.625rem calc(-1px * var(--below)); }
  }
  button:is(.handle, .plus):not(.shown) {
    width: 1px;
    height: 1px;
    min-height: 0;
    overflow: hidden;
    border: 0;
    clip-path: inset(50%);
    pointer-events: none;
  }
  button.begin {
    justify-content: flex-start;
    min-height: 2.25rem;
    padding: 0;
    color: var(--muted);
    border: 0;
    font: italic var(--utrecht-document-font-size, 1.125rem) / 1.6 var(--body);
    white-space: nowrap;
  }
  .line { position: absolute; height: 2px; margin-top: -1px; background: color-mix(in srgb, var(--accent) 45%, transparent); pointer-events: none; }
`);

/** Half the height of a button between two blocks, in pixels, and how far a finger may be beside it. */
const HALF = 12;
const REACH = 10;

/** How much room buttons need beside the text, in pixels. */
const ROOM = 48;

export class Drawing {
  #host;
  #frame = element("div", { class: "frame", hidden: true });
  #line = element("div", { class: "line", hidden: true });
  /** The buttons that are drawn. @type {Set<HTMLButtonElement>} */
  #shown = new Set();
  /** The place of the host, from which all is measured. */
  #origin = new DOMRect();
  /** The place of the text. @type {DOMRect | null} */
  #box = null;

  /**
   * @param {HTMLElement} host
   * @param {ShadowRoot} root
   */
  constructor(host, root) {
    this.#host = host;
    root.append(this.#frame, this.#line);
  }

  /** Begins with nothing. @param {Element | null} container the element in which the text stands */
  begin(container) {
    this.#origin = this.#host.getBoundingClientRect();
    this.#box = container?.getBoundingClientRect() ?? null;
    this.#shown.clear();
    this.#frame.hidden = true;
    this.#line.hidden = true;
  }

  /** Shows the buttons that were drawn, and no others. @param {HTMLButtonElement[]} buttons */
  end(buttons) {
    // One that stays is not hidden in between: a press that began on it would be no click.
    for (const one of buttons) one.classList.toggle("shown", this.#shown.has(one));
  }

  get #hasRoom() {
    return (this.#box?.left ?? 0) > ROOM;
  }

  /** The left edge of buttons beside the text. @param {number} width */
  #edge(width) {
    return Math.max((this.#box?.left ?? 0) - width - 12, 2);
  }

  /**
   * @param {HTMLElement} node
   * @param {{ top: number, left: number, width?: number, height?: number }} place
   */
  #put(node, { top, left, width, height }) {
    node.style.top = `${top - this.#origin.top}px`;
    node.style.left = `${left - this.#origin.left}px`;
    if (width !== undefined) node.style.width = `${width}px`;
    if (height !== undefined) node.style.height = `${height}px`;
  }

  /** @param {HTMLElement} node the block */
  frame(node) {
    const { top, left, width, height } = node.getBoundingClientRect();
    const edge = Math.min(8, left);
    this.#frame.hidden = false;
    this.#put(this.#frame, {
      top: top - 2,
      left: left - edge,
      width: Math.min(width + 2 * edge, document.documentElement.clientWidth - left + edge),
      height: height + 4,
    });
  }

  /**
   * Beside the first line of a block, or where there is no room between the block and the next, where it covers no text.
   * @param {HTMLButtonElement} handle
   * @param {HTMLElement} node
   * @param {HTMLElement | null} next the block below
   */
  handle(handle, node, next) {
    this.#shown.add(handle);
    handle.classList.toggle("below", !this.#hasRoom);
    if (!this.#hasRoom) {
      const right = Math.min(this.#box?.right ?? innerWidth, document.documentElement.clientWidth - 4);
      this.#putBetween(handle, node, next, right - 24);
      return;
    }
    const { top, height } = node.getBoundingClientRect();
    const line = Math.min(Number.parseFloat(getComputedStyle(node).lineHeight) || 28, height);
    this.#put(handle, { top: top + (line - 28) / 2, left: this.#edge(28) });
  }

  /**
   * Puts a button between two blocks, with a place to touch that covers neither. Returns the height of its middle.
   * @param {HTMLButtonElement} button
   * @param {HTMLElement | null} node the one above
   * @param {HTMLElement | null} next the one below
   * @param {number} left
   */
  #putBetween(button, node, next, left) {
    const above = node ? bottomOf(node, next) : null;
    const below = next?.getBoundingClientRect().top ?? null;
    const y = this.#between(above, below);
    const room = (/** @type {number} */ away) => `${Math.min(Math.max(away - HALF, 0), REACH)}`;
    button.style.setProperty("--above", room(y - (above ?? y)));
    button.style.setProperty("--below", room((below ?? y) - y));
    this.#put(button, { top: y - HALF, left });
    return y;
  }

  /**
   * The height between two blocks.
   * @param {number | null} above where the one above ends
   * @param {number | null} below where the one below begins
   */
  #between(above, below) {
    if (above !== null && below !== null && below >= above) return (above + below) / 2;
    if (above !== null) return above + HALF;
    if (below !== null) return below - HALF;
    return (this.#box?.top ?? -8) + 8;
  }

  /**
   * @param {HTMLButtonElement} plus
   * @param {HTMLElement | null} node the block above
   * @param {HTMLElement | null} next the one below
   * @param {boolean} hasLine
   */
  plus(plus, node, next, hasLine) {
    const box = this.#box;
    const left = this.#hasRoom ? this.#edge(26) : (box?.left ?? 0);
    this.#shown.add(plus);
    const y = this.#putBetween(plus, node, next, left);
    if (!box || (!hasLine && !plus.matches(":hover"))) return;
    const start = Math.max(box.left, left + 32);
    this.#line.hidden = false;
    this.#put(this.#line, { top: y, left: start, width: box.right - start });
  }

  /** What an empty chapter begins with. @param {HTMLButtonElement} begin */
  empty(begin) {
    if (this.#box) this.#put(begin, { top: this.#box.top - 10, left: this.#box.left + (this.#hasRoom ? 0 : 32) });
  }
}

/**
 * Where a block ends, with what stands between it and the next, such as the themes of a lesson.
 * @param {HTMLElement} node
 * @param {HTMLElement | null} next
 */
function bottomOf(node, next) {
  const { bottom } = node.getBoundingClientRect();
  if (!next) return bottom;
  const { top } = next.getBoundingClientRect();
  const between = document.createRange();
  between.setStartAfter(node);
  between.setEndBefore(next);
  const bottoms = [...between.getClientRects()].map((rect) => rect.bottom).filter((one) => one <= top);
  return Math.max(bottom, ...bottoms);
}
