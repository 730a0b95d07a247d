// Writing in the browser: the page of the preview is the editor.
import { execFileSync } from "node:child_process";

import { expect, type Page } from "@playwright/test";

import { expectAccessible } from "./support/accessibility.ts";
import { edit, field, hold, main, mode, open, status } from "./support/editing.ts";
import { program } from "./support/guides.ts";
import { Preview, test } from "./support/preview.ts";

const TEXT = "content/1-basis/1.1-tekst-en-beeld.md";
const LESSONS = "content/1-basis/1.2-samenwerken.md";

test.use({ viewport: { width: 1280, height: 800 } });

const offer = (page: Page) => page.locator("[data-editor=tools] .offer");
const handle = (page: Page, words: string) => page.getByRole("button", { name: new RegExp(`^Edit .*${words}`) });

/** Waits until a file says something. */
async function expectFile(preview: Preview, path: string, words: string): Promise<void> {
  await expect.poll(() => preview.read(path)).toContain(words);
}

test("a button and a key turn editing on, for this tab", async ({ preview, page }) => {
  await page.goto(`${preview.url}1.1.html`);
  await expect(mode(page)).toHaveAttribute("aria-pressed", "false");
  await main(page).getByText("Gewone tekst met").click();
  await expect(field(page)).toHaveCount(0);
  await page.keyboard.press("e");
  await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
  await page.goto(`${preview.url}1.2.html`);
  await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
  await page.locator("form.search input").first().focus();
  await page.keyboard.press("e");
  await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
  await mode(page).click();
  await expect(page.locator("[data-editor=blocks]")).toHaveCount(0);
});

test.describe("with --read-only", () => {
  test.use({ options: ["--read-only"] });

  test("there is nothing to edit with", async ({ preview, page }) => {
    const scripts: string[] = [];
    page.on("request", (request) => scripts.push(request.url()));
    await page.goto(`${preview.url}1.1.html`);
    await page.waitForLoadState("networkidle").catch(() => {});
    await expect(page.locator("[data-editor]")).toHaveCount(0);
    expect(scripts.filter((url) => url.includes("/editing/"))).toEqual([]);
  });
});

test("a block opens where it stands, and only its bytes change", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  const block = main(page).getByText("Gewone tekst met");
  await block.evaluate((node) => node.scrollIntoView({ block: "center" }));
  const place = await block.boundingBox();
  const area = await open(page, "Gewone tekst met");
  await expect(area).toHaveValue(/^Gewone tekst met \*nadruk\*, .*\nwoord van buiten/s);
  const text = await area.evaluate((node: HTMLTextAreaElement) => {
    const { left, top } = node.getBoundingClientRect();
    const { paddingLeft, paddingTop, fontFamily, fontSize } = getComputedStyle(node);
    return { x: left + Number.parseFloat(paddingLeft), y: top + Number.parseFloat(paddingTop), fontFamily, fontSize };
  });
  expect(Math.abs(text.x - (place?.x ?? 0))).toBeLessThan(2);
  expect(Math.abs(text.y - (place?.y ?? 0))).toBeLessThan(3);
  expect(text).toMatchObject(await block.evaluate((node) => ({ fontFamily: getComputedStyle(node).fontFamily, fontSize: getComputedStyle(node).fontSize })));
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Heel g");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Control+Enter");
  await expect(field(page)).toHaveCount(0);
  await expect(status(page)).toHaveText("Saved");
  expect(preview.read(TEXT)).toBe(before.replace("Gewone tekst", "Heel gewone tekst"));
  await expect(handle(page, "Heel gewone tekst")).toBeFocused();
});

test("the picture follows what is typed, and nothing is saved yet", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Zie ook **vet**.");
  const picture = main(page).locator("p[data-preview-picture]");
  await expect(picture).toContainText("ankers. Zie ook vet.");
  await expect(picture.locator("strong")).toHaveText("vet");
  const [written, shown] = [await field(page).boundingBox(), await picture.boundingBox()];
  expect(shown?.y).toBeGreaterThan((written?.y ?? 0) + (written?.height ?? 0) - 1);
  // Another kind of block takes its place, and the field stays.
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("### ");
  await expect(main(page).locator("h3[data-preview-picture]")).toBeVisible();
  await expect(field(page)).toBeFocused();
  expect(preview.read(TEXT)).toBe(before);
});

test("the picture and the line that is typed are both in view, and the page does not move with each key", async ({ preview, page }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await edit(page, preview, "1.1.html");
  const block = main(page).getByText("Gewone tekst met");
  await block.evaluate((node) => node.scrollIntoView({ block: "end" }));
  await open(page, "Gewone tekst met");
  await page.keyboard.press("Control+End");
  const picture = main(page).locator("p[data-preview-picture]");
  const top = () => picture.evaluate((node) => node.getBoundingClientRect().top);
  const scrolls = new Set<number>();
  for (let line = 1; line <= 8; line += 1) {
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type(`regel ${line}`, { delay: 5 });
    await expect(picture).toContainText(`regel ${line}`);
    await expect.poll(top).toBeLessThan(600 - 80);
    const scrolled = await page.evaluate(() => scrollY);
    await page.keyboard.type(" met nog iets");
    await expect(picture).toContainText(`regel ${line} met nog iets`);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    scrolls.add(scrolled);
  }
  expect(scrolls.size).toBeLessThan(5);
});

