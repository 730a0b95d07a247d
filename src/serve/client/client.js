// Keeps a page of the preview up to date, and shows what is wrong with the guide.
(function () {
  "use strict";

  const document = wijkengidsDocument;
  const UPDATES = "/.preview/updates";
  const OPEN = "/.preview/open";
  const EDITOR = "/.preview/editing/main.js";

  /**
   * @typedef {{ number: number, before: string, marked: string, after: string }} Line
   * @typedef {{ is_error: boolean, message: string, help: string | null, file: string | null, line: number, column: number, lines: Line[] }} Problem
   * @typedef {{ errors: number, warnings: number, title: string, shown: Problem[], omitted: string }} Problems
   * @typedef {{ lang: string, stays: string, waits: string, close: string, open: string, gone: string, lost: string }} Words
   * @typedef {{ number: number, run: number, chapter: { page: string, offer: string } | null, follow: boolean, editor: "none" | "vscode" | "program", folder: string, problems: Problems, words: Words }} Update
   * @typedef {{ hash: string, status: number, token: string, source: Document }} Version
   */

  const STYLE = `
    :host { all: initial; display: block; color-scheme: inherit; }
    @media print { :host { display: none; } }
    * { box-sizing: border-box; }
    dialog, .bar {
      --paper: var(--utrecht-document-background-color, light-dark(#ffffff, #181b1e));
      --surface: var(--utrecht-surface-background-color, light-dark(#f3f1ec, #22262a));
      --ink: var(--utrecht-document-color, light-dark(#1c2227, #e8e4dd));
      --muted: var(--basis-color-default-color-subtle, light-dark(#565d64, #a8adb2));
      --line: var(--basis-color-default-border-subtle, light-dark(#d5d0c6, #3c4247));
      --wrong: light-dark(#a51d1d, #ff9d92);
      --doubtful: light-dark(#6f4a00, #ecc06a);
      color: var(--ink);
      font: 1rem/1.5 var(--wg-ui-font-family, system-ui, sans-serif);
    }
    dialog {
      inset: auto 0 0 0;
      width: min(60rem, 100% - 2rem);
      max-width: none;
      max-height: min(75vh, 100% - 2rem);
      margin: 0 auto 1rem;
      padding: 0;
      overflow: auto;
      background: var(--paper);
      border: 1px solid var(--line);
      border-top: 4px solid var(--wrong);
      border-radius: 4px;
      box-shadow: 0 1rem 3rem rgb(0 0 0 / 35%);
    }
    dialog.doubtful { border-top-color: var(--doubtful); }
    dialog::backdrop { background: rgb(0 0 0 / 25%); }
    .title {
      position: sticky;
      top: 0;
      display: flex;
      flex-wrap: wrap;
      gap: 0 1rem;
      align-items: baseline;
      padding: 0.75rem 1.25rem;
      background: var(--paper);
      border-bottom: 1px solid var(--line);
    }
    h2, h3, p { margin: 0; }
    h2 { font-size: 1.25rem; line-height: 1.3; }
    h3 { font-size: 1.0625rem; line-height: 1.4; }
    .title p { color: var(--muted); font-size: 0.9375rem; }
    .title button { margin-left: auto; }
    @media (max-width: 36rem) {
      .title h2 { flex: 1; }
      .title p { order: 1; flex-basis: 100%; margin-top: 0.25rem; }
    }
    article { padding: 1rem 1.25rem; }
    article + article { border-top: 1px solid var(--line); }
    .error h3 { color: var(--wrong); }
    .warning h3 { color: var(--doubtful); }
    .place { color: var(--muted); font-size: 0.9375rem; overflow-wrap: anywhere; }
    pre {
      margin: 0.75rem 0;
      padding: 0.625rem 0;
      overflow-x: auto;
      background: var(--surface);
      border-radius: 3px;
      font: 0.9375rem/1.55 var(--nl-code-font-family, ui-monospace, monospace);
    }
    pre span { display: block; padding: 0 0.875rem; min-width: max-content; }
    pre .here { background: color-mix(in srgb, var(--wrong) 12%, transparent); }
    .warning .here { background: color-mix(in srgb, var(--doubtful) 14%, transparent); }
    pre i { display: inline-block; width: 3ch; margin-right: 1.5ch; text-align: right; font-style: normal; color: var(--muted); }
    pre mark { color: inherit; background: none; text-decoration: underline wavy var(--wrong); text-underline-offset: 0.2em; }
    .warning mark { text-decoration-color: var(--doubtful); }
    .help { white-space: pre-line; }
    .rest { padding: 0 1.25rem 1rem; color: var(--muted); }
    button, .bar a {
      padding: 0.375rem 0.75rem;
      min-height: 2rem;
      font: inherit;
      font-size: 0.9375rem;
      color: inherit;
      background: var(--surface);
      border: 1px solid var(--line);
      border-radius: 4px;
      cursor: pointer;
    }
    button.place { padding: 0; min-height: 1.5rem; color: var(--muted); background: none; border: 0; text-decoration: underline; text-align: left; }
    button:hover, .bar a:hover { border-color: currentcolor; }
    :focus-visible { outline: 2px solid var(--utrecht-focus-outline-color, currentcolor); outline-offset: 2px; }
    .bar {
      position: fixed;
      z-index: 2147483646;
      right: 1rem;
      bottom: 1rem;
      left: 1rem;
      display: flex;
      flex-wrap: wrap;
      gap: 0.5rem;
      align-items: flex-end;
      justify-content: flex-end;
      pointer-events: none;
    }
    .says { display: flex; flex-wrap: wrap; gap: 0.5rem; justify-content: flex-end; }
    .says > *, slot { pointer-events: auto; }
    @media (max-width: 30rem) {
      .bar { right: 0.5rem; bottom: 0.5rem; left: 0.5rem; gap: 0.25rem; align-items: center; }
      .bar.away { display: none; }
      /* One thing at a time: what the editor says goes by. */
      :host([data-says]) .warning { display: none; }
    }
    .says > * { box-shadow: 0 0.25rem 1rem rgb(0 0 0 / 18%); }
    .bar .text { padding: 0.375rem 0.75rem; font-size: 0.9375rem; background: var(--surface); border: 1px solid var(--line); border-radius: 4px; }
    .bar .error { color: var(--wrong); }
    .bar .warning { color: var(--doubtful); }
    .bar a { text-decoration: none; overflow-wrap: anywhere; }
    .bar a:hover { text-decoration: underline; }
    [hidden] { display: none !important; }
  `;

  /** Whether there is no guide to show yet. */
  function isEmpty() {
    return document.body.dataset.empty !== undefined;
  }

  /**
   * An element with attributes and children.
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {Record<string, string>} attributes
   * @param {...(Node | string)} children
   */
  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  /** The part of the page that belongs to the preview. Style sheets of the theme cannot reach it. */
  class Panel {
    #dialog = element("dialog", { "aria-labelledby": "title" });
    #bar = element("div", { class: "bar" });
    #says = element("div", { class: "says", role: "status" });
    #problems = element("button", { type: "button", hidden: "" });
    #offer = element("a", { hidden: "" });
    #notice = element("span", { class: "text", hidden: "" });
    #lost = element("span", { class: "text", hidden: "" });
    #host = element("div", { "data-preview": "" });
    /** What the dialog shows, so that it is only rebuilt when that changes. */
    #content = "";
    #isLost = false;
    #isTold = false;
    /** How much room the page has at its end for the bar, in pixels. */
    #room = 0;
    /** Whether errors wait until they are asked for, because someone is writing. */
    isCalm = false;

    constructor() {
      const root = this.#host.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
      this.#says.append(this.#lost, this.#notice, this.#offer, this.#problems);
      // The editor puts its buttons beside these.
      this.#bar.append(this.#says, element("slot", { name: "tools" }));
      root.append(this.#bar, this.#dialog);
      this.#problems.addEventListener("click", () => this.#dialog.showModal());
      document.body.append(this.#host);
      for (const name of ["focusin", "focusout"]) document.addEventListener(name, () => setTimeout(() => this.#stepAside()));
      new ResizeObserver(() => this.#makeRoom()).observe(this.#bar);
    }

    /** On a small screen it does not lie over what is found while one types in a field of the page. */
    #stepAside() {
      this.#bar.classList.toggle("away", document.activeElement?.matches("[role=search] *, input, textarea, select") === true);
    }

    /** The end of the page can be scrolled out from below the bar. It does not move again as notices go. */
    #makeRoom() {
      const { height } = this.#bar.getBoundingClientRect();
      this.#room = Math.max(this.#room, height && height + 32);
      this.#host.style.height = `${this.#room}px`;
    }

    /**
     * Shows what is wrong: errors at once, warnings on request.
     * @param {Update} update
     * @param {boolean} isNew whether what its buttons do has changed
     */
    problems({ problems: { errors, warnings, title, shown, omitted }, words, editor }, isNew = false) {
      const isSound = errors + warnings === 0;
      this.#host.lang = words.lang;
      this.#problems.hidden = isSound;
      this.#problems.textContent = title;
      this.#problems.className = errors > 0 ? "error" : "warning";
      const content = JSON.stringify([shown, omitted]);
      if (content === this.#content && !isNew) return;
      this.#content = content;
      if (isSound) {
        this.#dialog.close();
        return;
      }
      const close = element("button", { type: "button" }, words.close);
      close.addEventListener("click", () => this.#dialog.close());
      const header = element("div", { class: "title" }, element("h2", { id: "title" }, title));
      if (errors > 0) header.append(element("p", {}, isEmpty() ? words.waits : words.stays));
      header.append(close);
      this.#dialog.className = errors > 0 ? "" : "doubtful";
      const articles = shown.map((problem) => article(problem, editor, words));
      const rest = omitted ? [element("p", { class: "rest" }, omitted)] : [];
      this.#dialog.replaceChildren(header, ...articles, ...rest);
      if (errors > 0 && !this.#dialog.open && (!this.isCalm || isEmpty())) this.#dialog.showModal();
      else if (errors === 0) this.#dialog.close();
      else if (this.#dialog.open) close.focus();
    }

    /** Closes the list of problems. */
    close() {
      this.#dialog.close();
    }

    /** What stands beside the notices. */
    get host() {
      return this.#host;
    }

    /**
     * Offers to go to a chapter.
     * @param {{ page: string, offer: string }} chapter
     */
    offer({ page, offer }) {
      this.#offer.href = `/${page}`;
      this.#offer.textContent = offer;
      this.#offer.hidden = false;
    }

    /** Withdraws that offer. */
    withdraw() {
      this.#offer.hidden = true;
    }

    /**
     * Shows a text about the page; an empty one removes it.
     * @param {string} text
     */
    notice(text) {
      this.#notice.textContent = text;
      this.#notice.hidden = text === "";
    }

    /**
     * Shows or hides the message that the preview cannot be reached.
     * @param {boolean} isLost
     * @param {string} text
     */
    lost(isLost, text) {
      this.#isLost = isLost;
      this.#lost.textContent = text;
      this.#lost.hidden = !isLost || this.#isTold;
    }

    /** Whether the editor says by itself that the preview cannot be reached. @param {boolean} isTold */
    tells(isTold) {
      this.#isTold = isTold;
      this.#lost.hidden = !this.#isLost || isTold;
    }

    /** @param {Node} node */
    contains(node) {
      return this.#host.contains(node);
    }
  }

  /**
   * One problem.
   * @param {Problem} problem
   * @param {Update["editor"]} editor
   * @param {Words} words
   */
  function article(problem, editor, words) {
    const { is_error, message, help, file, line, column, lines } = problem;
    const article = element("article", { class: is_error ? "error" : "warning" });
    article.append(element("h3", {}, message));
    if (file) {
      const text = `${file}:${line}:${column}`;
      const at = file.lastIndexOf("content/");
      const path = file.slice(Math.max(at, 0));
      if (writing && at >= 0 && path.endsWith(".md")) {
        const button = element("button", { type: "button", class: "place" }, text);
        button.addEventListener("click", () => {
          panel.close();
          void writing?.rooms.openAt(path, line, column);
        });
        article.append(button);
      } else if (editor === "none") {
        article.append(element("p", { class: "place" }, text));
      } else {
        const button = element("button", { type: "button", class: "place" }, text);
        button.title = words.open;
        button.addEventListener("click", () => openInEditor(path, line));
        article.append(button);
      }
      const shown = lines.map(({ number, before, marked, after }) => {
        const row = element("span", number === line ? { class: "here" } : {});
        row.append(element("i", {}, String(number)), before);
        if (marked) row.append(element("mark", {}, marked));
        row.append(after || (before || marked ? "" : " "));
        return row;
      });
      if (shown.length > 0) article.append(element("pre", { tabindex: "0" }, ...shown));
    }
    if (help) article.append(element("p", { class: "help" }, help));
    return article;
  }

  const panel = new Panel();
  /** The version that the live page was made from. @type {Version | null} */
  let current = null;
  /** The last update. @type {Update | null} */
  let last = null;
  const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.dataset : {};
  panel.isCalm = own.token !== undefined && isEditing();
  /** The editor, where one may edit. @type {import("./editing/main.js").Editor | null} */
  let writing = null;

  /** Whether this tab edits, before the editor has loaded. */
  function isEditing() {
    try {
      return sessionStorage.getItem("wijkengids.editing") === "on";
    } catch {
      return false;
    }
  }

  /** The page as the server has it now. @returns {Promise<Version>} */
  async function read() {
    const response = await fetch(location.pathname + location.search, { cache: "no-cache" });
    const source = new DOMParser().parseFromString(await response.text(), "text/html");
    // These scripts are not part of the published page, and differ with every version.
    const token = source.querySelector("script[data-page]")?.getAttribute("data-token") ?? "";
    for (const script of source.querySelectorAll("script[src^='/.preview/']")) script.remove();
    const hash = (response.headers.get("etag") ?? "").replaceAll('"', "");
    return { hash, status: response.status, token, source };
  }

  /** @param {Document} source */
  function scripts(source) {
    const elements = [...source.querySelectorAll("script[src]")];
    return elements.map((script) => script.getAttribute("src")).join(" ");
  }

  /**
   * Brings the page up to date, and returns what changed in it.
   * @returns {Promise<Element[]>}
   */
  async function refresh() {
    const version = await read();
    if (!current) {
      // The chapter was saved while the page was loading.
      current = version;
      if (version.hash !== own.page) await leave(() => location.reload());
      return [];
    }
    const isGone = version.status === 404 && current.status !== 404;
    panel.notice(isGone ? (last?.words.gone ?? "") : "");
    if (isGone) return [];
    const isSame = version.hash === current.hash;
    const isOther = !isSame && (scripts(version.source) !== scripts(current.source) || version.status !== current.status);
    if (isOther && (await leave(() => location.reload()))) return [];
    if (await writing?.view.update()) {
      // It shows the chapter as it is in its file, also while there are errors.
      current = { ...version, source: current.source };
      return [];
    }
    return isSame ? [] : draw(version);
  }

  /**
   * Leaves the page, unless someone writes on it. What is being saved comes first: a page that goes away cuts that off.
   * Says whether it is left, also if what was saved leads elsewhere.
   * @param {() => void} go
   */
  async function leave(go) {
    const isLeft = (await writing?.saving.done()) ?? false;
    if (isLeft || writing?.field) return isLeft;
    go();
    return true;
  }

  /**
   * Draws another version of the page, and returns what changed.
   * @param {Version} version
   */
  function draw(version) {
    const before = current?.source ?? version.source;
    current = version;
    const changed = wijkengidsMorph(before, version.source);
    // Scripts of the theme enhance new parts of the page, for instance with buttons.
    document.dispatchEvent(new Event("wijkengids:update"));
    return changed;
  }

  /** Loads the editor, where one may edit. */
  async function loadEditor() {
    if (!own.token) return;
    /** @type {import("./editing/main.js").Page} */
    const page = {
      token: own.token,
      guide: own.guide ?? "",
      isEmpty: isEmpty(),
      renew: async () => (await read()).token,
      source: () => current?.source ?? null,
      show: async (source) => {
        current ??= await read();
        draw({ ...current, source });
      },
      // As long as nothing was told of the guide, its pages may be older than its files.
      isBroken: () => !last || last.problems.errors > 0,
      calm: (isCalm) => (panel.isCalm = isCalm),
      tellsLost: (isTold) => panel.tells(isTold),
      bar: panel.host,
    };
    /** @type {typeof import("./editing/main.js")} */
    const editor = await import(EDITOR);
    writing = await editor.start(page);
    // Who pressed it saw no editor yet, also where it was about to be there.
    if (wijkengidsLetter.take()) void writing.turn(true);
    // The list of problems leads to the editor from now on.
    if (last) panel.problems(last, true);
  }

  /**
   * Scrolls to the first change in the text, and highlights it for a moment.
   * @param {Element[]} changed
   */
  function show(changed) {
    const text = document.querySelector("main");
    const within = changed.filter((node) => text && text !== node && text.contains(node));
    within.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    const first = within.map(block).find((node) => node instanceof HTMLElement && node.getClientRects().length > 0);
    if (!first) return;
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { top, bottom } = first.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) {
      const isLong = bottom - top > innerHeight;
      first.scrollIntoView({ block: isLong ? "start" : "center", behavior: isCalm ? "auto" : "smooth" });
    }
    const colour = getComputedStyle(document.documentElement).getPropertyValue("--nl-mark-background-color") || "#f8e3a1";
    const frames = isCalm
      ? [{ outline: "3px solid currentcolor" }, { outline: "3px solid currentcolor" }]
      : [{ backgroundColor: colour }, { backgroundColor: "transparent" }];
    first.animate(frames, { duration: 1500, easing: "ease-in" });
  }

  /** The block that contains a node. @param {Element} node */
  function block(node) {
    return node.closest("[data-source]") ?? node;
  }

  /** @param {Update} update */
  async function take(update) {
    const before = last;
    last = update;
    panel.problems(update);
    const changed = await refresh();
    const isNew = before !== null && before.run === update.run;
    if (!isNew || !update.chapter) return;
    const here = location.pathname.split("/").pop() || "index.html";
    if (update.chapter.page === here) {
      panel.withdraw();
      show(changed);
    } else {
      const { page } = update.chapter;
      if (!update.follow || !(await leave(() => location.assign(`/${page}`)))) panel.offer(update.chapter);
    }
    // Search has loaded the index of an older version.
    if (document.body.classList.contains("page-search")) location.reload();
  }

  /** Listens while the page is visible: browsers allow few connections for all tabs together. */
  function listen() {
    /** @type {EventSource | null} */
    let source = null;
    /** Updates are handled one at a time; of those that are waiting, only the last matters. */
    let waiting = "";
    let isBusy = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;

    async function work() {
      if (isBusy) return;
      isBusy = true;
      while (waiting) {
        const update = JSON.parse(waiting);
        waiting = "";
        try {
          await take(update);
        } catch {
          // The preview cannot be reached; the next update brings the page up to date.
        }
      }
      isBusy = false;
    }

    function connect() {
      if (source || document.hidden) return;
      source = new EventSource(UPDATES);
      source.addEventListener("message", ({ data }) => {
        clearTimeout(timer);
        timer = undefined;
        panel.lost(false, "");
        waiting = data;
        void work();
      });
      source.addEventListener("error", () => {
        timer ??= setTimeout(() => panel.lost(true, last?.words.lost ?? ""), 3000);
        // The browser tries again by itself, unless the response was no event stream.
        if (source?.readyState === EventSource.CLOSED) {
          source = null;
          setTimeout(connect, 1000);
        }
      });
    }

    function disconnect() {
      source?.close();
      source = null;
    }

    document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
    window.addEventListener("pagehide", disconnect);
    window.addEventListener("pageshow", connect);
    connect();
  }

  /**
   * @param {string} file
   * @param {number} line
   */
  function openInEditor(file, line) {
    if (last?.editor === "vscode") {
      const folder = last.folder.replaceAll("\\", "/").replace(/^\/?/, "/");
      location.assign(encodeURI(`vscode://file${folder}/${file}:${line}`));
    } else if (last?.editor === "program") {
      void ask(`${OPEN}?${new URLSearchParams({ file, line: String(line) })}`);
    }
  }

  /**
   * Asks the preview to open a file, and says so if it cannot.
   * @param {string} address
   */
  async function ask(address) {
    const response = await fetch(address, { method: "POST" });
    panel.notice(response.ok ? "" : await response.text());
  }

  /** Opens a chapter where its text is double-clicked or Alt-clicked. */
  function openFromText() {
    /** @param {MouseEvent} event */
    const open = (event) => {
      const at = event.target;
      const main = document.querySelector("main");
      if (!last || last.editor === "none" || writing?.isOn || !(at instanceof Element) || !main?.contains(at)) return;
      if (at.closest("a, button, input, select, textarea, summary") && !event.altKey) return;
      const own = at.closest("[data-source]");
      const place = (own ?? main.querySelector("[data-source]"))?.getAttribute("data-source");
      const [, file, line] = place?.match(/^(.*):(\d+)$/) ?? [];
      if (!file) return;
      event.preventDefault();
      // The title and whatever else is above the text come from the top of the file.
      openInEditor(file, own ? Number(line) : 1);
    };
    document.addEventListener("dblclick", open);
    document.addEventListener("click", (event) => {
      if (event.altKey) open(event);
    });
  }

  listen();
  openFromText();
  void loadEditor();
})();
