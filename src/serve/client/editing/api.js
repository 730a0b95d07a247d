// What the editor asks of the preview. Offsets are the server's own: the browser only passes them on.

/**
 * @typedef {"paragraph" | "heading" | "list" | "quote" | "box" | "example" | "table" | "figure" | "code" | "html" | "rule" | "footnote" | "definitions" | "other"} Kind
 * @typedef {{ start: number, end: number, line: number, last_line: number, kind: Kind, text: string, parent: number | null, level: number | null, lesson: boolean }} Block
 * @typedef {string | string[] | boolean | null} Value
 * @typedef {{ value: Value, label: string, kind: "line" | "text" | "list" | "date" | "flag" }} Field
 * @typedef {{ file: string, page: string | null, text: string, blocks: Block[], fields: Record<string, Field>, read_only: string | null }} Chapter
 * @typedef {{ do: "replace", start: number, end: number, text: string }
 *   | { do: "insert", where: "before" | "after", start: number, end: number, text: string }
 *   | { do: "insert", where: "start" | "end", text: string }
 *   | { do: "remove", start: number, end: number }
 *   | { do: "move", start: number, end: number, way: "up" | "down" }
 *   | { do: "join", start: number, end: number }
 *   | { do: "fields", values: Record<string, Value> }
 *   | { do: "file", text: string }} Change
 * @typedef {{ label: string, start: number, end: number, text: string }} Mend
 * @typedef {{ is_error: boolean, message: string, help: string | null, file: string | null, line: number, column: number, lines: { number: number, before: string, marked: string, after: string }[] }} Problem
 * @typedef {Problem & { mends?: Mend[] }} MendableProblem
 * @typedef {{ html: string, problems: MendableProblem[], first_line: number, last_line: number, chapter: Chapter }} Draft
 * @typedef {{ chapter: Chapter, first_line: number, last_line: number, changed: boolean, note: string | null }} Saved
 * @typedef {{ message: string, help?: string | null, base: string, theirs: string, yours: string, chapter: Chapter }} Clash
 * @typedef {{ undo: string | null, redo: string | null }} History
 * @typedef {History & { label: string, page: string | null }} Step
 * @typedef {{ kind: "chapter" | "lesson" | "figure" | "table" | "anchor", label: string, context: string, reference: string }} Target
 * @typedef {{ number: string | null, title: string, page: string | null, file: string | null, draft: boolean, position: string, depth: number }} TreeChapter
 * @typedef {{ name: string, also?: string | null, label: string }} BoxKind `also` is its name in the other language
 * @typedef {{ chapters: TreeChapter[], kinds: BoxKind[] }} Tree
 * @typedef {{ do: "new", number: string, title: string, insert_before: boolean }
 *   | { do: "move", from: string, to: string }
 *   | { do: "insert", from: string, before: string }
 *   | { do: "remove", chapter: string, with_children: boolean, redirect_to: string | null, anyway: boolean }
 *   | { do: "title", file: string, title: string }
 *   | { do: "draft", file: string, draft: boolean }} StructureChange
 * @typedef {{ chapters: { from: string, to: string, title: string }[], files: { path: string, old_path: string | null, diff: string | null }[], removed: { number: string | null, title: string, path: string | null, leads_to: string | null }[], spare_pictures: string[], removed_pictures: string[], notes: Problem[], breaks: string | null, page: string | null, file: string | null, label: string }} Plan
 * @typedef {{ path: string, width: number, height: number, note: string | null }} StoredImage
 */

const ROOT = "/.preview/editing/";

/** A request that was refused, in words for the writer. */
export class Refusal extends Error {
  /**
   * @param {number} status 0 if the preview cannot be reached
   * @param {string} message
   * @param {string | null} help
   * @param {unknown} body
   */
  constructor(status, message, help = null, body = null) {
    super(message);
    this.status = status;
    this.help = help;
    this.body = body;
  }

  /** Whether the preview could not be reached. */
  get isLost() {
    return this.status === 0;
  }

  /** The two versions of a text that was changed on both sides. @returns {Clash | null} */
  get clash() {
    const body = /** @type {Clash | null} */ (this.body);
    return this.status === 409 && typeof body?.theirs === "string" ? body : null;
  }
}

/** The requests, each as one method. */
export class Api {
  #token;
  /** What a lost preview is called; replaced by the words of the preview. */
  lost = "";

