// The editor's part of the preview's bar: turning it on and off, undo, and what concerns the whole
// chapter.
import { button, element, icon, ICONS, shadow, style } from "./ui.js";

/**
 * @typedef {import("./ui.js").Words} Words
 * @typedef {{ turn: () => void, undo: () => void, redo: () => void, fields: () => void, draft: () => void, tree: () => void, whole: () => void }} Acts
 */

/** How long a notice stays, in milliseconds. One with a button stays longer. */
const STAYS = 2500;
const STAYS_LONG = 12_000;

const STYLE = style(`
  :host { display: block; max-width: 100%; }
  section { display: flex; flex-wrap: wrap; gap: 0.375rem; align-items: center; justify-content: flex-end; }
  .group {
    display: flex;
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 6px;
    box-shadow: 0 0.25rem 1rem rgb(0 0 0 / 14%);
  }
  .group button { border: 0; border-radius: 5px; }
  .draft { color: var(--doubtful); font-weight: 600; }
  .mode[aria-pressed="false"] { background: var(--paper); }
  .short { display: none; }
  /* A finger shows no name of an icon, so that stands below it. */
  @media (max-width: 30rem) {
    /* What is said stands above all buttons, also those of the preview, one thing at a time. */
    :host, section { display: contents; }
    .note { order: -1; flex: 1 0 100%; font-size: 0.875rem; }
    .note.says { flex-wrap: nowrap; justify-content: space-between; }
    .note.says:not([hidden]) + .offer { display: none; }
    .short { display: block; }
    .group button:not(.draft) {
      flex: none;
      flex-direction: column;
      gap: 0;
      width: auto;
      min-width: 2.5rem;
      min-height: 2.75rem;
      padding: 0.125rem 0.25rem;
      font-size: 0.6875rem;
      line-height: 1.2;
    }
  }
  /* On a small screen the field has the room. */
  @media (max-width: 48rem) { .writing .group { display: none; } }
  .note {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
    max-width: min(100%, 48rem);
    padding: 0.375rem 0.75rem;
    font-size: 0.9375rem;
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 6px;
    box-shadow: 0 0.25rem 1rem rgb(0 0 0 / 14%);
  }
  .note button { min-height: 1.75rem; padding: 0 0.625rem; }
  .note button { flex: none; }
  @media (pointer: coarse) { .note button { min-height: 2.25rem; } }
`);

export class Tools {
  #words;
  #mode;
  #group = element("div", { class: "group", hidden: true });
  #note = element("div", { class: "note says", hidden: true });
  #offer = element("div", { class: "note offer", hidden: true });
  #section;
  #undo;
  #redo;
  /** What concerns a chapter. @type {HTMLButtonElement[]} */
  #ofChapter;
  /** Says that the chapter is a draft. @type {HTMLButtonElement} */
  #draft;
  /** Whether what is said has a button that does something about it. */
  #hasAction = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #isLost = false;

