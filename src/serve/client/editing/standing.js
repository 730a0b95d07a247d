// Where a field stands on the page: what is around it, and what is brought into view while one writes.
import { pictures } from "./picture.js";
import { reveal, revealStart } from "./scrolling.js";
import { focused } from "./ui.js";
import { Waiting } from "./waiting.js";

/** @typedef {import("./field.js").Field} Field */

export class Standing {
  #field;
  #words;

  /**
   * @param {Field} field
   * @param {import("./ui.js").Words} words
   */
  constructor(field, words) {
    this.#field = field;
    this.#words = words;
  }

  /** The element that shows the block as it is in the file; null for a new one. */
  get #block() {
    const { like, original } = this.#field;
    return original !== "" && like?.isConnected ? like : null;
  }

  /** The last element of the page that shows the block, or else the field. */
  anchor() {
    return pictures().at(-1) ?? this.#block ?? this.#field.host;
  }

  /** What stands here in the page while it cannot be saved. @param {boolean} isDrawn whether the page shows the text */
  waiting(isDrawn) {
    const { area, host } = this.#field;
    const waiting = new Waiting(this.#words, isDrawn ? "" : area.value, this.#block);
    waiting.stand(host);
    return waiting;
  }

  /** Its place in the page was gone; it stands above its picture again. */
  reattach() {
    pictures()[0]?.before(this.#field.host);
  }

  /**
   * Brings a part of the page into view, as far as the line of the caret stays in view.
   * @param {Element} part
   */
  reveal(part) {
    const { top, bottom } = part.getBoundingClientRect();
    reveal(this.#field.area, top, bottom);
  }

  /** Brings the picture into view, while one types. */
  revealPicture() {
    const { area, isUntouched } = this.#field;
    const [picture] = pictures();
    if (picture && !isUntouched && focused() === area) revealStart(area, picture);
  }
}
