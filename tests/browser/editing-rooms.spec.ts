// The rooms of the editor in a preview: what they make is in the files.
import { existsSync } from "node:fs";
import { join } from "node:path";

import { expect, type Page } from "@playwright/test";

import { expectAccessible } from "./support/accessibility.ts";
import { edit, field, main, status } from "./support/editing.ts";
import { type Preview, test } from "./support/preview.ts";

const TEXT = "content/1-basis/1.1-tekst-en-beeld.md";
const LESSONS = "content/1-basis/1.2-samenwerken.md";
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

test.use({ viewport: { width: 1280, height: 800 } });

const dialog = (page: Page) => page.getByRole("dialog").last();
const tool = (page: Page, name: string) => page.locator("[data-editor=tools] .group").getByRole("button", { name });

/** The lines that a file has now and had not before. */
function added(before: string, after: string): string[] {
  const had = new Set(before.split("\n"));
  return after.split("\n").filter((line) => !had.has(line));
}

test("a table opens as a grid, and only the line of the changed cell changes", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await main(page).getByRole("cell", { name: "Noord" }).click();
  await page.getByRole("textbox", { name: "Row 2, Wijk" }).fill("Zuidoost");
  await dialog(page).getByRole("button", { name: "Done" }).click();
  await expect(main(page).getByRole("cell", { name: "Zuidoost" })).toBeVisible();
  await expect.poll(() => added(before, preview.read(TEXT))).toEqual(["| Zuidoost |      840 | [[2\\|de vormen]] |"]);
  await tool(page, "Undo").click();
  await expect.poll(() => preview.read(TEXT)).toBe(before);
});

test("a table opens with the caret where one clicked", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await main(page).getByRole("cell", { name: "Zuid" }).click({ position: { x: 12, y: 12 } });
  const cell = page.getByRole("textbox", { name: "Row 2, Wijk" });
  await expect(cell).toBeFocused();
  expect(await cell.evaluate((node: HTMLTextAreaElement) => node.selectionStart)).toBeLessThan(3);
  await page.keyboard.press("Escape");
  await main(page).getByRole("columnheader", { name: "Wijk" }).click();
  await expect(page.getByRole("textbox", { name: "Heading of column 1" })).toBeFocused();
});

test("a table that is opened and left is not written", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  for (const name of ["Noord", "Januari", "rood"]) {
    await main(page).getByRole("table").getByText(name).first().click();
    await dialog(page).getByRole("button", { name: "Done" }).click();
    await expect(dialog(page)).toBeHidden();
  }
  expect(preview.read(TEXT)).toBe(before);
});

test("the fields of a chapter change their own lines", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await tool(page, "Title and details").click();
  await dialog(page).getByLabel("Title").fill("Woord: en beeld");
  await dialog(page).getByRole("textbox", { name: /Goals|goals/ }).fill("hoe lopende tekst eruitziet\nwat een kop doet");
  await expectAccessible(page);
  await page.keyboard.press("Control+Enter");
  await expect(page.locator("h1")).toContainText("Woord: en beeld");
  expect(added(before, preview.read(TEXT))).toEqual(['title: "Woord: en beeld"', "  - wat een kop doet"]);
});

test("the texts of a figure are fields", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await main(page).getByRole("img", { name: "Drie huizen op een rij" }).click();
  await expect(dialog(page).locator("img")).toBeVisible();
  await dialog(page).getByRole("textbox", { name: "What is there to see?" }).fill("Drie huizen");
  await dialog(page).getByRole("button", { name: "Done" }).click();
  await expect.poll(() => added(before, preview.read(TEXT))).toEqual(['![Drie huizen](beeld/straat.svg "Een *straat* in de wijk")']);
});

/** Opens the page again, as after a crash, and goes on with what was not saved. */
async function goOn(page: Page, preview: Preview, name: string): Promise<void> {
  await page.goto(preview.url + name);
  const offer = page.locator("[data-editor=tools] .offer");
  await expect(offer).toContainText("There is text here that was not saved");
  await offer.getByRole("button", { name: "Go on writing" }).click();
}

