// What the page shows of blocks that stand in it, while they are edited, moved and removed.
import { expect, type Page } from "@playwright/test";

import { expectAccessible } from "./support/accessibility.ts";
import { edit, field, hold, main, mode, open, status } from "./support/editing.ts";
import { test } from "./support/preview.ts";

const TEXT = "content/1-basis/1.1-tekst-en-beeld.md";

test.use({ viewport: { width: 1280, height: 800 } });

const dialog = (page: Page) => page.locator("[data-editor=dialog] dialog");

/** What the page says, without the editor, and the same of the page as it is built anew. */
async function shownAndBuilt(page: Page): Promise<[string, string]> {
  return page.evaluate(async () => {
    const said = (root: Document) => {
      const text = root.querySelector("main")?.cloneNode(true) as Element;
      for (const node of text.querySelectorAll("[data-editor], button, script")) node.remove();
      for (const node of text.querySelectorAll("[data-source]")) node.prepend(`${node.getAttribute("data-source")} `);
      return (text.textContent ?? "").replace(/\s+/g, "");
    };
    const built = await (await fetch(location.pathname, { cache: "no-store" })).text();
    return [said(document), said(new DOMParser().parseFromString(built, "text/html"))];
  });
}

/** Waits until the page shows what a fresh one does. */
async function expectAsBuilt(page: Page): Promise<void> {
  await expect(async () => {
    const [shown, built] = await shownAndBuilt(page);
    expect(shown).toBe(built);
  }).toPass({ timeout: 10_000 });
}

/** Waits until a dialog is gone and the page shows what it did. */
async function settled(page: Page): Promise<void> {
  await expect(dialog(page)).toHaveCount(0);
  await expectAsBuilt(page);
}

for (const [words, kind] of [
  ["Tekst in een kader", "a box"],
  ["Een tip zonder titel.", "a box without a title"],
  ["Zo kan het ook.", "an example"],
  ["Het is hier fijn wonen.", "a quotation"],
  ["Dit is belangrijk.", "an alert"],
] as const) {
  test(`the page shows what is typed in ${kind} that was there`, async ({ preview, page }) => {
    await edit(page, preview, "2.1.html");
    const area = await open(page, words);
    const value = await area.inputValue();
    const at = value.indexOf(words);
    await area.evaluate((node: HTMLTextAreaElement, to) => node.setSelectionRange(to, to), at);
    await page.keyboard.type("Nieuw: ");
    const picture = main(page).locator("[data-preview-picture]");
    await expect(picture.getByText(`Nieuw: ${words}`)).toBeVisible();
    await page.keyboard.press("Control+Enter");
    await expect(field(page)).toHaveCount(0);
    await expect(status(page)).toHaveText("Saved");
    await expect(main(page).getByText(`Nieuw: ${words}`)).toBeVisible();
    await expectAsBuilt(page);
  });
}

test("after lines were added each click opens the block that is clicked", async ({ preview, page }) => {
  await edit(page, preview, "2.1.html");
  const area = await open(page, "Een tip zonder titel.");
  await area.evaluate((node: HTMLTextAreaElement) => {
    const at = node.value.indexOf("titel.") + 6;
    node.setSelectionRange(at, at);
  });
  for (let line = 1; line < 4; line += 1) {
    await page.keyboard.press("Enter");
    await page.keyboard.type(`Regel ${line}.`);
  }
  await page.keyboard.press("Control+Enter");
  await expect(status(page)).toHaveText("Saved");
  await expectAsBuilt(page);
  await expect(await open(page, "Let hierop.")).toHaveValue(/Let hierop\./);
});

test("places follow also where a script has changed the page", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await page.evaluate(() => document.querySelector("main figure[data-source]")?.cloneNode(true) && document.querySelector("main table")?.parentElement?.append(document.createElement("i")));
  await open(page, "Gewone tekst met");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Erbij.");
  await page.keyboard.press("Control+Enter");
  await expect(status(page)).toHaveText("Saved");
  await expectAsBuilt(page);
});

