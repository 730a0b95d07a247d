// Saving while one goes on writing: the field stays open, with its caret and what is typed meanwhile.
import { expect, type Page } from "@playwright/test";

import { edit, field, hold, main, mode, open, status } from "./support/editing.ts";
import { type Preview, test } from "./support/preview.ts";

const TEXT = "content/1-basis/1.1-tekst-en-beeld.md";
const TWICE = "Twee keer dezelfde kop krijgt twee verschillende ankers.";

/** Where the caret of the field is. */
const caret = (page: Page) => field(page).evaluate((area: HTMLTextAreaElement) => area.selectionStart);

/** Opens a paragraph and adds to its end, while what is saved is held back. Returns the file as it was, and what lets go. */
async function beginHeld(page: Page, preview: Preview): Promise<{ before: string; go: () => void }> {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Een.");
  return { before, go: await hold(page) };
}

test("Ctrl-S saves, and one goes on typing where one was", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Hee ");
  await page.keyboard.press("Control+s");
  await page.keyboard.type("eerst e");
  await expect(field(page)).toHaveValue(`Hee eerst e${TWICE}`);
  await expect(status(page)).toContainText("Saved");
  await expect(field(page)).toBeFocused();
  expect(await caret(page)).toBe("Hee eerst e".length);
  await page.keyboard.type("n ");
  await expect(main(page).locator("p[data-preview-picture]")).toHaveText(`Hee eerst en ${TWICE}`);
  await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
  // The undo of the field reaches back to before it was saved; what is saved last counts.
  await page.keyboard.press("Control+s");
  await expect.poll(() => preview.read(TEXT)).toContain(`\nHee eerst en ${TWICE}\n`);
  await page.keyboard.type("nog ");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /^Edit paragraph: Hee eerst en Twee/ })).toBeFocused();
  await expect(main(page).getByText(`Hee eerst en ${TWICE}`, { exact: true })).toBeVisible();
  expect(preview.read(TEXT)).toContain(`\nHee eerst en ${TWICE}\n`);
});

test("what is typed, saved and left while it is still being saved comes out in order", async ({ preview, page }) => {
  const { before, go } = await beginHeld(page, preview);
  await page.keyboard.press("Control+s");
  await page.keyboard.type(" Twee.");
  await page.keyboard.press("Control+s");
  await page.keyboard.type(" Drie.");
  await page.keyboard.press("Control+s");
  await page.keyboard.type(" Vier.");
  // What is not saved yet is kept.
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join())).toContain("Vier.");
  await page.keyboard.press("Control+Enter");
  go();
  await expect(field(page)).toHaveCount(0);
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace(TWICE, `${TWICE} Een. Twee. Drie. Vier.`));
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("wijkengids.kept.")))).toEqual([]);
});

test("Enter starts the next paragraph also while the first is being saved", async ({ preview, page }) => {
  const { before, go } = await beginHeld(page, preview);
  await page.keyboard.press("Control+s");
  await page.keyboard.press("Enter");
  await expect(field(page).last()).toHaveValue("");
  await page.keyboard.type("Erna.");
  go();
  await expect(field(page)).toHaveCount(1);
  await expect(field(page)).toHaveValue("Erna.");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace(TWICE, `${TWICE} Een.\n\nErna.`));
});

test("a block that is saved as several stays one field until it is left", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n\nEen, één.\n\nTwee.");
  await page.keyboard.press("Control+s");
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace(TWICE, `${TWICE}\n\nEen, één.\n\nTwee.`));
  await page.keyboard.type(" Meer.");
  await expect(field(page)).toHaveValue(`${TWICE}\n\nEen, één.\n\nTwee. Meer.`);
  await expect(main(page).locator("p[data-preview-picture]")).toHaveText([TWICE, "Een, één.", "Twee. Meer."]);
  await page.keyboard.press("Control+s");
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace(TWICE, `${TWICE}\n\nEen, één.\n\nTwee. Meer.`));
  await page.keyboard.press("Enter");
  // The field that is left stands there until it is saved.
  await expect(page.getByRole("textbox", { name: "New: paragraph" })).toBeFocused();
  await page.keyboard.type("Erna.");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace(TWICE, `${TWICE}\n\nEen, één.\n\nTwee. Meer.\n\nErna.`));
});

