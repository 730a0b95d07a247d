// What the plus between blocks offers, and how each begins.
import { menu } from "./choice.js";
import { capital, ICONS } from "./ui.js";

/**
 * @typedef {import("./api.js").Kind} Kind
 * @typedef {import("./ui.js").Context} Context
 * @typedef {{ kind: Kind, text: string, caret?: number, isTyped?: boolean, past?: import("./field.js").Past }} Start how a new block begins: its
 *   text, where the caret stands in what is shown of it, whether the text was typed before, and what can be taken back
 */

/**
 * Asks what to add. Null if nothing is chosen.
 * @param {Context} context
 * @param {{ left: number, top: number, bottom: number }} anchor
 * @param {{ level: number, kinds: import("./api.js").BoxKind[] }} around the level of the headings above,
 *   and the kinds of boxes
 * @returns {Promise<Start | "table" | "figure" | null>} tables and figures are made in dialogs of their own
 */
export async function chooseStart({ words, chapter }, anchor, { level, kinds }) {
  const heading = `${"#".repeat(level)} `;
  /** @type {{ label: string, icon: string, value: Start | "box" | "table" | "figure" }[]} */
  const items = [
    { label: words.kind_paragraph, icon: "M4 6h16M4 10h16M4 14h16M4 18h9", value: { kind: "paragraph", text: "" } },
    { label: words.kind_heading, icon: ICONS.heading, value: { kind: "heading", text: heading } },
    { label: words.kind_lesson, icon: "M4 6l8-3 8 3-8 3zM7 8v6c3 3 7 3 10 0V8M20 6v7", value: { kind: "heading", text: "## {.les}" } },
    { label: words.kind_list, icon: ICONS.list, value: { kind: "list", text: "- " } },
    { label: words.kind_numbers, icon: "M10 6h10M10 12h10M10 18h10M4 5l1.5-1v5M4 15.5h2.5L4 19h2.5", value: { kind: "list", text: "1. " } },
    { label: words.kind_box, icon: "M4 5h16v14H4zM8 9h8M8 13h5", value: "box" },
    { label: words.kind_example, icon: "M12 4a5 5 0 0 1 3 9v2H9v-2a5 5 0 0 1 3-9zM10 18h4M11 21h2", value: boxed("example", "voorbeeld") },
    { label: words.kind_quote, icon: ICONS.quote, value: { kind: "quote", text: "> " } },
    { label: words.kind_table, icon: ICONS.table, value: "table" },
    { label: words.kind_figure, icon: ICONS.figure, value: "figure" },
    { label: words.kind_code, icon: ICONS.code, value: { kind: "code", text: "```\n\n```" } },
    { label: words.kind_footnote, icon: ICONS.note, value: { kind: "footnote", text: noteStart(chapter.text) } },
  ];
  const chosen = await menu(words.add, anchor, items.map((item) => ({ ...item, label: capital(item.label) })));
  if (chosen !== "box") return chosen;
  const boxes = kinds.length > 0 ? kinds : [{ name: "kader", label: words.kind_box }];
  return menu(
    capital(words.kind_box),
    anchor,
    boxes.map(({ name, label }) => ({ label: capital(label), value: boxed("box", name) })),
  );
}

/**
 * A box without a title, to write in.
 * @param {Kind} kind
 * @param {string} name
 * @returns {Start}
 */
function boxed(kind, name) {
  return { kind, text: `::: ${name}\n:::` };
}

/** The start of the text of a note that no other has the mark of. @param {string} whole */
function noteStart(whole) {
  let number = 1;
  while (whole.includes(`[^${number}]:`)) number += 1;
  return `[^${number}]: `;
}
