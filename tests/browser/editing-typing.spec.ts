// Who types on without looking loses nothing, and gives no commands.
import { expect, type Locator, type Page } from "@playwright/test";

import { edit, field, hold, mode, open, status } from "./support/editing.ts";
import { type Preview, test } from "./support/preview.ts";

const TEXT = "content/1-basis/1.1-tekst-en-beeld.md";
const TWICE = "Twee keer dezelfde kop krijgt twee verschillende ankers.";
const dialog = (page: Page): Locator => page.locator("dialog[open]");
const buttonIn = (page: Page, name: string) => dialog(page).getByRole("button", { name, exact: true });

/** Types one key after the other as fast as it goes, and does not wait for what they do. */
async function quickly(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Adds to the end of a paragraph that another program changes, or removes, meanwhile. */
async function clash(page: Page, preview: Preview, isRemoved = false): Promise<void> {
  await edit(page, preview, "1.1.html");
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" AAA");
  if (isRemoved) preview.edit(TEXT, `${TWICE}\n`, "");
  else preview.edit(TEXT, "Twee keer", "Twee (git) keer");
}

test("a block that is clicked before the chapter is there opens once it is", async ({ preview, page }) => {
  await page.goto(`${preview.url}1.1.html`);
  let read = (): void => undefined;
  const isRead = new Promise<void>((resolve) => (read = resolve));
  await page.route("**/editing/chapter?*", async (route) => {
    await isRead;
    await route.continue();
  });
  await mode(page).click();
  await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
  await page.getByText(TWICE).click();
  read();
  await expect(field(page)).toHaveValue(TWICE);
});

for (const [what, answer, isRemoved, text] of [
  ["one's own text is kept", (page: Page) => buttonIn(page, "Keep my text").click(), false, `${TWICE} AAA`],
  ["that of the file is taken", (page: Page) => buttonIn(page, "Take that of the file").click(), false, "Twee (git) keer dezelfde kop krijgt twee verschillende ankers."],
  ["it is put back", (page: Page) => buttonIn(page, "Put my text back").click(), true, `${TWICE} AAA`],
  ["the question is closed by its button", (page: Page) => buttonIn(page, "Close").click(), false, `${TWICE} AAA`],
  ["the question is closed by a key", (page: Page) => page.keyboard.press("Escape"), false, `${TWICE} AAA`],
] as const) {
  test(`one types on where one was after two versions met, and ${what}`, async ({ preview, page }) => {
    await clash(page, preview, isRemoved);
    await page.keyboard.press("Control+s");
    await expect(dialog(page)).toBeVisible();
    await answer(page);
    await expect(field(page)).toHaveValue(text);
    await expect(field(page)).toBeFocused();
    await page.keyboard.type(" BBB");
    await expect(field(page)).toHaveValue(`${text} BBB`);
    await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
  });
}

test("one types on in the title of a box after two versions met", async ({ preview, page }) => {
  preview.edit(TEXT, TWICE, `::: voorbeeld Hoe\n${TWICE}\n:::`);
  await edit(page, preview, "1.1.html");
  await page.getByRole("button", { name: /^Edit (box|other|example)/ }).first().press("Enter");
  const title = page.getByLabel("Title", { exact: true });
  await title.fill("Hoezo");
  preview.edit(TEXT, "voorbeeld Hoe", "voorbeeld Zo");
  await page.keyboard.press("Control+s");
  await buttonIn(page, "Close").click();
  await expect(title).toBeFocused();
  await page.keyboard.type("!");
  await expect(title).toHaveValue("Hoezo!");
});

test("one types on in a field that is open again because the question was closed", async ({ preview, page }) => {
  await clash(page, preview);
  await page.keyboard.press("Control+Enter");
  await buttonIn(page, "Close").click();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(" BBB");
  await expect(field(page)).toHaveValue(`${TWICE} AAA BBB`);
});

test("what is begun after a paragraph that cannot be saved comes back to it", async ({ preview, page }) => {
  await clash(page, preview);
  const go = await hold(page);
  await page.keyboard.press("Enter");
  await page.keyboard.type("Erna.");
  go();
  await buttonIn(page, "Close").click();
  await expect(field(page)).toHaveCount(1);
  await expect(field(page)).toHaveValue(`${TWICE} AAA\n\nErna.`);
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(" BBB");
  await expect(field(page)).toHaveValue(`${TWICE} AAA\n\nErna. BBB`);
});