test("several blocks in one field are moved and removed together", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await page.getByRole("button", { name: /^Add something after paragraph: Twee keer/ }).press("Enter");
  await page.getByRole("menuitem", { name: "Paragraph", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "New: paragraph" })).toBeFocused();
  await page.keyboard.insertText("Een.\n\nTwee.");
  await page.keyboard.press("Control+s");
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace(TWICE, `${TWICE}\n\nEen.\n\nTwee.`));
  await expect(page.getByRole("textbox", { name: "Editing: paragraph" })).toBeFocused();
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace(TWICE, `Een.\n\nTwee.\n\n${TWICE}`));
  await expect(field(page)).toHaveValue("Een.\n\nTwee.");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Drie.");
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace(TWICE, `${TWICE}\n\nEen.\n\nTwee. Drie.`));
  await expect(field(page)).toHaveValue("Een.\n\nTwee. Drie.");
  await page.locator("[data-editor=field]").getByRole("button", { name: "Remove this block" }).click();
  await expect.poll(() => preview.read(TEXT)).toBe(before);
});

test("two paragraphs that were joined join the one above them, once", async ({ preview, page }) => {
  preview.edit(TEXT, TWICE, "Een.\n\nTwee.\n\nDrie.");
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await open(page, "Drie.");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Backspace");
  await expect(field(page)).toHaveValue("Twee. Drie.");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Backspace");
  await expect(field(page)).toHaveValue("Een. Twee. Drie.");
  await page.keyboard.press("Control+s");
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Een.\n\nTwee.\n\nDrie.", "Een. Twee. Drie."));
});

test("a new block and a box are saved in their field, and go on", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await page.getByRole("button", { name: /^Add something after .*Twee keer dezelfde/ }).press("Enter");
  await page.getByRole("menuitem", { name: "Example", exact: true }).click();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("Zo");
  await page.keyboard.press("Control+s");
  await page.keyboard.type(" dus");
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace(TWICE, `${TWICE}\n\n::: voorbeeld\nZo\n:::`));
  await page.getByLabel("Title", { exact: true }).fill("Hoe");
  await page.keyboard.press("Control+s");
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace(TWICE, `${TWICE}\n\n::: voorbeeld Hoe\nZo dus\n:::`));
  await expect(page.getByLabel("Title", { exact: true })).toBeFocused();
});

test("a block that is refused stays in its field, and says why", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Een.");
  await expect(page.locator("[data-preview-picture]").first()).toContainText("Een.");
  await page.route("**/editing/save", (route) => route.fulfill({ status: 422, json: { message: "Het kan niet.", help: null } }));
  await page.keyboard.press("Control+s");
  await expect(page.locator("[data-editor=field] .says")).toContainText("Het kan niet.");
  await page.keyboard.type(" Twee.");
  await expect(field(page)).toHaveValue(`${TWICE} Een. Twee.`);
  expect(preview.read(TEXT)).toBe(before);
  await page.unroute("**/editing/save");
  await page.keyboard.press("Control+s");
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace(TWICE, `${TWICE} Een. Twee.`));
});

test("of two versions the one that is chosen is in the field again", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" AAA");
  preview.edit(TEXT, "Twee keer", "Twee (git) keer");
  await page.keyboard.press("Control+s");
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("button", { name: "Make one of both" }).click();
  await expect(dialog.getByRole("textbox")).toHaveValue(/^Twee \(git\) keer.* AAA$/);
  await dialog.locator("button.main").last().click();
  await expect(field(page)).toHaveValue(/^Twee \(git\) keer.* AAA$/);
  await expect(field(page)).toBeFocused();
});