test("what is typed in a form and not saved survives a closed page", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  const alt = page.getByRole("textbox", { name: "What is there to see?" });
  await main(page).getByRole("img", { name: "Drie huizen op een rij" }).click();
  await alt.fill("Drie huizen");
  await goOn(page, preview, "1.1.html");
  // It is kept until it is saved, however often the page is closed.
  await expect(alt).toHaveValue("Drie huizen");
  await goOn(page, preview, "1.1.html");
  await expect(alt).toHaveValue("Drie huizen");
  await dialog(page).getByRole("button", { name: "Done" }).click();
  await expect.poll(() => added(before, preview.read(TEXT))).toEqual(['![Drie huizen](beeld/straat.svg "Een *straat* in de wijk")']);
  // A figure that has no picture yet.
  await page.getByRole("button", { name: /^Add / }).last().press("Enter");
  await page.getByRole("menuitem", { name: "Figure", exact: true }).click();
  await alt.fill("Een plein.");
  await goOn(page, preview, "1.1.html");
  await expect(alt).toHaveValue("Een plein.");
  await dialog(page).locator("input[type=file]").setInputFiles({ name: "plein.png", mimeType: "image/png", buffer: PIXEL });
  await dialog(page).getByRole("button", { name: "Place figure" }).click();
  await expect(main(page).getByRole("img", { name: "Een plein." })).toBeVisible();
  await page.reload();
  await expect(page.locator("[data-editor=blocks] button.handle").first()).toBeAttached();
  await expect(page.locator("[data-editor=tools] .offer")).toBeHidden();
});

test("the fields of a chapter and the cells of a table survive a closed page", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await tool(page, "Title and details").click();
  await dialog(page).getByLabel("Title").fill("Woord en beeld");
  await goOn(page, preview, "1.1.html");
  await expect(dialog(page).getByLabel("Title")).toHaveValue("Woord en beeld");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator("h1")).toContainText("Woord en beeld");
  expect(preview.read(TEXT)).toContain("title: Woord en beeld\n");
  const before = preview.read(TEXT);
  await main(page).getByRole("cell", { name: "Noord" }).click();
  await page.getByRole("textbox", { name: "Row 2, Wijk" }).fill("Zuidoost");
  await goOn(page, preview, "1.1.html");
  await expect(page.getByRole("textbox", { name: "Row 2, Wijk" })).toHaveValue("Zuidoost");
  await dialog(page).getByRole("button", { name: "Done" }).click();
  await expect.poll(() => added(before, preview.read(TEXT))).toEqual(["| Zuidoost |      840 | [[2\\|de vormen]] |"]);
});

test("fields and a whole file that were changed elsewhere too show both versions", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await tool(page, "Title and details").click();
  await dialog(page).getByLabel("Title").fill("Mijn titel");
  preview.edit(TEXT, "title: Tekst en beeld", "title: Jouw titel");
  await page.keyboard.press("Control+Enter");
  const conflict = page.getByRole("dialog", { name: "This text was changed elsewhere too" });
  await expect(conflict.getByRole("group", { name: "Your text" })).toContainText("title: Mijn titel");
  await expect(conflict.getByRole("group", { name: "The text in the file" })).toContainText("title: Jouw titel");
  // Who puts it off has lost nothing.
  await page.keyboard.press("Escape");
  await expect(conflict).toBeHidden();
  await expect(dialog(page).getByLabel("Title")).toHaveValue("Mijn titel");
  await expect(dialog(page).getByLabel("Title")).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await conflict.getByRole("button", { name: "Keep my text" }).click();
  await expect(page.locator("h1")).toContainText("Mijn titel");
  await expect.poll(() => preview.read(TEXT)).toContain("title: Mijn titel\n");
  await page.getByRole("button", { name: "Whole chapter as text" }).click();
  const whole = page.getByRole("textbox", { name: TEXT });
  await whole.fill((await whole.inputValue()).replace("Mijn titel", "Onze titel"));
  preview.edit(TEXT, "title: Mijn titel", "title: Haar titel");
  await whole.press("Control+Enter");
  await conflict.getByRole("button", { name: "Keep my text" }).click();
  await expect.poll(() => preview.read(TEXT)).toContain("title: Onze titel\n");
});

test("what should be known of a save is told, whatever was saved", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const says = page.locator("[data-editor=tools] .says");
  await page.route(/editing\/(save|image)/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), note: "It was not noted down." } });
  });
  const told = async () => {
    await expect(says).toContainText("It was not noted down.");
    await says.getByRole("button", { name: "Close" }).click();
    await expect(says).toBeHidden();
  };
  await tool(page, "Title and details").click();
  await dialog(page).getByLabel("Title").fill("Woord en beeld");
  await page.keyboard.press("Control+Enter");
  await told();
  await page.getByRole("button", { name: "Whole chapter as text" }).click();
  const whole = page.getByRole("textbox", { name: TEXT });
  await whole.fill(`${await whole.inputValue()}\nEen slot.\n`);
  await whole.press("Control+Enter");
  await told();
  await main(page).getByText("Gewone tekst met").click();
  await field(page).evaluate((node, bytes) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(bytes)], "plein.png", { type: "image/png" }));
    node.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, composed: true, cancelable: true }));
  }, [...PIXEL]);
  await dialog(page).getByRole("textbox", { name: "What is there to see?" }).fill("Een plein.");
  await dialog(page).getByRole("button", { name: "Place figure" }).click();
  await told();
});

