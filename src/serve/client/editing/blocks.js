// The blocks of a chapter on its page: a handle for each, and a plus between them.
import { document } from "./document.js";
import { Drawing, STYLE } from "./drawing.js";
import { firstWords } from "./excerpt.js";
import { elementsOf, follow, inSight, PLACE } from "./places.js";
import { button, capital, element, fill, icon, ICONS, isOurs, shadow, style } from "./ui.js";

/**
 * @typedef {import("./api.js").Chapter} Chapter
 * @typedef {import("./ui.js").Words} Words
 * @typedef {{
 *   open: (at: number) => void,
 *   add: (after: number | null, anchor: DOMRect) => void,
 *   begin: (typed?: string) => void,
 *   move: (at: number, way: "up" | "down") => void,
 *   remove: (at: number) => void,
 * }} Acts what can be done with a block
 */

/** How far from the text the pointer still is with a block, in pixels. */
const REACH = 64;

/** Whether one points with a finger. */
const TOUCH = matchMedia("(pointer: coarse)");

/** Blocks invite to click while one edits. */
const PAGE = style(`
  main [${PLACE}] { cursor: text; }
  main [${PLACE}] :is(button, summary, input, select, label) { cursor: pointer; }
`);

export class Blocks {
  #words;
  #acts;
  #host;
  #bar;
  #drawing;
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
    // It looks like a place to type in, so that is what it is.
    this.#begin.addEventListener("keydown", (event) => {
      const isTyped = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isTyped) return;
      event.preventDefault();
      event.stopPropagation();
      acts.begin(event.key);
    });
    this.#drawing = new Drawing(host, root);
    root.append(this.#bar);
    this.#bar.addEventListener("keydown", (event) => this.#key(event));
    this.#bar.addEventListener("focusin", () => this.#draw());
    this.#bar.addEventListener("focusout", () => requestAnimationFrame(() => this.#draw()));
    document.adoptedStyleSheets.push(PAGE);
    const { signal } = this.#stop;
    document.addEventListener("pointermove", (event) => this.#hover(event), { signal, passive: true });
    document.documentElement.addEventListener("pointerleave", () => this.leave(), { signal });
    window.addEventListener("resize", () => this.#draw(), { signal, passive: true });
    // What is folded or unfolded moves the rest.
    document.addEventListener("toggle", () => this.#draw(), { signal, capture: true });
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
    this.#elements = elementsOf(chapter);
    this.#indices = new Map();
    for (const [at, node] of this.#elements.entries()) if (node) this.#indices.set(node, at);
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

  /** What is seen of a block. @param {number} at */
  #seen(at) {
    const node = this.element(at);
    return node && inSight(node);
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
    const node = this.#seen(this.#indexOf(target));
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
    const rect = this.#seen(at)?.getBoundingClientRect();
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
      const { top, bottom } = inSight(node).getBoundingClientRect();
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
    this.#drawing.begin(this.container());
    const isEmpty = this.#elements.every((node) => node === null);
    const at = focused ? this.#indexOf(focused) : hovered;
    const node = this.#seen(at);
    if (node) this.#drawing.frame(node);
    for (const one of new Set([hovered, focused ? this.#indexOf(focused) : -1])) {
      const shown = this.#seen(one);
      if (shown) this.#drawing.handle(this.#buttons[one].handle, shown, this.#following(one));
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
    if (isEmpty) {
      this.#begin.hidden = this.#isQuiet;
      this.#drawing.empty(this.#begin);
    }
    this.#drawing.end(this.#all());
  }

  /**
   * @param {number} at the block after which it adds; -1 for the start
   * @param {boolean} hasLine
   */
  #drawPlus(at, hasLine = false) {
    const plus = at >= 0 ? this.#buttons[at].plus : this.#first;
    this.#drawing.plus(plus, this.#seen(at), this.#following(at), hasLine);
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

  /** Shows nothing that is in the way of a field. @param {boolean} isQuiet */
  quiet(isQuiet) {
    this.#isQuiet = isQuiet;
    this.leave();
  }

  /** The element below a block. @param {number} at */
  #following(at) {
    const above = this.element(at);
    const below = this.#elements.slice(at + 1).find((node) => node !== null && !above?.contains(node));
    return below ? inSight(below) : null;
  }

  /** The chapter whose blocks these are. */
  get chapter() {
    return this.#chapter;
  }
}
