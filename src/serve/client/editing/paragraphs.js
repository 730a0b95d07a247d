// Enter and Backspace at the ends of a paragraph: the next one begins, and two become one.
import { inserted, replaced } from "./changes.js";
import { document } from "./document.js";
import { Field } from "./field.js";
import { shapeOf } from "./shape.js";
import { fill } from "./ui.js";

/**
 * @typedef {import("./api.js").Block} Block
 * @typedef {import("./field.js").Origin} Origin
 * @typedef {import("./taking-back.js").Steps} Steps
 * @typedef {import("./main.js").Editor} Editor
 */

export class Paragraphs {
  #editor;

  /** @param {Editor} editor */
  constructor(editor) {
    this.#editor = editor;
  }

  /**
   * Enter at the end: saves, and starts the next paragraph at once.
   * @param {Field} field
   */
  next(field) {
    const { saving, session, view, words, chapter } = this.#editor;
    const { block } = session;
    const isNew = field.original === "";
    if (!chapter || (!block && !field.isChanged)) return;
    const shown = field.standing.anchor();
    const leaving = field.isChanged ? session.save(field) : session.close(field, false).then(() => null);
    /** @type {Promise<Origin>} */
    const origin = leaving.then((saved) => {
      const now = saved?.chapter ?? chapter;
      const at = saved ? saving.lastBlock(saved) : session.lastOf(block);
      const anchor = now.blocks[at];
      if (!saved && (isNew || !anchor)) throw new Error("not saved");
      const node = view.element(at);
      // A block that was drawn after this field opened stands above it.
      if (node && node.parentElement === fresh.host.parentElement && fresh.host.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) fresh.host.before(node);
      session.follows(anchor ?? null);
      return { chapter: now, change: inserted(anchor ?? null) };
    });
    const fresh = new Field(this.#editor, {
      kind: "paragraph",
      text: "",
      original: "",
      label: fill(words.new_field, { what: words.kind_paragraph }),
      at: (host) => (shown.isConnected ? shown.after(host) : view.container()?.append(host)),
      like: document.querySelector("main p[data-source]"),
      origin,
      meanwhile: { chapter, change: inserted(block) },
      line: block?.last_line ?? 0,
      follows: field,
      past: { undo: () => this.join(fresh, field.past.steps) },
    });
    origin.catch(() => {
      if (session.field === fresh) void session.close(fresh, true);
    });
    session.open(fresh, block);
  }

  /**
   * Backspace at the start: the paragraph joins the one above, in one field.
   * @param {Field} field
   * @param {Steps} [steps] what was typed in that field before, if it was there before
   */
  join(field, steps) {
    return this.#editor.session.changes(() => this.#join(field, steps));
  }

  /**
   * @param {Field} field
   * @param {Steps} [steps]
   */
  async #join(field, steps) {
    const { opening, session, view } = this.#editor;
    const chapter = await field.settled();
    const { original } = field;
    const text = field.area.value;
    const { block } = session;
    if (!chapter || !block || session.field !== field) return;
    const isNew = original === "";
    const at = chapter.blocks.findIndex(({ start, kind }) => start === block.start && kind === block.kind);
    const above = isNew ? block : chapter.blocks.slice(0, at).findLast(({ parent, kind }) => parent === block.parent && kind !== "footnote");
    if (!above) return;
    const isSame = above.kind === "paragraph" || (above.kind === "heading" && text.trim() === "");
    const node = view.element(chapter.blocks.indexOf(above));
    if (!isSame || !node) {
      if (text.trim() !== "" && !isNew) return;
      await session.leave(field);
      const index = session.indexOf(above);
      if (index >= 0) await opening.open(index);
      return;
    }
    const gap = text.trim() === "" ? "" : above.text.includes("\n") || text.includes("\n") ? "\n" : " ";
    const { shown, framed } = shapeOf(above.kind, above.text);
    const joined = framed(shown + gap + text.trimStart());
    const caret = shown.length + gap.length;
    const last = isNew ? above : block;
    const part = this.#parting(field, above, block);
    await session.drop(field);
    session.open(
      new Field(this.#editor, {
        kind: above.kind,
        text: joined,
        original: isNew ? above.text : `${above.text}\n\n${original}`,
        label: opening.label(above),
        at: (host) => node.before(host),
        like: node,
        origin: Promise.resolve({ chapter, change: (result) => replaced(above.start, last.end, result) }),
        select: [caret, caret],
        line: above.line,
        past: { steps, undo: part },
      }),
      { ...above, end: last.end },
    );
  }

  /**
   * What takes a join back: the paragraph has a field of its own again, with the caret at its start.
   * @param {Field} field
   * @param {Block} above
   * @param {Block} block
   */
  #parting({ kind, text, isChanged, original, past }, above, block) {
    const { adding, opening, session } = this.#editor;
    const part = async () => {
      const joined = session.field;
      const steps = joined?.past.steps;
      const redo = () => session.field && this.join(session.field, steps);
      if (joined) await session.drop(joined);
      if (original === "") await adding.open(session.indexOf(above), { kind, text, caret: 0, isTyped: text !== "", past: { ...past, redo } });
      else await opening.open(session.indexOf(block), { select: [0, 0], ...(isChanged ? { text } : {}), past: { ...past, redo } });
    };
    return () => session.changes(part);
  }
}