test("what is left out leaves the focus at its place", async ({ preview, page }) => {
  await clash(page, preview, true);
  await page.keyboard.press("Control+s");
  await buttonIn(page, "Leave it out").click();
  await expect(field(page)).toHaveCount(0);
  await expect(page.locator("[data-editor=blocks] button.handle:focus")).toHaveCount(1);
  expect(preview.read(TEXT)).not.toContain("Twee keer");
});

for (const [where, move] of [
  ["moved down", (text: string) => text.replace(`${TWICE}\n\n`, "").replace(/\n*$/, `\n\n${TWICE}\n`)],
  ["moved up", (text: string) => text.replace(`${TWICE}\n\n`, "").replace("---\n\n", `---\n\n${TWICE}\n\n`)],
] as const) {
  test(`a block that was ${where} by another program is saved where it is by then`, async ({ preview, page }) => {
    preview.edit(TEXT, TWICE, `${TWICE}\n\nErna.`);
    await edit(page, preview, "1.1.html");
    await open(page, "Twee keer dezelfde kop");
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" AAA");
    const moved = move(preview.read(TEXT));
    preview.write(TEXT, moved);
    await page.keyboard.press("Control+s");
    await expect.poll(() => preview.read(TEXT)).toBe(moved.replace(TWICE, `${TWICE} AAA`));
    await expect(dialog(page)).toHaveCount(0);
    await expect(field(page)).toBeFocused();
    await page.keyboard.type(" BBB");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => preview.read(TEXT)).toBe(moved.replace(TWICE, `${TWICE} AAA BBB`));
  });
}

test("a block that was moved to another chapter is changed there, if one chooses so", async ({ preview, page }) => {
  const other = "content/1-basis/1.2-samenwerken.md";
  await edit(page, preview, "1.1.html");
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" AAA");
  preview.edit(TEXT, `${TWICE}\n`, "");
  const now = preview.read(TEXT);
  preview.write(other, `${preview.read(other)}\n${TWICE}\n`);
  await expect.poll(async () => (await fetch(`${preview.url}1.2.html`)).text()).toContain(TWICE);
  await page.keyboard.press("Control+Enter");
  await expect(dialog(page)).toContainText("it is in 1.2 Samenwerken now");
  await buttonIn(page, "Change it there").click();
  await expect.poll(() => preview.read(other)).toContain(`\n${TWICE} AAA\n`);
  await expect(page).toHaveURL(/1\.2\.html$/);
  expect(preview.read(TEXT)).toBe(now);
});

test("a block that moved and is there twice is never there three times", async ({ preview, page }) => {
  preview.edit(TEXT, TWICE, `${TWICE}\n\nErna.\n\nNog iets.`);
  await edit(page, preview, "1.1.html");
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" AAA");
  const before = preview.read(TEXT);
  preview.edit(TEXT, `${TWICE}\n\nErna.\n\nNog iets.`, `Erna.\n\n${TWICE}\n\nNog iets.\n\n${TWICE}`);
  await page.keyboard.press("Control+Enter");
  await expect(dialog(page)).toContainText("Nog iets.");
  await buttonIn(page, "Keep my text").click();
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace(TWICE, `${TWICE} AAA`));
});

for (const [what, words] of [["a paragraph", "Twee keer dezelfde kop"], ["a list", "Zo doe je dat"], ["a heading", "Kop met woorden"]] as const) {
  test(`${what} that is emptied and saved stays open, and takes what is typed next`, async ({ preview, page }) => {
    preview.edit(TEXT, TWICE, `${TWICE}\n\n- Zo doe je dat\n\n### Kop met woorden\n\nSlot.`);
    await edit(page, preview, "1.1.html");
    const before = preview.read(TEXT);
    await open(page, words);
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Control+s");
    await quickly(page, "e", "Delete", "e", "n");
    await expect(field(page)).toHaveValue("een");
    await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Control+s");
    await expect(status(page)).toContainText("This block is empty");
    expect(preview.read(TEXT)).toBe(before);
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => preview.read(TEXT)).not.toContain(words);
  });
}