  #renew;

  /**
   * @param {string} token what shows that a request comes from this page
   * @param {() => Promise<string>} renew asks for the token of a preview that was started again
   */
  constructor(token, renew) {
    this.#token = token;
    this.#renew = renew;
  }

  /**
   * A chapter by its file or its page.
   * @param {{ file: string } | { page: string }} which
   * @returns {Promise<Chapter>}
   */
  chapter(which) {
    return this.#get(`chapter?${new URLSearchParams(which)}`);
  }

  /**
   * The page as it will be, and what is wrong with it.
   * @param {string} file
   * @param {string} base the whole text that was shown
   * @param {Change} change
   * @returns {Promise<Draft>}
   */
  draft(file, base, change) {
    return this.#post("draft", { file, base, change });
  }

  /**
   * Makes a change in the file.
   * @param {string} file
   * @param {string} base the whole text that was shown
   * @param {Change} change
   * @returns {Promise<Saved>}
   */
  save(file, base, change) {
    return this.#post("save", { file, base, change });
  }

  /** Takes back the last change. @returns {Promise<Step>} */
  undo() {
    return this.#post("undo", {});
  }

  /** Makes the last change that was taken back again. @returns {Promise<Step>} */
  redo() {
    return this.#post("redo", {});
  }

  /** What can be taken back. @returns {Promise<History>} */
  history() {
    return this.#get("history");
  }

  /**
   * What can be referred to, best first.
   * @param {string} query
   * @param {string} file the chapter that refers
   * @param {number} limit
   * @returns {Promise<{ targets: Target[] }>}
   */
  targets(query, file, limit = 12) {
    return this.#post("targets", { query, limit, file });
  }

  /**
   * Markdown for what was pasted.
   * @param {string} html
   * @param {string} text
   * @param {string} file
   * @returns {Promise<{ markdown: string, notes: string[] }>}
   */
  paste(html, text, file) {
    return this.#post("paste", { html, text, file });
  }

  /**
   * Stores an image beside a chapter.
   * @param {string} file
   * @param {string} name
   * @param {Blob} bytes
   * @returns {Promise<StoredImage>}
   */
  image(file, name, bytes) {
    const type = "application/octet-stream";
    return this.#ask(`image?${new URLSearchParams({ file, name })}`, "POST", type, bytes);
  }

  /** All chapters, and the kinds of boxes. @returns {Promise<Tree>} */
  tree() {
    return this.#get("tree");
  }

  /**
   * What a change of the structure would do; does it if `apply`.
   * @param {StructureChange} change
   * @param {boolean} apply
   * @returns {Promise<Plan>}
   */
  structure(change, apply) {
    return this.#post("structure", { ...change, apply });
  }

  /** The words of the editor. @returns {Promise<Record<string, string>>} */
  words() {
    return this.#get("words");
  }

  /** @param {string} path */
  #get(path) {
    return this.#ask(path, "GET");
  }

  /**
   * @param {string} path
   * @param {object} body
   */
  #post(path, body) {
    return this.#ask(path, "POST", "application/json", JSON.stringify(body));
  }

  /**
   * @param {string} path
   * @param {"GET" | "POST"} method
   * @param {string} [type]
   * @param {string | Blob} [body]
   */
  async #ask(path, method, type, body) {
    const response = await this.#send(path, method, type, body);
    if (response.status !== 403) return this.#answer(response);
    const token = await this.#renew().catch(() => this.#token);
    if (token === this.#token || token === "") return this.#answer(response);
    this.#token = token;
    return this.#answer(await this.#send(path, method, type, body));
  }

  /**
   * @param {string} path
   * @param {"GET" | "POST"} method
   * @param {string} [type]
   * @param {string | Blob} [body]
   */
  async #send(path, method, type, body) {
    /** @type {Record<string, string>} */
    const headers = { "x-wijkengids-token": this.#token };
    if (type) headers["content-type"] = type;
    try {
      return await fetch(ROOT + path, { method, headers, body, cache: "no-store" });
    } catch {
      throw new Refusal(0, this.lost);
    }
  }

  /** @param {Response} response */
  async #answer(response) {
    const answer = await response.text().then(parsed);
    if (response.ok) return answer;
    const { message, help } = answer ?? {};
    throw new Refusal(response.status, message ?? `${response.status} ${response.statusText}`, help, answer);
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