test("what is said below a tall field does not take the line of the caret away", async ({ preview, page }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await edit(page, preview, "1.2.html");
  const area = await open(page, "Geef het de ruimte");
  await area.fill(Array.from({ length: 30 }, (_, line) => `regel ${line}`).join("\n"));
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" [[8.8]]");
  await expect(page.locator("[data-editor=field] .says")).toContainText("8.8");
  // The caret is in the last line of the text.
  const last = () => area.evaluate((node) => node.getBoundingClientRect().bottom);
  expect(await last()).toBeGreaterThan(30);
  expect(await last()).toBeLessThan(500);
});

test("Escape leaves a block as it was, and what was typed can be brought back", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Onzin.");
  await expect(main(page).locator("p", { hasText: "Onzin." })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(main(page)).not.toContainText("Onzin.");
  await expect(handle(page, "Twee keer dezelfde")).toBeFocused();
  expect(preview.read(TEXT)).toBe(before);
  await page.getByRole("button", { name: "Bring my text back" }).click();
  await expect(field(page)).toHaveValue(/Onzin\.$/);
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, TEXT, "ankers. Onzin.");
  await expect(handle(page, "Twee keer dezelfde")).toBeFocused();
  // Of a new block too, which is saved then as it was typed.
  await page.getByRole("button", { name: /^Add something after .*Twee keer dezelfde/ }).press("Enter");
  await page.getByRole("menuitem", { name: "Paragraph", exact: true }).click();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("Helemaal nieuw.");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Bring my text back" }).click();
  await expect(field(page)).toHaveValue("Helemaal nieuw.");
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, TEXT, "ankers. Onzin.\n\nHelemaal nieuw.\n");
});

test("leaving a block saves it, and the click opens the next", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await open(page, "Gewone tekst met");
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Nieuw begin. ");
  await main(page).getByText("Een brede tabel schuift").click();
  await expect(field(page)).toHaveValue(/^Een brede tabel schuift/);
  await expectFile(preview, TEXT, "Nieuw begin. Gewone tekst");
  await page.keyboard.type("");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Ja.");
  await main(page).locator("h1").locator("xpath=ancestor::article/preceding-sibling::nav").first().click({ position: { x: 400, y: 5 } });
  await expect(field(page)).toHaveCount(0);
  await expectFile(preview, TEXT, "eigen kader: Ja.");
});

test("a click on a link opens its block; with Ctrl it is followed", async ({ preview, page, context }) => {
  await edit(page, preview, "1.2.html");
  const link = main(page).locator(".text a.reference").first();
  const [other] = await Promise.all([context.waitForEvent("page"), link.click({ modifiers: ["Control"] })]);
  expect(other.url()).toContain("1.1.html");
  await other.close();
  await expect(field(page)).toHaveCount(0);
  await link.click();
  await expect(field(page)).toHaveValue("Drie lessen, zie ook [[1.1]].");
  expect(page.url()).toContain("1.2.html");
  // A link elsewhere is followed, after what was typed is saved.
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Echt.");
  await page.locator("#wg-sidebar a", { hasText: "Tekst en beeld" }).click();
  await expect(page).toHaveURL(/1\.1\.html$/);
  expect(preview.read(LESSONS)).toContain("zie ook [[1.1]]. Echt.");
});

test("what is wrong is said below the field, with a mend", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await open(page, "Geef het de ruimte");
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(" Zie [[1.11]].");
  const says = page.locator("[data-editor=field] .says");
  await expect(says).toContainText("there is no chapter 1.11");
  await expect(field(page)).toHaveAttribute("aria-invalid", "true");
  const mend = says.getByRole("button").first();
  await mend.click();
  await expect(field(page)).not.toHaveValue(/1\.11/);
  await expect(says).toBeEmpty();
  await page.keyboard.press("Control+z");
  await expect(field(page)).toHaveValue(/\[\[1\.11\]\]/);
});

test("everything is done by keyboard alone", async ({ preview, page }) => {
  await page.goto(`${preview.url}1.2.html`);
  await expect(mode(page)).toBeVisible();
  await page.keyboard.press("e");
  await expect(handle(page, "paragraph: Drie lessen")).toBeAttached();
  await main(page).focus();
  await page.keyboard.press("Tab");
  await expect(handle(page, "paragraph: Drie lessen")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(handle(page, "Een klein begin")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Hoor. ");
  await page.keyboard.press("Control+Enter");
  await expect(handle(page, "Hoor. Een klein begin")).toBeFocused();
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => preview.read(LESSONS)).toMatch(/Hoor\. Een klein begin .*\n\n## Begin klein \{\.les\}\n/);
  await expect(handle(page, "Hoor. Een klein begin")).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect.poll(() => preview.read(LESSONS)).toMatch(/## Begin klein \{\.les\}\n\nHoor\./);
  await handle(page, "Geef het de ruimte").focus();
  await page.keyboard.press("Delete");
  await expect(main(page)).not.toContainText("Geef het de ruimte");
  expect(preview.read(LESSONS)).not.toContain("Geef het de ruimte");
  await page.getByRole("button", { name: "Undo", exact: true }).or(status(page).getByRole("button", { name: "Undo" })).first().focus();
  await page.keyboard.press("Control+z");
  await expect(main(page)).toContainText("Geef het de ruimte");
  await page.keyboard.press("Control+z");
  await expect(main(page)).not.toContainText("Hoor.");
  await page.keyboard.press("Control+Shift+z");
  await expect(main(page)).toContainText("Hoor.");
});

test("a plus between blocks adds one of every kind", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  const add = async (after: string, kind: string) => {
    await page.getByRole("button", { name: new RegExp(`^Add something after .*${after}`) }).press("Enter");
    await page.getByRole("menuitem", { name: kind, exact: true }).click();
  };
  await add("Deze kop is gewoon", "Paragraph");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("Een nieuwe alinea.");
  await expect(main(page).locator("p", { hasText: "Een nieuwe alinea." })).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "gewoon een kop.\n\nEen nieuwe alinea.\n");
  await add("Een nieuwe alinea", "List");
  await page.keyboard.type("een");
  await page.keyboard.press("Enter");
  await page.keyboard.type("twee");
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "Een nieuwe alinea.\n\n- een\n- twee\n");
  await add("list: een", "Quote");
  await page.keyboard.type("Aldus.");
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "- twee\n\n> Aldus.\n");
  await add("Aldus", "Lesson");
  await page.keyboard.type("Schrijf waar je leest");
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "> Aldus.\n\n## Schrijf waar je leest {.les}\n");
  await expect(main(page).locator("section.lesson", { hasText: "Schrijf waar je leest" })).toBeVisible();
  await add("Schrijf waar je leest", "Example");
  await page.keyboard.type("Zo dus.");
  await page.getByLabel("Title", { exact: true }).fill("Zo gaat het");
  await page.getByLabel("Title", { exact: true }).press("Enter");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(" Ja.");
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "{.les}\n\n::: voorbeeld Zo gaat het\nZo dus. Ja.\n:::\n");
  await add("Zo gaat het", "Lesson");
  await page.keyboard.type("Begin op tijd");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Een les leert.", { delay: 5 });
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, ":::\n\n## Begin op tijd {.les}\n\nEen les leert.\n");
  // One that stays empty is none.
  const text = preview.read(LESSONS);
  await add("Een les leert", "Paragraph");
  await page.keyboard.press("Control+Enter");
  await expect(field(page)).toHaveCount(0);
  expect(preview.read(LESSONS)).toBe(text);
});

