// Figures, and what is pasted and dropped, in the editor of the preview.
import { expect, type Page } from "@playwright/test";

import { expectAccessible } from "./support/accessibility.ts";
import { Refused, type Room, test } from "./support/rooms.ts";

const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const PHOTO = { name: "Foto 1.png", mimeType: "image/png", buffer: PIXEL };

const field = (page: Page) => page.getByRole("textbox", { name: "Blok" });
const alt = (page: Page) => page.getByRole("textbox", { name: "Wat is er te zien?" });
const caption = (page: Page) => page.getByRole("textbox", { name: "Bijschrift" });

/** The names of the images that were stored. */
function store(room: Room): string[] {
  const names: string[] = [];
  room.answer("image", (_, url) => {
    names.push(url.searchParams.get("name") ?? "");
    return { path: "beeld/foto-1.png", width: 1, height: 1 };
  });
  return names;
}

async function choose(room: Room): Promise<string[]> {
  const names = store(room);
  await room.load();
  await room.open("figures.js", "chooseFigure", "context");
  return names;
}

/** Pastes or drops in an element, as a browser does. */
async function give(page: Page, name: "paste" | "drop", on: Page | ReturnType<typeof field>, data: Record<string, string>, file?: { name: string; bytes: number[] }): Promise<boolean> {
  const target = "keyboard" in on ? page.locator(":focus") : on;
  return target.evaluate(
    (node, { name, data, file }) => {
      const transfer = new DataTransfer();
      for (const [type, text] of Object.entries(data)) transfer.setData(type, text);
      if (file) transfer.items.add(new File([new Uint8Array(file.bytes)], file.name, { type: "image/png" }));
      const common = { bubbles: true, composed: true, cancelable: true };
      const event = name === "paste" ? new ClipboardEvent(name, { ...common, clipboardData: transfer }) : new DragEvent(name, { ...common, dataTransfer: transfer });
      return !node.dispatchEvent(event);
    },
    { name, data, file },
  );
}

test("a figure is made of an image that is chosen", async ({ room, page }) => {
  const names = await choose(room);
  const chooser = page.waitForEvent("filechooser");
  await expect(page.getByRole("button", { name: "Kies een afbeelding" })).toBeFocused();
  await page.keyboard.press("Enter");
  await (await chooser).setFiles(PHOTO);
  await expect(page.getByRole("dialog").locator("canvas")).toBeVisible();
  await expect(page.getByRole("dialog").locator(".name")).toHaveText(PHOTO.name);
  await expect(alt(page)).toBeFocused();
  await page.keyboard.type("Twee buren [links] aan de deur.");
  await page.keyboard.press("Enter");
  await expect(caption(page)).toBeFocused();
  await page.keyboard.type('Een "goed" gesprek');
  await page.keyboard.press("Enter");
  expect(await room.result()).toBe('![Twee buren \\[links\\] aan de deur.](beeld/foto-1.png "Een \\"goed\\" gesprek")');
  expect(names).toEqual(["Foto 1.png"]);
});

test("without an image or without a text for those who cannot see it, no figure is made", async ({ room, page }) => {
  const names = await choose(room);
  await page.getByRole("button", { name: "Figuur plaatsen" }).click();
  await expect(page.getByRole("alert")).toHaveText("Kies eerst een afbeelding.");
  await page.locator('input[type="file"]').setInputFiles(PHOTO);
  await page.getByRole("button", { name: "Figuur plaatsen" }).click();
  await expect(page.getByRole("alert")).toContainText("Zeg wat er te zien is");
  await expect(alt(page)).toBeFocused();
  expect(names).toEqual([]);
  await page.getByLabel("Alleen versiering").check();
  await page.getByRole("button", { name: "Figuur plaatsen" }).click();
  expect(await room.result()).toBe('<img src="beeld/foto-1.png" alt="">');
});

