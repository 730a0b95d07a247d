// The editor: turns a page of the preview into the place where it is written.
import { Adding } from "./adding.js";
import { Api, Refusal } from "./api.js";
import { document } from "./document.js";
import { Early } from "./early.js";
import { Forms } from "./forms.js";
import { History } from "./history.js";
import { keepFor } from "./kept.js";
import { Moving } from "./moving.js";
import { Opening } from "./opening.js";
import { Paragraphs } from "./paragraphs.js";
import { Pointing } from "./pointing.js";
import { Recovery } from "./recovery.js";
import { Rooms } from "./rooms.js";
import { Saving } from "./saving.js";
import { Session } from "./session.js";
import { Tools } from "./tools.js";
import { dialog, element, furnish, shadow, wordsOf } from "./ui.js";
import { View } from "./view.js";

/**
 * @typedef {import("./api.js").Chapter} Chapter
 * @typedef {import("./field.js").Field} Field
 * @typedef {import("./ui.js").Context} Context
 */

/**
 * What the script of the preview lets the editor do with the page.
 * @typedef {{
 *   token: string,
 *   guide: string,
 *   isEmpty: boolean,
 *   renew: () => Promise<string>,
 *   source: () => Document | null,
 *   show: (source: Document) => Promise<void>,
 *   isBroken: () => boolean,
 *   calm: (isCalm: boolean) => void,
 *   tellsLost: (isTold: boolean) => void,
 *   bar: HTMLElement,
 * }} Page
 */

/** Where a tab remembers that it edits. */
const MODE = "wijkengids.editing";

/** The editor of a page. Each of its parts does one thing, and reaches the others through it. */
export class Editor {
  #page;
  #room = shadow("editor");
  #status = element("div", { role: "status", class: "visually-hidden" });
  #alert = element("div", { role: "alert", class: "visually-hidden" });
  #pointing;
  /** Whether the preview cannot be reached. */
  isLost = false;