test("a reference is chosen by its words", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await main(page).getByText("Gewone tekst met").click();
  await field(page).press("Control+End");
  await page.keyboard.type(" Zie [[");
  await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
  await page.keyboard.type("samenw");
  await expect(page.getByRole("listbox").getByRole("option").first()).toContainText("1.2");
  await page.keyboard.press("Enter");
  await expect(field(page)).toHaveValue(/ Zie \[\[1\.2\]\]$/);
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => preview.read(TEXT)).toContain("woord van buiten staat op [een andere site](https://example.org/?a=1&b=2). Zie [[1.2]]\n");
});

test("what is pasted from Word becomes Markdown", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await main(page).getByText("Gewone tekst met").click();
  await field(page).press("Control+End");
  await field(page).evaluate((node) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", "<p class=MsoNormal>Een <b>vet</b> woord en <a href='https://example.org/'>een link</a>.</p>");
    clipboardData.setData("text/plain", "Een vet woord en een link.");
    node.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
  });
  await expect(field(page)).toHaveValue(/Een \*\*vet\*\* woord en \[een link\]\(https:\/\/example\.org\/\)\.$/);
});

test("plain text is Markdown only where it was written so", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await main(page).getByText("Gewone tekst met").click();
  await field(page).press("Control+End");
  const start = await field(page).inputValue();
  const paste = (text: string) =>
    field(page).evaluate((node, words) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", words);
      return node.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
    }, text);
  expect(await paste(" in 1986 en\n1987. Het * jaar")).toBe(false);
  await expect(field(page)).toHaveValue(`${start} in 1986 en\n1987\\. Het \\* jaar`);
  await expect(field(page)).toBeFocused();
  await paste("\n\n- een *twee*\n- drie");
  await expect(field(page)).toHaveValue(/jaar\n\n- een \*twee\*\n- drie$/);
  expect(await paste("woord_van_een"), "the browser pastes one word").toBe(true);
  await field(page).dispatchEvent("keydown", { key: "V", ctrlKey: true, shiftKey: true, bubbles: true });
  expect(await paste("als * het is"), "and what is pasted as it is").toBe(true);
});

test("an image that is chosen stands beside the chapter, and in it as a figure", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await main(page).getByText("Gewone tekst met").click();
  await field(page).press("Control+End");
  await field(page).evaluate((node, bytes) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(bytes)], "Mijn plein.png", { type: "image/png" }));
    node.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, composed: true, cancelable: true }));
  }, [...PIXEL]);
  await dialog(page).getByRole("textbox", { name: "What is there to see?" }).fill("Een plein.");
  await dialog(page).getByRole("textbox", { name: "Caption" }).fill("Het plein");
  await dialog(page).getByRole("button", { name: "Place figure" }).click();
  await expect(field(page)).toHaveValue(/\n\n!\[Een plein\.\]\(\S+\.png "Het plein"\)$/);
  await page.keyboard.press("Control+Enter");
  await expect(main(page).getByRole("img", { name: "Een plein." })).toBeVisible();
  const [, path = ""] = /!\[Een plein\.\]\((\S+)/.exec(preview.read(TEXT)) ?? [];
  expect(existsSync(join(preview.folder, "content/1-basis", path))).toBe(true);
});

