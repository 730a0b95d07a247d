// The live preview: what a writer sees while writing, in one browser and in several.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, type Page } from "@playwright/test";

import { expectAccessible } from "./support/accessibility.ts";
import { type Preview, test } from "./support/preview.ts";

const TEXT = "content/1-basis/1.1-tekst-en-beeld.md";
const LESSONS = "content/1-basis/1.2-samenwerken.md";
const CODE = "content/2-vormen/2.1-kaders-en-code.md";

test.use({ viewport: { width: 1100, height: 700 } });

/** Opens a page and waits until it follows. What is put on its window is gone if it is loaded again. */
async function follow(page: Page, preview: Preview, name: string): Promise<void> {
  const compared = page.waitForResponse((response) => response.url().endsWith(name) && response.request().resourceType() === "fetch");
  await page.goto(preview.url + name);
  await compared;
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
}

type Mark = { text: string | null; frames: Keyframe[] };

/** Notes which elements are marked from now on, and how. */
async function noteMarks(page: Page): Promise<() => Promise<Mark[]>> {
  await page.evaluate(() => {
    const marks: Mark[] = [];
    const animate = Element.prototype.animate;
    Element.prototype.animate = function (frames, options) {
      marks.push({ text: this.textContent, frames: frames as Keyframe[] });
      return animate.call(this, frames, options);
    };
    Object.assign(window, { marks });
  });
  return () => page.evaluate(() => (window as unknown as { marks: Mark[] }).marks);
}

const isSamePage = (page: Page) => page.evaluate(() => "isSamePage" in window);

const main = (page: Page) => page.locator("main");

test("two browsers follow, each where it was", async ({ preview, page, browser }) => {
  const other = await (await browser.newContext({ viewport: { width: 390, height: 700 } })).newPage();
  const positions: number[] = [];
  for (const one of [page, other]) {
    await follow(one, preview, "1.1.html");
    await main(one).getByText("Een brede tabel schuift").evaluate((node) => node.scrollIntoView({ block: "center" }));
    positions.push(await one.evaluate(() => scrollY));
  }
  preview.edit(TEXT, "Een brede tabel schuift", "Een heel brede tabel schuift");
  for (const [at, one] of [page, other].entries()) {
    await expect(main(one)).toContainText("Een heel brede tabel schuift");
    expect(await one.evaluate(() => scrollY)).toBe(positions[at]);
    expect(await isSamePage(one)).toBe(true);
  }
  await other.context().close();
});

test("what the reader did to the page stays", async ({ preview, page }) => {
  await follow(page, preview, "1.1.html");
  await page.locator("details.citation > summary").click();
  await page.getByRole("button", { name: "Toon alle hoofdstukken" }).click();
  const tree = page.locator("#wg-sidebar .branch").first();
  await expect(tree).toBeVisible();
  const search = page.locator("form.search input").first();
  await search.fill("half getypt");
  preview.edit(TEXT, "Gewone tekst met", "Andere tekst met");
  await expect(main(page)).toContainText("Andere tekst met");
  await expect(page.locator("details.citation")).toHaveAttribute("open", "");
  await expect(tree).toBeVisible();
  await expect(search).toHaveValue("half getypt");
  await expect(search).toBeFocused();
});

test("a selection stays while the text around it changes", async ({ preview, page }) => {
  await follow(page, preview, "1.1.html");
  const paragraph = main(page).locator("p", { hasText: "van buiten" }).first();
  await paragraph.evaluate((node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const at = text.textContent?.indexOf("van buiten") ?? -1;
      if (at >= 0) getSelection()?.setBaseAndExtent(text, at, text, at + "van buiten".length);
    }
  });
  for (const [from, to] of [["woord van buiten", "woordje van buiten"], ["van buiten staat", "van buiten staat nu"]] as const) {
    preview.edit(TEXT, from, to);
    await expect(paragraph).toContainText(to);
    expect(await page.evaluate(() => String(getSelection()))).toBe("van buiten");
  }
});

