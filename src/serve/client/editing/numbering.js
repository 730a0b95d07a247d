// Chapters of the tree: what they are called, and where they stand.

/** @typedef {import("./api.js").TreeChapter} Chapter */

/** Whether a chapter can be put beside another: not beside itself or what is below it. @param {Chapter} moved @param {Chapter} beside */
export function canStand(moved, beside) {
  return moved !== beside && !beside.number?.startsWith(`${moved.number}.`);
}

/** @param {Chapter} chapter */
export function nameOf({ number, title }) {
  return number ? `${number} ${title}` : title;
}

/** What the structure calls a chapter: its number, or the name of its page. @param {Chapter} chapter */
export function idOf({ number, page, file }) {
  return number ?? (page ?? file ?? "").replace(/^.*\//, "").replace(/\.(html|md)$/, "");
}

/** The number a chapter is below. @param {string | null | undefined} number */
export function parent(number) {
  const at = number?.lastIndexOf(".") ?? -1;
  return at > 0 ? (number?.slice(0, at) ?? null) : null;
}

/** The number after another one: 2.9 before 2.10, A before B. @param {string} number */
export function following(number) {
  const at = number.lastIndexOf(".") + 1;
  const last = number.slice(at);
  const next = /^\d+$/.test(last) ? String(Number(last) + 1) : String.fromCharCode(last.charCodeAt(0) + 1);
  return number.slice(0, at) + next;
}
