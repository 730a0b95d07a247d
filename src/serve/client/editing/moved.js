// Where a chapter is by now: another program may have given it another number, or two of them each other's.

/**
 * @typedef {import("./api.js").Api} Api
 * @typedef {import("./api.js").Chapter} Chapter
 */

/** Of how many other chapters the text is looked at. */
const MOST = 60;

/** How long the preview needs to see that a file is gone, in milliseconds, and how often that is waited for. */
const AGAIN = 300;
const TRIES = 10;

/** How many of its lines a chapter still has after its number and some references in it changed, at least. */
const MOST_LINES = 0.6;

/**
 * The chapter in another file that has the text a chapter had; else the one with its name that has most lines of it, if
 * that is more than its own file has. Null if there is none.
 * @param {Api} api
 * @param {string} file where it was
 * @param {string} text the whole text it had
 * @returns {Promise<Chapter | null>}
 */
export async function movedTo(api, file, text) {
  const { files, own } = await known(api, file);
  let least = Math.max(MOST_LINES, own ? share(text, own.text) : 0);
  /** @type {Chapter | null} */
  let found = null;
  // The name stays when the number changes.
  const isNamesake = (/** @type {string} */ other) => nameOf(other) === nameOf(file);
  const others = files.filter((other) => other !== file).sort((a, b) => Number(isNamesake(b)) - Number(isNamesake(a)));
  for (const other of others.slice(0, MOST)) {
    const chapter = await api.chapter({ file: other }).catch(() => null);
    if (chapter?.text === text) return chapter;
    const shared = chapter && isNamesake(other) ? share(text, chapter.text) : 0;
    if (shared > least) [found, least] = [chapter, shared];
  }
  return found;
}

/**
 * The one block with a text in the other chapters, and what its chapter is called; null if there is none, or more.
 * @param {Api} api
 * @param {string} file the chapter that it was in
 * @param {string} text
 * @returns {Promise<{ chapter: Chapter, block: import("./api.js").Block, name: string } | null>}
 */
export async function blockMoved(api, file, text) {
  const { chapters } = await api.tree();
  const found = [];
  for (const other of chapters.filter((one) => one.file !== null && one.file !== file).slice(0, MOST)) {
    const chapter = await api.chapter({ file: other.file ?? "" }).catch(() => null);
    const name = [other.number, other.title].filter(Boolean).join(" ");
    for (const block of chapter?.blocks ?? []) if (chapter && block.text === text) found.push({ chapter, block, name });
  }
  return found.length === 1 ? found[0] : null;
}

/**
 * The files of all chapters, and the chapter in one of them; null if it is gone.
 * @param {Api} api
 * @param {string} file
 * @returns {Promise<{ files: string[], own: Chapter | null }>}
 */
async function known(api, file, tries = TRIES) {
  const { chapters } = await api.tree();
  const files = chapters.flatMap((chapter) => chapter.file ?? []);
  const own = files.includes(file) ? await api.chapter({ file }).catch(() => null) : null;
  if (own || !files.includes(file) || tries === 0) return { files, own };
  // The preview does not know yet that the file is gone, nor where it went.
  await new Promise((resolve) => setTimeout(resolve, AGAIN));
  return known(api, file, tries - 1);
}

/**
 * Which share of the lines of a text another has too.
 * @param {string} text
 * @param {string} other
 */
function share(text, other) {
  const [lines, others] = [text, other].map((one) => one.split(/\r?\n/).filter((line) => line.trim() !== ""));
  const has = new Set(others);
  return lines.filter((line) => has.has(line)).length / Math.max(lines.length, 1);
}

/** The name of a file without its number: that of the folder for the text of a part. @param {string} file */
function nameOf(file) {
  const path = file.replace(/\/index\.md$/, ".md");
  return path.slice(path.lastIndexOf("/") + 1).replace(/^(?:\d+|[A-Z])(?:\.\d+)*-/, "");
}
