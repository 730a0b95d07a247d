import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";

import { expect, type Page, test } from "@playwright/test";

import { expectAccessible } from "./support/accessibility.ts";
import { handbook, program, repository, wijkengids } from "./support/guides.ts";

const field = (page: Page) => page.locator("#wg-search");
const options = (page: Page) => page.getByRole("listbox").getByRole("option");

/** The part of the engine that is used here. Its scripts are type-checked on their own. */
interface Engine {
  load: (name: string) => Promise<unknown>;
  search: (query: string, options?: object) => Promise<{ hits: Hit[] }>;
}

interface Hit {
  record: { u: string; s: { a?: string }[] };
  section: number;
  score: number;
  snippet: string[];
}

/** The files of search that the page asks for. */
function requests(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (/search/.test(request.url())) asked.push(request.url());
  });
  return asked;
}

async function type(page: Page, query: string): Promise<void> {
  await page.keyboard.press("/");
  await expect(field(page)).toBeFocused();
  await page.keyboard.insertText(query);
}

/** The guides with queries in tests/search, by their folders. */
const measured = {
  ".": "tests/search/queries.txt",
  "tests/search/municipality": "tests/search/municipality/queries.txt",
  "tests/search/staff": "tests/search/staff/queries.txt",
  "tests/search/english": "tests/search/english/queries.txt",
  "tests/search/spelling": "tests/search/spelling/queries.txt",
};

/** Unlikely queries, which both engines must answer alike too. */
const others = [
  "", "de het", "wij", "B.V.", "a.b.c. ".repeat(40), "hoofdstuk 2", "h.2", "hfst. 1.2", "§ 1.01", "wijk aan pak plan les", "les sen over zicht", "bus lijn en wijk raad", "tvs", "wijk wijk aanpak", "xyzzyx", "gemeente -rijk", 'wijk -"de wijk"', '"', "--", "a.1", "3", '"van de"',
  '"gemeente"', '"wijken"', '"werkt" bewoner', "uemeente", "gmeenet", "opgevraagd", "huisjes", "straatnaambord",
  "uijkaanpak", "beelscherm", "gemenetebeleif", "wijkkkaanpak bewoonerr",
  "wijk ".repeat(20_000), "é".repeat(60_000), "😀".repeat(2000) + "wijk", `wijk${"x".repeat(16_000)}`, '"de wijk" -geld '.repeat(1000), "1.".repeat(50_000),
];

/** The options of the terminal, and the same options in the browser. */
const narrowed: [string[], object][] = [
  [["--lessons"], { lessons: true }],
  [["--part", "2"], { part: 1 }],
  [["--limit", "2"], { limit: 2 }],
];

/** The engine of the browser, for a guide that was built into a folder. */
function engineOf(folder: string): Engine {
  const context = createContext({});
  const run = (file: string) => runInContext(readFileSync(file, "utf8"), context);
  const assets = join(folder, "assets");
  run(join(assets, readdirSync(assets).find((name) => name.startsWith("search-engine.")) ?? ""));
  const engine: Engine = runInContext("wijkengidsSearch", context);
  engine.load = async (name) => run(join(folder, "search", `${name}.js`));
  return engine;
}

/** Compares the answers of the terminal to queries with those of the browser. Returns the files of the index. */
async function compareAnswers(source: string, queries: string[], flagged: [string[], object][]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "wijkengids-search-"));
  execFileSync(program, ["build", source, "--out", join(folder, "site")], { stdio: "pipe" });
  const engine = engineOf(join(folder, "site"));

  async function compare(query: string, flags: string[] = [], options = {}): Promise<void> {
    const output = execFileSync(program, ["search", "--format", "json", ...flags, "--", query, source]);
    const { hits } = await engine.search(query, options);
    const found = hits.map(({ record, section, score, snippet }) => {
      const anchor = record.s[section]?.a;
      return { href: `${record.u}.html${anchor ? `#${anchor}` : ""}`, score, snippet: [...snippet] };
    });
    const expected = JSON.parse(output.toString()) as typeof found;
    expect(found, query).toEqual(expected.map(({ href, score, snippet }) => ({ href, score, snippet })));
  }

  for (const query of queries) await compare(query);
  for (const [flags, options] of flagged) {
    for (const query of ["2", "criteria", "gemeente", "plot"]) await compare(query, flags, options);
  }
  const files = readdirSync(join(folder, "site/search"));
  rmSync(folder, { recursive: true });
  return files;
}

