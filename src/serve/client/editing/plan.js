// A change of the structure: asked for, shown as what it would do, and then done.

import { button, element, fill, style } from "./ui.js";

/** @typedef {import("./ui.js").Context} Context */
/** @typedef {import("./ui.js").Words} Words */
/** @typedef {import("./api.js").Plan} Plan */
/** @typedef {import("./api.js").StructureChange} StructureChange */
/** @typedef {{ node: HTMLElement, focus?: HTMLElement }} Asked */

const SHEET = style(`
  dialog::backdrop { background: rgb(0 0 0 / 12%); }
  .plan { display: grid; gap: 0.75rem; padding: 0.875rem 1rem; background: var(--surface); border-radius: 6px; min-width: 0; }
  .plan[aria-busy="true"] { color: var(--muted); }
  .plan ul { display: grid; gap: 0.25rem; list-style: none; }
  .plan li { overflow-wrap: anywhere; }
  .plan .number { display: inline-block; font-variant-numeric: tabular-nums; color: var(--muted); }
  .plan .to { color: var(--accent); font-weight: 600; }
  .plan summary { cursor: pointer; padding: 0.25rem 0; }
  .plan details details { margin-left: 1rem; font-size: 0.875rem; }
  .plan pre { margin: 0.25rem 0 0.5rem; padding: 0.5rem 0.75rem; overflow-x: auto; background: var(--paper); border-radius: var(--radius); font: 0.8125rem/1.5 var(--code); }
  .plan pre .add { color: light-dark(#1d5c2c, #8fd6a0); }
  .plan pre .del { color: var(--wrong); }
  .plan .note { padding-left: 0.75rem; border-left: 3px solid var(--doubtful); }
  .plan .error { border-left-color: var(--wrong); }
  .plan .place { display: block; color: var(--muted); font-size: 0.875rem; }
  .hint { display: block; margin-bottom: 0.375rem; }
`);

/** As many files are named at once; more, on request. */
const FEW = 5;

/**
 * Asks how the structure is to change, shows all the while what that would do, and does it.
 * @param {Context} context
 * @param {string} title
 * @param {HTMLElement[]} fields what is asked
 * @param {() => StructureChange | null} change what is asked for now; nothing if it is not whole
 * @param {{ apply: string, shown?: (plan: Plan | null) => void }} options
 *   `apply` names the button; `shown` is told each plan, and of null if there can be none
 * @returns {Promise<Plan | null>} what was done
 */
export function propose({ api, words, dialog, announce }, title, fields, change, { apply, shown = () => {} }) {
  const content = (/** @type {(done: Plan | null) => void} */ close) => {
    const plan = element("div", { class: "plan", role: "status" });
    const status = element("p", { class: "wrong", role: "alert" });
    const done = button(apply, () => {}, { class: "main" });
    const cancel = button(words.cancel, () => close(null));
    done.type = "submit";
    let asked = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;

    /** What breaks something is not what the hand does by itself. @param {boolean} breaks */
    const warn = (breaks) => {
      done.textContent = breaks ? words.apply_anyway : apply;
      done.classList.toggle("main", !breaks);
      cancel.classList.toggle("main", breaks);
    };

    const look = async () => {
      const wanted = change();
      const number = ++asked;
      done.disabled = true;
      if (!wanted) {
        plan.hidden = true;
        status.textContent = "";
        return;
      }
      plan.setAttribute("aria-busy", "true");
      try {
        const found = await api.structure(wanted, false);
        if (number !== asked) return;
        status.textContent = "";
        plan.replaceChildren(...describe(found, words));
        plan.hidden = false;
        done.disabled = false;
        warn(Boolean(found.breaks));
        shown(found);
      } catch (error) {
        if (number !== asked) return;
        plan.hidden = true;
        status.textContent = said(error);
        shown(null);
      }
      plan.removeAttribute("aria-busy");
    };

    const make = async () => {
      const wanted = change();
      if (!wanted || done.disabled) return;
      done.disabled = true;
      try {
        const made = await api.structure(wanted, true);
        announce(made.label);
        close(made);
      } catch (error) {
        status.textContent = said(error);
        done.disabled = false;
      }
    };

    const form = element("form", { class: "stack", novalidate: true }, ...fields, plan, status, element("div", { class: "row end foot" }, cancel, done));
    if (!form.querySelector("[autofocus]")) cancel.setAttribute("autofocus", "");
    form.addEventListener("input", () => {
      clearTimeout(timer);
      // What is asked for now is not what the plan shows.
      done.disabled = true;
      timer = setTimeout(() => void look(), 200);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      // What it does is shown first; the next Enter does it.
      if (done.disabled) void look().then(() => (cancel.classList.contains("main") ? cancel : done).focus());
      else void make();
    });
    void look();
    return [form];
  };
  return dialog(title, content, { sheet: SHEET });
}

