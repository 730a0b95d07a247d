// The controls of a field: the level of a heading and its themes as a lesson, the kind and title of a box, the
// language of code.
import { boxParts, withKind, withTitle } from "./box.js";
import { codeParts, LANGUAGES, withLanguage } from "./fence.js";
import { asLesson, headingParts, lessonOf, levelOf, withLevel } from "./heading.js";
import { makePlain } from "./plain.js";
import { noticeOf, withNotice } from "./quote.js";
import { capital, element, fill, focused, style } from "./ui.js";

/**
 * @typedef {import("./field.js").Field} Field
 * @typedef {import("./main.js").Editor} Editor
 * @typedef {{ above: HTMLElement[], below: HTMLElement[], read: () => void }} Controls what stands above and below
 *   the text; `read` shows in them what the source says
 */

/** The kinds of notices, by the names that boxes of these kinds have. */
const NOTICES = ["note", "tip", "important", "warning", "caution"];

/**
 * The controls that a field needs. What cannot be shown in them is in its text.
 * @param {Editor} editor
 * @param {Field} field
 * @returns {Controls}
 */
export function controlsOf(editor, field) {
  const { kind, source } = field;
  if (kind === "heading" && headingParts(source)) return headingControls(editor, field);
  if ((kind === "box" || kind === "example") && boxParts(source)) return boxControls(editor, field);
  if (kind === "code" && codeParts(source)) return codeControls(editor, field);
  if (kind === "quote" && noticeOf(source) !== null) return noticeControls(editor, field);
  return { above: [], below: [], read: () => {} };
}

/**
 * @param {Editor} editor
 * @param {Field} field
 * @returns {Controls}
 */
function headingControls({ words }, field) {
  const level = element("select", {});
  const check = element("input", { type: "checkbox" });
  const themes = element("input", { type: "text", placeholder: words.lesson_themes_hint });
  const lesson = element("label", { class: "check" }, check, words.is_lesson);
  const chosen = element("label", {}, words.heading_level, level);
  const named = element("label", { class: "wide" }, words.lesson_themes, themes);
  // A chapter has one title, which is no heading of its text.
  const first = levelOf(field.source) === 1 ? 1 : 2;
  for (let at = first; at <= 6; at += 1) level.append(element("option", { value: at }, fill(words.heading_of_level, { level: at })));
  level.append(element("option", { value: 0 }, capital(words.kind_paragraph)));
  const read = () => {
    const now = levelOf(field.source);
    const { isLesson, themes: names } = lessonOf(field.source);
    level.value = String(now);
    check.checked = isLesson;
    // All lessons look alike.
    chosen.hidden = isLesson;
    lesson.hidden = now === 0;
    named.hidden = !isLesson;
    // Those of a lesson that is none for now are there when it is one again.
    if (isLesson && themes !== focused()) themes.value = names;
  };
  const write = () => field.reframe(asLesson(field.source, check.checked, themes.value), "lesson");
  level.addEventListener("change", () => {
    if (level.value === "0") makePlain(field, words);
    else field.reframe(withLevel(field.source, Number(level.value)), "level");
    read();
  });
  check.addEventListener("change", write);
  themes.addEventListener("input", write);
  toText(themes, field);
  read();
  return { above: [], below: [element("div", { class: "row controls" }, chosen, lesson, named)], read };
}

/**
 * @param {Editor} editor
 * @param {Field} field
 * @returns {Controls}
 */
function boxControls({ words, adding }, field) {
  const kind = element("select", {});
  const title = element("input", { type: "text" });
  const read = () => {
    const fence = boxParts(field.source)?.fence;
    if (!fence) return;
    kind.replaceChildren(...kindsOf(adding.kinds, fence.kind).map(({ name, label }) => element("option", { value: name, selected: name === fence.kind }, capital(label))));
    if (title !== focused()) title.value = fence.title.trim();
  };
  kind.addEventListener("change", () => field.reframe(withKind(field.source, kind.value), "kind"));
  title.addEventListener("input", () => field.reframe(withTitle(field.source, title.value), "title"));
  toText(title, field);
  read();
  void adding.learned.then(read);
  const row = element("div", { class: "row controls" }, element("label", {}, words.box_kind, kind), element("label", { class: "wide" }, words.tree_title_field, title));
  return { above: [row], below: [], read };
}

/**
 * @param {Editor} editor
 * @param {Field} field
 * @returns {Controls}
 */
function noticeControls({ words, adding }, field) {
  const kind = element("select", {});
  const read = () => {
    const known = adding.kinds.filter(({ name }) => NOTICES.includes(name));
    const now = noticeOf(field.source) ?? "";
    const isNow = (/** @type {string} */ name) => name === now.toLowerCase();
    const own = known.some(({ name }) => isNow(name)) ? [] : [{ name: now, label: now }];
    const options = [...known, ...own].map(({ name, label }) => element("option", { value: isNow(name) ? now : name.toUpperCase(), selected: isNow(name) || name === now }, capital(label)));
    kind.replaceChildren(...options);
  };
  kind.addEventListener("change", () => field.reframe(withNotice(field.source, kind.value), "kind"));
  read();
  void adding.learned.then(read);
  return { above: [element("div", { class: "row controls" }, element("label", {}, words.box_kind, kind))], below: [], read };
}

/**
 * @param {Editor} editor
 * @param {Field} field
 * @returns {Controls}
 */
function codeControls({ words }, field) {
  const language = element("input", { type: "text", list: "languages", spellcheck: "false", autocapitalize: "off", placeholder: words.code_language_hint });
  const known = element("datalist", { id: "languages" }, ...LANGUAGES.map((value) => element("option", { value })));
  const read = () => {
    if (language !== focused()) language.value = codeParts(field.source)?.fence.language ?? "";
  };
  language.addEventListener("input", () => field.reframe(withLanguage(field.source, language.value), "language"));
  toText(language, field);
  read();
  return { above: [element("div", { class: "row controls" }, element("label", {}, words.code_language, language), known)], below: [], read };
}

/**
 * The kinds that a box can have, with the one it has by the name that the file calls it.
 * @param {import("./api.js").BoxKind[]} kinds
 * @param {string} now
 */
function kindsOf(kinds, now) {
  const isNow = (/** @type {import("./api.js").BoxKind} */ { name, also }) => [name, also].includes(now.toLowerCase());
  const own = kinds.find(isNow);
  if (!own) return [...kinds, { name: now, label: now }];
  return kinds.map((kind) => (kind === own ? { ...kind, name: now } : kind));
}

/**
 * Enter leads from a control to the text.
 * @param {HTMLInputElement} input
 * @param {Field} field
 */
function toText(input, field) {
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return;
    event.preventDefault();
    field.focus();
  });
}

export const STYLE = style(`
  .controls { flex-basis: 100%; gap: 0.375rem 1rem; padding: 0.25rem 0.5rem 0.5rem; font-size: 0.9375rem; }
  .field > .controls { padding: 0.5rem var(--out) 0.25rem; }
  .controls label { display: flex; gap: 0.5rem; align-items: center; }
  .controls .check input { translate: none; }
  .controls .wide { flex: 1 1 14rem; }
  .controls select { width: auto; min-width: 0; }
  .controls :is(input[type="text"], select) { min-height: 2rem; padding: 0.125rem 0.5rem; }
  @media (pointer: coarse) { .controls label { min-height: 2.75rem; } .controls :is(input[type="text"], select) { min-height: 2.75rem; } }
`);