test("the first thing that changed is brought into view and marked", async ({ preview, page }) => {
  await follow(page, preview, "1.1.html");
  const heading = main(page).getByRole("heading", { name: "Lijsten" });
  await expect(heading).not.toBeInViewport();
  const marks = await noteMarks(page);
  preview.edit(TEXT, "## Lijsten", "Een nieuwe alinea.\n\n## Lijsten");
  const added = main(page).getByText("Een nieuwe alinea.");
  await expect(added).toBeInViewport();
  expect((await marks()).map(({ text }) => text)).toEqual(["Een nieuwe alinea."]);
  expect(await isSamePage(page)).toBe(true);
});

test("nothing moves for readers who prefer reduced motion", async ({ preview, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await follow(page, preview, "1.1.html");
  const marks = await noteMarks(page);
  preview.edit(TEXT, "## Lijsten", "Een nieuwe alinea.\n\n## Lijsten");
  await expect(main(page).getByText("Een nieuwe alinea.")).toBeInViewport();
  const [mark] = await marks();
  expect(mark?.frames).toHaveLength(2);
  expect(mark?.frames[0]).toEqual(mark?.frames[1]);
});

test("a page that shows the title of another chapter is brought up to date", async ({ preview, page }) => {
  await follow(page, preview, "1.2.html");
  preview.edit(TEXT, "title: Tekst en beeld", "title: Woord en beeld");
  await expect(page.locator("#wg-sidebar")).toContainText("Woord en beeld");
  await expect(main(page).locator(".text a.reference").first()).toContainText("Woord en beeld");
  await expect(page.locator("body")).not.toContainText("Tekst en beeld");
  expect(await isSamePage(page)).toBe(true);
});

test("a chapter's own title is changed everywhere on its page", async ({ preview, page }) => {
  await follow(page, preview, "1.1.html");
  preview.edit(TEXT, "title: Tekst en beeld", "title: Woord en beeld");
  await expect(page.locator("h1")).toHaveText("1.1 Woord en beeld");
  await expect(page).toHaveTitle(/1\.1 Woord en beeld/);
});

test("blocks of every kind can be changed, added and removed", async ({ preview, page }) => {
  await follow(page, preview, "2.1.html");
  const copies = await page.locator("figure.code button.copy").count();
  expect(copies).toBeGreaterThan(0);
  preview.edit(CODE, "- een\n- twee", "- nul\n- een\n- twee\n- drie");
  await expect(main(page).locator(".note li")).toHaveText(["nul", "een", "twee", "drie"]);
  preview.edit(CODE, 'println!("Dag', 'println!("Hallo');
  await expect(main(page).locator("figure.code", { hasText: "Hallo" })).toBeVisible();
  await expect(page.locator("figure.code button.copy")).toHaveCount(copies);
  preview.edit(CODE, "::: tip\nEen tip zonder titel.\n:::\n", "");
  await expect(main(page)).not.toContainText("Een tip zonder titel.");
  preview.edit(CODE, "## Code", "## Vooraf\n\n1. a\n2. b\n\n> Citaat\n\n```toml\nnieuw = 1\n```\n\n## Code");
  await expect(main(page).locator("blockquote", { hasText: "Citaat" })).toBeVisible();
  await expect(page.locator("figure.code button.copy")).toHaveCount(copies + 1);
  expect(await isSamePage(page)).toBe(true);
  // In the end the page is what loading it anew gives, apart from what scripts did to it.
  const text = await main(page).locator(".text").evaluate((node) => node.innerHTML);
  await page.goto(`${preview.url}2.1.html`);
  await expect.poll(() => main(page).locator(".text").evaluate((node) => node.innerHTML)).toBe(text);
});

test("a style sheet is replaced without reloading the page", async ({ preview, page }) => {
  await follow(page, preview, "1.1.html");
  const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  for (const [blue, expected] of [[200, "rgb(1, 2, 200)"], [100, "rgb(1, 2, 100)"]] as const) {
    preview.write("themes/wijkengids/assets/house-style.css", `body { background: rgb(1 2 ${blue}); }`);
    await expect.poll(colour).toBe(expected);
  }
  await expect(page.locator("link[rel=stylesheet]")).toHaveCount(1);
  expect(await isSamePage(page)).toBe(true);
});

test("a changed script of the theme is reloaded", async ({ preview, page }) => {
  await follow(page, preview, "1.1.html");
  preview.write("themes/wijkengids/assets/scheme.js", "document.documentElement.dataset.eigen = 'ja';");
  await expect(page.locator("html")).toHaveAttribute("data-eigen", "ja");
});

const dialog = (page: Page) => page.getByRole("dialog");

test("an error is shown over the last good version until it is mended", async ({ preview, page }) => {
  await follow(page, preview, "1.1.html");
  const field = page.locator("form.search input").first();
  await field.focus();
  preview.edit(TEXT, "Zie [[#fig-1]]", "Zie [[8.8]] en [[#fig-1]]");
  await expect(dialog(page)).toBeVisible();
  await expect(dialog(page)).toContainText("1 error");
  await expect(dialog(page)).toContainText("there is no chapter 8.8");
  await expect(dialog(page)).toContainText("content/1-basis/1.1-tekst-en-beeld.md:");
  await expect(dialog(page).locator("mark")).toHaveText("[[8.8]]");
  await expect(dialog(page)).toContainText("the nearest chapters are");
  await expect(dialog(page).getByRole("button", { name: "Close" })).toBeFocused();
  await expect(main(page)).toContainText("Gewone tekst met");
  await expect(main(page)).not.toContainText("8.8");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await expect(field).toBeFocused();
  await page.getByRole("button", { name: "1 error" }).click();
  await expect(dialog(page)).toBeVisible();
  preview.edit(TEXT, "Zie [[8.8]] en", "Zie");
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "1 error" })).toBeHidden();
  expect(await isSamePage(page)).toBe(true);
});