const asked = (queries: string) =>
  readFileSync(join(repository, queries), "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("# "))
    .map((line) => line.split(" | ")[0] ?? "");

for (const [guide, queries] of Object.entries(measured)) {
  test(`the terminal and the browser give the same answers in ${guide}`, async () => {
    // Only the first guide has parts: chapters with others below them.
    const possible = narrowed.filter(([flags]) => guide === "." || !flags.includes("--part"));
    await compareAnswers(join(repository, guide), [...asked(queries), ...others], possible);
  });
}

test("the terminal and the browser give the same answers in a guide of many words", async () => {
  const guide = mkdtempSync(join(tmpdir(), "wijkengids-words-"));
  cpSync(join(repository, "tests/search/municipality"), guide, { recursive: true });
  const onsets = ["bal", "dor", "fen", "gul", "hem", "jor", "kim", "los", "mur", "nep", "pit", "rav", "sol", "tam", "vek", "zut"];
  const ends = ["aard", "beek", "dijk", "erf", "goot", "haven", "kade", "laan", "markt", "plein", "steeg", "tuin", "veld", "werf"];
  const words = onsets.flatMap((first) => onsets.flatMap((second) => ends.map((end) => first + second + end)));
  const text = `---\ntitle: Straten\n---\n\n${words.join(" ")}\n`;
  writeFileSync(join(guide, "content", "8.5.md"), text);
  const queries = [...asked("tests/search/municipality/queries.txt"), ...others, "haven", "kimlos", "baldorkaed"];
  const files = await compareAnswers(guide, queries, []);
  // In the guides above the reversed stems follow from the one shard of stems.
  expect(files.filter((name) => name.startsWith("e")).length).toBeGreaterThan(1);
  rmSync(guide, { recursive: true });
});

test("the terminal and the browser give the same answers about letters of any script", async () => {
  const guide = mkdtempSync(join(tmpdir(), "wijkengids-scripts-"));
  cpSync(join(repository, "tests/search/municipality"), guide, { recursive: true });
  const text = "Een 𝐀anpak, een 𝐁uurt en 𝐆𝐄𝐌𝐄𝐄𝐍𝐓𝐄. 𠮷野家 en wijk𠮷plein, 𐌲𐌿𐍄𐌹𐍃𐌺 en 𐐨𐐩𐐪𐐫𐐬𐐭𐐮𐐯, 𝟏𝟐 en 😀.";
  writeFileSync(join(guide, "content", "8.5.md"), `---\ntitle: Schriften\n---\n\n${text}\n`);
  const queries = [
    "𝐀anpak", "aanpak", "𝐁uu", "GEMEENTE", "𝐆𝐄𝐌𝐄𝐄𝐍𝐓𝐄", "𝐀", "𝐁.𝐕.", "𝟏𝟐", "12", "😀", "𠮷", "𠮷野家", '"𠮷野家"', "wijkplein",
    "wijk𠮷pleinen", "𠮷 plein", "-𠮷 wijk", "𐌲𐌿𐍄𐌹", "𐌲𐌿𐍄𐌹𐍃𐌻", "𐐩𐐪𐐫𐐬𐐭𐐮𐐯", "𐐨𐐩𐐪𐐫𐐭𐐬𐐮𐐯", "𐐨𐐩𐐪𐐫wijk", "𐐀𐐁𐐂𐐃",
  ];
  await compareAnswers(guide, queries, []);
  rmSync(guide, { recursive: true });
});

test("words have the same stems in the terminal and in the browser", () => {
  const context = createContext({ wijkengidsSearch: {} });
  const run = (code: string): unknown => runInContext(code, context);
  for (const name of ["index", "words", "stems"]) {
    run(readFileSync(join(repository, `src/search/browser/${name}.js`), "utf8"));
  }
  run("wijkengidsSearch.add = (name, data) => files.set(name, data)");
  run(readFileSync(join(wijkengids.folder, "search/index.js"), "utf8"));
  run(`isOpen();
    const lineOf = (word) => {
      const stem = stemOf(word);
      return [word, stem, "[" + variants(word, stem).join(" ") + "]", relatedTo(stem)].join(" ").trimEnd();
    };`);
  // A test of the program holds it to the same lines.
  const expected = readFileSync(join(repository, "tests/search/stems.txt"), "utf8").trimEnd().split("\n");
  const found = expected.map((line) => run(`lineOf(${JSON.stringify(line.split(" ")[0])})`));
  expect(found).toEqual(expected);
});

test("words are as far apart in the terminal as in the browser", () => {
  const context = createContext({});
  for (const name of ["index", "words", "stems", "lexicon"]) {
    runInContext(readFileSync(join(repository, `src/search/browser/${name}.js`), "utf8"), context);
  }
  // A test of the program holds it to the same lines.
  const list = readFileSync(join(repository, "tests/search/distances.txt"), "utf8").trimEnd().split("\n");
  for (const line of list.filter((line) => !line.startsWith("# "))) {
    const [a, b, most, expected] = line.split(" | ");
    const found: unknown = runInContext(`distance(${JSON.stringify(a)}, ${JSON.stringify(b)}, ${most})`, context);
    expect(String(found), line).toBe(expected);
  }
});

for (const [where, address] of [["on a server", "url"], ["from a disk", "fileUrl"]] as const) {
  test(`a result leads to its words, ${where}`, async ({ page }) => {
    const asked = requests(page);
    await page.goto(`${wijkengids[address]}1.2.html`);
    expect(asked).toEqual([]);
    await type(page, "beroepsversnelers");
    await expect(options(page)).not.toHaveCount(0);
    await expect(field(page)).toHaveAttribute("aria-expanded", "true");
    await page.keyboard.press("ArrowDown");
    await expect(field(page)).toHaveAttribute("aria-activedescendant", "wg-result-0");
    await expect(page.locator("#wg-result-0")).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/2\.4\.8\.html\?q=beroepsversnellers#les-6$/);
    await expect(page.locator("mark.search-hit").first()).toBeVisible();
    await page.getByRole("button", { name: "Markering verwijderen" }).click();
    await expect(page.locator("mark.search-hit")).toHaveCount(0);
  });
}

test("the button that removes the marks does not cover the focus", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 500 });
  await page.goto(`${wijkengids.url}2.4.8.html?q=wijk`);
  const button = page.locator(".unmark");
  await expect(button).toBeVisible();
  // A small link at the right of the text, where the button covers it.
  await page.evaluate(() => {
    const paragraph = document.querySelectorAll(".text p")[3];
    const [before, behind] = ["before", "behind"].map((id) => Object.assign(document.createElement("a"), { id, href: "#", textContent: "1" }));
    if (!paragraph || !before || !behind) throw new Error("no text");
    behind.style.cssText = "float: right; margin-right: 1rem";
    paragraph.prepend(before, behind);
    scrollTo(0, scrollY + behind.getBoundingClientRect().top - innerHeight + 40);
    before.focus({ preventScroll: true });
  });
  await page.keyboard.press("Tab");
  await expect(page.locator("#behind")).toBeFocused();
  await expect(async () => {
    const [link, over] = [await page.locator("#behind").boundingBox(), await button.boundingBox()];
    expect((link?.y ?? Infinity) + (link?.height ?? 0)).toBeLessThanOrEqual(over?.y ?? 0);
  }).toPass();
});

