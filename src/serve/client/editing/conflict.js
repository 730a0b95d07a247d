// Two versions of one text: the writer chooses one, or writes a third.
import { replaced } from "./changes.js";
import { blockMoved } from "./moved.js";
import { parted, together as merged } from "./parting.js";
import { button, dialog, element, fill, style } from "./ui.js";

/**
 * @typedef {import("./api.js").Clash} Clash
 * @typedef {import("./ui.js").Context} Context
 */

const STYLE = style(`
  .two { display: grid; gap: 1rem; }
  @media (min-width: 48rem) { .two { grid-template-columns: 1fr 1fr; } }
  .version { min-width: 0; }
  pre {
    min-height: 4rem;
    max-height: 40vh;
    margin: 0.25rem 0 0.75rem;
    padding: 0.625rem 0.75rem;
    overflow: auto;
    background: var(--surface);
    border-radius: var(--radius);
    font: 1rem/1.5 var(--body);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  ins { background: color-mix(in srgb, var(--accent) 16%, transparent); text-decoration: none; }
  textarea { min-height: 8rem; font: 1rem/1.5 var(--body); }
`);

/**
 * @typedef {{ text: string, first_line: number, last_line: number }} Chosen the whole text with what is chosen, and the
 *   lines in which that stands: the last comes before the first if it is nothing
 * @typedef {{ file: string, base: string, change: import("./api.js").Change }} Elsewhere a change of another chapter
 */

/**
 * Shows both versions. Null if the choice is put off.
 * @param {Context} context
 * @param {Clash} clash
 * @returns {Promise<Chosen | Elsewhere | null>}
 */
export async function choose(context, clash) {
  const { before, base, theirs, yours, after } = parted(clash.base, clash.theirs, clash.yours);
  const isRemoved = theirs.trim() === "" && yours.trim() !== "";
  const moved = isRemoved ? await blockMoved(context.api, clash.chapter.file, base.trim()).catch(() => null) : null;
  const chosen = await (isRemoved ? askOfRemoved(context, yours, moved?.name) : ask(context, { base, theirs, yours }));
  if (chosen === null) return null;
  if (chosen === THERE) {
    if (!moved) return null;
    const { chapter, block } = moved;
    return { file: chapter.file, base: chapter.text, change: replaced(block.start, block.end, yours.trim()) };
  }
  const lines = before.split("\n").length;
  // What is left out takes no blank line.
  if (chosen === "") return { text: before + after.replace(/^\n/, ""), first_line: lines, last_line: lines - 1 };
  return { text: before + chosen + after, first_line: lines, last_line: lines + chosen.trimEnd().split("\n").length - 1 };
}

/** The block is changed where it is by now. */
const THERE = Symbol("there");

/**
 * Asks what becomes of a text that was removed elsewhere.
 * @param {Context} context
 * @param {string} yours
 * @param {string} [moved] the chapter in which it is by now
 * @returns {Promise<string | typeof THERE | null>}
 */
function askOfRemoved({ words }, yours, moved) {
  return dialog(
    words.conflict_removed,
    (/** @type {(chosen: string | typeof THERE) => void} */ close) => {
      const there = moved ? [button(words.change_there, () => close(THERE), { class: "main" })] : [];
      const back = button(words.put_back, () => close(yours), { class: moved ? undefined : "main" });
      const why = moved ? fill(words.conflict_elsewhere, { chapter: moved }) : words.conflict_removed_why;
      const out = button(words.leave_out, () => close(""));
      return [element("div", { class: "stack" }, element("p", {}, why), shown(words.mine, [yours.trim()]), element("div", { class: "row" }, ...there, back, out))];
    },
    { sheet: STYLE },
  );
}

/**
 * @param {Context} context
 * @param {{ base: string, theirs: string, yours: string }} clash
 * @returns {Promise<string | null>}
 */
function ask({ words }, clash) {
  return dialog(
    words.conflict,
    (close) => {
      const together = element("textarea", { class: "grows", "aria-label": words.together, rows: 4 });
      const { text, clashes } = merged(clash.base, clash.theirs, clash.yours);
      together.value = text;
      const hint = element("p", { class: "hint", hidden: clashes === 0 }, words.together_hint);
      const save = button(words.save_together, () => close(together.value), { class: "main" });
      const both = element("div", { class: "stack", hidden: true }, element("label", {}, element("span", { class: "label" }, words.together), together), hint, element("div", { class: "row end" }, save));
      const write = button(words.write_together, () => {
        both.hidden = false;
        write.setAttribute("aria-expanded", "true");
        together.focus();
      });
      write.setAttribute("aria-expanded", "false");
      return [
        element(
          "div",
          { class: "stack" },
          element("p", {}, words.conflict_why),
          element(
            "div",
            { class: "two" },
            version(words.mine, clash.yours, clash.theirs, button(words.keep_mine, () => close(clash.yours), { class: "main" })),
            version(words.theirs, clash.theirs, clash.yours, button(words.keep_theirs, () => close(clash.theirs))),
          ),
          element("div", { class: "row" }, write),
          both,
        ),
      ];
    },
    { class: "wide", sheet: STYLE },
  );
}

/**
 * @param {string} name
 * @param {string} text
 * @param {string} other
 * @param {HTMLButtonElement} take
 */
function version(name, text, other, take) {
  return element("section", { class: "version", "aria-label": name }, element("h3", {}, name), shown(name, compared(text, other)), take);
}

/**
 * @param {string} name
 * @param {(string | Node)[]} text
 */
function shown(name, text) {
  return element("pre", { tabindex: 0, role: "group", "aria-label": name }, ...text);
}

/**
 * A text in which the words that another lacks are marked.
 * @param {string} text
 * @param {string} other
 */
function compared(text, other) {
  const [words, others] = [text, other].map((one) => one.split(/(\s+)/));
  if (words.length * others.length > 1_000_000) return [text];
  const lengths = Array.from({ length: words.length + 1 }, () => new Uint16Array(others.length + 1));
  for (let i = words.length - 1; i >= 0; i -= 1) {
    for (let j = others.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = words[i] === others[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  /** @type {(string | Node)[]} */
  const parts = [];
  for (let [i, j] = [0, 0]; i < words.length; ) {
    if (j < others.length && words[i] === others[j]) {
      parts.push(words[i]);
      i += 1;
      j += 1;
    } else if (j < others.length && lengths[i][j + 1] > lengths[i + 1][j]) j += 1;
    else {
      parts.push(words[i].trim() === "" ? words[i] : element("ins", {}, words[i]));
      i += 1;
    }
  }
  return parts;
}
