// Where a chapter is by now: another program may have given it another number, or two of them each other's.

/**
 * @typedef {import("./api.js").Api} Api
 * @typedef {import("./api.js").Chapter} Chapter
 */

/** Of how many other chapters the text is looked at. */
const MOST = 60;

/**
 * The chapter in another file that has the text a chapter had; null if there is none.
 * @param {Api} api
 * @param {string} file where it was
 * @param {string} text the whole text it had
 * @returns {Promise<Chapter | null>}
 */
export async function movedTo(api, file, text) {
  const { chapters } = await api.tree();
  const files = chapters.flatMap((chapter) => (chapter.file && chapter.file !== file ? [chapter.file] : []));
  // The name stays when the number changes.
  const isNamesake = (/** @type {string} */ other) => Number(nameOf(other) === nameOf(file));
  files.sort((a, b) => isNamesake(b) - isNamesake(a));
  for (const other of files.slice(0, MOST)) {
    const chapter = await api.chapter({ file: other }).catch(() => null);
    if (chapter?.text === text) return chapter;
  }
  return null;
}

/** The name of a file without its number: that of the folder for the text of a part. @param {string} file */
function nameOf(file) {
  const path = file.replace(/\/index\.md$/, ".md");
  return path.slice(path.lastIndexOf("/") + 1).replace(/^(?:\d+|[A-Z])(?:\.\d+)*-/, "");
}
