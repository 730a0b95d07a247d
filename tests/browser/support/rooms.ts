// The rooms of the editor, each opened by itself, with answers that a test makes up.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { test as base, type Page } from "@playwright/test";

import { repository } from "./guides.ts";

const ORIGIN = "http://editor.test";
const SCRIPTS = join(repository, "src/serve/client/editing");
const ASSETS = join(repository, "themes/wijkengids/assets");

/** What a request is answered with: JSON, or a refusal. */
export type Answer = (body: any, url: URL) => unknown;

export class Refused {
  constructor(
    readonly status: number,
    readonly message: string,
    readonly help: string | null = null,
  ) {}
}

/** The words of the editor in Dutch, as the preview sends them. */
export function words(): Record<string, string> {
  const text = readFileSync(join(repository, "messages/nl/wijkengids.ftl"), "utf8");
  const found = [...text.matchAll(/^edit-([a-z-]+) = (.*)$/gm)];
  return Object.fromEntries(found.map(([, name = "", said = ""]) => [name.replaceAll("-", "_"), said.replace(/\{ \$(\w+) \}/g, "{$1}")]));
}

export const chapter = {
  file: "content/1-basis/1.1-tekst.md",
  page: "1.1.html",
  text: "Een tekst.\n",
  blocks: [],
  fields: {},
  read_only: null as string | null,
};

/** A page with the theme, on which one room is opened. */
export class Room {
  /** What was asked: the path with its body. */
  readonly asked: { path: string; body: any }[] = [];
  readonly #answers = new Map<string, Answer>();

  constructor(readonly page: Page) {}

  /** Answers requests of a path from now on. */
  answer(path: string, answer: Answer): void {
    this.#answers.set(path, answer);
  }

  async load(own: Partial<typeof chapter> & { fields?: object } = {}): Promise<void> {
    await this.page.route(`${ORIGIN}/**`, async (route) => {
      const url = new URL(route.request().url());
      const name = url.pathname.replace("/.preview/editing/", "");
      if (url.pathname === "/") return route.fulfill({ contentType: "text/html", body: html({ ...chapter, ...own }) });
      if (name.endsWith(".js")) return route.fulfill({ contentType: "text/javascript", body: readFileSync(join(SCRIPTS, name)) });
      if (name === "words") return route.fulfill({ json: words() });
      const answer = this.#answers.get(name);
      if (!answer) return route.fulfill({ contentType: "text/html", body: "<!doctype html><html lang=nl><title>x</title><h1>x</h1>" });
      const isJson = route.request().headers()["content-type"] === "application/json";
      const body = isJson ? route.request().postDataJSON() : null;
      this.asked.push({ path: name, body });
      const given = await answer(body, url);
      if (given instanceof Refused) return route.fulfill({ status: given.status, json: { message: given.message, help: given.help } });
      return route.fulfill({ json: given });
    });
    await this.page.goto(`${ORIGIN}/`);
    await this.page.waitForFunction(() => "context" in window);
  }

  /** Calls a function of a module with the context in the place of `"context"`; `result` has what it returns. */
  async open(module: string, name: string, ...values: unknown[]): Promise<void> {
    await this.page.evaluate(
      ([module, name, values]) => (window as any).run(module, name, values),
      [module, name, values] as const,
    );
  }

  /** What the function that was called returned, once it has. */
  async result(): Promise<unknown> {
    await this.page.waitForFunction(() => "answer" in window);
    return this.page.evaluate(() => (window as any).answer);
  }

  /** What was said to screen readers. */
  async announced(): Promise<string> {
    return (await this.page.locator("#live").textContent()) ?? "";
  }
}

function html(own: object): string {
  const css = readdirSync(ASSETS)
    .filter((name) => name.endsWith(".css"))
    .map((name) => readFileSync(join(ASSETS, name), "utf8"));
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Een hoofdstuk</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${css.join("\n")}</style></head>
<body><main style="padding: 2rem"><h1>Een hoofdstuk</h1><p>De pagina erachter.</p>
<textarea aria-label="Blok" rows="8" style="width: 100%"></textarea><p id="live" role="status"></p></main>
<script>${readFileSync(join(SCRIPTS, "../document.js"), "utf8")}</script>
<script type="module">
import { dialog, furnish, shadow, wordsOf } from "/.preview/editing/ui.js";
import { Api } from "/.preview/editing/api.js";
import { Early } from "/.preview/editing/early.js";
const api = new Api("token");
const words = wordsOf(await api.words());
const { host, root } = shadow("editor");
document.body.append(host);
furnish(root, words);
const announce = (text) => { document.querySelector("#live").textContent = text; };
const note = (text) => text && announce(text);
const save = ({ file, text }, change) => api.save(file, text, change);
const context = { api, words, chapter: ${JSON.stringify(own)}, dialog, announce, note, save };
const area = document.querySelector("textarea");
context.early = new Early({ words, field: { area, contains: () => false } });
window.run = async (module, name, values) => {
  delete window.answer;
  const functions = await import("/.preview/editing/" + module);
  const field = document.querySelector("textarea");
  const given = values.map((value) => (value === "context" ? context : value === "field" ? field : value));
  Promise.resolve(functions[name](...given)).then((value) => { window.answer = value ?? null; });
};
window.context = context;
</script></body></html>`;
}

/** Tests of the rooms of the editor. */
export const test = base.extend<{ room: Room }>({
  room: async ({ page }, use) => {
    await use(new Room(page));
  },
});
