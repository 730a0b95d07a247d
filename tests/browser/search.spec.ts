import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";

import { expect, type Page, test } from "@playwright/test";

import { expectAccessible } from "./support/accessibility.ts";
import { repository, wijkengids } from "./support/guides.ts";

const program = process.env.WIJKENGIDS ?? join(repository, "target/release/wijkengids");
const field = (page: Page) => page.locator("#wg-search");
const options = (page: Page) => page.getByRole("listbox").getByRole("option");

/** As much of the engine as is asked here; the theme's scripts are typed on their own. */
interface Engine {
  load: (name: string) => Promise<unknown>;
  search: (query: string) => Promise<{ hits: Hit[] }>;
}

interface Hit {
  record: { u: string; s: { a?: string }[] };
  section: number;
  score: number;
  snippet: string[];
}

/** What the page asked for that belongs to search. */
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

test("the terminal and the browser give the same answers", async () => {
  test.setTimeout(120_000);
  const context = createContext({});
  const run = (file: string) => runInContext(readFileSync(file, "utf8"), context);
  const assets = join(wijkengids.folder, "assets");
  run(join(assets, readdirSync(assets).find((name) => name.startsWith("search-engine.")) ?? ""));
  const engine: Engine = runInContext("wijkengidsSearch", context);
  engine.load = async (name) => run(join(wijkengids.folder, "search", `${name}.js`));
  const measured = readFileSync(join(repository, "tests/search/queries.txt"), "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("# "))
    .map((line) => line.split(" | ")[0] ?? "");
  const others = ["", "de het", "wij", "xyzzyx", "gemeente -rijk", '"', "--", "a.1", "3"];
  for (const query of [...measured, ...others]) {
    const output = execFileSync(program, ["search", "--format", "json", "--", query, wijkengids.source]);
    const { hits } = await engine.search(query);
    const found = hits.map(({ record, section, score, snippet }) => {
      const anchor = record.s[section]?.a;
      return { href: `${record.u}.html${anchor ? `#${anchor}` : ""}`, score, snippet: [...snippet] };
    });
    expect(found, query).toEqual(
      JSON.parse(output.toString()).map(({ href, score, snippet }: (typeof found)[0]) => ({ href, score, snippet })),
    );
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
    const active = await field(page).getAttribute("aria-activedescendant");
    await expect(page.locator(`#${active}`)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/2\.4\.8\.html\?q=beroepsversnellers#les-6$/);
    await expect(page.locator("mark.search-hit").first()).toBeVisible();
    await page.getByRole("button", { name: "Markering verwijderen" }).click();
    await expect(page.locator("mark.search-hit")).toHaveCount(0);
  });
}

test("Escape closes the results, and what was searched is remembered", async ({ page }) => {
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

test("without JavaScript the form leads to the contents", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${wijkengids.url}1.2.html`);
  await page.locator("#wg-search").fill("wijk");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/inhoud\.html\?q=wijk$/);
  await context.close();
});
