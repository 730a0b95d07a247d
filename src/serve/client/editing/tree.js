// The tree of chapters, with what makes, renames, renumbers and removes them.

import { check, choice, line } from "./asking.js";
import { canStand, following, idOf, nameOf, parent } from "./numbering.js";
import { propose } from "./plan.js";
import { TypeAhead } from "./typeahead.js";
import { button, element, fill, icon, ICONS, style } from "./ui.js";

/** @typedef {import("./ui.js").Context} Context */
/** @typedef {import("./api.js").TreeChapter} Chapter */
/** @typedef {import("./api.js").Plan} Plan */
/**
 * @typedef {{ page: string | null, file?: string | null, said: string | null }} Going the page to go to, and what was done, if
 *   anything; without a page, which errors in the guide hold back, the file
 */

/** With fewer chapters one sees at a glance where each is. */
const FEW = 12;

/** Of more chapters only those near the open one are shown, and of those no more than this. */
const MOST = 300;

const SHEET = style(`
  .filter { margin-bottom: 0.75rem; }
  ul.tree { display: grid; gap: 1px; list-style: none; }
  .tree > li { border-radius: var(--radius); content-visibility: auto; contain-intrinsic-size: auto 2.5rem; }
  .tree > li.open { background: var(--surface); content-visibility: visible; }
  .line { display: flex; align-items: stretch; padding-left: calc(var(--depth) * 1.25rem); position: relative; }
  .line > button { flex: 1; justify-content: flex-start; gap: 0.75rem; min-width: 0; padding: 0.375rem 0.5rem; background: none; border: 0; }
  .line > button:hover, .line > button:hover + .handle { background: var(--surface); }
  .line .number { flex: none; min-width: 2.5rem; color: var(--accent); font-variant-numeric: tabular-nums; }
  .line .title { overflow-wrap: anywhere; }
  .line [aria-current] .title { font-weight: 600; }
  .badge { padding: 0 0.5rem; border: 1px solid var(--line); border-radius: 1rem; color: var(--muted); font-size: 0.8125rem; }
  .handle { display: grid; flex: none; place-items: center; width: 2rem; color: var(--muted); cursor: grab; opacity: 0.55; }
  .line:hover .handle { opacity: 1; }
  @media (pointer: coarse) { .handle { display: none; } }
  .line.before::before, .line.after::after { content: ""; position: absolute; right: 0; left: calc(var(--depth) * 1.25rem); height: 3px; background: var(--accent); border-radius: 2px; }
  .line.before::before { top: -2px; }
  .line.after::after { bottom: -2px; }
  .actions { display: flex; flex-wrap: wrap; gap: 0.375rem; padding: 0.5rem 0.5rem 0.75rem calc(var(--depth) * 1.25rem + 0.5rem); }
  .actions button { background: var(--paper); }
  .last { margin-top: 1rem; }
`);

/**
 * Opens the tree of chapters.
 * @param {Context} context
 * @returns {Promise<Going | null>} where to go
 */
export async function openTree(context) {
  const { api, words, dialog } = context;
  const { chapters } = await api.tree();
  const going = await dialog(
    words.tree_title,
    (/** @type {(going: Going | null) => void} */ close) => new Tree(context, chapters, close).content,
    { sheet: SHEET },
  );
  if (going && going.page !== null) location.assign(`/${going.page}`);
  return going;
}

class Tree {
  #context;
  #words;
  #chapters;
  #close;
  #list = element("ul", { class: "tree" });
  #more;
  /** The chapter that each is below. @type {Map<Chapter, Chapter | null>} */
  #above = new Map();
  /** The chapter whose actions are shown. @type {Chapter | null} */
  #open = null;
  /** @type {Chapter | null} */
  #dragged = null;
  /** What is looked for. */
  #wanted = "";
  #typing = new TypeAhead();

  /**
   * @param {Context} context
   * @param {Chapter[]} chapters in their order
   * @param {(going: Going | null) => void} close
   */
  constructor(context, chapters, close) {
    this.#context = context;
    this.#words = context.words;
    this.#chapters = chapters;
    this.#close = close;
    this.#more = element("p", { class: "hint" }, this.#words.tree_more);
    /** @type {Chapter[]} */
    const path = [];
    for (const chapter of chapters) {
      while ((path.at(-1)?.depth ?? -1) >= chapter.depth) path.pop();
      this.#above.set(chapter, path.at(-1) ?? null);
      path.push(chapter);
    }
    this.#open = chapters.find((chapter) => this.#isHere(chapter)) ?? null;
    this.#list.addEventListener("keydown", (event) => this.#key(event));
    this.#show();
  }