test("what is typed right after a move is in the field that moves", async ({ preview, page }) => {
  preview.edit(TEXT, TWICE, "Een.\n\nTwee.\n\nDrie.");
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await open(page, "Drie.");
  await page.keyboard.press("Control+End");
  await quickly(page, "a", "Alt+ArrowUp", "b", "c", "Alt+ArrowUp", "d", "Backspace", "e", "Alt+ArrowDown", "f", "ArrowLeft", "g");
  await expect(field(page)).toHaveValue("Drie.abcegf");
  await quickly(page, "Alt+ArrowDown", "Control+s", "h");
  await expect(field(page)).toHaveValue("Drie.abceghf");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Een.\n\nTwee.\n\nDrie.", "Een.\n\nTwee.\n\nDrie.abceghf"));
});

test("what is typed right after paragraphs are joined and parted is in its place", async ({ preview, page }) => {
  preview.edit(TEXT, TWICE, "Een.\n\nTwee.");
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await open(page, "Twee.");
  await quickly(page, "Control+Home", "Backspace", "a", "b", "Control+End", "Enter", "c", "d", "Enter", "e", "Backspace", "Backspace", "f", "Control+s");
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Een.\n\nTwee.", "Een. abTwee.\n\ncdf"));
});

test("a new paragraph that is still being saved joins the one above it once, and is moved", async ({ preview, page }) => {
  preview.edit(TEXT, TWICE, "Een.\n\nTwee.");
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await open(page, "Een.");
  let go = await hold(page);
  await quickly(page, "Control+End", "Enter", "a", "Control+s", "Control+Home", "Backspace", "b", "Control+End", "Enter", "c", "Control+s");
  go();
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Een.", "Een. ba\n\nc"));
  await page.unroute("**/editing/save");
  go = await hold(page);
  await quickly(page, "Enter", "d", "Control+s", "Alt+ArrowDown", "e", "Control+Enter");
  go();
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Een.\n\nTwee.", "Een. ba\n\nc\n\nTwee.\n\nde"));
});

test("the button that removes a block saves what was typed in it, so that it can be brought back", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Erbij.");
  await page.locator("[data-editor=field]").getByRole("button", { name: "Remove this block" }).click();
  await expect.poll(() => preview.read(TEXT)).not.toContain(TWICE);
  await status(page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace(TWICE, `${TWICE} Erbij.`));
});

test("what is typed in a block that is clicked while another is removed stays in it", async ({ preview, page }) => {
  const before = await three(page, preview);
  const go = await hold(page);
  await page.locator("[data-editor=field]").getByRole("button", { name: "Remove this block" }).click();
  await page.getByText("Drie vissen.").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" V");
  go();
  await expect(field(page)).toHaveValue("Drie vissen. V");
  await expect.poll(() => preview.read(TEXT)).not.toContain("Twee beren");
  await page.waitForTimeout(500);
  await page.keyboard.type("erder");
  await expect(field(page)).toHaveValue("Drie vissen. Verder");
  await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Twee beren.\n\nDrie vissen.", "Drie vissen. Verder"));
});

for (const [what, act, result] of [
  ["is removed", (page: Page) => page.locator("[data-editor=field]").getByRole("button", { name: "Remove this block" }).click(), "Twee beren.x"],
  ["is moved and left", (page: Page) => quickly(page, "Alt+ArrowUp", "Control+Enter"), "Twee beren.x"],
] as const) {
  test(`Ctrl-Z while a block ${what} takes that back, and not what was typed before`, async ({ preview, page }) => {
    const before = await three(page, preview);
    const go = await hold(page);
    await act(page);
    await page.keyboard.press("Control+z");
    go();
    await expect(status(page)).toContainText("Undone");
    await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Twee beren.", result));
    await expect(dialog(page)).toHaveCount(0);
    await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
  });
}

test("an emptied block that is removed by its button is there again after undo", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.locator("[data-editor=field]").getByRole("button", { name: "Remove this block" }).click();
  await expect.poll(() => preview.read(TEXT)).not.toContain(TWICE);
  await status(page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => preview.read(TEXT)).toBe(before);
});