test("a table and a figure are moved and removed from their dialogs", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await main(page).locator("td").getByText("rood").click();
  await dialog(page).getByRole("button", { name: "Move up" }).click();
  await expect.poll(() => preview.read(TEXT)).toMatch(/\| Kleur [^]*\n\nNog een tabel zonder bijschrift:/);
  await settled(page);
  await main(page).locator("td").getByText("rood").click();
  await dialog(page).getByRole("textbox").nth(2).fill("groen");
  await dialog(page).getByRole("button", { name: "Move down" }).click();
  await expect.poll(() => preview.read(TEXT)).toMatch(/bijschrift:\n\n\| Kleur [^]*groen/);
  await settled(page);
  await main(page).locator("td").getByText("groen").click();
  await dialog(page).getByRole("button", { name: "Remove this block" }).click();
  await expect.poll(() => preview.read(TEXT)).not.toContain("Kleur");
  await expect(main(page).getByText("groen")).toHaveCount(0);
  await status(page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => preview.read(TEXT)).toContain("groen");
  await settled(page);
  await main(page).getByAltText("Drie huizen op een rij in de zon").click();
  await dialog(page).getByRole("button", { name: "Remove this block" }).click();
  await expect.poll(() => preview.read(TEXT)).not.toContain("Drie huizen");
  await status(page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace("| rood  | stop      |", "| groen | stop      |"));
});

test("without a selection the word at the caret gets bold, and marks around nothing are not saved", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const area = await open(page, "Twee keer dezelfde kop");
  await area.evaluate((node: HTMLTextAreaElement) => node.setSelectionRange(6, 6));
  await page.keyboard.press("Control+b");
  await expect(area).toHaveValue(/^Twee \*\*keer\*\* dezelfde/);
  await page.keyboard.press("Control+b");
  await expect(area).toHaveValue(/^Twee keer dezelfde/);
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" ");
  await page.keyboard.press("Control+b");
  await expect(area).toHaveValue(/ankers\. \*\*\*\*$/);
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Nu. ");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => preview.read(TEXT)).toContain("Nu. Twee keer dezelfde kop krijgt twee verschillende ankers.\n");
});

test("cells and captions get bold and references by buttons", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await main(page).locator("td").getByText("rood").click();
  await dialog(page).getByRole("button", { name: "Bold" }).click();
  await expect(dialog(page).getByRole("textbox").nth(2)).toHaveValue("**rood**");
  await expect(dialog(page).getByRole("textbox").nth(2)).toBeFocused();
  await dialog(page).getByLabel("Caption").fill("Kleuren");
  await dialog(page).getByRole("button", { name: "Italic" }).click();
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => preview.read(TEXT)).toContain("**rood**");
  expect(preview.read(TEXT)).toContain("Tabel: *Kleuren*");
});

test("too much to paste is refused, and what was there stays", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const area = await open(page, "Twee keer dezelfde kop");
  const value = await area.inputValue();
  await area.evaluate((node) => {
    const data = new DataTransfer();
    data.setData("text/plain", "een twee\n".repeat(200_000));
    node.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true, composed: true }));
  });
  await expect(status(page)).toContainText("too much to paste");
  await expect(area).toHaveValue(value);
});

for (const type of ["text/html", "text/plain"]) {
  test(`a document is pasted as ${type} in a moment, and taken back by the keys for that`, async ({ preview, page }) => {
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    await edit(page, preview, "1.1.html");
    const area = await open(page, "Twee keer dezelfde kop");
    await page.keyboard.press("Control+End");
    const value = await area.inputValue();
    await area.evaluate((node, type) => {
      const data = new DataTransfer();
      const html = '<p class="MsoNormal" style="margin:0cm"><span style="color:red">Een <b style="x:y">alinea</b> van een lang stuk.</span></p>\n';
      data.setData("text/plain", "Een alinea van een lang stuk.\n\n".repeat(25_000));
      if (type === "text/html") data.setData(type, html.repeat(7000));
      node.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true, composed: true }));
    }, type);
    const length = () => area.evaluate((node: HTMLTextAreaElement) => node.value.length);
    await expect.poll(length).toBeGreaterThan(200_000);
    await page.keyboard.press("Control+z");
    await expect.poll(length).toBe(value.length);
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(length).toBeGreaterThan(200_000);
    await page.keyboard.press("Control+z");
    await expect(area).toHaveValue(value);
    await expect(area).toBeFocused();
    expect(said).toEqual([]);
  });
}