test("an image is dropped and pasted in the dialog, and what is no image is refused", async ({ room, page }) => {
  const names = await choose(room);
  await page.locator('input[type="file"]').setInputFiles({ name: "brief.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
  await expect(page.getByRole("alert")).toHaveText("Dit bestand is geen afbeelding.");
  await give(page, "drop", page.locator(".drop"), {}, { name: "plein.png", bytes: [...PIXEL] });
  await expect(page.getByRole("button", { name: "Kies een andere afbeelding" })).toBeVisible();
  await give(page, "paste", alt(page), {}, { name: "image.png", bytes: [...PIXEL] });
  await alt(page).fill("Het plein bij avond, met kraampjes en lampjes.");
  await page.getByRole("button", { name: "Figuur plaatsen" }).click();
  expect(await room.result()).toBe("![Het plein bij avond, met kraampjes en lampjes.](beeld/foto-1.png)");
  // What the clipboard calls image.png is named after what is on it.
  expect(names).toEqual(["het-plein-bij-avond-met.png"]);
});

test("an image that is refused is said, and nothing is lost", async ({ room, page }) => {
  await choose(room);
  room.answer("image", () => new Refused(413, "de afbeelding is groter dan 20 MB"));
  await page.locator('input[type="file"]').setInputFiles(PHOTO);
  await alt(page).fill("Een plein.");
  await page.getByRole("button", { name: "Figuur plaatsen" }).click();
  await expect(page.getByRole("alert")).toHaveText("de afbeelding is groter dan 20 MB");
  await expect(alt(page)).toHaveValue("Een plein.");
  await expect(page.getByRole("button", { name: "Figuur plaatsen" })).toBeEnabled();
});

test("of a figure only what was changed is written anew", async ({ room, page }) => {
  store(room);
  await room.load();
  const source = "![Een \\*ster\\*](  <beeld/mijn foto.png>  'Eerste\nregel' )";
  await room.open("figures.js", "editFigure", source, "context");
  await expect(caption(page)).toHaveValue("Eerste regel");
  await page.getByRole("button", { name: "Klaar" }).click();
  expect(await room.result()).toBeNull();
  await room.open("figures.js", "editFigure", source, "context");
  await caption(page).fill("Foto's");
  await page.getByRole("button", { name: "Klaar" }).click();
  expect(await room.result()).toBe("![Een \\*ster\\*](  <beeld/mijn foto.png>  'Foto\\'s' )");
  await room.open("figures.js", "editFigure", source, "context");
  await page.locator('input[type="file"]').setInputFiles(PHOTO);
  await page.getByRole("button", { name: "Klaar" }).click();
  expect(await room.result()).toBe("![Een \\*ster\\*](  beeld/foto-1.png  'Eerste\nregel' )");
});

test("tags that are typed in the texts of a figure are text", async ({ room, page }) => {
  await choose(room);
  await page.locator('input[type="file"]').setInputFiles(PHOTO);
  await alt(page).fill("De <b> van A&amp;B");
  await caption(page).fill("Het <i>merk</i> `<b>`, 1 < 2 & **vet**");
  await page.getByRole("button", { name: "Figuur plaatsen" }).click();
  const source = '![De \\<b> van A\\&amp;B](beeld/foto-1.png "Het \\<i>merk\\</i> `<b>`, 1 < 2 & **vet**")';
  expect(await room.result()).toBe(source);
  await room.open("figures.js", "editFigure", source, "context");
  await expect(alt(page)).toHaveValue("De <b> van A&amp;B");
  await expect(caption(page)).toHaveValue("Het <i>merk</i> `<b>`, 1 < 2 & **vet**");
  await page.getByRole("button", { name: "Klaar" }).click();
  expect(await room.result()).toBeNull();
  // Tags that someone wrote in the file stay what they are.
  await room.open("figures.js", "editFigure", '![x](a.png "H<sub>2</sub>O")', "context");
  await caption(page).fill("H<sub>2</sub>O <b>");
  await page.getByRole("button", { name: "Klaar" }).click();
  expect(await room.result()).toBe('![x](a.png "H<sub>2</sub>O \\<b>")');
});

test("backslashes in a caption do not end it", async ({ room, page }) => {
  await choose(room);
  await page.locator('input[type="file"]').setInputFiles(PHOTO);
  await alt(page).fill("Een map.");
  const text = 'Staat in C:\\fotos, \\"map\\" op D:\\';
  await caption(page).fill(text);
  await page.getByRole("button", { name: "Figuur plaatsen" }).click();
  const source = '![Een map.](beeld/foto-1.png "Staat in C:\\fotos, \\\\\\"map\\\\\\" op D:\\\\")';
  expect(await room.result()).toBe(source);
  await room.open("figures.js", "editFigure", source, "context");
  await expect(caption(page)).toHaveValue(text);
  await page.getByRole("button", { name: "Klaar" }).click();
  expect(await room.result()).toBeNull();
});

test("what is more than a figure is left to the field", async ({ room }) => {
  await room.load();
  for (const source of ["![a](b.png) en tekst", "[![a](b.png)](c)", "![a][b]", "tekst"]) {
    await room.open("figures.js", "editFigure", source, "context");
    expect(await room.result(), source).toBeNull();
  }
});

/** A field that takes what is pasted, with the caret somewhere. */
async function write(room: Room, text: string, from = text.length, to = from): Promise<void> {
  await room.load();
  await field(room.page).fill(text);
  await room.open("paste.js", "takePastes", "field", "context");
  await room.result();
  await field(room.page).evaluate((node: HTMLTextAreaElement, [from, to]) => {
    node.focus();
    node.setSelectionRange(from, to);
  }, [from, to] as const);
}

test("what is pasted from Word becomes Markdown at the caret, and the browser takes it back", async ({ room, page }) => {
  room.answer("paste", ({ html, text, file }) => {
    expect([html, text, file]).toEqual(["<p class=MsoNormal><b>Vet</b></p>", "Vet", "content/1-basis/1.1-tekst.md"]);
    return { markdown: "**Vet**", notes: ["een afbeelding is niet meegenomen"] };
  });
  await write(room, "Voor na", 5);
  expect(await give(page, "paste", field(page), { "text/html": "<p class=MsoNormal><b>Vet</b></p>", "text/plain": "Vet" })).toBe(true);
  await expect(field(page)).toHaveValue("Voor **Vet**na");
  expect(await room.announced()).toBe("een afbeelding is niet meegenomen");
  await page.keyboard.press("Control+z");
  await expect(field(page)).toHaveValue("Voor na");
});

test("blocks that are pasted stand apart", async ({ room, page }) => {
  room.answer("paste", () => ({ markdown: "- a\n- b\n\nTekst.", notes: [] }));
  await write(room, "Voor.\nNa.", 6);
  await give(page, "paste", field(page), { "text/html": "<ul><li>a</li></ul>", "text/plain": "a" });
  await expect(field(page)).toHaveValue("Voor.\n\n- a\n- b\n\nTekst.\n\nNa.");
});

test("one word is pasted by the browser itself, and plain text is asked about without its colours", async ({ room, page }) => {
  room.answer("paste", ({ text }) => ({ markdown: text, notes: [] }));
  await write(room, "");
  expect(await give(page, "paste", field(page), { "text/plain": "a" })).toBe(false);
  expect(room.asked).toEqual([]);
  expect(await give(page, "paste", field(page), { "text/html": "<div style='color: red'><span>a b</span></div>", "text/plain": "a b" })).toBe(true);
  await expect(field(page)).toHaveValue("a b");
  expect(room.asked).toEqual([{ path: "paste", body: expect.objectContaining({ html: "", text: "a b" }) }]);
});

test("an address that is pasted on words becomes a link", async ({ room, page }) => {
  await write(room, "Lees de site eens", 5, 13);
  await give(page, "paste", field(page), { "text/plain": "https://www.example.org/a_(b)" });
  await expect(field(page)).toHaveValue("Lees [de site](<https://www.example.org/a_(b)>) eens");
});

test("words that cannot be converted are pasted as they are", async ({ room, page }) => {
  room.answer("paste", () => new Refused(422, "dit is niet te lezen"));
  await write(room, "");
  await give(page, "paste", field(page), { "text/html": "<b>Vet</b>", "text/plain": "Vet" });
  await expect(field(page)).toHaveValue("Vet");
  expect(await room.announced()).toBe("dit is niet te lezen");
});

test("an image that is pasted or dropped in a field becomes a figure there", async ({ room, page }) => {
  store(room);
  await write(room, "Voor.\n\nNa.", 7);
  await give(page, "drop", field(page), {}, { name: "plein.png", bytes: [...PIXEL] });
  await alt(page).fill("Een plein.");
  await page.getByRole("button", { name: "Figuur plaatsen" }).click();
  await expect(field(page)).toHaveValue("Voor.\n\n![Een plein.](beeld/foto-1.png)\n\nNa.");
  await give(page, "paste", field(page), {}, { name: "image.png", bytes: [...PIXEL] });
  await page.keyboard.press("Escape");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the dialog of a figure is accessible, also on a narrow screen (${colorScheme})`, async ({ room, page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 640 });
    await choose(room);
    await expectAccessible(page);
    await page.locator('input[type="file"]').setInputFiles(PHOTO);
    await page.getByRole("button", { name: "Figuur plaatsen" }).click();
    await expect(page.getByRole("alert")).not.toBeEmpty();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
}