test("Escape closes the results, and the query is remembered", async ({ page }) => {
  await page.goto(`${wijkengids.url}1.2.html`);
  await type(page, "MKBA");
  await expect(options(page)).not.toHaveCount(0);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(field(page)).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/zoeken\.html\?q=MKBA$/);
  await expect(page.getByRole("status")).toHaveText(/^\d+ resultaten$/);
  await expectAccessible(page);
  await page.goto(`${wijkengids.url}1.4.html`);
  await page.keyboard.press("Control+k");
  await expect(options(page).filter({ hasText: "MKBA" })).toBeVisible();
});

test("the page with all results narrows them to lessons", async ({ page }) => {
  await page.goto(`${wijkengids.url}zoeken.html?q=criteria`);
  await expect(page.locator(".result li")).not.toHaveCount(0);
  await page.getByLabel("Alleen lessen").check();
  await expect(page.locator(".result li a:not([href*='#les-'])")).toHaveCount(0);
  await expect(page.locator(".result li")).not.toHaveCount(0);
});

test("if nothing is found, the contents are offered", async ({ page }) => {
  await page.goto(`${wijkengids.url}1.2.html`);
  await type(page, "xyzzyq");
  await expect(page.locator(".search-status")).toContainText("Niets gevonden");
  await expect(page.locator(".search-foot a")).toHaveAttribute("href", "inhoud.html");
  await expectAccessible(page);
});