test("what was typed before a large paste is taken back after it", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const area = await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+End");
  const value = await area.inputValue();
  await page.keyboard.type(" Zo.");
  await area.evaluate((node) => {
    const data = new DataTransfer();
    data.setData("text/plain", "Een alinea van een lang stuk.\n\n".repeat(200));
    node.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true, composed: true }));
  });
  await expect(area).toHaveValue(/lang stuk/);
  const pasted = await area.inputValue();
  await page.keyboard.type("Slot");
  await page.keyboard.press("Control+z");
  await expect(area).toHaveValue(pasted);
  await page.keyboard.press("Control+z");
  await expect(area).toHaveValue(`${value} Zo.`);
  await page.keyboard.press("Control+z");
  await expect(area).toHaveValue(value);
  for (let at = 0; at < 3; at += 1) await page.keyboard.press("Control+Shift+z");
  await expect(area).toHaveValue(`${pasted}Slot`);
  for (let at = 0; at < 5; at += 1) await page.keyboard.press("Control+z");
  await expect(area).toHaveValue(value);
});

test("the focus stays where the writer moved it while a block was saved", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const area = await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Meer.");
  const go = await hold(page);
  await page.keyboard.press("Control+Enter");
  await expect(area).toHaveCount(0);
  const link = page.locator("header a, nav a").first();
  await link.focus();
  const saved = page.waitForResponse("**/editing/save");
  go();
  await saved;
  await expect(status(page)).toContainText("Saved");
  await expect(main(page).getByText("Meer.")).toBeVisible();
  await expect(link).toBeFocused();
  await page.unroute("**/editing/save");
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.type("Nog ");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("button", { name: /^Edit paragraph: Twee keer/ })).toBeFocused();
});

for (const scheme of ["light", "dark"] as const) {
  test(`the tools have names that are seen on a narrow screen (${scheme})`, async ({ preview, page }) => {
    await page.setViewportSize({ width: 390, height: 760 });
    await page.emulateMedia({ colorScheme: scheme });
    await edit(page, preview, "1.1.html");
    const tools = page.locator("[data-editor=tools] section");
    for (const name of ["Undo", "Redo", "Details", "Text", "Chapters", "Edit"]) await expect(tools.getByText(name, { exact: true })).toBeInViewport();
    // In one row.
    const tops = await tools.locator(".group button:visible").evaluateAll((nodes) => nodes.map((node) => Math.round(node.getBoundingClientRect().top)));
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(4);
    await expectAccessible(page);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/tools-${scheme}.png` });
  });
}

test("keys of the editor work while a dialog of a chapter is open in the page", async ({ preview, page }) => {
  preview.edit(TEXT, "> Een citaat.", "<dialog open>Dag.</dialog>\n\n> Een citaat.");
  await page.goto(`${preview.url}1.1.html`);
  await expect(mode(page)).toBeVisible();
  await page.keyboard.press("e");
  await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
});

for (const isBack of [true, false]) {
  test(`a block that was removed elsewhere ${isBack ? "comes back" : "is left out"} if one says so`, async ({ preview, page }) => {
    const before = preview.read(TEXT);
    const block = "Twee keer dezelfde kop krijgt twee verschillende ankers.\n\n";
    await edit(page, preview, "1.1.html");
    await open(page, "Twee keer dezelfde kop");
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" Van mij.");
    preview.edit(TEXT, block, "");
    await page.keyboard.press("Control+Enter");
    const removed = page.getByRole("dialog", { name: "This text was removed elsewhere" });
    await expect(removed.getByRole("group", { name: "Your text" })).toHaveText("Twee keer dezelfde kop krijgt twee verschillende ankers. Van mij.");
    await removed.getByRole("button", { name: isBack ? "Put my text back" : "Leave it out" }).click();
    await expect(removed).toHaveCount(0);
    await settled(page);
    const after = isBack ? block.replace("ankers.", "ankers. Van mij.") : "";
    await expect.poll(() => preview.read(TEXT)).toBe(before.replace(block, after));
  });
}

test("two versions of a block begin as one, word by word", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" AAA");
  preview.edit(TEXT, "Twee keer dezelfde kop", "Twee (git) keer dezelfde kop");
  await page.keyboard.press("Control+Enter");
  await dialog(page).getByRole("button", { name: "Make one of both" }).click();
  const together = dialog(page).getByRole("textbox");
  await expect(together).toHaveValue("Twee (git) keer dezelfde kop krijgt twee verschillende ankers. AAA");
  await dialog(page).locator("button.main").last().click();
  await expect.poll(() => preview.read(TEXT)).toContain("Twee (git) keer dezelfde kop krijgt twee verschillende ankers. AAA\n");
});
