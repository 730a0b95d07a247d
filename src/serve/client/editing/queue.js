// What is asked of the preview one after the other, so that each change starts from the text that the one
// before it made.
import { Refusal } from "./api.js";

/**
 * @typedef {import("./api.js").Change} Change
 * @typedef {import("./api.js").Clash} Clash
 * @typedef {import("./api.js").Saved} Saved
 * @typedef {import("./conflict.js").Chosen} Chosen
 * @typedef {import("./conflict.js").Elsewhere} Elsewhere
 */

/** How long it takes to try again by itself, in milliseconds. */
const AGAIN = 3000;

export class Queue {
  #api;
  #lost;
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();
  /** Those who wait until the preview is there again. @type {(() => void)[]} */
  #waiting = [];

  /**
   * @param {import("./api.js").Api} api
   * @param {(isLost: boolean) => void} lost is told whether the preview can be reached
   */
  constructor(api, lost) {
    this.#api = api;
    this.#lost = lost;
  }

  /** Until everything that was asked is done. */
  async idle() {
    await this.#last;
  }

  /**
   * Does something after what was asked before.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  add(work) {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }

  /** The preview is there. */
  wake() {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Until the preview is there again, or until it is time to try. @returns {Promise<void>} */
  alive() {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      setTimeout(resolve, AGAIN);
    });
  }

  /**
   * Makes a change in a file.
   * @param {string} file
   * @param {string} base
   * @param {Change} change
   * @param {{ choose: (clash: Clash) => Promise<Chosen | Elsewhere | null>, find: (file: string, base: string) => Promise<string | null> }} asks
   *   `choose` is the text of the file, if it was changed on both sides, or a change of another; null to leave it. `find` is the file that
   *   has the text by now, if it is another
   * @param {boolean} waits whether it waits as long as the preview cannot be reached
   * @returns {Promise<Saved>}
   */
  save(file, base, change, { choose, find }, waits) {
    return this.add(async () => {
      /** @type {Chosen | null} */
      let chosen = null;
      for (;;) {
        try {
          const saved = await this.#api.save(file, base, change);
          this.#lost(false);
          return chosen ? placed(saved, chosen) : saved;
        } catch (refusal) {
          if (!(refusal instanceof Refusal)) throw refusal;
          if (refusal.isLost && waits) {
            this.#lost(true);
            await this.alive();
            continue;
          }
          const other = refusal.clash || refusal.status === 404 ? await find(file, base) : null;
          if (other !== null) {
            file = other;
            continue;
          }
          const answer = refusal.clash && (await choose(refusal.clash));
          if (!refusal.clash || answer === null) throw refusal;
          chosen = "change" in answer ? null : answer;
          if ("change" in answer) ({ file, base, change } = answer);
          else [base, change] = [refusal.clash.chapter.text, { do: "file", text: answer.text }];
        }
      }
    });
  }
}

/**
 * What was saved, with the place of what was chosen, also if that is what the file had already.
 * @param {Saved} saved
 * @param {Chosen} chosen
 * @returns {Saved}
 */
function placed(saved, { text, first_line, last_line }) {
  const [now, then] = [saved.chapter.text, text].map((one) => one.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n").trimEnd());
  return now === then ? { ...saved, first_line, last_line } : saved;
}