test("waiting and failures are announced", async ({ page }) => {
  let fail = () => {};
  const failure = new Promise<void>((resolve) => (fail = resolve));
  await page.route(/search-engine/, async (route) => {
    await failure;
    await route.abort();
  });
  await page.goto(`${wijkengids.url}1.2.html`);
  await type(page, "wijk");
  await expect(page.getByRole("status")).toHaveText("Zoeken…");
  await expect(page.getByRole("status")).toBeVisible();
  fail();
  await expect(page.getByRole("status").getByRole("link")).toHaveText("Zoeken lukt nu niet. Kijk in de inhoudsopgave.");
  await expectAccessible(page);
});

test("Escape closes the results from any control in them", async ({ page }) => {
  await page.goto(`${wijkengids.url}1.2.html`);
  await type(page, "wijkaanpak");
  await expect(options(page)).not.toHaveCount(0);
  await page.getByRole("link", { name: "Alle resultaten" }).focus();
  await page.keyboard.press("Escape");
  await expect(page.locator(".search-panel")).toBeHidden();
  await expect(field(page)).toBeFocused();
});

test("asking for more results moves the focus to the first of them", async ({ page }) => {
  await page.goto(`${handbook.url}zoeken.html?q=hoofdstuk`);
  await expect(page.locator(".result")).toHaveCount(10);
  await page.getByRole("button", { name: "Meer resultaten" }).press("Enter");
  await expect(page.locator(".result").nth(10).getByRole("link").first()).toBeFocused();
});

test("on a phone the results fill the screen, and can be closed", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${wijkengids.url}1.2.html`);
  await type(page, "wijkaanpak");
  await expect(options(page)).not.toHaveCount(0);
  const box = () => page.locator("form.search").boundingBox();
  await expect.poll(box).toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
  await expectAccessible(page);
  await page.getByRole("button", { name: "Zoeken sluiten" }).press("Enter");
  await expect(options(page)).toHaveCount(0);
  await expect(page.locator("form.search")).toBeFocused();
});

test("without JavaScript the form leads to the contents", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${wijkengids.url}1.2.html`);
  await page.locator("#wg-search").fill("wijk");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/inhoud\.html\?q=wijk$/);
  await context.close();
});