  /**
   * @param {Words} words
   * @param {Acts} acts
   */
  constructor(words, acts) {
    this.#words = words;
    const { host, root } = shadow("tools", STYLE);
    this.host = host;
    host.slot = "tools";
    host.lang = words.lang;
    const tool = (/** @type {string} */ label, /** @type {string} */ short, /** @type {string} */ shape, /** @type {() => void} */ act, key = "") => {
      const made = button(label, act, { icon: shape, class: "plain", key });
      made.append(element("span", { class: "short" }, short));
      return made;
    };
    const tree = button(words.tree, acts.tree, { icon: ICONS.tree, class: "plain tree", showsLabel: true });
    tree.replaceChildren(icon(ICONS.tree), element("span", {}, words.tree));
    tree.title = words.tree;
    this.#undo = tool(words.undo, words.undo_short, ICONS.undo, () => this.#undo.getAttribute("aria-disabled") !== "true" && acts.undo(), "Ctrl-Z");
    this.#redo = tool(words.redo, words.redo_short, ICONS.redo, () => this.#redo.getAttribute("aria-disabled") !== "true" && acts.redo(), "Ctrl-Shift-Z");
    this.#ofChapter = [tool(words.fields, words.fields_short, ICONS.fields, acts.fields), tool(words.whole, words.whole_short, ICONS.code, acts.whole)];
    this.#draft = button(words.is_draft, acts.draft, { class: "plain draft" });
    this.#draft.title = words.is_draft_hint;
    this.#draft.hidden = true;
    this.#group.append(this.#draft, this.#undo, this.#redo, ...this.#ofChapter, tree);
    this.#mode = button(words.edit, acts.turn, { icon: ICONS.edit, showsLabel: true, class: "mode", key: "E" });
    this.#mode.setAttribute("aria-pressed", "false");
    this.#mode.setAttribute("aria-keyshortcuts", "E");
    this.#mode.replaceChildren(icon(ICONS.edit), element("span", {}, words.edit));
    const bar = element("div", { class: "group" }, this.#mode);
    this.#section = element("section", { "aria-label": words.edit }, this.#note, this.#offer, this.#group, bar);
    root.append(this.#section);
    this.history({ undo: null, redo: null });
  }

  /** @param {boolean} isOn */
  turn(isOn) {
    this.#mode.setAttribute("aria-pressed", String(isOn));
    this.#group.hidden = !isOn;
    if (!isOn) {
      this.#hide(this.#note);
      this.#hide(this.#offer);
    }
  }

  /** Whether a field is open. @param {boolean} isWriting */
  writing(isWriting) {
    this.#section.classList.toggle("writing", isWriting);
    if (isWriting && !this.#isLost) this.say("");
  }

  /** @param {import("./api.js").Chapter | null} chapter */
  chapter(chapter) {
    for (const tool of this.#ofChapter) tool.hidden = chapter === null;
    this.#draft.hidden = chapter?.fields.draft?.value !== true;
  }

  /** @param {import("./api.js").History} history */
  history({ undo, redo }) {
    const { words } = { words: this.#words };
    for (const [tool, name, what, key] of /** @type {const} */ ([
      [this.#undo, words.undo, undo, "Ctrl-Z"],
      [this.#redo, words.redo, redo, "Ctrl-Shift-Z"],
    ])) {
      // A button that loses the focus by being disabled would lose the reader's place.
      tool.setAttribute("aria-disabled", String(what === null));
      const label = what === null ? name : `${name}: ${what}`;
      tool.setAttribute("aria-label", label);
      tool.title = `${label} (${key})`;
    }
  }

  /**
   * Says something for a moment.
   * @param {string} text
   * @param {boolean} isWrong
   * @param {{ label: string, act: () => void }} [action]
   */
  say(text, isWrong = false, action) {
    if (this.#isLost && !isWrong) return;
    clearTimeout(this.#timer);
    this.#hide(this.#note, text === "");
    const says = element("span", { class: isWrong ? "wrong" : null }, text);
    const parts = action ? [this.#act(action, this.#note)] : [];
    if (isWrong) parts.push(this.#act({ label: this.#words.close, act: () => {} }, this.#note));
    this.#note.replaceChildren(says, ...parts);
    this.#hasAction = action !== undefined;
    if (!isWrong) this.#timer = setTimeout(() => this.#hide(this.#note), action ? STAYS_LONG : STAYS);
  }

  /** Whether what is said can be answered. */
  get asks() {
    return this.#hasAction && !this.#note.hidden;
  }

  /** Says that the preview cannot be reached, as long as that is so. @param {boolean} isLost */
  lost(isLost) {
    if (isLost === this.#isLost) return;
    this.#isLost = false;
    if (isLost) this.say(this.#words.unsaved, true);
    else this.#hide(this.#note);
    this.#isLost = isLost;
  }

  /**
   * Offers something until it is answered.
   * @param {string} text
   * @param {{ label: string, act: () => void }[]} actions
   */
  offer(text, actions) {
    this.#hide(this.#offer, false);
    this.#offer.replaceChildren(element("span", {}, text), ...actions.map((action) => this.#act(action, this.#offer)));
  }

  /** Offers nothing any more. */
  withdraw() {
    this.#hide(this.#offer);
  }

  /**
   * Hides a note, or shows it; the preview's own are hidden on a small screen meanwhile.
   * @param {HTMLElement} note
   * @param {boolean} [isHidden]
   */
  #hide(note, isHidden = true) {
    note.hidden = isHidden;
    this.host.parentElement?.toggleAttribute("data-says", !this.#note.hidden || !this.#offer.hidden);
  }

  /**
   * @param {{ label: string, act: () => void }} action
   * @param {HTMLElement} note
   */
  #act({ label, act }, note) {
    return button(label, () => {
      this.#hide(note);
      act();
    });
  }
}