test("a join and what was typed before and after it are taken back and made again", async ({ preview, page }) => {
  preview.edit(TEXT, TWICE, "Een.\n\nTwee.");
  await edit(page, preview, "1.1.html");
  await open(page, "Twee.");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Erna.");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Backspace");
  await expect(field(page)).toHaveValue("Een. Twee. Erna.");
  await page.keyboard.type("En ");
  await expect(field(page)).toHaveValue("Een. En Twee. Erna.");
  for (const [key, text] of [
    ["Control+z", "Een. Twee. Erna."],
    ["Control+z", "Twee. Erna."],
    ["Control+z", "Twee."],
    ["Control+z", "Twee."],
    ["Control+y", "Twee. Erna."],
    ["Control+Shift+z", "Een. Twee. Erna."],
    ["Control+y", "Een. En Twee. Erna."],
    ["Control+y", "Een. En Twee. Erna."],
    ["Control+z", "Een. Twee. Erna."],
    ["Control+z", "Twee. Erna."],
  ] as const) {
    await page.keyboard.press(key);
    await expect(field(page)).toHaveValue(text);
    await expect(field(page)).toBeFocused();
  }
  // What is typed after that cannot be joined again.
  await page.keyboard.type("Nu ");
  await page.keyboard.press("Control+y");
  await expect(field(page)).toHaveValue("Nu Twee. Erna.");
});

test("a new paragraph that was begun is taken back", async ({ preview, page }) => {
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await open(page, "Twee keer dezelfde kop");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Een.");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+z");
  await expect(field(page)).toHaveCount(1);
  await expect(field(page)).toHaveValue(`${TWICE} Een.`);
  await page.keyboard.press("Control+z");
  await expect(field(page)).toHaveValue(TWICE);
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => preview.read(TEXT)).toBe(before);
});

for (const [where, text, keys] of [
  ["in a paragraph", "Een twee.", ["Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"]],
  ["in a word", "Een twee.", ["Home", "ArrowRight"]],
  ["at the start of a paragraph", "Een twee.", ["Control+Home"]],
  ["at the end of a paragraph", "Een twee.", ["Control+End"]],
  ["at the end of a line of a paragraph", "Een\ntwee.", ["Control+Home", "End"]],
  ["in a box", "::: voorbeeld\nEen twee.\n:::", ["Control+Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"]],
] as const) {
  test(`Enter and Backspace ${where} leave the file as it was`, async ({ preview, page }) => {
    preview.edit(TEXT, TWICE, text);
    await edit(page, preview, "1.1.html");
    const before = preview.read(TEXT);
    await open(page, "twee.");
    for (const key of keys) await page.keyboard.press(key);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Backspace");
    await page.keyboard.type("x");
    await page.keyboard.press("Backspace");
    // Another block opens once this one is saved.
    await open(page, "Een heel lang woord");
    expect(preview.read(TEXT)).toBe(before);
  });
}

/** Opens the second of three paragraphs, and adds a letter to it. Returns the file as it was. */
async function three(page: Page, preview: Preview): Promise<string> {
  preview.edit(TEXT, TWICE, "Een aap.\n\nTwee beren.\n\nDrie vissen.");
  await edit(page, preview, "1.1.html");
  const before = preview.read(TEXT);
  await open(page, "Twee beren.");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("x");
  return before;
}

/** What a browser does with a dead key and a letter. */
async function compose(page: Page, dead: string, letter: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send("Input.imeSetComposition", { text: dead, selectionStart: 1, selectionEnd: 1 });
  await browser.send("Input.insertText", { text: letter });
}

