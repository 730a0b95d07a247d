// Updates a live page from one version of its source to the next.
//
// Scripts and readers change a page after it has loaded: they add buttons, unfold sections, type.
// So the new source is compared with the old source, not with the live page. Where the two sources
// agree, the live page stays as it is; where they differ, the difference is applied to it.
const wijkengidsMorph = (function () {
  "use strict";

  const document = wijkengidsDocument;

  /** The place of a block in its file, which changes with every line added above it. */
  const PLACE = "data-source";

  /** What the preview and its editor add to the page themselves: no source has it. */
  const ADDED = "[data-leaving], [data-editor], [data-preview]";

  /** If more comparisons than this are needed, children are matched by kind alone. */
  const LIMIT = 4_000_000;

  /** If more kinds of nodes than this are numbered, numbering starts anew. */
  const KNOWN = 50_000;

  /** Gives equal nodes the same number, also across documents. */
  class Numbers {
    /** @type {Map<string, number>} */
    #known = new Map();
    /** @type {WeakMap<Node, number>} */
    #of = new WeakMap();

    get isFull() {
      return this.#known.size > KNOWN;
    }

    /**
     * @param {Node} node
     * @returns {number}
     */
    of(node) {
      const found = this.#of.get(node);
      if (found !== undefined) return found;
      const key = this.#key(node);
      const number = this.#known.get(key) ?? this.#known.size;
      this.#known.set(key, number);
      this.#of.set(node, number);
      return number;
    }

    /**
     * @param {Node} node
     * @returns {string}
     */
    #key(node) {
      if (node instanceof HTMLFormElement) return formText(node);
      if (!(node instanceof Element)) return `${node.nodeType} ${node.nodeValue}`;
      const attributes = [...node.attributes].filter(({ name }) => name !== PLACE);
      const written = attributes.map(({ name, value }) => `${name}=${value}`).sort();
      const children = Array.from(node.childNodes, (child) => this.of(child));
      return JSON.stringify([node.localName, written, children]);
    }
  }

  /**
   * A form as HTML, without its places. What is in a form may have the name of anything that a form has, so a form
   * is taken as a whole, and by the prototype.
   * @param {HTMLFormElement} form
   */
  function formText(form) {
    const html = String(Reflect.get(Element.prototype, "outerHTML", form));
    return html.replace(/ data-source="[^"]*"/g, "");
  }

  /**
   * Whether one node can be updated to become the other.
   * @param {Node} a
   * @param {Node} b
   */
  function isOfSameKind(a, b) {
    if (a instanceof HTMLFormElement || b instanceof HTMLFormElement) return false;
    if (a instanceof Element && b instanceof Element) return a.localName === b.localName;
    return a.nodeType === b.nodeType;
  }

  /**
   * Whether a live node was made from a node of the source. Scripts do not change ids or texts.
   * @param {Node} live
   * @param {Node} node
   */
  function isFrom(live, node) {
    if (live instanceof HTMLFormElement || node instanceof HTMLFormElement) {
      return live instanceof HTMLFormElement && node instanceof HTMLFormElement;
    }
    if (live instanceof Element && node instanceof Element) {
      if (live.matches(ADDED)) return false;
      return live.localName === node.localName && live.id === node.id;
    }
    return live.nodeType === node.nodeType && live.nodeValue === node.nodeValue;
  }

  /** What follows a node. @param {Node} node @returns {ChildNode | null} */
  function next(node) {
    return Reflect.get(Node.prototype, "nextSibling", node);
  }

  /** An element and those in it that have a place. @param {Element} node */
  function placed(node) {
    const { hasAttribute, querySelectorAll } = Element.prototype;
    const inside = /** @type {NodeListOf<Element>} */ (querySelectorAll.call(node, `[${PLACE}]`));
    return [...(hasAttribute.call(node, PLACE) ? [node] : []), ...inside];
  }

  /**
   * Blocks below an edit are the same, but their line numbers have changed. Each is known by its old one:
   * a script may have added or removed elements.
   * @param {Element} live
   * @param {Element} before
   * @param {Element} after the same as `before`, but for its places
   */
  function shift(live, before, after) {
    const [olds, news] = [placed(before), placed(after)];
    const moved = new Map(olds.map((old, at) => [old.getAttribute(PLACE), news[at]?.getAttribute(PLACE) ?? ""]));
    for (const node of placed(live)) {
      const to = moved.get(node.getAttribute(PLACE));
      if (to !== undefined) node.setAttribute(PLACE, to);
    }
  }

  /**
   * The live node of every child in the old source; null if one is missing.
   * @param {Element} live
   * @param {ChildNode[]} olds
   */
  function counterparts(live, olds) {
    /** @type {Map<ChildNode, ChildNode>} */
    const found = new Map();
    const nodes = [...live.childNodes];
    let at = 0;
    for (const old of olds) {
      while (at < nodes.length && !isFrom(nodes[at], old)) at += 1;
      if (at === nodes.length) return null;
      found.set(old, nodes[at]);
      at += 1;
    }
    return found;
  }

  /**
   * The old node that each new node replaces. Both lists stay in order.
   * @param {ChildNode[]} olds
   * @param {ChildNode[]} news
   * @param {Numbers} numbers
   */
  function align(olds, news, numbers) {
    /** @type {Map<ChildNode, ChildNode>} */
    const pairs = new Map();
    let start = 0;
    let [oldEnd, newEnd] = [olds.length, news.length];
    const isSame = (/** @type {number} */ i, /** @type {number} */ j) =>
      numbers.of(olds[i]) === numbers.of(news[j]);
    while (start < oldEnd && start < newEnd && isSame(start, start)) {
      pairs.set(news[start], olds[start]);
      start += 1;
    }
    while (oldEnd > start && newEnd > start && isSame(oldEnd - 1, newEnd - 1)) {
      oldEnd -= 1;
      newEnd -= 1;
      pairs.set(news[newEnd], olds[oldEnd]);
    }
    let [i, j] = [start, start];
    for (const [oldAt, newAt] of [...common(start, oldEnd, newEnd, isSame), [oldEnd, newEnd]]) {
      // Between two nodes that stay, nodes of the same kind replace each other.
      for (; j < newAt; j += 1) {
        const at = olds.findIndex((old, k) => k >= i && k < oldAt && isOfSameKind(old, news[j]));
        if (at < 0) continue;
        pairs.set(news[j], olds[at]);
        i = at + 1;
      }
      if (oldAt < oldEnd) pairs.set(news[newAt], olds[oldAt]);
      [i, j] = [oldAt + 1, newAt + 1];
    }
    return pairs;
  }

  /**
   * The places of the longest common subsequence of two lists.
   * @param {number} start
   * @param {number} oldEnd
   * @param {number} newEnd
   * @param {(i: number, j: number) => boolean} isSame
   * @returns {[number, number][]}
   */
  function common(start, oldEnd, newEnd, isSame) {
    const [rows, columns] = [oldEnd - start, newEnd - start];
    if (rows * columns > LIMIT) return [];
    const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
    for (let i = rows - 1; i >= 0; i -= 1) {
      for (let j = columns - 1; j >= 0; j -= 1) {
        lengths[i][j] = isSame(start + i, start + j)
          ? lengths[i + 1][j + 1] + 1
          : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    /** @type {[number, number][]} */
    const places = [];
    for (let [i, j] = [0, 0]; i < rows && j < columns; ) {
      if (isSame(start + i, start + j)) {
        places.push([start + i, start + j]);
        i += 1;
        j += 1;
      } else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1;
      else j += 1;
    }
    return places;
  }

  class Morph {
    /** The elements of the live page that changed. @type {Element[]} */
    touched = [];
    #numbers;

    /** @param {Numbers} numbers */
    constructor(numbers) {
      this.#numbers = numbers;
    }

    /**
     * @param {Element} live
     * @param {Element} before
     * @param {Element} after
     */
    element(live, before, after) {
      if (this.#numbers.of(before) === this.#numbers.of(after)) {
        shift(live, before, after);
        return;
      }
      const [olds, news] = [[...before.childNodes], [...after.childNodes]];
      const nodes = counterparts(live, olds);
      if (!nodes) {
        // A script has rearranged this, and its work here is lost.
        live.replaceChildren(...news.map((node) => document.importNode(node, true)));
        this.touched.push(live);
      } else {
        this.#children(live, olds, news, nodes);
      }
      this.#attributes(live, before, after);
    }

    /**
     * @param {Element} live
     * @param {ChildNode[]} olds
     * @param {ChildNode[]} news
     * @param {Map<ChildNode, ChildNode>} nodes
     */
    #children(live, olds, news, nodes) {
      const pairs = align(olds, news, this.#numbers);
      const kept = new Set(pairs.values());
      for (const old of olds) {
        if (kept.has(old)) continue;
        const node = nodes.get(old);
        if (!node) continue;
        if (node instanceof Element || node.nodeValue?.trim() !== "") this.touched.push(this.#beside(node, live));
        live.removeChild(node);
      }
      /** @type {ChildNode | null} */
      let last = null;
      for (const node of news) {
        const old = pairs.get(node);
        const found = old && nodes.get(old);
        if (old && found) {
          this.#node(found, old, node);
          last = found;
          continue;
        }
        const made = /** @type {ChildNode} */ (document.importNode(node, true));
        live.insertBefore(made, last ? next(last) : live.firstChild);
        if (made instanceof Element) this.touched.push(made);
        else if (made.nodeValue?.trim()) this.touched.push(live);
        last = made;
      }
    }

    /**
     * The element beside a node that is about to be removed, which shows where it was.
     * @param {ChildNode} node
     * @param {Element} parent
     */
    #beside(node, parent) {
      if (!(node instanceof Element) || node instanceof HTMLFormElement) return parent;
      return node.nextElementSibling ?? node.previousElementSibling ?? parent;
    }

    /**
     * @param {ChildNode} live
     * @param {ChildNode} before
     * @param {ChildNode} after
     */
    #node(live, before, after) {
      if (live instanceof Element && before instanceof Element && after instanceof Element) {
        if (live instanceof HTMLLinkElement && live.rel === "stylesheet") this.#style(live, after);
        else this.element(live, before, after);
      } else if (live instanceof CharacterData && before.nodeValue !== after.nodeValue) {
        this.#text(live, after.nodeValue ?? "");
      }
    }

    /**
     * Changes only the part of a text that differs, so that a selection in the rest stays.
     * @param {CharacterData} live
     * @param {string} text
     */
    #text(live, text) {
      const old = live.data;
      const shorter = Math.min(old.length, text.length);
      let start = 0;
      while (start < shorter && old[start] === text[start]) start += 1;
      let end = 0;
      while (end < shorter - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end += 1;
      live.replaceData(start, old.length - start - end, text.slice(start, text.length - end));
      if (live.parentElement && text.trim() !== old.trim()) this.touched.push(live.parentElement);
    }

    /**
     * @param {Element} live
     * @param {Element} before
     * @param {Element} after
     */
    #attributes(live, before, after) {
      for (const { name } of [...before.attributes]) {
        if (!after.hasAttribute(name)) live.removeAttribute(name);
      }
      for (const { name, value } of [...after.attributes]) {
        if (before.getAttribute(name) === value) continue;
        live.setAttribute(name, value);
        if (name !== PLACE) this.touched.push(live);
      }
    }

    /**
     * Replaces a style sheet once the new one has loaded, so that the page is never unstyled.
     * @param {HTMLLinkElement} live
     * @param {Element} after
     */
    #style(live, after) {
      if (live.getAttribute("href") === after.getAttribute("href")) return;
      const old = /** @type {HTMLLinkElement} */ (live.cloneNode());
      old.dataset.leaving = "";
      live.before(old);
      const leave = () => old.remove();
      live.addEventListener("load", leave, { once: true });
      live.addEventListener("error", leave, { once: true });
      live.setAttribute("href", after.getAttribute("href") ?? "");
    }
  }

  /** A source is compared twice: with the one before it, and with the one after. */
  let numbers = new Numbers();

  /**
   * Updates `document` from one version of its source to the next, and returns what changed.
   * @param {Document} before
   * @param {Document} after
   */
  return function morph(before, after) {
    if (numbers.isFull) numbers = new Numbers();
    const work = new Morph(numbers);
    work.element(document.documentElement, before.documentElement, after.documentElement);
    return work.touched.filter((element) => document.contains(element));
  };
})();
