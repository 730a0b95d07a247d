// A figure: a picture, the text for those who cannot see it, and its caption.

import { document } from "./document.js";
import { asText, asWords } from "./literal.js";
import { markBar, takeMarks } from "./markbar.js";
import { button, element, style } from "./ui.js";

/** @typedef {import("./ui.js").Context} Context */
/** @typedef {{ alt: string, path: string, caption: string }} Figure */
/** @typedef {{ alt: string, caption: string, isDecorative: boolean }} Typed what stands in the fields */
/** @typedef {Figure & { before: string, between: string, behind: string, open: string, close: string, source: Figure }} Parsed */

const SHEET = style(`
  .drop { display: grid; gap: 0.5rem; justify-items: center; padding: 1.75rem 1rem; text-align: center; background: var(--surface); border: 2px dashed var(--line); border-radius: 6px; }
  .drop.over { border-color: var(--accent); background: color-mix(in oklab, var(--accent) 10%, var(--paper)); }
  .drop.full { padding: 0.75rem; }
  .drop :is(img, canvas) { max-width: 100%; max-height: min(16rem, 35vh); border-radius: 3px; }
  .name { font-size: 0.9375rem; overflow-wrap: anywhere; }
  .name:empty { display: none; }
  .hint { display: block; margin: 0 0 0.375rem; }
  .check { margin-top: 0.5rem; font-size: 0.9375rem; }
`);

/** How many pixels high or wide a drawing of a picture is at most. */
const LARGEST = 1024;