for (const [after, keys, result] of [
  ["a new paragraph", ["Enter"], "Een aap.\n\nTwee beren.x [[1.1]] ja.\n\nMet een einde\n\nDrie vissen."],
  ["a move", ["Alt+ArrowUp"], "Twee beren.x [[1.1]] ja.Met een einde\n\nEen aap.\n\nDrie vissen."],
] as const) {
  test(`what is typed after a reference that is looked up and ${after} is in its place`, async ({ preview, page }) => {
    await page.route("**/editing/targets", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    const before = await three(page, preview);
    await quickly(page, ..." [[Tekst en beeld", "Enter", ..." ja.", ...keys, ..."Met een einde", "Control+s");
    await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Een aap.\n\nTwee beren.\n\nDrie vissen.", result));
    await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
  });
}

for (const [what, keys, typed, result] of [
  ["moves", ["Alt+ArrowUp"], "een hele zin, e", "Twee beren.xeen hele zin, e"],
  ["joins another", ["Control+Home", "Backspace"], "een hele zin, e", "Een aap. een hele zin, eTwee beren.x"],
] as const) {
  test(`what is typed while a block ${what} is held as long as that takes, and shown`, async ({ preview, page }) => {
    await three(page, preview);
    const go = await hold(page);
    // A join waits for what is being saved.
    if (what === "joins another") await page.keyboard.press("Control+s");
    await quickly(page, ...keys, ...typed.slice(0, 8));
    await page.waitForTimeout(5500);
    await quickly(page, ...typed.slice(8));
    await expect(page.locator("[data-editor=held] .typed")).toHaveText(typed);
    await expect(page.locator("[data-editor=held] [role=status]")).toHaveText(/One moment/);
    await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
    go();
    await expect(field(page)).toHaveValue(result);
    await expect(field(page)).toBeFocused();
    await expect(page.locator("[data-editor=held]")).toHaveCount(0);
  });
}

for (const [what, prepare, result] of [
  ["did not arrive", (page: Page) => page.route("**/editing/save", () => {}), "Een aap.\n\nTwee beren.xverder\n\nDrie vissen."],
  ["arrived", (page: Page) => page.route("**/editing/save", (route) => void route.fetch()), "Een aap.\n\nTwee beren.xverder\n\nDrie vissen."],
] as const) {
  test(`what is held for a field whose save ${what} is offered in its block after the page is loaded again`, async ({ preview, page }) => {
    const before = await three(page, preview);
    await prepare(page);
    await quickly(page, "Alt+ArrowUp", ..."verder");
    await expect(page.locator("[data-editor=held] .typed")).toBeInViewport();
    await page.waitForTimeout(1100);
    page.on("dialog", (question) => void question.accept());
    await page.reload();
    await page.unroute("**/editing/save");
    await page.getByRole("button", { name: "Go on writing" }).click();
    await expect(field(page)).toHaveValue("Twee beren.xverder");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Een aap.\n\nTwee beren.\n\nDrie vissen.", result));
    await expect(dialog(page)).toHaveCount(0);
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("wijkengids.kept.")))).toEqual([]);
  });
}

for (const [what, arrives] of [["arrives", true], ["does not arrive", false]] as const) {
  test(`paragraphs typed after one whose save ${what} late are offered after the page is loaded again`, async ({ preview, page }) => {
    const before = await three(page, preview);
    await page.route("**/editing/save", (route) => (arrives ? void route.fetch() : undefined));
    await page.keyboard.press("Enter");
    await page.keyboard.type("Nieuw.");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Nog een.");
    await page.waitForTimeout(300);
    page.on("dialog", (question) => void question.accept());
    await page.reload();
    await page.unroute("**/editing/save");
    for (const text of ["Nog een.", "Nieuw.", ...(arrives ? [] : ["Twee beren.x"])]) {
      await page.getByRole("button", { name: "Go on writing" }).click();
      await expect(field(page)).toHaveValue(text);
    }
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Twee beren.", "Twee beren.x\n\nNieuw.\n\nNog een."));
    await expect(dialog(page)).toHaveCount(0);
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("wijkengids.kept.")))).toEqual([]);
  });
}

test("what is held for two blocks that were clicked is offered in each of them", async ({ preview, page }) => {
  const before = await three(page, preview);
  await page.route("**/editing/save", () => {});
  await page.getByText("Drie vissen.").click();
  await quickly(page, ..."drie");
  await page.getByText("Een aap.").click();
  await quickly(page, ..."een");
  await page.waitForTimeout(1100);
  page.on("dialog", (question) => void question.accept());
  await page.reload();
  await page.unroute("**/editing/save");
  for (let at = 0; at < 3; at += 1) {
    await page.getByRole("button", { name: "Go on writing" }).click();
    await expect(field(page)).toHaveCount(1);
    await page.keyboard.press("Control+Enter");
    await expect(field(page)).toHaveCount(0);
  }
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Een aap.\n\nTwee beren.\n\nDrie vissen.", "Een aap.een\n\nTwee beren.x\n\nDrie vissen.drie"));
});

test("what is held for a block that is no more is offered as a paragraph", async ({ preview, page }) => {
  await three(page, preview);
  await page.route("**/editing/save", () => {});
  await quickly(page, "Alt+ArrowUp", ..."verder");
  await page.waitForTimeout(1100);
  page.on("dialog", (question) => void question.accept());
  preview.edit(TEXT, "Twee beren.\n\n", "");
  await page.reload();
  await page.unroute("**/editing/save");
  await page.getByRole("button", { name: "Go on writing" }).click();
  await expect(field(page)).toHaveValue("verder");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => preview.read(TEXT)).toContain("Een aap.\n\nverder\n\nDrie vissen.");
});

