// What was done can be undone, and done again.
import { remember } from "./rooms.js";
import { fill } from "./ui.js";
import { here } from "./view.js";

/** @typedef {import("./main.js").Editor} Editor */

export class History {
  #editor;

  /** @param {Editor} editor */
  constructor(editor) {
    this.#editor = editor;
  }

  /** Shows what can be taken back by now. */
  async refresh() {
    const { api, tools } = this.#editor;
    await api.history().then((history) => tools.history(history)).catch(() => {});
  }

  /** Takes back the last change, or makes it again. @param {"undo" | "redo"} way */
  async step(way) {
    const { api, saving, session, tools, view, words } = this.#editor;
    // What is about to be done is the last change by then.
    await session.changing;
    await saving.settled();
    try {
      const step = await saving.add(() => api[way]());
      tools.history(step);
      const said = fill(words[way === "undo" ? "undone" : "redone"], { what: step.label });
      const page = here();
      if (step.page && step.page !== page) {
        remember({ focus: true, said });
        location.assign(`/${step.page}`);
        return;
      }
      const had = view.chapter !== null;
      await view.load();
      if (had && !view.chapter && !view.isEmpty) {
        remember({ focus: true, said });
        location.assign(`/${await this.#above(page)}`);
        return;
      }
      if (view.chapter && !view.isBroken) await view.adopt(view.chapter, true);
      this.#editor.announce(said);
    } catch (refusal) {
      this.#editor.refused(refusal);
      void this.refresh();
    }
  }

  /** The page of the nearest chapter above one that is gone. @param {string} page */
  async #above(page) {
    const { chapters } = await this.#editor.api.tree();
    const parts = page.replace(/\.html$/, "").split(".");
    while (parts.length > 1) {
      parts.pop();
      const above = `${parts.join(".")}.html`;
      if (chapters.some((chapter) => chapter.page === above)) return above;
    }
    return "";
  }
}