for (const [what, words, text, from, to] of [
  ["a table", "Fatima", "| Naam | Uren |\n| --- | --- |\n| Fatima | 12 |", "| 12 |", "| 13 |"],
  ["a figure", "Een kade", '![Straat](beeld/straat.svg "Een kade")', "![Straat]", "![Laan]"],
] as const) {
  test(`two versions of ${what} are asked about again after the question was put off`, async ({ preview, page }) => {
    preview.edit(TEXT, TWICE, text);
    await edit(page, preview, "1.1.html");
    await main(page).locator("[data-source]").getByText(words).first().click();
    const dialog = page.locator("dialog[open]");
    await expect(dialog).toBeVisible();
    await (what === "a table" ? dialog.getByRole("textbox").nth(2) : dialog.getByLabel(/Caption/).first()).fill("Anders");
    preview.edit(TEXT, from, to);
    await page.keyboard.press("Control+Enter");
    const question = page.getByRole("dialog", { name: "This text was changed elsewhere too" });
    await expect(question).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(field(page)).toHaveValue(/Anders/);
    // Who drops it and brings it back has not seen the other either.
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Bring my text back" }).click();
    await expect(field(page)).toHaveValue(/Anders/);
    await page.keyboard.press("Control+Enter");
    await expect(question).toBeVisible();
    expect(preview.read(TEXT)).toContain(to);
    await question.getByRole("button", { name: "Keep my text" }).click();
    await expect.poll(() => preview.read(TEXT)).toContain("Anders");
    expect(preview.read(TEXT)).not.toContain(to);
  });
}

test("the focus stays where it is moved while a field is being saved", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Meer.");
  const go = await hold(page);
  await page.keyboard.press("Control+s");
  const link = page.locator("header a, nav a").first();
  await link.focus();
  go();
  await expect(field(page)).toHaveCount(0);
  await expect(main(page).locator("p", { hasText: "Meer." })).toBeVisible();
  await expect(status(page)).toContainText("Saved");
  await expect(link).toBeFocused();
});

test("Ctrl-S before a field is open saves what is typed for it, and what follows stays in it", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await open(page, "Gewone tekst met");
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Ja. ");
  const go = await hold(page);
  await main(page).getByText(TWICE).click({ position: { x: 3, y: 8 } });
  await page.keyboard.type("Een ");
  await page.keyboard.press("Control+s");
  await page.keyboard.type("twee ");
  go();
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue(/Een twee /);
  await expect.poll(() => preview.read(TEXT)).toMatch(/Een twee /);
  expect(preview.read(TEXT).replace("Ja. ", "").replace("Een twee ", "")).toBe(before);
});

for (const [what, change] of [
  ["a lesson whose tick was taken away", async (page: Page) => page.getByLabel("This is a lesson").uncheck()],
  ["a lesson that was made a paragraph", async (page: Page) => {
    await page.keyboard.press("Home");
    await page.keyboard.press("Backspace");
    await page.getByRole("button", { name: "Make it a paragraph anyway" }).click();
  }],
] as const) {
  test(`a block is added after ${what} and then left as it was`, async ({ preview, page }) => {
    await edit(page, preview, "1.2.html");
    await page.getByRole("button", { name: /^Edit lesson: Begin klein/ }).press("Enter");
    await expect(field(page)).toBeFocused();
    await change(page);
    await expect(main(page).locator("[data-preview-picture]")).toHaveText("Begin klein");
    await expect(main(page).locator("section.lesson", { hasText: "Begin klein" })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: /^Edit lesson: Begin klein/ })).toBeFocused();
    await page.getByRole("button", { name: /^Add something after lesson: Begin klein/ }).press("Enter");
    await page.getByRole("menuitem", { name: "Heading", exact: true }).click();
    await expect(field(page)).toBeFocused();
    await expect(main(page).locator("section.lesson", { hasText: "Begin klein" })).toHaveCount(1);
  });
}