test("Enter starts the next paragraph, Backspace joins it again", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await open(page, "Deze kop is gewoon");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("De tweede.", { delay: 5 });
  await page.keyboard.press("Enter");
  await page.keyboard.type("De derde.", { delay: 5 });
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "gewoon een kop.\n\nDe tweede.\n\nDe derde.\n");
  await expect(main(page).locator(".text > p").last()).toHaveText("De derde.");
  await open(page, "De derde.");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Backspace");
  await expect(field(page)).toHaveValue("De tweede. De derde.");
  await page.keyboard.type("Nu: ");
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "gewoon een kop.\n\nDe tweede. Nu: De derde.\n");
  await expect(main(page).getByText("De derde.")).toHaveCount(1);
});

test("a join is taken back by Ctrl-Z, and by Undo once it is saved", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  const area = await open(page, "Deze kop is gewoon");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("De tweede.", { delay: 5 });
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Backspace");
  await expect(area).toHaveValue(/kop\. De tweede\.$/);
  await page.keyboard.type("Nu: ");
  await page.keyboard.press("Control+z");
  await expect(area).toHaveValue(/kop\. De tweede\.$/);
  await page.keyboard.press("Control+z");
  await expect(area).toHaveValue("De tweede.");
  await page.keyboard.type("Ja. ");
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "gewoon een kop.\n\nJa. De tweede.\n");
  await open(page, "Ja. De tweede.");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Backspace");
  await expect(area).toHaveValue(/kop\. Ja\. De tweede\.$/);
  await page.keyboard.press("Control+z");
  await expect(area).toHaveValue("Ja. De tweede.");
  expect(await area.evaluate((node: HTMLTextAreaElement) => node.selectionStart)).toBe(0);
  await page.keyboard.press("Backspace");
  await expect(area).toHaveValue(/kop\. Ja\. De tweede\.$/);
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "gewoon een kop. Ja. De tweede.\n");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expectFile(preview, LESSONS, "gewoon een kop.\n\nJa. De tweede.\n");
  await expect(main(page).locator(".text > p").last()).toHaveText("Ja. De tweede.");
});

test("Alt with an arrow moves the block that is being written", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await open(page, "De les gaat hier door");
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Ja. ");
  await page.keyboard.press("Alt+ArrowUp");
  await expect(field(page)).toHaveValue("Ja. De les gaat hier door.");
  await expect(field(page)).toBeFocused();
  await expectFile(preview, LESSONS, "Ja. De les gaat hier door.\n\n### Een kop in een les\n");
});