test("every kind of error is shown and mended", async ({ preview, page }) => {
  await follow(page, preview, "1.1.html");
  const text = preview.read(LESSONS);
  const book = preview.read("book.toml");
  for (const [path, fault, message] of [
    [LESSONS, text.replace("title: Samenwerken", "title: [kapot"), "begins with ["],
    [LESSONS, text.replace("title: Samenwerken", "number: 1.1"), "is taken by"],
    ["book.toml", book.replace("[book]", "[boek]"), "no key `boek`"],
    ["themes/wijkengids/templates/404.html", "{% if %}", "where a value belongs"],
  ] as const) {
    preview.write(path, fault);
    await expect(dialog(page)).toContainText(message);
    preview.write(path, path === LESSONS ? text : path === "book.toml" ? book : "<h1>weg</h1>");
    await expect(dialog(page)).toBeHidden();
  }
  expect(await isSamePage(page)).toBe(true);
});

test("a template that fails when it is used leaves the page as it was", async ({ preview, page }) => {
  await follow(page, preview, "1.1.html");
  const template = "themes/wijkengids/templates/chapter.html";
  preview.write(template, '{% extends "base.html" %}{% block main %}{{ niets.hier }}{% endblock main %}');
  await expect(dialog(page)).toContainText("`niets`");
  await expect(main(page)).toContainText("Gewone tekst met");
  preview.write(template, '{% extends "base.html" %}{% block main %}<p>kort</p>{{ body }}{% endblock main %}');
  await expect(dialog(page)).toBeHidden();
  await expect(main(page)).toContainText("kort");
});