test("a chapter is made, renumbered and removed in the tree, and each step is taken back", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(LESSONS);
  await tool(page, "Chapters").click();
  await dialog(page).getByRole("button", { name: "New chapter after it" }).click();
  await dialog(page).getByLabel("Title").fill("Een nieuw hoofdstuk");
  await expect(page.locator(".plan")).toContainText("1.2 → 1.3");
  await expectAccessible(page);
  await dialog(page).getByRole("button", { name: "Make chapter" }).click();
  await expect(page).toHaveURL(/\/1\.2\.html$/);
  await expect(page.locator("h1")).toContainText("Een nieuw hoofdstuk");
  expect(preview.read("content/1-basis/1.2-een-nieuw-hoofdstuk.md")).toContain("Een nieuw hoofdstuk");
  await tool(page, "Chapters").click();
  await dialog(page).getByRole("button", { name: "Delete" }).click();
  await expect(page.locator(".plan")).toContainText("Een nieuw hoofdstuk");
  await expect(page.locator(".plan")).toContainText("content/1-basis/1.2-een-nieuw-hoofdstuk.md (will be removed)");
  await dialog(page).getByRole("button", { name: "Delete" }).click();
  await expect(page).not.toHaveURL(/\/1\.2\.html$/);
  // The page that it leads to says what was done, and how that is taken back.
  await expect(status(page)).toContainText("Chapter “Een nieuw hoofdstuk” removed");
  await expect(status(page).getByRole("button", { name: "Undo" })).toBeVisible();
  expect(existsSync(join(preview.folder, "content/1-basis/1.2-een-nieuw-hoofdstuk.md"))).toBe(false);
  for (let step = 0; step < 2; step++) {
    await expect(tool(page, "Undo")).toBeEnabled();
    await tool(page, "Undo").click();
    await page.waitForTimeout(1500);
  }
  expect(preview.read(LESSONS)).toBe(before);
});

test("a picture that was chosen and not placed survives a crash of the browser", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await page.getByRole("button", { name: /^Add something after .*Geef het de ruimte/ }).press("Enter");
  await page.getByRole("menuitem", { name: "Figure", exact: true }).click();
  await dialog(page).locator("input[type=file]").setInputFiles({ name: "plein.png", mimeType: "image/png", buffer: PIXEL });
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join())).toContain('"hasPicture":true');
  await page.waitForTimeout(300);
  await goOn(page, preview, "1.2.html");
  await expect(dialog(page).locator(".name")).toHaveText("plein.png");
  await dialog(page).getByRole("textbox", { name: "What is there to see?" }).fill("Een plein");
  await dialog(page).getByRole("button", { name: "Place figure" }).click();
  await expect.poll(() => preview.read(LESSONS)).toMatch(/!\[Een plein\]\(\S+\.png\)/);
});

test("no warning stands below a text while one chooses what it refers to", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await main(page).getByText("Geef het de ruimte").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Zie [[");
  await expect(dialog(page)).toBeVisible();
  await page.waitForTimeout(1500);
  await expect(page.locator("[data-editor=field] .says")).toBeEmpty();
  await page.keyboard.type("bestaat niet zo");
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-editor=field] .says")).not.toBeEmpty();
});

test("letters lead to what a menu offers", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await page.getByRole("button", { name: /^Add something after .*Geef het de ruimte/ }).press("Enter");
  const item = (name: string) => page.getByRole("menuitem", { name, exact: true });
  await expect(item("Paragraph")).toBeFocused();
  await page.keyboard.type("li");
  await expect(item("List")).toBeFocused();
  await page.waitForTimeout(900);
  await page.keyboard.type("foo");
  await expect(item("Footnote")).toBeFocused();
});

test("a click on the summary opens it", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await main(page).locator(".summary").click();
  await expect(dialog(page).getByLabel("Summary")).toBeFocused();
});

test("what was undone is said, also if that leads to another page", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await tool(page, "Chapters").click();
  await dialog(page).getByRole("button", { name: "New part at the end" }).click();
  await dialog(page).getByLabel("Title").fill("Even");
  await dialog(page).getByRole("button", { name: "Make chapter" }).click();
  await expect(page.locator("h1")).toContainText("Even");
  await expect(tool(page, "Undo")).toBeEnabled();
  await tool(page, "Undo").click();
  await expect(page.locator("[data-editor=tools] .says")).toContainText("Undone");
  await expect(page.locator("h1")).not.toContainText("Even");
});

test("an empty chapter takes what is typed at once", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await tool(page, "Chapters").click();
  await dialog(page).getByRole("button", { name: "New part at the end" }).click();
  await dialog(page).getByLabel("Title").fill("Leeg");
  await dialog(page).getByRole("button", { name: "Make chapter" }).click();
  await expect(page.getByRole("button", { name: "Write here …" })).toBeFocused();
  await page.keyboard.type("een zin met een e.");
  await expect(page.locator("[data-editor=field] textarea")).toHaveValue("een zin met een e.");
});