test("buttons and keys make mark-up", async ({ preview, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await edit(page, preview, "1.2.html");
  const area = await open(page, "Geef het de ruimte");
  const select = (words: string) =>
    area.evaluate((node: HTMLTextAreaElement, text) => node.setSelectionRange(node.value.indexOf(text), node.value.indexOf(text) + text.length), words);
  await select("ruimte");
  await page.keyboard.press("Control+b");
  await expect(area).toHaveValue("Geef het de **ruimte**.");
  await page.keyboard.press("Control+b");
  await expect(area).toHaveValue("Geef het de ruimte.");
  await page.keyboard.press("Control+i");
  await expect(area).toHaveValue("Geef het de *ruimte*.");
  await page.getByRole("button", { name: "Footnote" }).click();
  await expect(area).toHaveValue("Geef het de *ruimte*[^1].\n\n[^1]: ");
  await page.keyboard.type("Een noot.");
  await select("Geef");
  await page.evaluate(() => navigator.clipboard.writeText("https://example.org/a_(b)"));
  await page.keyboard.press("Control+v");
  await expect(area).toHaveValue(/^\[Geef\]\(<?https:\/\/example\.org\/a_/);
  await expect(main(page).locator("a[href*='example.org/a_']")).toBeVisible();
  // The browser's own undo works within a block.
  await page.keyboard.press("Control+z");
  await expect(area).toHaveValue(/^Geef het/);
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "Geef het de *ruimte*[^1].\n\n[^1]: Een noot.\n");
  await expect(page.locator("[data-editor=blocks] button.handle:focus")).toHaveAttribute("aria-label", /^Edit paragraph: Geef/);
});

test("a footnote shows its text alone, and its other lines keep their indent", async ({ preview, page }) => {
  const note = (first: string, more = "") => `[^bron]:  ${first}\nlui vervolg.\n\n  \tTweede alinea.\n     - diep\n${more}\n[^na]: Na.\n`;
  preview.edit(LESSONS, "Geef het de ruimte.\n", `Geef het de ruimte[^bron] en rust[^na].\n\n${note("Een noot.")}`);
  await edit(page, preview, "1.2.html");
  const area = await open(page, "Een noot.");
  await expect(area).toHaveValue("Een noot.\nlui vervolg.\n\nTweede alinea.\n - diep");
  // It opens where one clicked, and what is not changed is not written.
  const before = preview.read(LESSONS);
  await page.keyboard.press("Control+Enter");
  await expect(field(page)).toHaveCount(0);
  expect(preview.read(LESSONS)).toBe(before);
  await open(page, "Een noot.");
  await area.evaluate((node: HTMLTextAreaElement) => node.setSelectionRange(9, 9));
  await page.keyboard.type(" Zie [[8.8]].");
  const says = page.locator("[data-editor=field] .says");
  await expect(says).toContainText("there is no chapter 8.8");
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n\nDerde alinea.");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => preview.read(LESSONS)).toBe(before.replace(note("Een noot."), note("Een noot. Zie [[8.8]].", "\n    Derde alinea.\n")));
  // A new one is empty.
  await page.getByRole("button", { name: /^Add something after .*Derde|^Add something after .*Een noot/ }).first().press("Enter");
  await page.getByRole("menuitem", { name: "Footnote", exact: true }).click();
  await expect(field(page)).toHaveValue("");
  await page.keyboard.type("Nieuw.");
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "[^1]: Nieuw.\n");
});

test("Enter in a box begins a paragraph", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await page.getByRole("button", { name: /^Add / }).last().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Example", exact: true }).click();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("Let op");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Meer.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("- een");
  await page.keyboard.press("Enter");
  await page.keyboard.type("twee");
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "::: voorbeeld\nLet op\n\nMeer.\n\n- een\n- twee\n:::\n");
});

test("nothing is wrong with a new lesson before it has a name", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await page.getByRole("button", { name: /^Add / }).last().focus();
  await page.keyboard.press("Enter");
  const drawn = page.waitForResponse(/\/draft$/);
  await page.getByRole("menuitem", { name: "Lesson", exact: true }).click();
  await expect(field(page)).toBeFocused();
  await drawn;
  await page.waitForTimeout(900);
  await expect(page.locator("[data-editor=field] .says p")).toHaveCount(0);
});

test("a heading becomes a lesson with themes", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await open(page, "Geen les");
  await page.getByLabel("This is a lesson").check();
  await expect(field(page)).toHaveValue("Geen les");
  await page.getByLabel("Themes").fill("zorg, veiligheid");
  await page.getByLabel("Themes").press("Control+Enter");
  await expectFile(preview, LESSONS, '## Geen les {.les themes="zorg, veiligheid"}\n');
  await expect(main(page).locator("section.lesson").last()).toContainText("Geen les");
});

test("two browsers write in one chapter", async ({ preview, page, browser }) => {
  const other = await (await browser.newContext({ viewport: { width: 1000, height: 800 } })).newPage();
  await edit(page, preview, "1.2.html");
  await edit(other, preview, "1.2.html");
  // In different blocks: both are kept.
  await open(page, "Geef het de ruimte");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Hier.");
  await open(other, "Deze kop is gewoon");
  await other.keyboard.press("Control+End");
  await other.keyboard.type(" Daar.");
  await other.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "Daar.");
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue("Geef het de ruimte. Hier.");
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "Geef het de ruimte. Hier.");
  expect(preview.read(LESSONS)).toContain("gewoon een kop. Daar.");
  await expect(main(page)).toContainText("gewoon een kop. Daar.");
  await expect(main(other)).toContainText("Geef het de ruimte. Hier.");
  // In the same block: one is asked.
  await open(page, "Geef het de ruimte");
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Ik: ");
  await open(other, "Geef het de ruimte");
  await other.keyboard.press("Control+Home");
  await other.keyboard.type("Jij: ");
  await other.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "Jij: Geef");
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: "This text was changed elsewhere too" });
  await expect(dialog.getByRole("group", { name: "Your text" })).toHaveText("Ik: Geef het de ruimte. Hier.");
  await expect(dialog.getByRole("group", { name: "The text in the file" })).toHaveText("Jij: Geef het de ruimte. Hier.");
  await expectAccessible(page);
  await expect(dialog.getByRole("heading", { name: "This text was changed elsewhere too" })).toBeFocused();
  await dialog.getByRole("button", { name: "Make one of both" }).click();
  await dialog.getByLabel("Together").fill("Wij: Geef het de ruimte. Hier.");
  await dialog.getByRole("button", { name: "Save this text" }).click();
  await expectFile(preview, LESSONS, "Wij: Geef het de ruimte. Hier.\n\n## Geen les");
  await expect(main(other)).toContainText("Wij: Geef het");
  expect(preview.read(LESSONS)).not.toContain("Jij:");
  await other.context().close();
});

