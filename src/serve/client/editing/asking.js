// What is asked in a form: a line, a choice, yes or no.
import { element } from "./ui.js";

/** Of more things than this one is not chosen from a list. */
const MOST = 300;

/** @param {string} label @param {string} value @param {string} [hint] */
export function line(label, value, hint) {
  const field = element("input", { type: "text", value, autocomplete: "off" });
  const node = element("label", {}, element("span", { class: "label" }, label), field);
  if (hint) node.insertBefore(element("span", { class: "hint" }, hint), field);
  return { node, field };
}

/** @param {string} label @param {boolean} isOn */
export function check(label, isOn) {
  const field = element("input", { type: "checkbox" });
  field.checked = isOn;
  return { field, node: element("label", { class: "check" }, field, label) };
}

/**
 * A choice out of chapters; of very many, by number.
 * @param {string} label
 * @param {[string, string][]} options
 * @param {string | null} chosen
 * @param {string} number what a number is called
 */
export function choice(label, options, chosen, number) {
  if (options.length > MOST) {
    const { node, field } = line(label, chosen ?? "");
    field.placeholder = number;
    return { node, field };
  }
  const field = element("select", {}, ...options.map(([value, text]) => element("option", { value, selected: value === chosen }, text)));
  return { field, node: element("label", {}, element("span", { class: "label" }, label), field) };
}