/** @param {unknown} error */
function said(error) {
  const { message, help } = /** @type {import("./api.js").Refusal} */ (error);
  return [message, help].filter(Boolean).join("\n");
}

/**
 * What a change does, in words.
 * @param {Plan} plan
 * @param {Words} words
 * @returns {Node[]}
 */
function describe({ chapters, files, removed, removed_pictures: pictures, notes, breaks }, words) {
  /** @type {Node[]} */
  const nodes = [element("h3", {}, words.plan_title)];
  if (breaks) nodes.push(element("p", { class: "wrong" }, breaks));
  const moved = chapters.filter(({ from, to }) => from !== to);
  if (moved.length > 0) nodes.push(element("ul", {}, ...moved.map(renumbered)));
  if (removed.length > 0) {
    nodes.push(element("ul", {}, ...removed.map((chapter) => removal(chapter, words))));
  }
  const gone = [...removed.flatMap(({ path }) => path ?? []), ...pictures];
  const count = files.length + gone.length;
  if (count > 0) {
    const name = count === 1 ? words.plan_file : fill(words.plan_files, { count });
    const lost = gone.map((path) => element("p", {}, `${path} (${words.plan_gone})`));
    nodes.push(element("details", { open: count <= FEW }, element("summary", {}, name), ...lost, ...files.map((one) => file(one, words))));
  }
  if (notes.length > 0) nodes.push(element("ul", {}, ...notes.map(note)));
  if (nodes.length === 1) nodes.push(element("p", {}, words.plan_nothing));
  return nodes;
}

/** @param {Plan["chapters"][number]} chapter */
function renumbered({ from, to, title }) {
  const [old, now] = [element("span", { class: "number" }, from), element("span", { class: "number to" }, to)];
  return element("li", {}, old, " → ", now, ` ${title}`);
}

/** @param {Plan["removed"][number]} chapter @param {Words} words */
function removal({ number, title, leads_to: to }, words) {
  const item = element("li", {}, element("del", {}, [number, title].filter(Boolean).join(" ")));
  if (to) item.append(element("span", { class: "place" }, fill(words.plan_leads_to, { chapter: to })));
  return item;
}

/** @param {import("./api.js").Problem} problem */
function note({ is_error, message, help, file: path, line }) {
  const item = element("li", { class: is_error ? "note error" : "note" }, message);
  if (path) item.append(element("span", { class: "place" }, line ? `${path}:${line}` : path));
  if (help) item.append(element("span", { class: "place" }, help));
  return item;
}

/** @param {Plan["files"][number]} file @param {Words} words */
function file({ path, old_path: old, diff }, words) {
  const name = old === null ? `${path} (${words.plan_new})` : old === path ? path : `${old} → ${path}`;
  if (!diff) return element("p", {}, name);
  const lines = diff.replace(/\n$/, "").split("\n");
  const marked = lines.map((line) => {
    const kind = /^\+(?!\+\+)/.test(line) ? "add" : /^-(?!--)/.test(line) ? "del" : null;
    return element("span", { class: kind }, `${line}\n`);
  });
  return element("details", {}, element("summary", {}, name), element("pre", { tabindex: 0 }, ...marked));
}