test("warnings are shown on request", async ({ preview, page }) => {
  await follow(page, preview, "1.1.html");
  preview.edit(TEXT, "summary:", "samenvatting: x\nsummary:");
  const warnings = page.getByRole("button", { name: "1 warning" });
  await expect(warnings).toBeVisible();
  await expect(dialog(page)).toBeHidden();
  await warnings.click();
  await expect(dialog(page)).toContainText("no key `samenvatting`");
});

test.describe("in Dutch", () => {
  test.use({ options: ["--lang", "nl"] });

  test("the preview speaks the language of its messages", async ({ preview, page }) => {
    await follow(page, preview, "1.1.html");
    preview.edit(TEXT, "Zie [[#fig-1]]", "Zie [[8.8]] en [[#fig-1]]");
    await expect(page.getByRole("heading", { name: "1 fout", exact: true })).toBeVisible();
    await expect(dialog(page)).toContainText("Je ziet de laatste versie die goed was.");
    await expect(dialog(page).getByRole("button", { name: "Sluiten" })).toBeFocused();
    await expect(page.locator("[data-preview]")).toHaveAttribute("lang", "nl");
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test(`what is wrong is shown accessibly, ${colorScheme}, ${width} wide`, async ({ preview, page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await follow(page, preview, "1.1.html");
      preview.edit(TEXT, "summary:", "samenvatting: x\nsummary:");
      preview.edit(TEXT, "Zie [[#fig-1]]", "Zie [[8.8]]");
      await expect(dialog(page)).toContainText("8.8");
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      preview.edit(LESSONS, "Drie lessen", "Vier lessen");
      await expectAccessible(page);
    });
  }
}

test("a guide that is broken from the start appears once it is mended", async ({ preview, page }) => {
  await preview.stop();
  preview.edit(TEXT, "Zie [[#fig-1]]", "Zie [[8.8]]");
  await preview.start();
  await page.goto(`${preview.url}1.1.html`);
  await expect(dialog(page)).toContainText("8.8");
  await expect(dialog(page)).toContainText("The guide appears once the errors are mended.");
  preview.edit(TEXT, "Zie [[8.8]]", "Zie [[#fig-1]]");
  await expect(main(page)).toContainText("Gewone tekst met");
  await expect(dialog(page)).toBeHidden();
});

test("a link leads to another chapter that was saved", async ({ preview, page }) => {
  await follow(page, preview, "1.1.html");
  preview.edit(LESSONS, "Een klein begin", "Een heel klein begin");
  const offer = page.getByRole("link", { name: "Changed: 1.2 Samenwerken" });
  await expect(offer).toBeVisible();
  preview.edit(TEXT, "Gewone tekst met", "Andere tekst met");
  await expect(main(page)).toContainText("Andere tekst met");
  await expect(offer).toBeHidden();
  preview.edit(LESSONS, "Een heel klein begin", "Een klein begin");
  await offer.click();
  await expect(page).toHaveURL(`${preview.url}1.2.html`);
  await expect(main(page)).toContainText("Een klein begin");
});

test.describe("with --follow", () => {
  test.use({ options: ["--follow"] });

  test("the browser goes to the chapter that is saved", async ({ preview, page }) => {
    await follow(page, preview, "1.1.html");
    preview.edit(LESSONS, "Een klein begin", "Een heel klein begin");
    await expect(page).toHaveURL(`${preview.url}1.2.html`);
    await expect(main(page)).toContainText("Een heel klein begin");
  });
});

test("the page of a renamed chapter stays, and says so", async ({ preview, page }) => {
  preview.write("content/1-basis/1.8-los.md", "---\ntitle: Los\n---\n\nLosse tekst.\n");
  await expect.poll(async () => (await page.request.get(`${preview.url}1.8.html`)).status()).toBe(200);
  await follow(page, preview, "1.8.html");
  preview.edit("content/1-basis/1.8-los.md", "title: Los", "title: Los\nnumber: 1.7");
  await expect(page.getByText("This page is no longer there.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Changed: 1.7 Los" })).toHaveAttribute("href", "/1.7.html");
  await expect(main(page)).toContainText("Losse tekst.");
  preview.edit("content/1-basis/1.8-los.md", "\nnumber: 1.7", "");
  await expect(page.getByText("This page is no longer there.")).toBeHidden();
});

test("search, lessons and contents are live", async ({ preview, page }) => {
  preview.edit(LESSONS, "## Begin klein {.les}", "## Begin reusachtig {.les}");
  await page.goto(`${preview.url}lessen.html`);
  await expect(main(page)).toContainText("Begin reusachtig");
  await page.goto(`${preview.url}zoeken.html?q=reusachtig`);
  await expect(main(page).getByText("reusachtig").first()).toBeVisible();
  await page.goto(`${preview.url}lessen.html`);
  preview.edit(LESSONS, "reusachtig", "onmetelijk");
  await expect(main(page)).toContainText("Begin onmetelijk");
  await page.goto(`${preview.url}zoeken.html?q=onmetelijk`);
  await expect(main(page).getByText("onmetelijk").first()).toBeVisible();
});

test("the page is brought up to date after the preview was away", async ({ preview, page }) => {
  await follow(page, preview, "1.1.html");
  expect(await preview.stop()).toBe(0);
  await expect(page.getByText("The preview cannot be reached.")).toBeVisible({ timeout: 15_000 });
  preview.edit(TEXT, "Gewone tekst met", "Andere tekst met");
  await preview.start();
  await expect(main(page)).toContainText("Andere tekst met", { timeout: 15_000 });
  await expect(page.getByText("The preview cannot be reached.")).toBeHidden();
  expect(await isSamePage(page)).toBe(true);
});

test("no page of the preview violates its policy", async ({ preview, page }) => {
  const faults: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  for (const name of ["index", "1.1", "1.2", "1.3", "2.1", "inhoud", "lessen", "zoeken"]) {
    await follow(page, preview, `${name}.html`);
    await page.waitForLoadState("load");
  }
  expect(faults).toEqual([]);
});

test.describe("with an editor", () => {
  test("a double click opens the chapter where it was written", async ({ preview, page }) => {
    await preview.stop();
    const note = join(preview.folder, "opened");
    const editor = join(preview.folder, "gedit");
    writeFileSync(editor, `#!/bin/sh\necho "$@" >> '${note}'\n`, { mode: 0o755 });
    await preview.start("--editor", editor);
    await follow(page, preview, "1.1.html");
    const opened = () => (existsSync(note) ? readFileSync(note, "utf8").trim().split("\n") : []);
    const line = preview.read(TEXT).split("\n").findIndex((text) => text.startsWith("Een heel lang woord")) + 1;
    await main(page).getByText("Een heel lang woord").dblclick();
    await expect.poll(opened).toEqual([`+${line} ${join(preview.folder, TEXT)}`]);
    // Lines added above move those below.
    preview.edit(TEXT, "Gewone tekst met", "Nieuw.\n\nGewone tekst met");
    await expect(main(page)).toContainText("Nieuw.");
    await main(page).getByText("Een heel lang woord").click({ modifiers: ["Alt"] });
    await expect.poll(opened).toHaveLength(2);
    expect(opened()[1]).toBe(`+${line + 2} ${join(preview.folder, TEXT)}`);
    await main(page).locator("h1").dblclick();
    await expect.poll(opened).toHaveLength(3);
    expect(opened()[2]).toBe(`+1 ${join(preview.folder, TEXT)}`);
  });
});

test("the preview adds nothing to a printed page", async ({ preview, page }) => {
  await follow(page, preview, "1.1.html");
  preview.edit(LESSONS, "Een klein begin", "Een heel klein begin");
  const offer = page.getByRole("link", { name: "Changed: 1.2 Samenwerken" });
  await expect(offer).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(offer).toBeHidden();
});
