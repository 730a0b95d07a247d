// What was saved while the preview is away: the page shows it, as not saved yet, in the place of what it was.
import { element, shadow, style } from "./ui.js";

/** @typedef {import("./ui.js").Words} Words */

const STYLE = style(`
  :host { display: block; margin: 0 0 1rem; }
  :host([hidden]) { display: none; }
  .text { white-space: pre-wrap; overflow-wrap: anywhere; }
  .text:empty { display: none; }
  .note { color: var(--doubtful); font-size: 0.875rem; }
  .note::before { content: ""; display: inline-block; width: 0.5rem; height: 0.5rem; margin-right: 0.5rem; background: currentcolor; border-radius: 50%; }
`);

/** How what is waited for looks. */
const LOOKS = /** @type {const} */ (["fontFamily", "fontSize", "fontWeight", "fontStyle", "lineHeight", "color"]);

export class Waiting {
  #host;
  #old;

  /**
   * @param {Words} words
   * @param {string} text what was typed; nothing if the page shows that already, or cannot
   * @param {HTMLElement | null} old the element that shows what it was
   */
  constructor(words, text, old) {
    const { host, root } = shadow("waiting", STYLE);
    const shown = element("div", { class: "text" }, text);
    this.#host = host;
    this.#old = text === "" ? null : old;
    host.lang = words.lang;
    host.hidden = true;
    const looks = old && getComputedStyle(old);
    if (looks) for (const name of LOOKS) shown.style[name] = looks[name];
    root.append(shown, element("p", { class: "note", role: "status" }, words.not_saved_yet));
  }

  /** Takes its place in the page, unseen. @param {Element} node the element that it stands before */
  stand(node) {
    node.before(this.#host);
  }

  /** Shows it, as long as the preview is away. @param {boolean} isLost */
  show(isLost) {
    this.#host.hidden = !isLost;
    if (this.#old) this.#old.style.display = isLost ? "none" : "";
  }

  /** It is saved, or in a field again. */
  end() {
    this.show(false);
    this.#host.remove();
  }
}
