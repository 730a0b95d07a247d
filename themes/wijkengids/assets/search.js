// @ts-check
// The search field with results while typing, the page with all results, and the marked words on
// the page that a result leads to. Loaded when a reader first uses search. Its messages come from
// the form, in the language of the guide.
(function () {
  "use strict";

  // The document by its own names: a form of the guide that is called `body` or `querySelector` takes the place of what
  // the browser has by that name, but not in the prototype.
  const document = new Proxy(globalThis.document, {
    get(page, name) {
      const own = Reflect.get(Document.prototype, name, page);
      return typeof own === "function" ? own.bind(page) : own;
    },
  });

  const found = document.querySelector("form.search");
  const foundInput = found?.querySelector("input");
  if (!(found instanceof HTMLFormElement) || !foundInput) return;
  const form = found;
  const input = foundInput;
  const words = form.dataset;
  const isPage = location.pathname.endsWith(`/${words.page}`);
  const RECENT = "wijkengids-recent";
  const LONGEST_RECENT = 200;

  /**
   * An element with attributes and children.
   * @param {string} tag
   * @param {Record<string, string>} attributes
   * @param {...(Node | string)} children
   */
  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  /** @param {string} src */
  function load(src) {
    return new Promise((resolve, reject) => {
      const script = element("script", { src });
      script.addEventListener("load", () => resolve(script.remove()));
      script.addEventListener("error", () => reject(new Error(src)));
      document.head.append(script);
    });
  }

  /** @type {Promise<Search> | undefined} */
  let loading;

  function engine() {
    loading ??= load(words.engine ?? "").then(async () => {
      const { wijkengidsSearch: search } = /** @type {{ wijkengidsSearch: Search }} */ (
        /** @type {unknown} */ (window)
      );
      search.load = (name) => load(`${words.index}${name}.js?v=${search.version()}`);
      await search.prepare();
      return search;
    });
    return loading;
  }

  /** @param {string} [text] @param {Record<string, string>} [values] */
  const fill = (text = "", values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  // ---- Recent queries, kept in this browser only.

  /** @returns {string[]} */
  function recent() {
    try {
      const kept = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
      return Array.isArray(kept) ? kept.filter((query) => typeof query === "string") : [];
    } catch {
      return [];
    }
  }

  /** @param {string[]} queries */
  function keep(queries) {
    try {
      if (queries.length) localStorage.setItem(RECENT, JSON.stringify(queries.slice(0, 5)));
      else localStorage.removeItem(RECENT);
    } catch {
      // Without storage, nothing is kept.
    }
  }

  /** @param {string} query */
  const remember = (query) => query && query.length <= LONGEST_RECENT && keep([query, ...recent().filter((other) => other !== query)]);

  // ---- Results.

  /** @typedef {Awaited<ReturnType<Search["search"]>>} Answer */

  /** @param {Answer["hits"][0]} hit @param {string} query */
  function address(hit, query) {
    const anchor = hit.record.s[hit.section]?.a;
    return `${hit.record.u}.html?q=${encodeURIComponent(query)}${anchor ? `#${anchor}` : ""}`;
  }

  /** @param {string} query */
  const pageOf = (query) => `${words.page}?q=${encodeURIComponent(query)}`;

  /** @param {string[]} snippet every second string is a match */
  const marked = (snippet) => snippet.map((text, at) => (at % 2 ? element("mark", {}, text) : text));

  /** A text in the language of its chapter.
   * @param {string} name @param {Answer["hits"][0]} hit @param {...(Node | string)} content */
  const text = (name, { record: { l: lang } }, ...content) =>
    element("span", { class: name, ...(lang && { lang }) }, ...content);

  /** A chapter's number, title and place. @param {Answer["hits"][0]} hit */
  function chapterLine(hit) {
    const { record } = hit;
    const line = [];
    if (record.n) line.push(element("span", { class: "number" }, record.n), " ");
    line.push(text("title", hit, record.t));
    const above = (record.b ?? []).join(" › ");
    if (above) line.push(" ", element("span", { class: "breadcrumb-line" }, above));
    return line;
  }

  /** A section's heading and snippet. @param {Answer["hits"][0]} hit */
  function sectionLines(hit) {
    const section = hit.record.s[hit.section] ?? {};
    const lesson = section.l ? `${fill(words.lesson, { n: String(section.l) })}: ` : "";
    return [
      element("span", { class: "result-heading" }, lesson, text("title", hit, section.h || hit.record.t)),
      text("result-text", hit, ...marked(hit.snippet)),
    ];
  }

  /** Hits of one chapter together. @param {Answer["hits"]} hits */
  function byChapter(hits) {
    /** @type {Answer["hits"][]} */
    const groups = [];
    for (const hit of hits) {
      const last = groups[groups.length - 1];
      if (last && last[0].chapter === hit.chapter) last.push(hit);
      else groups.push([hit]);
    }
    return groups;
  }

  /** @param {Answer} answer @param {string} query */
  function message({ hits }, query) {
    if (!hits.length) return `${fill(words.none, { q: query })} ${words.hint}`;
    return fill(hits.length === 1 ? words.one : words.other, { n: String(hits.length) });
  }

  /** "Did you mean", as a link. @param {Answer} answer */
  function meant({ suggestion }) {
    if (!suggestion) return [];
    const [before, after] = (words.meant ?? "").split("{q}");
    const link = element("a", { href: pageOf(suggestion) }, suggestion);
    return [element("p", { class: "search-meant" }, before ?? "", link, after ?? "")];
  }

  /** Says that search is busy, if that takes long enough to be noticed.
   * @param {HTMLElement} status @param {() => boolean} isAwaited @param {() => void} [show] */
  const sayBusy = (status, isAwaited, show) =>
    setTimeout(() => {
      if (!isAwaited()) return;
      show?.();
      status.textContent = words.busy ?? "";
    }, 300);

  /** A link to the contents, for when nothing is found. */
  const contentsLink = () => element("a", { href: words.contents ?? "" }, words.contentsLabel ?? "");

  const failure = () => element("a", { href: words.contents ?? "" }, words.failed ?? "");

  // ---- The field in the header: a combobox.

  function combobox() {
    const status = element("p", { class: "search-status", role: "status" });
    const aside = element("div", {});
    const list = element("div", { id: "wg-results", role: "listbox", "aria-label": input.labels?.[0]?.textContent ?? "" });
    const foot = element("p", { class: "search-foot" });
    const keys = element("p", { class: "search-keys", "aria-hidden": "true" }, words.keys ?? "");
    const panel = element("div", { class: "search-panel" }, status, aside, list, foot, keys);
    const close = element("button", { type: "button", class: "search-close" }, words.close ?? "");
    panel.hidden = true;
    form.append(close, panel);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": "wg-results",
      "aria-autocomplete": "list",
    })) {
      input.setAttribute(name, value);
    }
    let asked = 0;
    let active = -1;

    /** @returns {HTMLAnchorElement[]} */
    const options = () => [...list.querySelectorAll("a")];

    /** @param {boolean} isOpen */
    function show(isOpen) {
      panel.hidden = !isOpen;
      form.classList.toggle("open", isOpen);
      input.setAttribute("aria-expanded", String(isOpen && options().length > 0));
      if (!isOpen) choose(-1);
    }

    /** @param {number} at */
    function choose(at) {
      const all = options();
      active = at < -1 ? all.length - 1 : at < all.length ? at : -1;
      all.forEach((option, n) => option.setAttribute("aria-selected", String(n === active)));
      if (active < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", all[active].id);
        all[active].scrollIntoView({ block: "nearest" });
      }
    }

    /** @param {number} n @param {string} href @param {...(Node | string)} content */
    const option = (n, href, ...content) =>
      element("a", { id: `wg-result-${n}`, role: "option", "aria-selected": "false", tabindex: "-1", href }, ...content);

    /** @param {string} label @param {(Node | string)[]} title @param {Node[]} content */
    const group = (label, title, ...content) =>
      element("div", { role: "group", "aria-label": label }, element("div", { class: "result-chapter", "aria-hidden": "true" }, ...title), ...content);

    function showRecent() {
      const queries = recent();
      status.textContent = "";
      aside.replaceChildren();
      foot.replaceChildren();
      list.replaceChildren();
      if (queries.length) {
        const label = words.recent ?? "";
        list.append(group(label, [label], ...queries.map((query, n) => option(n, pageOf(query), query))));
        const forget = element("button", { type: "button" }, words.forget ?? "");
        forget.addEventListener("click", () => {
          keep([]);
          showRecent();
          input.focus();
        });
        foot.append(forget);
      }
      active = -1;
      show(queries.length > 0 || form.classList.contains("open"));
    }

    /** Shows results, and returns how many there are. @param {Answer} answered @param {string} query */
    function showResults(answered, query) {
      let n = 0;
      list.replaceChildren(
        ...byChapter(answered.hits).map((hits) =>
          group(
            `${hits[0].record.n ?? ""} ${hits[0].record.t}`.trim(),
            chapterLine(hits[0]),
            ...hits.map((hit) => option(n++, address(hit, answered.suggestion ?? query), ...sectionLines(hit))),
          ),
        ),
      );
      return n;
    }

    async function answer() {
      const query = input.value.trim();
      const ticket = (asked += 1);
      if (!query) return showRecent();
      let isAnswered = false;
      sayBusy(status, () => ticket === asked && !isAnswered, () => show(true));
      try {
        const search = await engine();
        const text = input.value.trimStart();
        const first = await search.search(text, { limit: search.first() });
        if (ticket !== asked) return;
        if (first.hits.length) {
          showResults(first, query);
          choose(-1);
          show(true);
        }
        const answered = await search.search(text, { limit: 8 });
        isAnswered = true;
        if (ticket !== asked) return;
        // A reader may have chosen one of the first results.
        const chosen = first.hits.length ? active : -1;
        const n = showResults(answered, query);
        status.textContent = message(answered, query);
        aside.replaceChildren(...meant(answered));
        foot.replaceChildren(n ? element("a", { href: pageOf(query) }, words.all ?? "") : contentsLink());
        choose(chosen);
        return show(true);
      } catch {
        isAnswered = true;
        if (ticket !== asked) return;
        for (const part of [aside, list, foot]) part.replaceChildren();
        status.replaceChildren(failure());
      }
      active = -1;
      choose(-1);
      show(true);
    }

    input.addEventListener("input", answer);
    input.addEventListener("focus", () => {
      engine().catch(() => {});
      if (panel.hidden) answer();
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (panel.hidden) show(true);
        choose(active + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        // Ctrl or ⌘ opens a new tab, as with a click.
        const { ctrlKey, metaKey, shiftKey } = event;
        options()[active]?.dispatchEvent(
          new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }),
        );
      }
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || panel.hidden) return;
      event.preventDefault();
      input.focus();
      show(false);
    });
    list.addEventListener("click", () => remember(input.value.trim()));
    close.addEventListener("click", () => {
      // Focusing the field would open the keyboard of a phone.
      form.tabIndex = -1;
      form.focus();
      show(false);
    });
    document.addEventListener("click", (event) => {
      if (event.target instanceof Node && event.target.isConnected && !form.contains(event.target)) show(false);
    });
    form.addEventListener("focusout", (event) => {
      if (event.relatedTarget instanceof Node && !form.contains(event.relatedTarget)) show(false);
    });
    if (document.activeElement === input) answer();
  }

  // ---- The page with all results.

  function searchPage() {
    const query = new URLSearchParams(location.search);
    const status = element("p", { class: "search-status", role: "status" });
    const aside = element("div", {});
    const list = element("div", { class: "search-results" });
    const more = element("button", { type: "button", class: "button secondary" }, words.more ?? "");
    const filters = element("div", { class: "search-filters" });
    more.hidden = true;
    form.append(filters);
    form.after(status, aside, list, more);
    input.value = query.get("q") ?? "";
    let limit = 10;
    let asked = 0;

    /** @param {string} name @param {string} [label] @param {[string, string][]} [values] */
    function select(name, label = "", values = []) {
      if (values.length < 2) return;
      const all = /** @type {[string, string]} */ (["", words.any ?? ""]);
      const options = [all, ...values].map(([value, text]) => element("option", { value }, text));
      filters.append(element("label", {}, `${label} `, element("select", { name }, ...options)));
    }

    const chosen = () => {
      const data = new FormData(form);
      const [part, theme] = [data.get("part"), data.get("theme")];
      return {
        limit,
        part: part ? Number(part) : undefined,
        theme: theme ? String(theme) : undefined,
        lessons: data.has("lessons"),
      };
    };

    /** The title links to the text above the first heading, which needs no link of its own.
     * @param {Answer["hits"]} hits @param {string} text */
    function chapter(hits, text) {
      const isTop = (/** @type {Answer["hits"][0]} */ hit) => !hit.record.s[hit.section]?.h;
      const top = hits.find(isTop);
      const title = element("a", { href: top ? address(top, text) : `${hits[0].record.u}.html` }, ...chapterLine(hits[0]));
      const items = hits.map((hit) => {
        const lines = sectionLines(hit);
        return element("li", {}, isTop(hit) ? lines[1] : element("a", { href: address(hit, text) }, ...lines));
      });
      return element("section", { class: "result" }, element("h2", {}, title), element("ul", {}, ...items));
    }

    async function answer() {
      const text = input.value.trim();
      const ticket = (asked += 1);
      let isAnswered = false;
      sayBusy(status, () => ticket === asked && !isAnswered);
      try {
        const search = await engine();
        const options = chosen();
        const show = (/** @type {Answer} */ { hits, suggestion }) =>
          list.replaceChildren(...byChapter(hits).map((of) => chapter(of, suggestion ?? text)));
        if (limit === 10) {
          const first = await search.search(text, { ...options, limit: search.first() });
          if (ticket !== asked) return;
          if (first.hits.length) show(first);
        }
        const answered = await search.search(text, options);
        isAnswered = true;
        if (ticket !== asked) return;
        const groups = byChapter(answered.hits);
        show(answered);
        aside.replaceChildren(...meant(answered));
        status.textContent = text ? message(answered, text) : "";
        if (text && !groups.length) list.replaceChildren(element("p", {}, contentsLink()));
        more.hidden = groups.length < limit;
      } catch {
        isAnswered = true;
        status.replaceChildren(failure());
      }
    }

    engine()
      .then((search) => search.filters())
      .then(({ parts, themes, lessons }) => {
        select("part", words.part, parts.map((label, at) => [String(at), label]));
        select("theme", words.theme, themes.map((theme) => [theme, theme]));
        if (lessons) {
          const box = element("input", { type: "checkbox", name: "lessons" });
          filters.append(element("label", {}, box, ` ${words.lessons}`));
        }
      })
      .catch(() => {});
    const changed = () => {
      limit = 10;
      answer();
    };
    form.addEventListener("input", changed);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      remember(input.value.trim());
      try {
        history.replaceState(null, "", pageOf(input.value.trim()));
      } catch {
        // A page opened from a disk cannot change its address.
      }
      changed();
    });
    more.addEventListener("click", async () => {
      const shown = list.children.length;
      limit += 10;
      await answer();
      list.children[shown]?.querySelector("a")?.focus();
    });
    if (input.value) remember(input.value);
    answer();
  }

  // ---- The marked words on the page that a result leads to.

  async function markWords() {
    const query = new URLSearchParams(location.search).get("q");
    const main = document.querySelector("main");
    if (!query || !main) return;
    const search = await engine();
    const isAsked = await search.marker(query);
    /** @type {HTMLElement[]} */
    const marks = [];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    /** @type {Text[]} */
    const texts = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node instanceof Text && !node.parentElement?.closest("script, style, button, nav")) texts.push(node);
    }
    for (const text of texts) {
      const { data } = text;
      /** @type {(Node | string)[]} */
      const parts = [];
      let at = 0;
      for (const { start, end } of search.tokens(data).filter(isAsked)) {
        const mark = element("mark", { class: "search-hit" }, data.slice(start, end));
        marks.push(mark);
        parts.push(data.slice(at, start), mark);
        at = end;
      }
      if (parts.length) text.replaceWith(...parts, data.slice(at));
    }
    if (!marks.length) return;
    const button = element("button", { type: "button", class: "unmark" }, words.unmark ?? "");
    button.addEventListener("click", () => {
      for (const mark of marks) mark.replaceWith(...mark.childNodes);
      main.normalize();
      button.remove();
      try {
        history.replaceState(null, "", location.pathname + location.hash);
      } catch {
        // A page opened from a disk cannot change its address.
      }
    });
    document.body.append(button);
  }

  form.action = words.page ?? "";
  if (isPage) searchPage();
  else {
    combobox();
    form.addEventListener("submit", () => remember(input.value.trim()));
    markWords().catch(() => {});
  }
})();