  get content() {
    const filter = element("input", { type: "search", "aria-label": this.#words.tree_filter, placeholder: this.#words.tree_filter, class: "filter" });
    filter.hidden = this.#chapters.length < FEW;
    filter.addEventListener("input", () => {
      this.#wanted = filter.value.trim().toLowerCase();
      this.#show();
    });
    filter.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      this.#go(this.#names()[0]);
    });
    // Appendices come after it.
    const next = following(this.#chapters.findLast(({ number }) => /^\d+$/.test(number ?? ""))?.number ?? "0");
    const add = button(this.#words.tree_new_part, () => void this.#new(next, false, this.#words.tree_new_part), { icon: ICONS.add, showsLabel: true });
    requestAnimationFrame(() => this.#list.querySelector(".open")?.scrollIntoView({ block: "center" }));
    return [filter, this.#list, this.#more, element("div", { class: "row last" }, add)];
  }

  #show() {
    const found = this.#found();
    const at = this.#open ? found.indexOf(this.#open) : 0;
    const from = Math.max(0, Math.min(at - MOST / 2, found.length - MOST));
    this.#list.replaceChildren(...found.slice(from, from + MOST).map((chapter) => this.#item(chapter)));
    this.#more.hidden = found.length <= MOST;
    const names = this.#names();
    const first = names.find(({ dataset }) => this.#open && dataset.chapter === idOf(this.#open)) ?? names[0];
    for (const name of names) name.tabIndex = name === first ? 0 : -1;
  }

  /** The buttons with the names of chapters. */
  #names() {
    return /** @type {HTMLButtonElement[]} */ ([...this.#list.querySelectorAll("button[data-chapter]")]);
  }

  /** Moves the focus to a chapter, the only one that the Tab key stops at. @param {HTMLButtonElement | undefined} name */
  #go(name) {
    if (!name) return;
    for (const one of this.#names()) one.tabIndex = one === name ? 0 : -1;
    name.focus();
  }

  /** The keys of a tree. @param {KeyboardEvent} event */
  #key(event) {
    const names = this.#names();
    const at = names.findIndex((name) => name === event.target);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const chapters = names.map(({ dataset }) => this.#chapters.find((chapter) => idOf(chapter) === dataset.chapter));
    const chapter = chapters[at];
    const found = this.#typing.find(event, chapters.map((one) => [one?.number ?? "", one?.title ?? ""]), at);
    const above = chapter ? this.#above.get(chapter) : null;
    const keys = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      ArrowRight: chapter && chapters[at + 1] && this.#above.get(/** @type {Chapter} */ (chapters[at + 1])) === chapter ? at + 1 : -1,
      ArrowLeft: above ? chapters.indexOf(above) : -1,
      Home: 0,
      End: names.length - 1,
    };
    const to = keys[/** @type {keyof typeof keys} */ (event.key)];
    if (to === undefined && found < 0) return;
    event.preventDefault();
    // Of many chapters those below are shown once it is open.
    if (event.key === "ArrowRight" && to === -1 && chapter && chapter !== this.#open && this.#hasHidden(chapter)) this.#toggle(chapter);
    else this.#go(names[to ?? found]);
  }

  /** Whether chapters below one are not shown. @param {Chapter} chapter */
  #hasHidden(chapter) {
    return this.#chapters.length > MOST && [...this.#above.values()].includes(chapter);
  }

  /** What is looked for; else all chapters, or of many those on the way to the open one and below it. */
  #found() {
    const wanted = this.#wanted;
    if (wanted) return this.#chapters.filter((chapter) => nameOf(chapter).toLowerCase().includes(wanted));
    if (this.#chapters.length <= MOST) return this.#chapters;
    const path = new Set();
    for (let at = this.#open; at; at = this.#above.get(at) ?? null) path.add(at);
    return this.#chapters.filter((chapter) => {
      const above = this.#above.get(chapter) ?? null;
      return above === null || above.position === "home" || path.has(above);
    });
  }

  /** Shows what can be done with a chapter, or no longer. @param {Chapter} chapter */
  #toggle(chapter) {
    this.#open = this.#open === chapter ? null : chapter;
    this.#show();
    const opener = [...this.#list.querySelectorAll("button")].find((one) => one.dataset.chapter === idOf(chapter));
    opener?.focus();
  }

  /** @param {Chapter} chapter */
  #item(chapter) {
    const isOpen = chapter === this.#open;
    const isHere = this.#isHere(chapter);
    const name = element("button", { type: "button", "aria-expanded": String(isOpen), "aria-current": isHere ? "page" : null, "data-chapter": idOf(chapter), autofocus: isHere });
    if (chapter.number) name.append(element("span", { class: "number" }, chapter.number));
    name.append(element("span", { class: "title" }, chapter.title));
    if (chapter.draft) name.append(element("span", { class: "badge" }, this.#words.tree_draft));
    const line = element("div", { class: "line" }, name);
    const item = element("li", { class: isOpen ? "open" : null }, line);
    item.style.setProperty("--depth", String(Math.max(chapter.depth - 1, 0)));
    name.addEventListener("click", () => this.#toggle(chapter));
    if (chapter.number) this.#draggable(chapter, line);
    if (isOpen) item.append(this.#actions(chapter));
    return item;
  }

  /** @param {Chapter} chapter */
  #actions(chapter) {
    const words = this.#words;
    const { number } = chapter;
    const { file, page } = chapter;
    const actions = [];
    if (page && !this.#isHere(chapter)) actions.push(button(words.tree_open, () => this.#close({ page, said: null })));
    if (number) {
      const after = following(number);
      actions.push(
        button(words.tree_new_after, () => void this.#new(after, this.#has(after))),
        button(words.tree_new_below, () => void this.#new(this.#below(number), false)),
      );
    }
    // A folder without a text of its own has no title to change.
    if (file) actions.push(button(words.tree_retitle, () => void this.#retitle(chapter, file)));
    if (number) {
      actions.push(
        button(words.tree_renumber, () => void this.#renumber(chapter)),
        button(words.tree_insert, () => void this.#insert(chapter)),
      );
    }
    const isHome = chapter.position === "home";
    if (file && !isHome) actions.push(button(chapter.draft ? words.tree_publish : words.tree_make_draft, () => void this.#draft(chapter, file)));
    if (!isHome) actions.push(button(words.tree_remove, () => void this.#remove(chapter)));
    return element("div", { class: "actions", role: "group", "aria-label": nameOf(chapter) }, ...actions);
  }

  /** Whether it is the chapter of the page. @param {Chapter} chapter */
  #isHere({ file, page }) {
    const here = this.#context.chapter;
    return file === null ? page !== null && page === here.page : file === here.file;
  }

  /** @param {string} number */
  #has(number) {
    return this.#chapters.some((chapter) => chapter.number === number);
  }

  /** The next free number below a chapter. @param {string} number */
  #below(number) {
    const own = this.#chapters.filter((chapter) => parent(chapter.number) === number);
    return own.length > 0 ? following(own.at(-1)?.number ?? "") : `${number}.1`;
  }

  /** Goes where a change leads. @param {Plan | null} done */
  #done(done) {
    if (done) this.#close({ page: done.page, file: done.file, said: done.label });
  }

  /**
   * @param {string} number
   * @param {boolean} isBefore whether what has that number makes way
   * @param {string} name what is made
   */
  async #new(number, isBefore, name = this.#words.tree_new) {
    const words = this.#words;
    const title = line(words.tree_title_field, "");
    const place = line(words.tree_number_field, number, words.tree_number_hint);
    title.field.setAttribute("autofocus", "");
    const change = () => {
      const [text, at] = [title.field.value.trim(), place.field.value.trim()];
      const makesWay = at === number ? isBefore : this.#has(at);
      return text && at ? { do: /** @type {const} */ ("new"), number: at, title: text, insert_before: makesWay } : null;
    };
    this.#done(await propose(this.#context, name, [title.node, place.node], change, { apply: words.tree_make }));
  }

  /** @param {Chapter} chapter @param {string} file */
  async #retitle(chapter, file) {
    const words = this.#words;
    const title = line(words.tree_title_field, chapter.title);
    title.field.setAttribute("autofocus", "");
    const change = () => {
      const name = title.field.value.trim();
      return name && name !== chapter.title ? { do: /** @type {const} */ ("title"), file, title: name } : null;
    };
    this.#done(await propose(this.#context, fill(words.tree_retitle_of, { chapter: nameOf(chapter) }), [title.node], change, { apply: words.apply }));
  }

  /** @param {string} number @param {string} other */
  #isLaterSibling(number, other) {
    const place = (/** @type {string} */ of) => this.#chapters.findIndex((chapter) => chapter.number === of);
    return parent(number) === parent(other) && place(number) > place(other);
  }

  /** @param {Chapter} chapter @param {string} [to] */
  async #renumber(chapter, to) {
    const words = this.#words;
    const from = chapter.number ?? "";
    const number = line(words.tree_number_field, to ?? from, words.tree_number_hint);
    number.field.setAttribute("autofocus", "");
    const change = () => {
      const at = number.field.value.trim();
      if (!at || at === from) return null;
      if (!this.#has(at)) return { do: /** @type {const} */ ("move"), from, to: at };
      // Those between the two move up, so that a later place is before the number after it.
      return { do: /** @type {const} */ ("insert"), from, before: this.#isLaterSibling(at, from) ? following(at) : at };
    };
    this.#done(await propose(this.#context, fill(words.tree_renumber_of, { chapter: nameOf(chapter) }), [number.node], change, { apply: words.apply }));
  }

  /** @param {Chapter} chapter @param {Chapter} [target] */
  async #insert(chapter, target) {
    const words = this.#words;
    const from = chapter.number ?? "";
    const others = this.#chapters.filter(({ number }) => number && number !== from && !number.startsWith(`${from}.`));
    const before = choice(words.tree_before_field, others.map((other) => [other.number ?? "", nameOf(other)]), target?.number ?? null, words.tree_number_field);
    before.field.setAttribute("autofocus", "");
    const change = () => (before.field.value ? { do: /** @type {const} */ ("insert"), from, before: before.field.value } : null);
    this.#done(await propose(this.#context, fill(words.tree_insert_of, { chapter: nameOf(chapter) }), [before.node], change, { apply: words.apply }));
  }

  /** @param {Chapter} chapter @param {string} file */
  async #draft(chapter, file) {
    const words = this.#words;
    const title = fill(chapter.draft ? words.tree_publish_of : words.tree_make_draft_of, { chapter: nameOf(chapter) });
    const hint = element("p", {}, chapter.draft ? words.tree_publish_hint : words.tree_draft_hint);
    const change = () => ({ do: /** @type {const} */ ("draft"), file, draft: !chapter.draft });
    this.#done(await propose(this.#context, title, [hint], change, { apply: words.apply }));
  }

  /** @param {Chapter} chapter */
  async #remove(chapter) {
    const words = this.#words;
    const id = idOf(chapter);
    const own = this.#chapters.filter(({ number }) => chapter.number && number?.startsWith(`${chapter.number}.`));
    const children = check(fill(words.tree_with_children, { count: own.length }), own.length > 0);
    const others = this.#chapters.filter((other) => other !== chapter && other.page && !own.includes(other));
    const redirect = choice(
      words.tree_redirect_field,
      [["", words.tree_redirect_none], ...others.map((other) => /** @type {[string, string]} */ ([idOf(other), nameOf(other)]))],
      parent(chapter.number) ?? "",
      words.tree_number_field,
    );
    redirect.field.setAttribute("autofocus", "");
    const anyway = check(words.tree_anyway, false);
    anyway.node.hidden = true;
    const pictures = check("", false);
    pictures.node.hidden = true;
    const change = () => ({
      do: /** @type {const} */ ("remove"),
      chapter: id,
      with_children: children.field.checked,
      redirect_to: redirect.field.value || null,
      with_pictures: pictures.field.checked,
      anyway: anyway.field.checked,
    });
    const shown = (/** @type {Plan | null} */ plan) => {
      if (!plan) return;
      anyway.node.hidden = redirect.field.value !== "" || plan.notes.length === 0;
      const count = plan.spare_pictures.length;
      pictures.node.hidden = count === 0;
      pictures.node.lastChild?.replaceWith(fill(words.tree_with_pictures, { count }));
    };
    const fields = [...(own.length > 0 ? [children.node] : []), redirect.node, pictures.node, anyway.node];
    const title = fill(words.tree_remove_of, { chapter: nameOf(chapter) });
    this.#done(await propose(this.#context, title, fields, change, { apply: words.tree_remove, shown }));
  }

  /**
   * Lets a chapter be put elsewhere with the mouse.
   * @param {Chapter} chapter
   * @param {HTMLElement} line
   */
  #draggable(chapter, line) {
    const handle = element("span", { class: "handle", "aria-hidden": "true", title: this.#words.tree_drag }, icon(ICONS.move));
    line.append(handle);
    line.draggable = true;
    line.addEventListener("dragstart", ({ dataTransfer }) => {
      this.#dragged = chapter;
      dataTransfer?.setData("text/plain", nameOf(chapter));
      if (dataTransfer) dataTransfer.effectAllowed = "move";
    });
    line.addEventListener("dragend", () => {
      this.#dragged = null;
    });
    const isBefore = (/** @type {DragEvent} */ { clientY }) => {
      const { top, height } = line.getBoundingClientRect();
      return clientY < top + height / 2;
    };
    line.addEventListener("dragover", (event) => {
      if (!this.#dragged || !canStand(this.#dragged, chapter)) return;
      event.preventDefault();
      line.classList.toggle("before", isBefore(event));
      line.classList.toggle("after", !isBefore(event));
    });
    const clear = () => line.classList.remove("before", "after");
    line.addEventListener("dragleave", clear);
    line.addEventListener("drop", (event) => {
      clear();
      const dragged = this.#dragged;
      if (!dragged || !chapter.number) return;
      event.preventDefault();
      const next = following(chapter.number);
      const at = isBefore(event) ? chapter.number : next;
      const target = this.#chapters.find(({ number }) => number === at);
      if (target === dragged) return;
      if (target) void this.#insert(dragged, target);
      // Behind its own last sibling it gets the number of that.
      else void this.#renumber(dragged, this.#isLaterSibling(chapter.number, dragged.number ?? "") ? chapter.number : at);
    });
  }
}
