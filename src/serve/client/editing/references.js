// Refers to a chapter, a lesson, a figure, a table or an anchor by its number or its words.

import { isInCode } from "./code.js";
import { insert } from "./insert.js";
import { plain } from "./typeahead.js";
import { element, style } from "./ui.js";

/** @typedef {import("./ui.js").Context} Context */
/** @typedef {import("./api.js").Target} Target */

const PICKER = style(`
  dialog > .content { padding: 0.75rem 1.25rem 1.25rem; }
  [role="listbox"] { min-height: 8rem; max-height: min(24rem, 50vh); margin: 0.5rem -0.75rem 0; overflow-y: auto; }
  [role="option"] { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: 0.5rem 0.75rem; border-radius: var(--radius); cursor: pointer; }
  [role="option"] b { font-weight: 600; overflow-wrap: anywhere; }
  [role="option"] small { color: var(--muted); font-size: 0.8125rem; }
  [role="option"] .context { grid-column: 1 / -1; color: var(--muted); font-size: 0.875rem; overflow-wrap: anywhere; }
  [role="option"][aria-selected="true"] { background: color-mix(in oklab, var(--accent) 12%, var(--paper)); box-shadow: inset 3px 0 var(--accent); }
  [role="option"][aria-selected="true"] :is(small, .context) { color: var(--ink); }
  .status:not(:empty) { padding: 0.75rem 0; color: var(--muted); }
  .hint { margin-top: 0.5rem; }
`);

/**
 * Asks what to refer to.
 * @param {Context} context
 * @param {{ shown?: string, isTyped?: boolean }} [options] `shown` are the words of the link;
 *   without them the reader sees the number and the title. Of who typed the brackets nothing is lost: `]]`
 *   ends what is typed here, and Escape leaves it as it is
 * @returns {Promise<string | null>} what Markdown writes
 */
export async function pickReference({ api, words, chapter, dialog, early }, { shown = "", isTyped = false } = {}) {
  const field = element("input", {
    type: "text",
    role: "combobox",
    "aria-label": words.reference_search,
    "aria-expanded": "true",
    "aria-controls": "targets",
    "aria-autocomplete": "list",
    "aria-describedby": "keys",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: words.reference_search,
    autofocus: true,
  });
  const content = (/** @type {(value: string | null) => void} */ close) => {
    const list = element("div", { role: "listbox", id: "targets", "aria-label": words.reference_found });
    const status = element("p", { class: "status", role: "status" });
    /** @type {Target[]} */
    let targets = [];
    let at = 0;
    let asked = 0;

    const mark = () => {
      [...list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
      const chosen = list.children[at];
      if (chosen) field.setAttribute("aria-activedescendant", chosen.id);
      else field.removeAttribute("aria-activedescendant");
      chosen?.scrollIntoView({ block: "nearest" });
    };

    const look = async () => {
      const number = ++asked;
      try {
        const found = await api.targets(field.value.trim(), chapter.file);
        // An answer to what was typed before is of no use any more.
        if (number !== asked) return;
        targets = found.targets;
        status.textContent = targets.length > 0 ? "" : words.reference_none;
      } catch (error) {
        if (number !== asked) return;
        targets = [];
        status.textContent = error instanceof Error ? error.message : String(error);
      }
      at = isTyped && !isMeant(targets[0], field.value) ? -1 : 0;
      list.hidden = targets.length === 0;
      list.replaceChildren(...targets.map(option));
      mark();
    };

    /** @param {Target} target @param {number} index */
    const option = (target, index) => {
      const node = element(
        "div",
        { role: "option", id: `target-${index}`, "aria-selected": "false" },
        element("b", {}, target.label),
        element("small", {}, words[`reference_${target.kind}`] ?? ""),
      );
      if (target.context) node.append(element("span", { class: "context" }, target.context));
      node.addEventListener("pointermove", () => {
        if (at === index) return;
        at = index;
        mark();
      });
      node.addEventListener("click", () => close(written(target.reference, shown)));
      return node;
    };

    let looking = look();
    let isChoosing = false;
    const choose = async () => {
      isChoosing = true;
      // The answer to what was typed last is what is chosen from. What is typed meanwhile is for the field.
      await early.during(() => looking);
      isChoosing = false;
      const target = targets[at];
      if (target) {
        close(written(target.reference, shown));
      } else {
        // Nothing was chosen, so that it was typed here.
        early.release();
      }
    };
    field.addEventListener("input", () => {
      if (isTyped && field.value.includes("]]")) close(`[[${field.value}`);
      else looking = look();
    });
    field.addEventListener("keydown", (event) => {
      if (isChoosing) {
        early.hold(event);
        return;
      }
      const count = targets.length;
      const to = { ArrowDown: at + 1, ArrowUp: Math.max(at, 0) - 1, PageDown: Math.min(at + 6, count - 1), PageUp: Math.max(at - 6, 0) }[event.key];
      if (to !== undefined && count > 0) {
        at = (to + count) % count;
        mark();
      } else if (event.key === "Enter" && !event.isComposing) {
        void choose();
      } else {
        return;
      }
      event.preventDefault();
    });
    return [field, list, status, element("p", { class: "hint keys", id: "keys" }, words.reference_keys)];
  };
  const choice = dialog(words.reference_title, content, { sheet: PICKER });
  early.release();
  const chosen = await choice;
  return chosen === null && isTyped ? `[[${field.value}` : chosen;
}

/**
 * Whether a target is what was typed, not only something like it.
 * @param {Target | undefined} target
 * @param {string} query
 */
function isMeant(target, query) {
  if (!target) return false;
  const text = plain(`${target.label} ${target.context} ${target.reference}`);
  return plain(query.replace(/^#/, "")).split(/\s+/).every((word) => text.includes(word));
}

/**
 * A reference with words of its own.
 * @param {string} reference
 * @param {string} words
 */
function written(reference, words) {
  const text = words.trim().replace(/\s+/g, " ").replaceAll("|", "\\|");
  return text && !text.includes("]]") ? reference.replace(/\]\]$/, `|${text}]]`) : reference;
}

/**
 * Opens the picker in a field: when `[[` is typed, and with Ctrl-K.
 * @param {HTMLTextAreaElement | HTMLInputElement} field
 * @param {Context} context
 */
export function offerReferences(field, context) {
  field.addEventListener("input", (event) => {
    const at = field.selectionStart ?? 0;
    const isTyped = event instanceof InputEvent && event.inputType === "insertText" && event.data === "[";
    if (isTyped && field.value.slice(0, at).endsWith("[[") && !isInCode(field.value.slice(0, at)) && !isCode(field.value.slice(0, at))) void insertReference(field, context, at - 2, at);
  });
  field.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || event.shiftKey || event.altKey) return;
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    event.stopPropagation();
    void insertReference(field, context);
  });
}

/** Whether a text ends within a span of code. @param {string} before */
function isCode(before) {
  return (before.slice(before.lastIndexOf("\n\n") + 1).split("`").length - 1) % 2 === 1;
}

/**
 * Asks for a reference and puts it in a field; selected words become its text.
 * @param {HTMLTextAreaElement | HTMLInputElement} field
 * @param {Context} context
 * @param {number} from
 * @param {number} to
 */
export function insertReference(field, context, from = field.selectionStart ?? 0, to = field.selectionEnd ?? 0) {
  return context.early.during(async () => {
    const selected = field.value.slice(from, to);
    const reference = await pickReference(context, selected === "[[" ? { isTyped: true } : { shown: selected });
    if (reference === null) field.focus();
    else insert(field, reference, from, to);
  }, { asks: true });
}