test("a page without a text of its own says so", async ({ preview, page }) => {
  await page.goto(`${preview.url}inhoud.html`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(page.locator("[data-editor=tools] .says")).toContainText("This page is made of what the chapters say");
});

test("a chapter that is made while the guide has errors opens as text, and its page comes with their end", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const file = "content/1-basis/1.2-samenwerken.md";
  preview.edit(file, "Drie lessen, zie", "Zie [hier](weg.md). Drie lessen, zie");
  await expect(page.locator("[data-preview]").getByText("weg.md").first()).toBeAttached();
  await tool(page, "Chapters").click();
  await dialog(page).getByRole("button", { name: "New part at the end" }).click();
  await dialog(page).getByLabel("Title").fill("Later");
  await dialog(page).getByRole("button", { name: "Make chapter" }).click();
  await expect(dialog(page).locator("textarea")).toHaveValue(/title: Later/);
  await expect(page.locator("[data-editor=tools] .says")).toContainText("once the errors in the guide are mended");
  await expect(page).toHaveURL(`${preview.url}1.1.html`);
  preview.edit(file, "Zie [hier](weg.md). ", "");
  await expect.poll(async () => (await page.request.get(`${preview.url}3.html`)).status()).toBe(200);
});

test("a part with chapters, a table and a figure is written and renumbered without touching a file", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const make = async (action: string, title: string, name: string) => {
    await tool(page, "Chapters").click();
    await dialog(page).getByRole("button", { name: action }).click();
    await dialog(page).getByLabel("Title").fill(title);
    await dialog(page).getByRole("button", { name: "Make chapter" }).click();
    await expect(page).toHaveURL(preview.url + name);
    await expect(page.locator("h1")).toContainText(title);
    await expect(page.getByRole("button", { name: "Write here …" })).toBeFocused();
  };
  await make("New part at the end", "Te veel", "3.html");
  // What is not there any more is left.
  await tool(page, "Undo").click();
  await expect(page).toHaveURL(preview.url);
  await expect(page.locator("[data-editor=blocks] button").first()).toBeAttached();
  await make("New part at the end", "Samen werken", "3.html");
  await make("New chapter below it", "Beginnen", "3.1.html");
  await make("New chapter after it", "Terugkijken", "3.2.html");
  // What was written before is saved, and its block has the focus.
  const saved = () => expect(page.locator("[data-editor=blocks] button.handle:focus")).toBeVisible();
  const add = async (what: string) => {
    await page.getByRole("button", { name: /^Add / }).last().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: what, exact: true }).click();
  };
  await add("Paragraph");
  await page.keyboard.type("Een alinea. Zie [[");
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.type("Beginnen");
  await expect(page.getByRole("listbox").getByRole("option").first()).toContainText("3.1");
  await page.keyboard.press("Enter");
  await page.keyboard.type(".");
  await page.keyboard.press("Control+Enter");
  await saved();
  await add("Table");
  await page.getByLabel("Columns").fill("2");
  await page.getByLabel("Rows").fill("1");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Heading of column 1" })).toBeFocused();
  for (const text of ["Wijk", "\tAantal", "\tNoord", "\t120", "\tZuid"]) {
    if (text.startsWith("\t")) await page.keyboard.press("Tab");
    await page.keyboard.type(text.trim());
  }
  await dialog(page).getByLabel("Caption").fill("Woningen");
  await page.keyboard.press("Control+Enter");
  await expect(main(page).getByRole("table")).toBeVisible();
  await saved();
  await add("Figure");
  await dialog(page).locator("input[type=file]").setInputFiles({ name: "Mijn Foto (1).png", mimeType: "image/png", buffer: PIXEL });
  await dialog(page).getByLabel("What is there to see?").fill("Twee buren.");
  await dialog(page).getByLabel("Caption").fill("Kennismaken");
  await dialog(page).getByRole("button", { name: "Place figure" }).click();
  await expect(main(page).getByRole("img", { name: "Twee buren." })).toBeVisible();
  await tool(page, "Chapters").click();
  await dialog(page).getByRole("button", { name: "Move before …" }).click();
  await dialog(page).getByLabel("Place it before").selectOption("3.1");
  await expect(page.locator(".plan")).toContainText("3.2 → 3.1");
  await dialog(page).getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(`${preview.url}3.1.html`);
  await expect(main(page)).toContainText("Zie 3.2 Beginnen.");
  expect(preview.read("content/3-samen-werken/3.1-terugkijken.md")).toBe(`---
title: Terugkijken
---

Een alinea. Zie [[3.2]].

| Wijk  | Aantal |
| ----- | ------ |
| Noord | 120    |
| Zuid  |        |

Tabel: Woningen

![Twee buren.](beeld/mijn-foto-1.png "Kennismaken")
`);
});
