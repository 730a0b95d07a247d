// The blocks of a chapter on its page: which element shows which, a handle for each, and a plus
// between them.
import { button, capital, element, fill, icon, ICONS, isOurs, shadow, style } from "./ui.js";

/**
 * @typedef {import("./api.js").Block} Block
 * @typedef {import("./api.js").Chapter} Chapter
 * @typedef {import("./ui.js").Words} Words
 * @typedef {{
 *   open: (at: number) => void,
 *   add: (after: number | null, anchor: DOMRect) => void,
 *   begin: () => void,
 *   move: (at: number, way: "up" | "down") => void,
 *   remove: (at: number) => void,
 * }} Acts what can be done with a block
 */

/** The attribute with the place of a block. */
const PLACE = "data-source";

/** How far from the text the pointer still is with a block, in pixels. */
const REACH = 64;

/** Whether one points with a finger. */
const TOUCH = matchMedia("(pointer: coarse)");

const STYLE = style(`
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
  button.handle.over { background: var(--paper); border-color: var(--line); }
  button.plus svg { width: 0.875rem; height: 0.875rem; }
  /* A finger needs more room than the circle. */
  @media (pointer: coarse) { button.plus.shown::after { content: ""; position: absolute; inset: -0.625rem; } }
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

/** Blocks invite to click while one edits. */
const PAGE = style(`
  main [${PLACE}] { cursor: text; }
  main [${PLACE}] :is(button, summary, input, select, label) { cursor: pointer; }
`);

/** @param {Element} node */
function place(node) {
  const [, file, line] = node.getAttribute(PLACE)?.match(/^(.*):(\d+)$/) ?? [];
  return { file: file ?? "", line: Number(line) };
}

/**
 * Whether an element is the section of a lesson, which begins with its heading.
 * @param {Element} node
 */
function isLesson(node) {
  const heading = node.localName === "section" ? node.firstElementChild : null;
  return heading !== null && heading.getAttribute(PLACE) === node.getAttribute(PLACE);
}

/**
 * The outermost elements of a file that were written in these lines.
 * @param {string} file
 * @param {number} first
 * @param {number} last
 */
export function elementsIn(file, first, last) {
  /** @type {HTMLElement[]} */
  const found = [];
  for (const node of document.querySelectorAll(`main [${PLACE}]`)) {
    const at = place(node);
    if (at.file !== file || at.line < first || at.line > last || !(node instanceof HTMLElement)) continue;
    if (found.some((other) => other.contains(node))) continue;
    found.push(node);
  }
  return found;
}

/** The element that is outlined for one that was written: a lesson has only its heading. @param {HTMLElement} node */
export function ownPart(node) {
  return isLesson(node) && node.firstElementChild instanceof HTMLElement ? node.firstElementChild : node;
}

/** What tells the kind of a block at the start of a line: the fence and kind of a box, the kind of a notice. */
const MARKS = /^[ \t]*(?::{3,}[ \t]*[^\s{]+|(?:>[ \t]*)+\[![A-Za-z]+\])/;

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

export class Blocks {
  #words;
  #acts;
  #host;
  #bar;
  #frame = element("div", { class: "frame", hidden: true });
  #line = element("div", { class: "line", hidden: true });
  /** @type {Chapter | null} */
  #chapter = null;
  /** The element of each block; null for one that shows nothing. @type {(HTMLElement | null)[]} */
  #elements = [];
  /** @type {Map<Element, number>} */
  #indices = new Map();
  /** The handle and the plus of each block. @type {{ handle: HTMLButtonElement, plus: HTMLButtonElement }[]} */
  #buttons = [];
  #first;
  /** What an empty chapter begins with. */
  #begin;
  /** The buttons that are drawn. @type {Set<HTMLButtonElement>} */
  #shown = new Set();
  /** Whether a field is open. */
  #isQuiet = false;
  /** The block under the pointer, and whether the pointer is in its upper half. */
  #hovered = -1;
  #isUpper = false;
  #stop = new AbortController();

  /**
   * @param {Words} words
   * @param {Acts} acts
   */
  constructor(words, acts) {
    this.#words = words;
    this.#acts = acts;
    const { host, root } = shadow("blocks", STYLE);
    this.#host = host;
    this.#bar = element("div", { role: "toolbar", "aria-orientation": "vertical", "aria-label": words.blocks });
    this.#first = this.#plus(null, words.add_first);
    this.#begin = button(words.write_here, () => acts.begin(), { class: "begin" });
    this.#begin.hidden = true;
    root.append(this.#frame, this.#line, this.#bar);
    this.#bar.addEventListener("keydown", (event) => this.#key(event));
    this.#bar.addEventListener("focusin", () => this.#draw());
    this.#bar.addEventListener("focusout", () => requestAnimationFrame(() => this.#draw()));
    document.adoptedStyleSheets.push(PAGE);
    const { signal } = this.#stop;
    document.addEventListener("pointermove", (event) => this.#hover(event), { signal, passive: true });
    document.documentElement.addEventListener("pointerleave", () => this.leave(), { signal });
    window.addEventListener("resize", () => this.#draw(), { signal, passive: true });
    this.#attach();
  }

  /** Removes all this from the page. */
  end() {
    this.#stop.abort();
    this.#host.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== PAGE);
  }

  #attach() {
    const main = document.querySelector("main");
    if (main && this.#host.parentElement !== main) main.prepend(this.#host);
  }

  /**
   * Takes in a chapter, which the page shows by now.
   * @param {Chapter} chapter
   */
  show(chapter) {
    this.#attach();
    const was = this.#chapter;
    const before = this.#elements;
    this.#chapter = chapter;
    this.#elements = [];
    this.#indices = new Map();
    /** @type {Map<number, HTMLElement>} */
    const byLine = new Map();
    for (const node of document.querySelectorAll(`main [${PLACE}]`)) {
      const { file, line } = place(node);
      if (file !== chapter.file || byLine.has(line) || isLesson(node) || !(node instanceof HTMLElement)) continue;
      byLine.set(line, node);
    }
    /** @type {HTMLElement | null} */
    let above = null;
    for (const [at, block] of chapter.blocks.entries()) {
      const found = byLine.get(block.line) ?? captioned(block, byLine);
      /** @type {HTMLElement | null} */
      const node = found && !this.#indices.has(found) ? found : block.kind === "html" ? after(above) : null;
      this.#elements.push(node);
      if (node) {
        this.#indices.set(node, at);
        above = node;
      }
    }
    this.#hovered = -1;
    // Buttons that stay what they are stay, so that no click on them is lost.
    const isSame = was?.text === chapter.text && this.#elements.every((node, at) => (node === null) === (before[at] === null));
    if (isSame) this.#draw();
    else this.#rebuild(chapter, was);
  }

  /**
   * @param {Chapter} chapter
   * @param {Chapter | null} before
   */
  #rebuild(chapter, before) {
    const focused = /** @type {ShadowRoot} */ (this.#bar.getRootNode()).activeElement;
    const was = this.#buttons.findIndex(({ handle, plus }) => handle === focused || plus === focused);
    const wasPlus = was >= 0 && this.#buttons[was].plus === focused;
    this.#buttons = chapter.blocks.map((block, at) => {
      const what = `${this.#words[`kind_${block.lesson ? "lesson" : block.kind}`]}: ${firstWords(block.text)}`;
      const name = capital(fill(this.#words.edit_block, { what }));
      const handle = button(name, () => this.#acts.open(at), { icon: ICONS.edit, class: "handle" });
      handle.title = this.#words.edit_title;
      handle.tabIndex = -1;
      return { handle, plus: this.#plus(at, capital(fill(this.#words.add_after, { what }))) };
    });
    const nodes = this.#buttons.flatMap(({ handle, plus }, at) => (this.#elements[at] ? [handle, plus] : []));
    this.#begin.hidden = nodes.length > 0;
    this.#bar.replaceChildren(this.#begin, this.#first, ...nodes);
    const focusable = this.#all();
    const block = before?.blocks[was];
    const same = block && before ? follow(block, before, chapter) : null;
    const again = was >= 0 ? this.#buttons[same ? chapter.blocks.indexOf(same) : Math.min(was, this.#buttons.length - 1)] : undefined;
    const kept = again && (wasPlus ? again.plus : again.handle);
    for (const one of focusable) one.tabIndex = -1;
    (kept ?? this.#buttons.find(({ handle }) => handle.isConnected)?.handle ?? this.#begin).tabIndex = 0;
    if (kept) kept.focus({ preventScroll: true });
    this.#draw();
  }

  /**
   * @param {number | null} at
   * @param {string} label
   */
  #plus(at, label) {
    const plus = element("button", { type: "button", class: "plus", "aria-label": label, title: label, "aria-haspopup": "menu" });
    plus.tabIndex = -1;
    plus.append(icon(ICONS.add));
    plus.addEventListener("click", () => this.#acts.add(at, plus.getBoundingClientRect()));
    return plus;
  }

  #all() {
    return /** @type {HTMLButtonElement[]} */ ([...this.#bar.querySelectorAll("button:not([hidden])")]);
  }

  /**
   * The block that a part of the page shows.
   * @param {Node | null} node
   */
  at(node) {
    let at = node instanceof Element ? node : (node?.parentElement ?? null);
    for (; at && at.localName !== "main"; at = at.parentElement) {
      const found = this.#indices.get(at);
      if (found !== undefined) return found;
    }
    return -1;
  }

  /**
   * The element that shows a block.
   * @param {number} at
   */
  element(at) {
    return this.#elements[at] ?? null;
  }

  /** The element in which the text of the chapter stands. */
  container() {
    const first = this.#elements.find((node) => node !== null);
    const main = document.querySelector("main");
    if (!first) return main?.querySelector(".text") ?? main;
    let node = first.parentElement;
    const last = this.#elements.findLast((one) => one !== null);
    while (node && last && !node.contains(last)) node = node.parentElement;
    return node;
  }

  /**
   * Moves the focus to the handle of a block.
   * @param {number} at
   */
  focus(at) {
    const handle = this.#buttons[at]?.handle;
    if (handle?.isConnected) this.#go(handle);
    else this.#go(this.#begin.hidden ? this.#first : this.#begin);
  }

  /** @param {HTMLButtonElement} target */
  #go(target) {
    for (const one of this.#all()) one.tabIndex = one === target ? 0 : -1;
    this.#draw();
    const at = this.#indexOf(target);
    const node = this.element(at);
    target.focus({ preventScroll: true });
    const { top, bottom } = (node ?? target).getBoundingClientRect();
    if (top < 0 || Math.min(bottom, top + 96) > innerHeight) {
      (node ?? target).scrollIntoView({ block: bottom - top > innerHeight ? "start" : "center" });
    }
    this.#draw();
  }

  /** @param {Element} target */
  #indexOf(target) {
    return this.#buttons.findIndex(({ handle, plus }) => handle === target || plus === target);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const target = event.target;
    if (!(target instanceof HTMLButtonElement)) return;
    const at = this.#indexOf(target);
    const isPlus = target.classList.contains("plus");
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      if (at >= 0) this.#acts.move(at, event.key === "ArrowUp" ? "up" : "down");
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const same = this.#all().filter((one) => one.classList.contains("plus") === isPlus);
    const here = same.indexOf(target);
    /** @type {HTMLButtonElement | undefined} */
    let next;
    if (event.key === "ArrowDown") next = same[here + 1];
    else if (event.key === "ArrowUp") next = same[here - 1];
    else if (event.key === "Home") next = same[0];
    else if (event.key === "End") next = same.at(-1);
    else if (event.key === "ArrowRight" && at >= 0) next = this.#buttons[at].plus;
    else if (event.key === "ArrowLeft" && at >= 0) next = this.#buttons[at].handle;
    else if (event.key === "Delete" && at >= 0) this.#acts.remove(at);
    else return;
    event.preventDefault();
    if (next) this.#go(next);
  }

  /** @param {PointerEvent} event */
  #hover(event) {
    if (event.pointerType === "touch" || event.buttons !== 0) return;
    if (event.composedPath().includes(this.#host)) return;
    const target = event.target instanceof Element ? event.target : null;
    const isInField = isOurs(event);
    let at = isInField ? -1 : this.at(target);
    if (at < 0 && !isInField) at = this.#near(event.clientX, event.clientY);
    const node = this.element(at);
    const rect = node?.getBoundingClientRect();
    const isUpper = rect !== undefined && event.clientY < rect.top + Math.min(rect.height / 3, 24);
    if (at === this.#hovered && isUpper === this.#isUpper) return;
    this.#hovered = at;
    this.#isUpper = isUpper;
    this.#draw();
  }

  /**
   * The block at a height of the page, if the pointer is beside the text.
   * @param {number} x
   * @param {number} y
   */
  #near(x, y) {
    const box = this.container()?.getBoundingClientRect();
    if (!box || x < box.left - REACH || x > box.right || y < box.top - 24 || y > box.bottom + 24) return -1;
    let [best, distance] = [-1, Infinity];
    for (const [at, node] of this.#elements.entries()) {
      if (!node) continue;
      const { top, bottom } = node.getBoundingClientRect();
      const away = y < top ? top - y : y > bottom ? y - bottom : 0;
      if (away < distance || (away === 0 && distance === 0)) [best, distance] = [at, away];
    }
    return distance < 40 ? best : -1;
  }

  /** The pointer is with no block any more, or with a field. */
  leave() {
    this.#hovered = -1;
    this.#draw();
  }

  /** Shows the handles of the block under the pointer and of the one with the focus. */
  #draw() {
    const root = /** @type {ShadowRoot} */ (this.#bar.getRootNode());
    const focused = root.activeElement;
    const hovered = this.#hovered;
    this.#shown.clear();
    this.#frame.hidden = true;
    this.#line.hidden = true;
    const isEmpty = this.#elements.every((node) => node === null);
    const at = focused ? this.#indexOf(focused) : hovered;
    const node = this.element(at);
    if (node) this.#drawFrame(node);
    for (const one of new Set([hovered, focused ? this.#indexOf(focused) : -1])) {
      if (this.element(one)) this.#drawHandle(one);
    }
    if (hovered >= 0 && this.element(hovered)) {
      const above = this.#elements.slice(0, hovered).findLastIndex((other) => other !== null);
      this.#drawPlus(this.#isUpper ? above : hovered);
    }
    if (focused instanceof HTMLButtonElement && focused.classList.contains("plus")) {
      this.#drawPlus(this.#indexOf(focused), true);
    } else if (isEmpty && !this.#isQuiet) {
      this.#drawPlus(-1);
    }
    if (TOUCH.matches && !isEmpty && !this.#isQuiet) this.#drawTouched(at);
    if (isEmpty) this.#drawBegin();
    // One that stays is not hidden in between: a press that began on it would be no click.
    for (const one of this.#all()) one.classList.toggle("shown", this.#shown.has(one));
  }

  /**
   * A finger does not hover: at both ends of the text there is always a plus, and around the block that was
   * written last too.
   * @param {number} at that block, or -1
   */
  #drawTouched(at) {
    const isShown = (/** @type {HTMLElement | null} */ node) => node !== null;
    this.#drawPlus(-1);
    this.#drawPlus(this.#elements.findLastIndex(isShown));
    if (!this.element(at)) return;
    this.#drawPlus(this.#elements.slice(0, at).findLastIndex(isShown));
    this.#drawPlus(at);
  }

  #drawBegin() {
    const box = this.container()?.getBoundingClientRect();
    const origin = this.#origin();
    this.#begin.hidden = this.#isQuiet;
    if (box) Object.assign(this.#begin.style, { top: `${box.top - origin.top - 10}px`, left: `${box.left + (box.left > 48 ? 0 : 32) - origin.left}px` });
  }

  /** Shows nothing that is in the way of a field. @param {boolean} isQuiet */
  quiet(isQuiet) {
    this.#isQuiet = isQuiet;
    this.leave();
  }

  /** The place of the host, from which all is measured. */
  #origin() {
    return this.#host.getBoundingClientRect();
  }

  /** @param {HTMLElement} node */
  #drawFrame(node) {
    const origin = this.#origin();
    const { top, left, width, height } = node.getBoundingClientRect();
    this.#frame.hidden = false;
    const edge = Math.min(8, left);
    Object.assign(this.#frame.style, {
      top: `${top - origin.top - 2}px`,
      left: `${left - origin.left - edge}px`,
      width: `${Math.min(width + 2 * edge, document.documentElement.clientWidth - left + edge)}px`,
      height: `${height + 4}px`,
    });
  }

  /** The left edge of buttons beside the text; within it where there is no room. @param {number} width */
  #edge(width) {
    const box = this.container()?.getBoundingClientRect();
    return Math.max((box?.left ?? 0) - width - 12, 2);
  }

  /** @param {number} at */
  #drawHandle(at) {
    const { handle } = this.#buttons[at];
    const node = this.element(at);
    if (!node) return;
    this.#shown.add(handle);
    const origin = this.#origin();
    const rect = node.getBoundingClientRect();
    const hasRoom = (this.container()?.getBoundingClientRect().left ?? 0) > 48;
    const left = hasRoom ? this.#edge(28) : Math.min(rect.right, document.documentElement.clientWidth - 4) - 30;
    handle.classList.toggle("over", !hasRoom);
    const { lineHeight } = getComputedStyle(node);
    const line = Math.min(Number.parseFloat(lineHeight) || 28, rect.height);
    Object.assign(handle.style, {
      top: `${rect.top - origin.top + (line - 28) / 2}px`,
      left: `${left - origin.left}px`,
    });
  }

  /**
   * @param {number} at the block after which it adds; -1 for the start
   * @param {boolean} hasLine
   */
  #drawPlus(at, hasLine = false) {
    const plus = at >= 0 ? this.#buttons[at].plus : this.#first;
    this.#shown.add(plus);
    const origin = this.#origin();
    const node = this.element(at);
    const next = this.#following(at);
    const above = node?.getBoundingClientRect();
    const below = next?.getBoundingClientRect();
    const box = this.container()?.getBoundingClientRect();
    let y = box ? box.top + 8 : 0;
    if (above && below && below.top >= above.bottom) y = (above.bottom + below.top) / 2;
    else if (above) y = above.bottom + 10;
    else if (below) y = below.top - 10;
    const hasRoom = (box?.left ?? 0) > 48;
    const left = hasRoom ? this.#edge(26) : (box?.left ?? 0);
    Object.assign(plus.style, { top: `${y - origin.top - 12}px`, left: `${left - origin.left}px` });
    if (!box || (!hasLine && !plus.matches(":hover"))) return;
    this.#line.hidden = false;
    Object.assign(this.#line.style, {
      top: `${y - origin.top}px`,
      left: `${Math.max(box.left, left + 32) - origin.left}px`,
      width: `${box.right - Math.max(box.left, left + 32)}px`,
    });
  }

  /** The element below a block. @param {number} at */
  #following(at) {
    return this.#elements.slice(at + 1).find((node) => node !== null && !this.element(at)?.contains(node)) ?? null;
  }

  /**
   * Where the focus is among the handles: the block, or -1.
   */
  focusedAt() {
    const focused = /** @type {ShadowRoot} */ (this.#bar.getRootNode()).activeElement;
    return focused ? this.#indexOf(focused) : -1;
  }

  get chapter() {
    return this.#chapter;
  }
}

