// What is pasted from Word, a web page or the clipboard's pictures becomes Markdown.

import { isInCode } from "./code.js";
import { isMarked } from "./html.js";
import { insert } from "./insert.js";
import { chooseFigure } from "./figures.js";
import { stepsOf } from "./taking-back.js";

/** @typedef {import("./ui.js").Context} Context */
/** @typedef {import("./insert.js").Field} Field */

/** More than this is no paste but a document, which the import reads. In characters. */
const MOST = 1_000_000;

const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i;

/** Until what is pasted in a field stands there. @type {WeakMap<Field, Promise<void>>} */
const coming = new WeakMap();

/** Until what is being pasted in a field stands there. @param {Field} field @returns {Promise<void> | null} */
export function pasting(field) {
  return coming.get(field) ?? null;
}

/**
 * Markdown for what is on the clipboard; nothing if it is one word, which the browser pastes by itself.
 * Call it before anything is awaited: the clipboard is readable only during the event.
 * @param {DataTransfer} data
 * @param {Context} context
 * @returns {Promise<string | null> | null}
 */
export function toMarkdown(data, context) {
  const html = data.getData("text/html");
  const text = data.getData("text/plain");
  const picture = pictureOf(data);
  if (picture && !text.trim()) return chooseFigure(context, { file: picture });
  if (isMarked(html)) return asMarkdown(html, text, context);
  return /\S\s+\S/.test(text) ? asMarkdown("", text, context) : null;
}

/**
 * Makes a field take what is pasted and dropped in it as Markdown.
 * @param {HTMLTextAreaElement} field
 * @param {Context} context
 */
export function takePastes(field, context) {
  // A large paste is taken back with what came before it.
  stepsOf(field);
  // Ctrl-Shift-V pastes what was copied as it is: browsers tell that by no more than the keys.
  let asItIs = false;
  field.addEventListener("keydown", ({ key, shiftKey, ctrlKey, metaKey }) => {
    asItIs = shiftKey && (ctrlKey || metaKey) && key.toLowerCase() === "v";
  });
  field.addEventListener("paste", (event) => {
    // The text of code is nothing else.
    const isLeft = asItIs || isInCode(field.value.slice(0, field.selectionStart));
    asItIs = false;
    if (event.clipboardData && isTooMuch(event.clipboardData)) {
      event.preventDefault();
      context.announce(context.words.paste_too_much, true);
      return;
    }
    if (!isLeft && event.clipboardData && paste(field, event.clipboardData, context)) event.preventDefault();
  });
  field.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  field.addEventListener("drop", (event) => {
    const picture = event.dataTransfer && pictureOf(event.dataTransfer);
    if (!picture) return;
    event.preventDefault();
    void place(field, chooseFigure(context, { file: picture }), true);
  });
}

/**
 * Pastes in a field; false if the browser is to do it.
 * @param {HTMLTextAreaElement} field
 * @param {DataTransfer} data
 * @param {Context} context
 */
function paste(field, data, context) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const address = data.getData("text/plain").trim();
  const selected = value.slice(from, to);
  if (ADDRESS.test(address) && selected.trim()) {
    insert(field, link(selected, address), from, to);
    return true;
  }
  const markdown = toMarkdown(data, context);
  if (!markdown) return false;
  const isFigure = !data.getData("text/plain").trim() && pictureOf(data) !== null;
  const placed = place(field, markdown, isFigure).finally(() => coming.delete(field));
  coming.set(field, placed);
  return true;
}

/**
 * Puts Markdown where the caret was, once it is there.
 * @param {HTMLTextAreaElement} field
 * @param {Promise<string | null>} made
 * @param {boolean} isBlock whether it is a block of its own
 */
async function place(field, made, isBlock) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const markdown = await made;
  if (markdown === null) return field.focus();
  // Who typed on while it was converted finds it at the caret.
  const [start, end] = field.value === value ? [from, to] : [field.selectionStart, field.selectionEnd];
  const isApart = isBlock || markdown.includes("\n\n");
  const before = field.value.slice(0, start);
  const after = field.value.slice(end);
  const lead = isApart && before.trim() ? "\n".repeat(Math.max(0, 2 - newlines(before, /\n*$/))) : "";
  const tail = isApart && after.trim() ? "\n".repeat(Math.max(0, 2 - newlines(after, /^\n*/))) : "";
  insert(field, lead + (isApart ? markdown.replace(/^\n+|\n+$/g, "") : markdown) + tail, start, end);
}

/** @param {string} text @param {RegExp} where */
function newlines(text, where) {
  return where.exec(text)?.[0].length ?? 0;
}

/**
 * Selected words as a link, with the spaces around them outside of it.
 * @param {string} selected
 * @param {string} address
 */
function link(selected, address) {
  const [, before = "", words = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(selected) ?? [];
  const target = /[()<>]/.test(address) ? `<${address.replaceAll("<", "%3C").replaceAll(">", "%3E")}>` : address;
  return `${before}[${words}](${target})${after}`;
}

/** Whether there is more on the clipboard than a chapter takes in at once. @param {DataTransfer} data */
function isTooMuch(data) {
  return Math.max(data.getData("text/plain").length, data.getData("text/html").length / 4) > MOST;
}

/** @param {DataTransfer} data */
function pictureOf(data) {
  return [...data.files].find(({ type }) => type.startsWith("image/")) ?? null;
}

/**
 * @param {string} html
 * @param {string} text
 * @param {Context} context
 */
async function asMarkdown(html, text, { api, chapter, announce }) {
  try {
    const { markdown, notes } = await api.paste(html, text, chapter.file);
    if (notes.length > 0) announce(notes.join(" "));
    return html ? markdown.trim() : markdown;
  } catch (error) {
    // The words at least are kept.
    announce(error instanceof Error ? error.message : String(error), true);
    return text;
  }
}
