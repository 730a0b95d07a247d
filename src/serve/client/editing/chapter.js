// What is known of a chapter apart from its text: its title, summary, authors and more, as fields.

import { Kept } from "./kept.js";
import { button, element, fill, style } from "./ui.js";

/** @typedef {import("./ui.js").Context} Context */
/** @typedef {import("./api.js").Field} Field */
/** @typedef {import("./api.js").Value} Value */

const SHEET = style(`
  .hint { display: block; margin-bottom: 0.375rem; }
  input[type="date"] { max-width: 12rem; }
  textarea { min-height: 2.25rem; }
  .title { font: 600 1.25rem/1.3 var(--body); }
`);

/** What a field is for, where its name does not say it. */
const HINTS = ["summary", "goals", "themes", "authors", "lang", "draft", "updated"];

/**
 * Shows the fields of a chapter, and saves those that were changed.
 * @param {Context} context
 * @param {Record<string, Value>} [typed] what was changed before and not saved
 * @param {string} [first] the field that gets the focus
 * @returns {Promise<import("./api.js").Saved | null>}
 */
export function editChapter({ words, chapter, dialog, announce, save: make }, typed = {}, first = "title") {
  const fields = Object.entries(chapter.fields).map(([name, field]) => control(name, field, words, typed));
  const kept = new Kept();
  const keep = () => {
    if (isAsIs()) kept.drop();
    else kept.keep({ file: chapter.file, base: chapter.text, change: { do: "fields", values: changed() }, original: "", text: "", kind: "other", line: 0 });
  };
  const changed = () => Object.fromEntries(fields.filter(({ isChanged }) => isChanged()).map(({ name, value }) => [name, value()]));
  const isAsIs = () => Object.keys(changed()).length === 0;
  const content = (/** @type {(saved: import("./api.js").Saved | null) => void} */ close) => {
    const status = element("p", { class: "wrong", role: "alert" });
    const done = button(words.save, () => {}, { class: "main" });
    done.type = "submit";
    const cancel = button(words.cancel, () => close(null));
    const save = async () => {
      if (isAsIs()) return close(null);
      done.disabled = true;
      try {
        const saved = await make(chapter, { do: "fields", values: changed() });
        announce(words.saved);
        close(saved);
      } catch (error) {
        const { message, help } = /** @type {import("./api.js").Refusal} */ (error);
        status.textContent = [message, help].filter(Boolean).join("\n");
        done.disabled = false;
      }
    };
    const form = element(
      "form",
      { class: "stack", novalidate: true },
      ...fields.map(({ node }) => node),
      status,
      element("div", { class: "row end foot" }, cancel, done),
    );
    if (chapter.read_only) {
      form.prepend(element("p", { class: "doubtful" }, chapter.read_only));
      done.disabled = true;
    }
    form.addEventListener("input", keep);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void save();
    });
    form.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || (event.key !== "Enter" && event.key !== "s")) return;
      event.preventDefault();
      if (!done.disabled) void save();
    });
    (fields.find(({ name }) => name === first) ?? fields[0])?.field.setAttribute("autofocus", "");
    return [form];
  };
  const title = fill(words.chapter_title, { title: String(chapter.fields.title?.value ?? "") });
  // What was brought back is not lost if it is closed at once.
  keep();
  return dialog(title, content, { sheet: SHEET, mayClose: () => isAsIs() || confirm(words.discard) }).finally(() => kept.drop());
}

/**
 * One field with its label.
 * @param {string} name
 * @param {Field} data
 * @param {import("./ui.js").Words} words
 * @param {Record<string, Value>} typed
 */
function control(name, data, words, typed) {
  const hint = HINTS.includes(name) ? words[`chapter_${name}_hint`] : data.kind === "list" ? words.chapter_list_hint : undefined;
  const id = `field-${name}`;
  const described = hint ? `${id}-hint` : null;
  const note = hint ? [element("span", { class: "hint", id: `${id}-hint` }, hint)] : [];
  const { field, value } = input(name, name in typed ? { ...data, value: typed[name] } : data, { id, "aria-describedby": described });
  const before = JSON.stringify(input(name, data, {}).value());
  const label = data.label;
  const node =
    data.kind === "flag"
      ? element("div", {}, element("label", { class: "check" }, field, element("b", {}, label)), ...note)
      : element("div", {}, element("label", { class: "label", for: id }, label), ...note, field);
  return { name, node, field, value, isChanged: () => JSON.stringify(value()) !== before };
}

/**
 * The input for a value, and what it holds now; nothing if it is empty.
 * @param {string} name
 * @param {Field} data
 * @param {Record<string, string | null>} attributes
 * @returns {{ field: HTMLInputElement | HTMLTextAreaElement, value: () => Value }}
 */
function input(name, { kind, value }, attributes) {
  if (kind === "flag") {
    const field = element("input", { ...attributes, type: "checkbox" });
    field.checked = value === true;
    return { field, value: () => field.checked };
  }
  const text = Array.isArray(value) ? value.join("\n") : String(value ?? "");
  if (kind === "date" && /^(\d{4}-\d\d-\d\d)?$/.test(text)) {
    const field = element("input", { ...attributes, type: "date", value: text });
    return { field, value: () => field.value || null };
  }
  if (kind === "line" || kind === "date") {
    const field = element("input", { ...attributes, type: "text", class: name === "title" ? "title" : null });
    field.value = text;
    return { field, value: () => field.value.trim() || null };
  }
  const field = element("textarea", { ...attributes, class: "grows", rows: kind === "text" ? 2 : 1 });
  field.value = text;
  if (kind === "text") return { field, value: () => field.value.trim() || null };
  const items = () => field.value.split("\n").map((item) => item.trim()).filter(Boolean);
  return { field, value: () => (items().length > 0 ? items() : null) };
}