test("what is typed and not saved survives a closed page", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await open(page, "Geef het de ruimte");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Niet weg.");
  await page.evaluate(() => {
    // As if the browser had crashed: nothing is told the page.
    for (const name of ["pagehide", "visibilitychange"]) addEventListener(name, (event) => event.stopImmediatePropagation(), true);
  });
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join())).toContain("Niet weg.");
  preview.edit(LESSONS, "Drie lessen, zie", "Eerst dit.\n\nDrie lessen, zie");
  await page.goto(`${preview.url}1.2.html`);
  await expect(offer(page)).toContainText("There is text here that was not saved");
  expect(preview.read(LESSONS)).not.toContain("Niet weg.");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Go on writing" }).click();
  await expect(field(page)).toHaveValue("Geef het de ruimte. Niet weg.");
  await page.keyboard.type(" Nooit.");
  const kept = () => page.evaluate(() => Object.entries(localStorage).filter(([, value]) => value.includes("Nooit.")));
  await expect.poll(kept).toHaveLength(1);
  const [[key, value]] = await kept();
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "Geef het de ruimte. Niet weg. Nooit.");
  expect(preview.read(LESSONS)).toContain("Eerst dit.");
  await expect.poll(kept).toHaveLength(0);
  // As if the page had been closed before it knew.
  await page.evaluate(([key, value]) => localStorage.setItem(key!, value!), [key, value]);
  await page.reload();
  await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
  await expect.poll(kept).toHaveLength(0);
  await expect(offer(page)).toBeHidden();
});

test("what is typed is left alone, and offered, when its chapter gets another number", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await open(page, "Geef het de ruimte");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Niet weg.");
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join())).toContain("Niet weg.");
  const moved = "content/1-basis/1.9-samenwerken.md";
  execFileSync(program, ["move", "1.2", "1.9", preview.folder], { stdio: "pipe" });
  await expect.poll(() => fetch(`${preview.url}1.9.html`).then(({ status }) => status)).toBe(200);
  await page.waitForTimeout(1000);
  await expect(field(page)).toHaveValue("Geef het de ruimte. Niet weg.");
  await page.goto(`${preview.url}1.9.html`);
  await page.getByRole("button", { name: "Go on writing" }).click();
  await expect(field(page)).toHaveValue("Geef het de ruimte. Niet weg.");
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, moved, "Geef het de ruimte. Niet weg.");
});

test("what was typed in a chapter that was removed is offered in another", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await open(page, "Geef het de ruimte");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Niet weg.");
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join())).toContain("Niet weg.");
  execFileSync(program, ["remove", "1.2", "--redirect-to", "1.1", preview.folder], { stdio: "pipe" });
  await expect.poll(() => fetch(`${preview.url}1.2.html`).then((answer) => answer.text())).not.toContain("Geef het de ruimte");
  await page.goto(`${preview.url}1.1.html`);
  await expect(offer(page)).toContainText("of a chapter that is no more");
  await page.getByRole("button", { name: "Go on writing" }).click();
  await expect(field(page)).toHaveValue("Geef het de ruimte. Niet weg.");
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, TEXT, "Geef het de ruimte. Niet weg.");
});

test("what is typed is saved in its chapter, which got another number and other references", async ({ preview, page }) => {
  preview.edit(LESSONS, "Geef het de ruimte", "Zie [[1.2]] en [[1]].\n\nGeef het de ruimte");
  await edit(page, preview, "1.2.html");
  await open(page, "Geef het de ruimte");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Mee.");
  const moved = "content/1-basis/1.9-samenwerken.md";
  execFileSync(program, ["move", "1.2", "1.9", preview.folder], { stdio: "pipe" });
  expect(preview.read(moved)).toContain("Zie [[1.9]]");
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, moved, "Geef het de ruimte. Mee.");
  await expect(page).toHaveURL(/1\.9\.html$/);
  await expect(page.locator("dialog[open]")).toHaveCount(0);
});

test("what is written while the preview is away is saved once it is back", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await open(page, "Geef het de ruimte");
  expect(await preview.stop()).toBe(0);
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Later.");
  await page.keyboard.press("Control+Enter");
  await expect(status(page)).toContainText("What you write stays in this browser");
  expect(preview.read(LESSONS)).not.toContain("Later.");
  await preview.start();
  await expect.poll(() => preview.read(LESSONS), { timeout: 20_000 }).toContain("Geef het de ruimte. Later.");
  await expect(main(page)).toContainText("Geef het de ruimte. Later.");
});

test("editing that was turned on while the preview was away works once it is back", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await preview.stop();
  await page.keyboard.press("e");
  await expect(mode(page)).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("e");
  await expect(status(page)).toContainText("What you write stays in this browser");
  await expect(page.getByText("The preview cannot be reached.", { exact: false }).filter({ visible: true })).toHaveCount(1);
  await preview.start();
  await expect(page.locator("[data-editor=blocks] button.handle").first()).toBeAttached();
  await expect(status(page)).toBeHidden();
  await expect(page.getByText("The preview cannot be reached.", { exact: false }).filter({ visible: true })).toHaveCount(0);
  await open(page, "Geef het de ruimte");
});

test("keys pressed before a field is open go to that field", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  let release = await hold(page);
  await open(page, "Geef het de ruimte");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Ja.\n\nNog een.");
  await main(page).getByText("Deze kop is gewoon").click({ position: { x: 2, y: 10 } });
  await page.keyboard.press("End");
  await page.keyboard.type(" Of");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("ok.");
  release();
  await expect(field(page)).toHaveValue(/^Deze kop is gewoon .* Ook\.$/);
  await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expectFile(preview, LESSONS, "Geef het de ruimte. Ja.\n\nNog een.\n");
  // Also those that save it.
  await open(page, "Geef het de ruimte");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Hoor.");
  await page.unroute("**/editing/save");
  release = await hold(page);
  await main(page).getByText("Deze kop is gewoon").click({ position: { x: 2, y: 10 } });
  await page.keyboard.type("Ja: ");
  await page.keyboard.press("Control+Enter");
  release();
  await expectFile(preview, LESSONS, "Ja: Deze kop is gewoon");
  await expect(field(page)).toHaveCount(0);
});