test("what is typed after a click on another block is in that block, however long it takes to open", async ({ preview, page }) => {
  const before = await three(page, preview);
  const go = await hold(page);
  await page.getByText("Drie vissen.").click();
  await quickly(page, ..."een ");
  await page.waitForTimeout(5500);
  await quickly(page, ..."hele zin");
  go();
  await expect(field(page)).toHaveValue("Drie vissen.een hele zin");
  await page.keyboard.press("Control+s");
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Twee beren.\n\nDrie vissen.", "Twee beren.x\n\nDrie vissen.een hele zin"));
});

test("what is typed after each of two clicks is in the block that was clicked", async ({ preview, page }) => {
  const before = await three(page, preview);
  const go = await hold(page);
  await page.getByText("Drie vissen.").click();
  await quickly(page, ..."drie");
  await page.getByText("Een aap.").click();
  await quickly(page, ..."een", "Control+s");
  go();
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Een aap.\n\nTwee beren.\n\nDrie vissen.", "Een aap.een\n\nTwee beren.x\n\nDrie vissen.drie"));
});

test("what is typed after a handle is pressed while another block moves is in the block of that handle", async ({ preview, page }) => {
  const before = await three(page, preview);
  const go = await hold(page);
  await quickly(page, "Alt+ArrowUp", ..."een");
  await page.getByText("Drie vissen.").hover();
  await page.getByRole("button", { name: "Edit paragraph: Drie vissen." }).click();
  await quickly(page, ..."drie");
  go();
  await expect(field(page)).toHaveValue("Drie vissen.drie");
  await page.keyboard.press("Control+s");
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Een aap.\n\nTwee beren.\n\nDrie vissen.", "Twee beren.xeen\n\nEen aap.\n\nDrie vissen.drie"));
});

for (const [what, begin, above, result] of [
  ["the block above it moves past it", (page: Page) => quickly(page, "Alt+ArrowUp", ..."een"), "Een aap.", "Twee beren.xeen\n\nEen aap.\n\nVier.\n\nDrie vissen."],
  ["another block is about to open", async (page: Page) => {
    await page.getByText("Een aap.").click();
    await quickly(page, ..."een");
  }, "Drie vissen.", "Een aap.een\n\nTwee beren.x\n\nDrie vissen.\n\nVier."],
] as const) {
  test(`a plus that is pressed while ${what} asks what to add after that, at its place`, async ({ preview, page }) => {
    const before = await three(page, preview);
    const go = await hold(page);
    await begin(page);
    await page.getByText(above).hover();
    await page.getByRole("button", { name: `Add something after paragraph: ${above}` }).click();
    go();
    await page.getByRole("menuitem", { name: "Paragraph", exact: true }).click();
    await page.keyboard.type("Vier.");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Een aap.\n\nTwee beren.\n\nDrie vissen.", result));
  });
}

for (const [what, block, words, first, typed] of [
  ["a table", "| Wie | Wat |\n|---|---|\n| wij | eten |", "eten", "Row 1, Wat", "eten snel"],
  ["a figure", "![Een straat](beeld/straat.svg)", "", "What is there to see?", "Een straat snel"],
] as const) {
  test(`what is typed before ${what} is open is in its first field`, async ({ preview, page }) => {
    preview.edit(TEXT, TWICE, `${TWICE}\n\n${block}`);
    await edit(page, preview, "1.1.html");
    await open(page, "Twee keer dezelfde kop");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("x");
    const go = await hold(page);
    if (words) await page.locator("main").getByText(words, { exact: true }).click();
    else await page.locator("main img[alt='Een straat']").click();
    await quickly(page, ..." snel");
    go();
    await expect(dialog(page).getByLabel(first, { exact: true })).toHaveValue(typed);
    await expect(dialog(page).getByLabel(first, { exact: true })).toBeFocused();
    await expect.poll(() => preview.read(TEXT)).toContain(`${TWICE}x\n`);
  });
}

test("what is typed for a block that does not open is in no other, and is brought back", async ({ preview, page }) => {
  await clash(page, preview);
  const go = await hold(page);
  await page.getByText("Een heel lang woord").first().click();
  await quickly(page, ..."erbij");
  go();
  await buttonIn(page, "Close").click();
  await expect(field(page)).toHaveValue(`${TWICE} AAA`);
  await expect(status(page)).toContainText("could not be written");
});

