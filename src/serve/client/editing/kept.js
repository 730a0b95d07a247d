// What is typed and not saved yet is kept in the browser, so that it survives a closed tab, a crash and
// a preview that stopped.

import { dropPicture, keepPicture } from "./pictures.js";

/**
 * @typedef {import("./api.js").Change} Change
 * @typedef {{ file: string, base: string, change: Change, original: string, text: string, kind: import("./api.js").Kind, line: number, time: number, tab: string, typed?: import("./figures.js").Typed, hasPicture?: boolean, held?: string, saved?: string, isHomeless?: boolean }} Entry
 *   `typed` is what stands in the fields of a figure, which need not be one yet; a picture that was chosen for it is
 *   kept apart; `held` is what of the text was typed before there was a field for it, and `saved` the text that was being
 *   saved by then; `isHomeless` says that its chapter is no more
 */

/** What all that is kept of this guide begins with: other guides are previewed at the same address. */
let prefix = "wijkengids.kept.";

/** How long something is kept, in milliseconds: 60 days. */
const LONGEST = 60 * 24 * 60 * 60 * 1000;

/** This page, until it is closed. Other tabs see from its lock that it is still open. */
const TAB = Math.random().toString(36).slice(2);
const LOCK = "wijkengids.tab.";
let number = 0;

if (navigator.locks) void navigator.locks.request(LOCK + TAB, () => new Promise(() => {}));

/** Says which guide is written. @param {string} guide */
export function keepFor(guide) {
  prefix = `wijkengids.kept.${guide}.`;
}

/** The text of one field. */
export class Kept {
  /** @type {File | null} */
  #picture = null;
  #key = `${prefix}${TAB}.${(number += 1)}`;

  /**
   * Keeps this. A store that is full or forbidden keeps nothing, and nothing else fails by it.
   * @param {Omit<Entry, "time" | "tab" | "hasPicture">} entry
   * @param {File | null} [picture]
   */
  keep(entry, picture = null) {
    if (picture && picture !== this.#picture) void keepPicture(this.#key, picture);
    this.#picture = picture;
    try {
      localStorage.setItem(this.#key, JSON.stringify({ ...entry, hasPicture: picture !== null, time: Date.now(), tab: TAB }));
    } catch {
      // The text is still in its field.
    }
  }

  /** It is saved, or not wanted any more. */
  drop() {
    forget(this.#key);
  }
}

/** What was left behind, the newest first. What another tab is writing is its own. */
export async function left() {
  const locks = await navigator.locks?.query();
  const open = new Set(locks?.held?.map(({ name }) => name));
  /** @type {{ key: string, entry: Entry }[]} */
  const found = [];
  for (const key of keys()) {
    if (!key.startsWith(prefix)) continue;
    const entry = read(key);
    if (!entry || Date.now() - entry.time > LONGEST) forget(key);
    else if (entry.tab !== TAB && !open.has(LOCK + entry.tab)) found.push({ key, entry });
  }
  // What is kept as a page is left has one time: the field that was opened last is the newest.
  return found.sort((a, b) => b.entry.time - a.entry.time || numberOf(b.key) - numberOf(a.key));
}

/** The number of the field of a key, in its tab. @param {string} key */
function numberOf(key) {
  return Number(key.slice(key.lastIndexOf(".") + 1));
}

function keys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

/** Whether anything of this guide is kept. */
export function hasKept() {
  return keys().some((key) => key.startsWith(prefix));
}

/** @param {string} key */
export function forget(key) {
  if (read(key)?.hasPicture) void dropPicture(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing is kept here.
  }
}

/**
 * @param {string} key
 * @returns {Entry | null}
 */
function read(key) {
  try {
    const entry = JSON.parse(localStorage.getItem(key) ?? "");
    return typeof entry?.text === "string" && typeof entry.base === "string" && entry.change ? entry : null;
  } catch {
    return null;
  }
}