const FIGURE =
  /^(\s*!\[)((?:\\.|[^\]\\])*)(\]\(\s*)(<[^<>\n]*>|[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)(?:(\s+)(["'])((?:\\.|(?!\6)[^\\])*)\6)?(\s*\)\s*)$/s;

/**
 * A picture that stands on its own, as Markdown writes it; nothing if it is anything else.
 * @param {string} source
 * @returns {Parsed | null}
 */
export function parseFigure(source) {
  const found = FIGURE.exec(source);
  if (!found) return null;
  const [, before = "", alt = "", between = "", path = "", space = " ", quote = '"', caption = "", behind = ")"] = found;
  return {
    before,
    alt: plain(alt.replace(/\\([\\[\]])/g, "$1")),
    between,
    path,
    open: space + quote,
    caption: plain(unquoted(caption)),
    close: quote,
    behind,
    source: { alt, path, caption },
  };
}

/**
 * A figure as Markdown; what is not changed is written as it was.
 * @param {Figure} figure
 * @param {Parsed | null} [was]
 */
export function writeFigure({ alt, path, caption }, was = null) {
  const text = was && was.alt === alt ? was.source.alt : asText(alt.replace(/[\\[\]]/g, "\\$&"), was?.source.alt);
  const close = was?.close ?? '"';
  const title = was && was.caption === caption ? was.source.caption : quoted(asText(caption, was?.source.caption), close);
  const end = title ? (was?.open ?? ' "') + title + close : "";
  return (was?.before ?? "![") + text + (was?.between ?? "](") + path + end + (was?.behind ?? ")");
}

/** @param {string} written */
const plain = (written) => asWords(written).replace(/\s*\n\s*/g, " ");

/** Backslashes escape each other and quotes where a quote or the end comes next; elsewhere they are text. */
const BEFORE_QUOTES = /(\\*)(["']|$)/g;

/** A caption as it stands between quotes. @param {string} text @param {string} close the quotes */
const quoted = (text, close) =>
  text.replace(BEFORE_QUOTES, (_, /** @type {string} */ slashes, quote) => slashes + slashes + (quote === close ? "\\" : "") + quote);

/** What a caption between quotes says. @param {string} source */
const unquoted = (source) =>
  source.replace(BEFORE_QUOTES, (_, /** @type {string} */ slashes, quote) => slashes.slice(0, slashes.length / 2) + quote);

/**
 * Makes a figure of a picture that the writer chooses, drops or pastes.
 * @param {Context} context
 * @param {{ file?: File, typed?: Typed }} [options] the picture, if it is known, and what was typed before
 * @returns {Promise<string | null>}
 */
export function chooseFigure(context, options = {}) {
  return figureDialog(context, null, options);
}

/**
 * Edits the texts of a figure, or puts another picture in its place.
 * @param {string} source
 * @param {Context} context
 * @param {{ picture?: string, file?: File, typed?: Partial<Typed> | null }} [options] where the page shows it from,
 *   another picture that was chosen, and what was typed before
 * @returns {Promise<string | null>} null if nothing is to change, or if it is no plain figure
 */
export async function editFigure(source, context, { picture, file, typed } = {}) {
  const figure = parseFigure(source);
  if (!figure) return null;
  const shown = picture ?? [...document.images].find(({ alt }) => alt === figure.alt)?.currentSrc;
  const text = await figureDialog(context, figure, { picture: shown, file, typed });
  return text === source ? null : text;
}

/**
 * @param {Context} context
 * @param {Parsed | null} was
 * @param {{ file?: File, picture?: string, typed?: Partial<Typed> | null }} options
 * @returns {Promise<string | null>}
 */
function figureDialog(context, was, { file, picture, typed }) {
  const { acts, api, words, chapter, dialog, keep, note } = context;
  let chosen = file ?? null;
  const image = element("img", { alt: "" });
  // The policy of a page forbids pictures from anywhere but the guide; a drawing is none.
  const drawing = element("canvas", { "aria-hidden": "true" });
  const name = element("p", { class: "name" });
  const alt = element("textarea", { rows: 2, class: "grows", "aria-describedby": "alt-hint", id: "alt" });
  const caption = element("input", { type: "text", "aria-describedby": "caption-hint", id: "caption" });
  const decorative = element("input", { type: "checkbox" });
  const status = element("p", { class: "wrong", role: "alert" });
  alt.value = typed?.alt ?? was?.alt ?? "";
  caption.value = typed?.caption ?? was?.caption ?? "";
  decorative.checked = typed?.isDecorative ?? false;
  takeMarks(caption, context);
  const content = (/** @type {(value: string | null) => void} */ close) => {
    const input = element("input", { type: "file", accept: "image/*", hidden: true });
    const choose = button(words.figure_choose, () => input.click());
    const drop = element("div", { class: "drop" }, image, drawing, name, choose, element("p", { class: "hint" }, words.figure_drop), input);
    const done = button(was ? words.figure_done : words.figure_place, () => {}, { class: "main" });
    done.type = "submit";
    const cancel = button(words.cancel, () => close(null));

    /** @param {File | undefined} picked */
    const take = (picked) => {
      if (!picked) return;
      if (!picked.type.startsWith("image/")) {
        status.textContent = words.figure_no_image;
        return;
      }
      chosen = picked;
      status.textContent = "";
      show();
      store();
      alt.focus();
    };
    const store = () => keep?.(isAsIs() ? null : (was && writeFigure({ ...was, ...fields() }, was)) ?? "", fields(), chosen);
    const show = () => {
      image.hidden = chosen !== null || !picture;
      if (!image.hidden) image.src = picture ?? "";
      drawing.hidden = true;
      name.textContent = chosen?.name ?? "";
      if (chosen) void draw(chosen, drawing);
      drop.classList.toggle("full", Boolean(chosen ?? picture));
      choose.textContent = chosen || picture || was ? words.figure_another : words.figure_choose;
    };
    const tell = () => {
      alt.disabled = decorative.checked;
      // The caption numbers the picture, and then it says something.
      caption.disabled = decorative.checked;
    };
    /** @param {() => void} [then] */
    const make = async (then) => {
      const text = alt.value.trim().replace(/\s+/g, " ");
      if (!chosen && !was) {
        status.textContent = words.figure_missing;
        choose.focus();
        return;
      }
      if (!text && !decorative.checked) {
        status.textContent = words.figure_alt_missing;
        alt.focus();
        return;
      }
      done.disabled = true;
      try {
        const stored = chosen && (await api.image(chapter.file, nameOf(chosen, text), chosen));
        note(stored?.note ?? null);
        const path = stored?.path ?? was?.path ?? "";
        const title = caption.value.trim().replace(/\s+/g, " ");
        then?.();
        if (decorative.checked) close(`<img src="${path.replace(/^<(.*)>$/, "$1").replaceAll('"', "%22")}" alt="">`);
        else close(writeFigure({ alt: text, path, caption: title }, was));
      } catch (error) {
        status.textContent = error instanceof Error ? error.message : String(error);
        done.disabled = false;
      }
    };

    const form = element(
      "form",
      { class: "stack", novalidate: true },
      drop,
      element(
        "div",
        {},
        element("label", { class: "label", for: "alt" }, words.figure_alt),
        element("span", { class: "hint", id: "alt-hint" }, words.figure_alt_hint),
        alt,
        element("label", { class: "check" }, decorative, words.figure_decorative),
      ),
      element(
        "div",
        {},
        element("div", { class: "row" }, element("label", { class: "label", for: "caption" }, words.figure_caption), markBar(context, () => caption)),
        element("span", { class: "hint", id: "caption-hint" }, words.figure_caption_hint),
        caption,
      ),
      status,
      element("div", { class: "row end foot" }, ...(acts?.((saves, then) => (saves && !isAsIs() ? void make(then) : (then(), close(null)))) ?? []), cancel, done),
    );
    input.addEventListener("change", () => take(input.files?.[0]));
    // Who chooses no file leaves the dialog open.
    input.addEventListener("cancel", (event) => event.stopPropagation());
    decorative.addEventListener("change", tell);
    form.addEventListener("input", store);
    drop.addEventListener("dragover", (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      take(event.dataTransfer?.files[0]);
    });
    form.addEventListener("paste", (event) => {
      const pasted = event.clipboardData?.files[0];
      if (!pasted) return;
      event.preventDefault();
      take(pasted);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void make();
    });
    form.addEventListener("keydown", (event) => {
      const isSave = (event.ctrlKey || event.metaKey) && (event.key === "Enter" || event.key === "s");
      if (!isSave && !(event.key === "Enter" && event.target === alt)) return;
      event.preventDefault();
      if (isSave) void make();
      else caption.focus();
    });
    (chosen || was ? alt : choose).setAttribute("autofocus", "");
    show();
    tell();
    return [form];
  };
  const fields = () => ({ alt: alt.value, caption: caption.value, isDecorative: decorative.checked });
  const isAsIs = () => !chosen && !decorative.checked && alt.value === (was?.alt ?? "") && caption.value === (was?.caption ?? "");
  return dialog(was ? words.figure_edit : words.figure_new, content, { sheet: SHEET, mayClose: () => isAsIs() || confirm(words.discard) });
}

/**
 * Draws a picture, no larger than it is looked at. One that cannot be drawn is known by its name.
 * @param {File} file
 * @param {HTMLCanvasElement} drawing
 */
async function draw(file, drawing) {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LARGEST / Math.max(picture.width, picture.height));
    drawing.width = Math.max(1, Math.round(picture.width * scale));
    drawing.height = Math.max(1, Math.round(picture.height * scale));
    drawing.getContext("2d")?.drawImage(picture, 0, 0, drawing.width, drawing.height);
    picture.close();
    drawing.hidden = false;
  } catch {
    // A drawing of lines, or a kind that the browser does not know.
  }
}

/**
 * A name for the file of a picture: its own, or, if the clipboard gave it none, the first words about it.
 * @param {File} file
 * @param {string} alt
 */
function nameOf({ name, type }, alt) {
  if (name && !/^(image|unknown|untitled)?\.\w+$/i.test(name)) return name;
  const end = (name.match(/\.\w+$/)?.[0] ?? `.${type.replace(/^image\//, "").replace(/\+.*/, "")}`).toLowerCase();
  const words = alt.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.slice(0, 5) ?? ["afbeelding"];
  return words.join("-") + end;
}
