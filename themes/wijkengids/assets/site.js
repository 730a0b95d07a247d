// Enhances pages, which all work without it.
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

  /** @typedef {[depth: number, page: string, number: string, title: string, lang?: string]} Row */

  const words = document.body.dataset;

  /**
   * An element with attributes and children.
   * @param {string} tag
   * @param {Record<string, string>} attributes
   * @param {...(Node | string)} children
   */
  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  }

  /** Lets the reader choose a colour scheme, for this page and all others. */
  function schemeSwitch() {
    const select = document.querySelector("#wg-scheme");
    if (!(select instanceof HTMLSelectElement)) return;
    const root = document.documentElement;
    select.value = root.dataset.scheme ?? "auto";
    select.addEventListener("change", () => {
      const scheme = select.value;
      try {
        if (scheme === "auto") localStorage.removeItem("wijkengids-scheme");
        else localStorage.setItem("wijkengids-scheme", scheme);
      } catch {
        // Without storage, the choice is for this page only.
      }
      if (scheme === "auto") delete root.dataset.scheme;
      else root.dataset.scheme = scheme;
    });
  }

  /** Manages the focus of the menu, which is a link to the sidebar, and closes it with Escape. */
  function menu() {
    const link = document.querySelector(".menu-link");
    const sidebar = document.querySelector(".sidebar");
    if (!(link instanceof HTMLElement) || !sidebar) return;
    const isOpen = () => location.hash === "#wg-sidebar";
    const close = () => {
      // Set the hash: replacing the address would leave :target as it was.
      location.hash = "#wg-main";
      link.focus({ preventScroll: true });
    };
    link.addEventListener("click", () => {
      setTimeout(() => {
        const first = sidebar.querySelector("a");
        if (first) first.focus();
      });
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && isOpen()) close();
    });
    const button = sidebar.querySelector(".menu-close");
    if (button) {
      button.addEventListener("click", (event) => {
        event.preventDefault();
        close();
      });
    }
  }

  /**
   * Hides the header of a narrow page while the reader scrolls down, and shows it on the way up.
   * Style sheets keep it in view where it is not hidden.
   */
  function header() {
    let last = scrollY;
    addEventListener(
      "scroll",
      () => {
        // A finger is never quite still.
        if (Math.abs(scrollY - last) < 8) return;
        document.documentElement.toggleAttribute("data-reading", scrollY > last && scrollY > 120);
        last = scrollY;
      },
      { passive: true },
    );
  }

  /** Keeps the section being read in view within the contents of the page, where these scroll. */
  function followContents() {
    const toc = document.querySelector(".toc");
    if (!toc) return;
    const follow = () => {
      if (toc.scrollHeight <= toc.clientHeight) return;
      const isPassed = (/** @type {HTMLAnchorElement} */ link) => {
        const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
        return section && section.getBoundingClientRect().top < innerHeight / 3;
      };
      const entry = [...toc.querySelectorAll("a")].filter(isPassed).at(-1)?.getBoundingClientRect();
      const frame = toc.getBoundingClientRect();
      if (!entry) toc.scrollTop = 0;
      else if (entry.top < frame.top || entry.bottom > frame.bottom) {
        toc.scrollTop += entry.top - frame.top - frame.height / 2;
      }
    };
    addEventListener("scroll", () => requestAnimationFrame(follow), { passive: true });
  }

  /** Adds the day to a chapter that is printed. */
  function printedDay() {
    const line = document.querySelector(".printed");
    if (!(line instanceof HTMLElement)) return;
    const day = element("span", {});
    addEventListener("beforeprint", () => {
      const date = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
      day.textContent = (line.dataset.printed ?? "").replace("{date}", date);
      line.append(" ", day);
    });
  }

  /** Adds buttons that copy code and citations. */
  function copyButtons() {
    if (!navigator.clipboard) return;
    for (const figure of document.querySelectorAll(":is(figure.code, .cited):not(:has(> .copy))")) {
      const button = element("button", { type: "button", class: "copy", "aria-live": "polite" }, words.copy ?? "");
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(figure.querySelector("code, p")?.textContent ?? "");
          button.textContent = words.copied ?? "";
          setTimeout(() => (button.textContent = words.copy ?? ""), 2000);
        } catch {
          button.remove();
        }
      });
      figure.append(button);
    }
  }

  /** Makes regions focusable while they scroll, so that the keyboard can scroll them. */
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
      if (scrolls) target.setAttribute("tabindex", "0");
      else if (target !== document.activeElement) target.removeAttribute("tabindex");
    }
  });

  /** Enhances the text, also after an update of the preview. */
  function enhanceText() {
    copyButtons();
    for (const node of document.querySelectorAll(".table, pre")) sizes.observe(node);
  }

  /** Loads all chapters into the sidebar on request. */
  function wholeTree() {
    const sidebar = document.querySelector(".sidebar");
    if (!sidebar) return;
    const button = element("button", { type: "button", class: "whole-tree" }, words.wholeTree ?? "");
    button.addEventListener("click", () => {
      document.head.append(element("script", { src: words.tree ?? "" }));
    });
    sidebar.append(button);
    Object.assign(window, {
      wijkengids: {
        /** @param {Row[]} rows */
        chapters(rows) {
          const list = sidebar.querySelector("ul");
          const tree = branch(rows, 0, 1);
          if (list) list.replaceWith(tree);
          button.remove();
          const current = tree.querySelector("[aria-current]");
          if (current instanceof HTMLElement) {
            current.focus();
            current.scrollIntoView({ block: "center" });
          }
        },
      },
    });
  }

  /**
   * A list of the chapters of one depth from `start` on. Collapsed branches are built when they open.
   * @param {Row[]} rows
   * @param {number} start
   * @param {number} depth
   */
  function branch(rows, start, depth) {
    const list = element("ul", {});
    const here = location.pathname.split("/").pop() || "index.html";
    for (let at = start; at < rows.length && rows[at][0] >= depth; at += 1) {
      if (rows[at][0] > depth) continue;
      const [, page, number, title, lang] = rows[at];
      const href = `${page || number}.html`;
      const link = element("a", { href });
      if (number) link.append(element("span", { class: "number" }, number), " ");
      const name = element("span", { class: "title" }, title);
      if (lang) name.lang = lang;
      link.append(name);
      if (href === here) link.setAttribute("aria-current", "page");
      const below = rows[at + 1];
      if (!below || below[0] <= depth) {
        list.append(element("li", { class: "leaf" }, link));
        continue;
      }
      // The toggle is beside the link, because a link within a control cannot be reached.
      const label = element("span", { class: "visually-hidden" }, `${number} ${title}`.trim());
      const details = element("details", {}, element("summary", {}, label));
      const open = () => {
        if (details.children.length === 1) details.append(branch(rows, at + 1, depth + 1));
      };
      details.addEventListener("toggle", open);
      if (leadsHere(rows, at, here)) {
        open();
        details.setAttribute("open", "");
      }
      list.append(element("li", { class: "branch" }, link, details));
    }
    return list;
  }

  /**
   * Whether a row is this page or one of its ancestors.
   * @param {Row[]} rows
   * @param {number} at
   * @param {string} here
   */
  function leadsHere(rows, at, here) {
    for (let i = at; i < rows.length && (i === at || rows[i][0] > rows[at][0]); i += 1) {
      if (`${rows[i][1] || rows[i][2]}.html` === here) return true;
    }
    return false;
  }

  /**
   * A text in lower case without accents, so that readers need not type those.
   * @param {string} text
   */
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  /** Filters the lesson index by text and theme, and groups it by chapter or by letter. */
  function lessonFilter() {
    const form = document.querySelector(".lesson-filter");
    if (!(form instanceof HTMLFormElement)) return;
    const text = form.querySelector("input[type=search]");
    const theme = form.querySelector("select");
    const count = document.querySelector(".lesson-count");
    const views = { chapter: ".lessons-by-chapter", letter: ".lessons-by-letter" };
    const lessons = [...document.querySelectorAll(".lessons > li")].filter((item) => item instanceof HTMLElement);
    // The list by letter has no teasers, so the text of the other list is searched for both.
    const searched = new Map();
    for (const item of document.querySelectorAll(".lessons-by-chapter .lessons > li")) {
      searched.set(item.querySelector("a")?.getAttribute("href"), fold(item.textContent ?? ""));
    }

    const apply = () => {
      const wanted = text instanceof HTMLInputElement ? fold(text.value).split(/\s+/) : [];
      const chosen = theme ? theme.value : "";
      const shown = new Set();
      for (const item of lessons) {
        const href = item.querySelector("a")?.getAttribute("href");
        const content = searched.get(href) ?? "";
        const themes = (item.dataset.themes ?? "").split("|");
        const visible =
          wanted.every((word) => content.includes(word)) && (!chosen || themes.includes(chosen));
        item.hidden = !visible;
        if (visible) shown.add(href);
      }
      for (const group of document.querySelectorAll(".lesson-group")) {
        if (group instanceof HTMLElement) {
          group.hidden = !group.querySelector(".lessons > li:not([hidden])");
        }
      }
      const view = new FormData(form).get("view") === "letter" ? "letter" : "chapter";
      for (const [name, selector] of Object.entries(views)) {
        const section = document.querySelector(selector);
        if (section instanceof HTMLElement) section.hidden = name !== view;
      }
      if (count) count.textContent = message(shown.size, form.dataset);
    };

    if (theme) {
      const query = new URLSearchParams(location.search);
      theme.value = query.get(form.dataset.queryTheme ?? "") ?? "";
      if (theme.selectedIndex < 0) theme.value = "";
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", apply);
    // When the reader comes back, the browser restores the fields after this script has run.
    window.addEventListener("pageshow", apply);
    apply();
  }

  /**
   * The message that says how many lessons are shown.
   * @param {number} n
   * @param {DOMStringMap} forms
   */
  function message(n, forms) {
    if (n === 0) return forms.none ?? "";
    return ((n === 1 ? forms.one : forms.other) ?? "").replace("{n}", String(n));
  }

  /** Loads search when the reader turns to it or comes from a result. */
  function search() {
    const form = document.querySelector("form.search");
    const input = form?.querySelector("input");
    if (!(form instanceof HTMLFormElement) || !input) return;
    let isLoaded = false;
    const load = () => {
      if (!isLoaded) document.head.append(element("script", { src: form.dataset.script ?? "" }));
      isLoaded = true;
    };
    input.addEventListener("focus", load);
    document.addEventListener("keydown", (event) => {
      const at = event.target;
      const isTyping =
        at instanceof HTMLElement && (at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName));
      const isSlash = event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
      const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (!isSlash && !isK) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
    const isPage = document.body.classList.contains("page-search");
    if (isPage || document.activeElement === input || new URLSearchParams(location.search).has("q")) load();
  }

  schemeSwitch();
  menu();
  header();
  followContents();
  printedDay();
  search();
  enhanceText();
  document.addEventListener("wijkengids:update", enhanceText);
  wholeTree();
  lessonFilter();
})();