test("a plus that is pressed while a split block is not drawn yet adds after both halves", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  const area = await open(page, "Geef het de ruimte");
  const release = await hold(page, "draft");
  await area.fill("Geef het de ruimte.\n\nEn de tijd.");
  const plus = page.getByRole("button", { name: /^Add something after .*Geef het de ruimte/ });
  await plus.focus();
  await expectFile(preview, LESSONS, "Geef het de ruimte.\n\nEn de tijd.\n");
  await plus.press("Enter");
  release();
  await page.getByRole("menuitem", { name: "Paragraph", exact: true }).click();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("Daarna pas dit.");
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, LESSONS, "Geef het de ruimte.\n\nEn de tijd.\n\nDaarna pas dit.\n");
});

test("what was not saved is told of without editing, in its own guide only", async ({ preview, page, context }) => {
  await edit(page, preview, "1.2.html");
  await open(page, "Geef het de ruimte");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Niet weg.");
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join())).toContain("Niet weg.");
  await preview.stop();
  await page.close();
  // Another guide, at the same address.
  const other = new Preview();
  other.url = preview.url;
  await other.start();
  const reader = await context.newPage();
  await edit(reader, other, "1.2.html");
  expect(await reader.evaluate(() => Object.values(localStorage).join())).toContain("Niet weg.");
  await expect(offer(reader)).toBeHidden();
  await reader.close();
  await other.stop();
  await preview.start();
  const writer = await context.newPage();
  await writer.goto(`${preview.url}1.2.html`);
  await expect(offer(writer)).toContainText("There is text here that was not saved");
  await offer(writer).getByRole("button", { name: "Edit" }).click();
  await writer.getByRole("button", { name: "Go on writing" }).click();
  await expect(field(writer)).toHaveValue("Geef het de ruimte. Niet weg.");
});

test("a change from elsewhere does not disturb who writes", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+End");
  const { y } = (await field(page).boundingBox()) ?? { y: 0 };
  preview.edit(TEXT, "Gewone tekst met", "Een alinea erbij.\n\nGewone tekst met");
  preview.edit(LESSONS, "title: Samenwerken", "title: Samen werken");
  await page.keyboard.type(" En door.", { delay: 30 });
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue(/ankers\. En door\.$/);
  expect(Math.abs(((await field(page).boundingBox())?.y ?? 0) - y)).toBeLessThan(2);
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, TEXT, "ankers. En door.");
  expect(preview.read(TEXT)).toContain("Een alinea erbij.");
  await expect(main(page)).toContainText("Een alinea erbij.");
  await expect(page.locator("#wg-sidebar")).toContainText("Samen werken");
});

test("a guide that does not build is mended from the list of what is wrong", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  preview.edit(LESSONS, "Geef het de ruimte.", "Geef het de ruimte. Zie [[8.8]].");
  await page.getByRole("button", { name: "1 error" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /1\.2-samenwerken\.md:26/ }).click();
  await expect(field(page)).toHaveValue("Geef het de ruimte. Zie [[8.8]].");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Geef het ruimte.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("button", { name: "1 error" })).toBeHidden();
  await expect(main(page)).toContainText("Geef het ruimte.");
  // Another chapter, which cannot be read, as text.
  preview.edit(TEXT, "title: Tekst en beeld", "title: [kapot");
  await page.getByRole("button", { name: /error/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: /1\.1-tekst-en-beeld\.md/ }).first().click();
  const whole = page.getByRole("textbox", { name: TEXT });
  await expect(whole).toBeFocused();
  await whole.fill((await whole.inputValue()).replace("[kapot", "Heel"));
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: /error/ })).toBeHidden();
  await expectFile(preview, TEXT, "title: Heel\n");
});

test("a guide that never was without errors is mended", async ({ preview, page }) => {
  await preview.stop();
  preview.edit(TEXT, "title: Tekst en beeld", "title: [kapot");
  preview.edit(LESSONS, "Geef het de ruimte.", "Zie [[8.8]].");
  await preview.start();
  await page.goto(`${preview.url}1.2.html`);
  await expect(mode(page)).toBeAttached();
  for (const [path, from, to] of [[TEXT, "[kapot", "Heel"], [LESSONS, "[[8.8]]", "[[2.1]]"]] as const) {
    const list = page.getByRole("dialog", { name: /error/ });
    await list.getByRole("button", { name: path }).first().click();
    const whole = page.getByRole("textbox", { name: path });
    await whole.fill((await whole.inputValue()).replace(from, to));
    await whole.press("Control+Enter");
    await expectFile(preview, path, to);
  }
  await expect(main(page)).toContainText("Drie lessen");
});

test("the whole chapter can be written as text", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await page.getByRole("button", { name: "Whole chapter as text" }).click();
  const whole = page.getByRole("textbox", { name: LESSONS });
  const text = preview.read(LESSONS);
  await expect(whole).toHaveValue(text);
  await expectAccessible(page);
  await whole.fill(`${text}\nEen slot.\n`);
  await whole.press("Control+Enter");
  await expect(main(page)).toContainText("Een slot.");
  expect(preview.read(LESSONS)).toBe(`${text}\nEen slot.\n`);
});