/**
 * The element of a block whose caption stands above it.
 * @param {Block} block
 * @param {Map<number, HTMLElement>} byLine
 */
function captioned({ kind, line, last_line }, byLine) {
  if (kind !== "table" && kind !== "html") return undefined;
  for (let at = line + 1; at <= last_line; at += 1) if (byLine.has(at)) return byLine.get(at);
  return undefined;
}

/**
 * The element of raw HTML, which has no place of its own: the one after the block before.
 * @param {HTMLElement | null} before
 */
function after(before) {
  const next = before?.nextElementSibling;
  return next instanceof HTMLElement && !next.hasAttribute(PLACE) && !next.hasAttribute("data-editor") ? next : null;
}

/**
 * The block of a later text that a block became: the one with the same words, nearest to where it was.
 * @param {Block} block
 * @param {Chapter} before
 * @param {Chapter} later
 */
export function follow(block, before, later) {
  const added = lines(later.text) - lines(before.text);
  const same = later.blocks.filter(({ kind, text }) => kind === block.kind && text === block.text);
  const away = (/** @type {Block} */ other) =>
    Math.min(Math.abs(other.line - block.line), Math.abs(other.line - block.line - added));
  same.sort((a, b) => away(a) - away(b));
  return same[0] ?? null;
}

/** @param {string} text */
function lines(text) {
  return text.split("\n").length;
}