  /**
   * @param {Page} page
   * @param {Api} api
   * @param {import("./ui.js").Words} words
   */
  constructor(page, api, words) {
    this.#page = page;
    this.api = api;
    this.words = words;
    this.#room.host.lang = words.lang;
    this.#room.root.append(this.#status, this.#alert);
    document.body.append(this.#room.host);
    furnish(this.#room.root, words);
    this.early = new Early(this);
    this.view = new View(this, page);
    this.session = new Session(this);
    this.saving = new Saving(this);
    this.opening = new Opening(this);
    this.forms = new Forms(this);
    this.adding = new Adding(this);
    this.paragraphs = new Paragraphs(this);
    this.moving = new Moving(this);
    this.history = new History(this);
    this.recovery = new Recovery(this);
    this.rooms = new Rooms(this);
    this.tools = new Tools(words, {
      turn: () => void this.turn(!this.isOn),
      undo: () => void this.history.step("undo"),
      redo: () => void this.history.step("redo"),
      fields: () => void this.rooms.fields(),
      draft: () => void this.rooms.fields("draft"),
      tree: () => void this.rooms.tree(),
      whole: () => void this.rooms.whole(),
    });
    page.bar.append(this.tools.host);
    this.#pointing = new Pointing(this);
  }

  /** The chapter as the page shows it. */
  get chapter() {
    return this.view.chapter;
  }

  /** The field that is open. */
  get field() {
    return this.session.field;
  }

  /** Whether one edits. */
  get isOn() {
    return this.view.blocks !== null;
  }

  /** Whether a click is about to be handled. */
  get isPressed() {
    return this.#pointing.isPressed;
  }

  /** Whether the preview can be reached; one notice tells if not. @param {boolean} isLost */
  lost(isLost) {
    this.isLost = isLost;
    this.saving.lost(isLost);
    this.tools.lost(isLost);
    this.#page.tellsLost(isLost);
  }

  /** What other rooms get. @returns {Context} */
  context() {
    const chapter = /** @type {Chapter} */ (this.chapter);
    return {
      api: this.api,
      words: this.words,
      chapter,
      dialog,
      announce: (text, isWrong) => this.announce(text, isWrong),
      note: (text) => this.note(text),
      early: this.early,
      save: (base, change) => this.saving.save(base, change),
    };
  }

  /** Whether an element belongs to the editor, though not to a field. @param {Element | null} node */
  owns(node) {
    let root = node?.getRootNode();
    while (root instanceof ShadowRoot) {
      if (root === this.#room.root || root.host === this.tools.host) return true;
      root = root.host.getRootNode();
    }
    return false;
  }

  /**
   * Says something to those who see the page and those who hear it.
   * @param {string} text
   * @param {boolean} [isWrong]
   * @param {{ label: string, act: () => void }} [action]
   */
  announce(text, isWrong = false, action) {
    this.#speak(text, isWrong ? this.#alert : this.#status);
    this.tools.say(text, isWrong, action);
  }

  /** Says that something was saved. What is said before and can be answered, such as by bringing a text back, stays. */
  announceSaved() {
    const { saved } = this.words;
    if (this.tools.asks) this.#speak(saved, this.#status);
    else this.announce(saved);
  }

  /** @param {string} text @param {HTMLElement} region */
  #speak(text, region) {
    // The same words are read again only if they change.
    region.textContent = region.textContent === text ? `${text}\u00A0` : text;
  }

  /** Says what should be known of a change, after what is said of the change itself. @param {string | null} text */
  note(text) {
    if (text) setTimeout(() => this.announce(text, true), 1000);
  }

  /** Says something to those who hear the page; others see it elsewhere. @param {string} text */
  whisper(text) {
    this.#status.textContent = text;
  }

  /**
   * Says why something was refused.
   * @param {unknown} refusal
   * @param {Field} [field] where it is said, if that is open
   */
  refused(refusal, field) {
    const { message, help = null } = refusal instanceof Refusal ? refusal : { message: String(refusal) };
    if (refusal instanceof Refusal && refusal.isLost) {
      this.lost(true);
      void this.saving.alive().then(() => {
        if (this.field?.isOpen) this.field.again();
      });
      return;
    }
    // Those who see it see it once.
    if (field?.isOpen) {
      field.say(message, help);
      this.#speak(message, this.#alert);
    } else {
      this.announce(help && !field ? `${message} – ${help}` : message, true);
    }
  }

  /** Whether a chapter cannot be written, which is said then. @param {Chapter} chapter */
  isRefusing({ read_only: why }) {
    if (why !== null) this.announce(why, true);
    return why !== null;
  }

  /** Turns editing on or off. @param {boolean} isOn */
  async turn(isOn) {
    if (isOn === this.isOn) return;
    if (!isOn && this.field) await this.session.leave(this.field);
    try {
      sessionStorage.setItem(MODE, isOn ? "on" : "off");
    } catch {
      // It is then not remembered.
    }
    this.tools.turn(isOn);
    this.#page.calm(isOn);
    if (isOn) {
      await this.#begin();
    } else {
      this.lost(false);
      this.view.end();
    }
  }

  async #begin() {
    this.adding.learn();
    await this.view.begin({
      open: (at) => void this.opening.openPressed(at),
      add: (at, anchor) => void this.adding.add(at, anchor),
      begin: (typed = "") => void this.adding.open(null, { kind: "paragraph", text: typed, isTyped: typed !== "" }),
      move: (at, way) => void this.moving.move(at, way),
      remove: (at) => void this.moving.remove(at),
    });
    void this.history.refresh();
    await this.recovery.offer();
    await this.rooms.openNext();
  }
}

/**
 * Starts the editor of a page.
 * @param {Page} page
 */
export async function start(page) {
  keepFor(page.guide);
  const api = new Api(page.token, page.renew);
  const words = wordsOf(await api.words());
  api.lost = words.lost;
  const editor = new Editor(page, api, words);
  let mode = null;
  try {
    mode = sessionStorage.getItem(MODE);
  } catch {
    // Nothing is remembered here.
  }
  if (mode === "on") await editor.turn(true);
  else void editor.recovery.tell();
  return editor;
}