for (const [what, type, result] of [
  ["a reference", (page: Page) => quickly(page, ..." [[Tekst en beeld", "Enter", ..." ja"), "Twee beren.x [[1.1]] ja"],
  ["a dead key", async (page: Page) => {
    await compose(page, "´", "é");
    await quickly(page, ..."caf");
    await compose(page, "¨", "ë");
    await quickly(page, ..." z");
  }, "Twee beren.xécafë z"],
  ["text of the clipboard", async (page: Page) => {
    await page.evaluate(() => navigator.clipboard.writeText("geplakte woorden"));
    await quickly(page, "a", "Control+v", "b");
  }, "Twee beren.xageplakte woordenb"],
  ["what selects all", (page: Page) => quickly(page, "Control+a", ..."nieuw"), "nieuw"],
  ["what removes a word", (page: Page) => quickly(page, ..." een twee", "Control+Backspace", "z"), "Twee beren.x een z"],
  ["what cuts and pastes", (page: Page) => quickly(page, ..."abc", "Shift+ArrowLeft", "Control+x", "Home", "Control+v"), "cTwee beren.xab"],
] as const) {
  test(`${what} that is typed while a block moves is in its place`, async ({ preview, page }) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await three(page, preview);
    const go = await hold(page);
    await page.keyboard.press("Alt+ArrowUp");
    await type(page);
    go();
    await expect(field(page)).toHaveValue(result);
    await expect(field(page)).toBeFocused();
  });
}

test("Escape while a block moves closes its field, and what is typed after it is no text", async ({ preview, page }) => {
  const before = await three(page, preview);
  const go = await hold(page);
  await quickly(page, "Alt+ArrowUp", ..."ab", "Escape", "e");
  go();
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Een aap.\n\nTwee beren.", "Twee beren.x\n\nEen aap."));
  await expect(field(page)).toHaveCount(0);
  await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
});

test("what was dropped while the rest was being saved can be brought back once that is done", async ({ preview, page }) => {
  const before = await three(page, preview);
  const go = await hold(page);
  await quickly(page, "Control+s", ..."meer", "Escape");
  go();
  await expect.poll(() => preview.read(TEXT)).toBe(before.replace("Twee beren.", "Twee beren.x"));
  await expect(page.getByText("Saved", { exact: true })).toBeAttached();
  await page.getByRole("button", { name: "Bring my text back" }).click();
  await expect(field(page)).toHaveValue("Twee beren.xmeer");
});

test("on a phone, a title of one long word leaves the button that closes its dialog in sight", async ({ preview, page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  preview.edit(TEXT, /^title: .*$/m.exec(preview.read(TEXT))?.[0] ?? "", `title: ${"Aansprakelijkheidsverzekering".repeat(3)}`);
  await edit(page, preview, "1.1.html");
  await page.getByRole("button", { name: "Title and details" }).click();
  await expect(buttonIn(page, "Close").first()).toBeInViewport({ ratio: 1 });
});

test("on a phone, one thing at a time stands above the buttons, and nothing once one adds a block", async ({ preview, page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  preview.write(TEXT, `${preview.read(TEXT)}\n## \n`);
  await edit(page, preview, "1.1.html");
  const warning = page.getByRole("button", { name: "1 warning" });
  await expect(warning).toBeVisible();
  await page.getByText("Een heel lang woord").first().click();
  await page.locator("[data-editor=field]").getByRole("button", { name: "Remove this block" }).click();
  await expect(status(page)).toContainText("Removed");
  await expect(warning).toBeHidden();
  await page.getByRole("button", { name: "Add something at the start" }).press("Enter");
  await expect(status(page)).toBeHidden();
});

test("on a phone, the handle of a block that was left covers no text", async ({ preview, page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await edit(page, preview, "1.1.html");
  for (const words of ["Twee keer dezelfde kop", "Een figuur", "Een heel lang woord"]) {
    await open(page, words);
    await page.keyboard.press("Escape");
    const handle = page.locator("[data-editor=blocks] button.handle:focus");
    await expect(handle).toBeInViewport();
    const covered = await handle.evaluate((node) => {
      const own = node.getBoundingClientRect();
      const texts = document.createTreeWalker(document.querySelector("main")!, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let at = texts.nextNode(); at; at = texts.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(at);
        const hits = [...range.getClientRects()].some((rect) => rect.width > 1 && rect.left < own.right && rect.right > own.left && rect.top < own.bottom - 1 && rect.bottom > own.top + 1);
        if (hits) found.push(at.textContent ?? "");
      }
      return found;
    });
    expect(covered, words).toEqual([]);
  }
});