test.describe("on a tablet", () => {
  test.use({ hasTouch: true, viewport: { width: 820, height: 1100 } });

  test("a tap opens a block, and buttons do the rest", async ({ preview, page }) => {
    await page.goto(`${preview.url}1.2.html`);
    await mode(page).tap();
    await main(page).getByText("Geef het de ruimte").tap();
    await expect(field(page)).toBeFocused();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" Getikt.");
    await page.getByRole("button", { name: "Move up", exact: true }).tap();
    await expectFile(preview, LESSONS, "Geef het de ruimte. Getikt.\n\n## Élan");
    await expect(field(page)).toBeFocused();
    await page.getByRole("button", { name: "Done" }).tap();
    await expect(field(page)).toHaveCount(0);
  });

  test("keys that a finger has not are not told of", async ({ preview, page }) => {
    await page.goto(`${preview.url}1.2.html`);
    await mode(page).tap();
    await main(page).getByText("Geef het de ruimte").tap();
    await page.getByRole("button", { name: "Reference or link" }).tap();
    await expect(page.getByRole("combobox", { name: "Number or words" })).toBeFocused();
    await expect(page.getByText("Choose with ↑ and ↓", { exact: false })).toBeHidden();
  });

  test("a plus stands at both ends of the text, and around the block that was tapped", async ({ preview, page }) => {
    await page.goto(`${preview.url}1.2.html`);
    await mode(page).tap();
    const add = async (name: RegExp, words: string) => {
      const plus = page.getByRole("button", { name });
      await expect.poll(async () => (await plus.boundingBox())?.width ?? 0).toBeGreaterThanOrEqual(24);
      await plus.tap();
      await page.getByRole("menuitem", { name: "Paragraph", exact: true }).tap();
      await expect(field(page)).toBeFocused();
      await page.keyboard.type(words);
      await page.getByRole("button", { name: "Done" }).tap();
      await expect(handle(page, words)).toBeFocused();
    };
    await add(/^Add something (at the start|before)/, "Voor alles.");
    await expectFile(preview, LESSONS, "---\n\nVoor alles.\n\nDrie lessen");
    await add(/^Add something after .*Deze kop is gewoon/, "Na alles.");
    await expectFile(preview, LESSONS, "gewoon een kop.\n\nNa alles.\n");
    const between = page.getByRole("button", { name: /^Add something after .*Een klein begin/ });
    expect((await between.boundingBox())?.width).toBe(1);
    await main(page).getByText("Een klein begin").tap();
    await page.getByRole("button", { name: "Done" }).tap();
    await add(/^Add something after .*Een klein begin/, "Ertussen.");
    await expectFile(preview, LESSONS, "de rest.\n\nErtussen.\n");
  });
});

/** The words of the text that are covered by a button of the editor. */
function coveredWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const covered: string[] = [];
    const walker = document.createTreeWalker(document.querySelector("main")!, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.closest("[data-source]")) continue;
      for (const { index, 0: word } of (node.textContent ?? "").matchAll(/\S+/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        for (const { left, right, top, bottom } of range.getClientRects()) {
          // What is in the middle of the height of a letter, and a bit above and below.
          const heights = [0.25, 0.5, 0.75].map((part) => top + part * (bottom - top));
          const isCovered = heights.some((y) => [left + 1, (left + right) / 2, right - 1].some((x) => document.elementFromPoint(x, y)?.matches("[data-editor=blocks]")));
          if (isCovered) covered.push(word);
        }
      }
    }
    return covered;
  });
}

for (const width of [390, 320]) {
  test.describe(`on a phone ${width} wide`, () => {
    test.use({ hasTouch: true, isMobile: true, viewport: { width, height: 3000 } });

    for (const name of ["1.1.html", "1.2.html", "2.1.html"]) {
      test(`no button of the editor covers text in ${name}`, async ({ preview, page }) => {
        await page.goto(preview.url + name);
        await mode(page).tap();
        const handles = page.locator("[data-editor=blocks] button.handle");
        await expect(handles.first()).toBeAttached();
        const covered: Record<string, string[]> = { "at rest": await coveredWords(page) };
        for (const one of await handles.all()) {
          const label = (await one.getAttribute("aria-label")) ?? "";
          // Notes stand so close to each other that there is no room between, and HTML may look in any way.
          if (/^Edit (footnote|HTML)|Uitklapbare/.test(label)) continue;
          await one.focus();
          covered[label] = await coveredWords(page);
        }
        expect(Object.entries(covered).filter(([, words]) => words.length > 0)).toEqual([]);
      });
    }
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [320, 1280]) {
    test(`editing is accessible, ${colorScheme}, ${width} wide`, async ({ preview, page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const [name, words] of [["1.1.html", "Gewone tekst met"], ["2.1.html", "Tekst in een kader"]] as const) {
        await edit(page, preview, name);
        await expectAccessible(page);
        await open(page, words);
        await page.keyboard.press("Control+End");
        await page.keyboard.insertText(" Zie [[8.8]].");
        await expect(page.locator("[data-editor=field] .says")).toContainText("8.8");
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        await page.keyboard.press("Escape");
        await page.keyboard.press("ArrowRight");
        await page.keyboard.press("Enter");
        await expect(page.getByRole("menu")).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press("Escape");
      }
    });
  }
}

test("fifty edits change the fifty places, and the page shows what a fresh one does", async ({ preview, page }) => {
  const pages = [["1.1.html", TEXT, 25], ["1.2.html", LESSONS, 25]] as const;
  let seed = 20261127;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (const [name, path, count] of pages) {
    await edit(page, preview, name);
    const handles = page.locator("[data-editor=blocks] button.handle");
    for (let done = 0; done < count; ) {
      const handle = handles.nth(random(await handles.count()));
      if (!/^Edit (paragraph|list|quote|box|example|footnote|heading):/.test((await handle.getAttribute("aria-label")) ?? "")) continue;
      await handle.press("Enter");
      await expect(field(page)).toBeFocused();
      const text = await field(page).inputValue();
      const before = preview.read(path);
      const places = [...text.matchAll(/(?<=[a-z]{2})(?=[a-z]{2})(?![^[\]{}()]*[\]})])/g)].map(({ index }) => index);
      const at = places[random(Math.max(places.length, 1))];
      if (at === undefined || before.split(text).length !== 2) {
        await page.keyboard.press("Escape");
        await expect(field(page)).toHaveCount(0);
        continue;
      }
      await field(page).evaluate((node: HTMLTextAreaElement, place) => node.setSelectionRange(place, place), at);
      await page.keyboard.type("qé");
      await page.keyboard.press("Control+Enter");
      await expect(page.locator("[data-editor=blocks] button.handle:focus")).toHaveCount(1);
      await expect.poll(() => preview.read(path)).toBe(before.replace(text, () => `${text.slice(0, at)}qé${text.slice(at)}`));
      done += 1;
    }
    const shown = () => main(page).locator(".text").evaluate((node) => {
      const copy = node.cloneNode(true) as Element;
      for (const part of copy.querySelectorAll("[data-editor]")) part.remove();
      return copy.innerHTML;
    });
    const html = await shown();
    await page.reload();
    await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
    await expect.poll(shown).toBe(html);
  }
});

