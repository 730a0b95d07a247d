// A heading becomes a paragraph: at once if it is no more than words, else when the writer says so.
import { besides, withLevel } from "./heading.js";
import { capital, fill } from "./ui.js";

/**
 * @typedef {import("./field.js").Field} Field
 * @typedef {import("./ui.js").Words} Words
 */

/**
 * Makes a paragraph of the heading in a field. What is lost by that is said first, with a button that does it.
 * @param {Field} field
 * @param {Words} words
 */
export function makePlain(field, words) {
  const what = lost(field, words);
  const act = () => {
    field.reframe(withLevel(field.source, 0), "level");
    field.focus();
  };
  if (what.length === 0) act();
  else field.say(fill(words.heading_keeps, { what: what.join(" · ") }), null, { label: words.heading_plain, act });
}

/**
 * What a paragraph would lack, by its names.
 * @param {Field} field
 * @param {Words} words
 */
function lost({ source, original }, words) {
  const { isLesson, themes, rest } = besides(source);
  const isNew = original === "";
  return [
    // Nobody refers yet to a lesson that is not there yet.
    isLesson && !isNew ? capital(words.kind_lesson) : "",
    themes && `${words.lesson_themes}: ${themes}`,
    rest,
  ].filter(Boolean);
}
