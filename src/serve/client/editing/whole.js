// A whole file as text, for a chapter that cannot be read as one, and for those who like to see everything.
import { Refusal } from "./api.js";
import { Kept } from "./kept.js";
import { button, dialog, element, style } from "./ui.js";

/**
 * @typedef {import("./api.js").Chapter} Chapter
 * @typedef {import("./ui.js").Context} Context
 */

const STYLE = style(`
  textarea { height: min(60vh, 40rem); font: 0.9375rem/1.55 var(--code); tab-size: 4; resize: vertical; }
  .says > * + * { margin-top: 0.375rem; }
`);

/** How long someone has to stop typing before faults are told, in milliseconds. */
const PAUSE = 400;

/**
 * Opens a file, with the caret at a line. The chapter as it was saved, or null if it was left as it was.
 * @param {Context} context
 * @param {Chapter} chapter
 * @param {number} line
 * @param {string} [typed] what was typed in it before
 * @returns {Promise<Chapter | null>}
 */
export function editWhole({ api, words, announce, save: make }, chapter, line = 1, typed) {
  const shown = chapter.text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const area = element("textarea", { "aria-label": chapter.file, "aria-describedby": "problems", spellcheck: "false", autofocus: true, readonly: chapter.read_only !== null });
  area.value = typed ?? shown;
  const says = element("div", { id: "problems", class: "says", role: "status" });
  const kept = new Kept();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let isClosed = false;

  /** @type {() => import("./api.js").Change} */
  const change = () => ({ do: "file", text: area.value });

  /** @param {unknown} refusal */
  const refused = (refusal) => {
    const { message, help = null } = refusal instanceof Refusal ? refusal : { message: String(refusal) };
    says.replaceChildren(element("p", { class: "wrong" }, message), ...(help ? [element("p", { class: "hint" }, help)] : []));
  };

  const check = async () => {
    try {
      const { problems } = await api.draft(chapter.file, chapter.text, change());
      const parts = problems.slice(0, 8).map(({ is_error, message, help, line: at, column }) => {
        const go = button(`${at}:${column}`, () => goTo(area, at, column), { class: "plain" });
        const text = element("span", { class: is_error ? "wrong" : "doubtful" }, message);
        return element("div", {}, element("div", { class: "row" }, go, text), ...(help ? [element("p", { class: "hint" }, help)] : []));
      });
      if (!isClosed) says.replaceChildren(...parts);
    } catch (refusal) {
      if (!isClosed) refused(refusal);
    }
  };

  const result = dialog(
    chapter.file,
    (close) => {
      const save = async () => {
        if (area.value === shown) {
          close(null);
          return;
        }
        try {
          const saved = await make(chapter, change());
          kept.drop();
          announce(words.saved);
          close(saved.chapter);
        } catch (refusal) {
          refused(refusal);
        }
      };
      area.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => void check(), PAUSE);
        kept.keep({ file: chapter.file, base: chapter.text, change: change(), original: shown, text: area.value, kind: "other", line });
      });
      area.addEventListener("keydown", (event) => {
        const isSave = event.key === "Enter" || event.key.toLowerCase() === "s";
        if (!(event.ctrlKey || event.metaKey) || !isSave) return;
        event.preventDefault();
        void save();
      });
      const row = element("div", { class: "row end" }, button(words.cancel, () => close(null)), button(words.save, () => void save(), { class: "main" }));
      const why = chapter.read_only === null ? [] : [element("p", { class: "wrong" }, chapter.read_only)];
      return [element("div", { class: "stack" }, ...why, area, says, row)];
    },
    { class: "wide", sheet: STYLE },
  );
  goTo(area, line, 1);
  void check();
  return result.then((saved) => {
    isClosed = true;
    clearTimeout(timer);
    if (saved || area.value === shown) kept.drop();
    return saved;
  });
}

/**
 * Moves the caret to a place, and that into view.
 * @param {HTMLTextAreaElement} area
 * @param {number} line
 * @param {number} column
 */
function goTo(area, line, column) {
  const lines = area.value.split("\n");
  const at = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + Math.max(column - 1, 0);
  area.focus({ preventScroll: true });
  area.setSelectionRange(at, at);
  area.scrollTop = (area.scrollHeight / Math.max(lines.length, 1)) * Math.max(line - 4, 0);
}