test("nothing of the editor is printed", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await open(page, "Gewone tekst met");
  await page.emulateMedia({ media: "print" });
  for (const part of await page.locator("[data-editor]").all()) await expect(part).toBeHidden();
});

test("what is saved while the preview is away is shown as not saved yet", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await open(page, "Geef het de ruimte");
  await preview.stop();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Later.");
  await page.keyboard.press("Control+Enter");
  await expect(field(page)).toHaveCount(0);
  const waiting = page.locator("[data-editor=waiting]");
  await expect(waiting).toContainText("Geef het de ruimte. Later.");
  await expect(waiting).toContainText("Not saved yet");
  await expect(main(page).locator("p", { hasText: /^Geef het de ruimte\.$/ })).toBeHidden();
  await expectAccessible(page);
  await preview.start();
  await expect.poll(() => preview.read(LESSONS), { timeout: 20_000 }).toContain("Geef het de ruimte. Later.");
  await expect(waiting).toHaveCount(0);
  await expect(main(page).getByText("Geef het de ruimte. Later.")).toBeVisible();
});

test("what is typed is saved in its own chapter when another program swaps two of them", async ({ preview, page }) => {
  const file = (number: string, name: string) => `content/1-basis/${number}-${name}.md`;
  const [one, two] = ["---\ntitle: Een\n---\n\nEerste tekst.\n", "---\ntitle: Twee\n---\n\nTweede tekst.\n"];
  const shows = (number: string, words: string) => expect.poll(() => fetch(`${preview.url}${number}.html`).then((answer) => answer.text())).toContain(words);
  preview.write(file("1.4", "een"), one);
  preview.write(file("1.5", "twee"), two);
  await shows("1.5", "Tweede tekst.");
  await edit(page, preview, "1.4.html");
  await open(page, "Eerste tekst.");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Mee.");
  preview.write(file("1.5", "een"), one);
  preview.write(file("1.4", "twee"), two);
  execFileSync("rm", [file("1.4", "een"), file("1.5", "twee")], { cwd: preview.folder });
  await shows("1.5", "Eerste tekst.");
  await page.keyboard.type(" En door.");
  await expect(main(page).locator("[data-preview-picture]")).toHaveText("Eerste tekst. Mee. En door.");
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, file("1.5", "een"), "Eerste tekst. Mee. En door.\n");
  await expect(page).toHaveURL(/1\.5\.html$/);
  await expect(main(page)).toContainText("Eerste tekst. Mee. En door.");
  expect(preview.read(file("1.4", "twee"))).toBe(two);
  await expect(handle(page, "Eerste tekst")).toBeAttached();
  // Also if each gets the file of the other.
  await open(page, "Eerste tekst.");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Terug.");
  const now = preview.read(file("1.5", "een"));
  preview.write(file("1.5", "een"), two);
  preview.write(file("1.4", "twee"), now);
  await page.keyboard.press("Control+Enter");
  await expectFile(preview, file("1.4", "twee"), "En door. Terug.\n");
  expect(preview.read(file("1.5", "een"))).toBe(two);
  // The page goes along, and is there.
  await expect(page).toHaveURL(/1\.4\.html$/);
  await expect(handle(page, "Eerste tekst")).toBeAttached();
});

test("what is folded away is framed by its summary, and unfolds to be written", async ({ preview, page }) => {
  preview.edit(LESSONS, "Geef het de ruimte.\n", "Geef het de ruimte.\n\n<details>\n<summary>Meer</summary>\n\n```\nla la\n```\n\nTekst erin.\n\n</details>\n");
  await edit(page, preview, "1.2.html");
  const code = handle(page, "la la");
  await code.focus();
  const frame = page.locator("[data-editor=blocks] .frame");
  await expect(frame).toBeVisible();
  const [framed, summary] = [await frame.boundingBox(), await page.getByText("Meer", { exact: true }).boundingBox()];
  expect(Math.abs((framed?.y ?? 0) + 2 - (summary?.y ?? 1000))).toBeLessThan(4);
  await code.press("Enter");
  await expect(field(page)).toHaveValue("la la");
  await expect(field(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(main(page).getByText("Tekst erin.")).toBeVisible();
});
