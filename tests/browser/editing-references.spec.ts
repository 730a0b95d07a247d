// References by name, in the editor of the preview.
import { expect, type Page } from "@playwright/test";

import { expectAccessible } from "./support/accessibility.ts";
import { gate } from "./support/editing.ts";
import { Refused, type Room, test } from "./support/rooms.ts";

const TARGETS = [
  { kind: "chapter", label: "2.4.8 Opgaven voor de toekomst", context: "2.4 Lessen", reference: "[[2.4.8]]" },
  { kind: "lesson", label: "Les 3: Begin bij wat bewoners zelf al doen", context: "2.4.8 Opgaven", reference: "[[2.4.8#les-3]]" },
  { kind: "anchor", label: "De eerste week", context: "1.4 Doel", reference: "[[1.4#de-eerste-week]]" },
];

const field = (page: Page) => page.getByRole("textbox", { name: "Blok" });
const search = (page: Page) => page.getByRole("combobox", { name: "Nummer of woorden" });
const chosen = (page: Page) => page.getByRole("option", { selected: true });

/** A field in which references can be chosen; what is typed in the picker is looked for in their names. */
async function write(room: Room, text: string): Promise<void> {
  room.answer("targets", ({ query }) => ({ targets: TARGETS.filter(({ label }) => label.toLowerCase().includes(query.toLowerCase())) }));
  await room.load();
  await field(room.page).fill(text);
  await room.open("references.js", "offerReferences", "field", "context");
  await room.result();
  await field(room.page).focus();
}

test("two brackets open the picker, and a reference takes their place", async ({ room, page }) => {
  await write(room, "");
  await page.keyboard.type("Zie [[");
  await expect(search(page)).toBeFocused();
  await expect(chosen(page)).toContainText("2.4.8 Opgaven");
  await page.keyboard.press("ArrowDown");
  await expect(chosen(page)).toContainText("Les 3");
  await expect(search(page)).toHaveAttribute("aria-activedescendant", "target-1");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(chosen(page)).toContainText("2.4.8 Opgaven");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(".");
  await expect(field(page)).toHaveValue("Zie [[2.4.8#les-3]].");
  // The browser takes it back like anything typed.
  await page.keyboard.press("Control+z");
  await expect(field(page)).toHaveValue("Zie [[");
});

test("what is typed in the picker narrows it, and a click chooses", async ({ room, page }) => {
  await write(room, "Lees ");
  await page.keyboard.press("End");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("week");
  await expect(page.getByRole("option")).toHaveCount(1);
  expect(room.asked.at(-1)?.body).toEqual({ query: "week", limit: 12, file: "content/1-basis/1.1-tekst.md" });
  await page.getByRole("option").click();
  await expect(field(page)).toHaveValue("Lees [[1.4#de-eerste-week]]");
});

test("selected words become the words of the reference", async ({ room, page }) => {
  await write(room, "de opgaven");
  await field(page).evaluate((node: HTMLTextAreaElement) => node.setSelectionRange(3, 10));
  await page.keyboard.press("Control+k");
  await expect(chosen(page)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(field(page)).toHaveValue("de [[2.4.8|opgaven]]");
});

test("Escape leaves the text as it is, and in code brackets are brackets", async ({ room, page }) => {
  await write(room, "");
  await page.keyboard.type("a [[");
  await expect(search(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("b]] en `[[");
  await expect(field(page)).toHaveValue("a [[b]] en `[[");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("who knows a reference types it to its end, and the sentence goes on", async ({ room, page }) => {
  await write(room, "");
  room.answer("targets", () => ({ targets: TARGETS }));
  await page.keyboard.type("Zie [[2.4]] en verder, of [[1.4|hier]].");
  await expect(field(page)).toHaveValue("Zie [[2.4]] en verder, of [[1.4|hier]].");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("Escape leaves what was typed in the text, and Enter takes only what was meant", async ({ room, page }) => {
  await write(room, "");
  room.answer("targets", () => ({ targets: TARGETS }));
  await page.keyboard.type("Zie [[iets anders");
  await expect(page.getByRole("option")).toHaveCount(3);
  await page.keyboard.press("Enter");
  await expect(search(page)).toBeFocused();
  await expect(chosen(page)).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(field(page)).toHaveValue("Zie [[iets anders");
  await page.keyboard.type(" [[OPGAVEN toe");
  await expect(chosen(page)).toContainText("2.4.8");
  await page.keyboard.press("Enter");
  await expect(field(page)).toHaveValue("Zie [[iets anders [[2.4.8]]");
});

test("nothing found and a refusal are said", async ({ room, page }) => {
  await write(room, "");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("zzz");
  await expect(page.getByText("Niets gevonden. Probeer andere woorden.")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(search(page)).toBeFocused();
  room.answer("targets", () => new Refused(503, "de gids wordt nog gelezen"));
  await page.keyboard.type("z");
  await expect(page.getByText("de gids wordt nog gelezen")).toBeVisible();
});

test("an answer that comes late does not replace a later one", async ({ room, page }) => {
  await write(room, "");
  const [held, release] = gate();
  room.answer("targets", async ({ query }) => {
    if (query === "w") await held;
    return { targets: query === "w" ? TARGETS : TARGETS.slice(2) };
  });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("we");
  await expect(page.getByRole("option")).toHaveCount(1);
  release();
  await page.waitForTimeout(200);
  await expect(page.getByRole("option")).toHaveCount(1);
});

for (const save of ["Control+Enter", "Control+s"]) {
  test(`who types on after the choice, while it is looked up, loses no letter (${save})`, async ({ room, page }) => {
    await write(room, "");
    const [held, release] = gate();
    room.answer("targets", async ({ query }) => {
      if (query === "opgaven") await held;
      return { targets: TARGETS };
    });
    await page.keyboard.type("Zie [[");
    await expect(page.getByRole("option")).toHaveCount(3);
    await page.keyboard.type("opgaven");
    await page.keyboard.press("Enter");
    await page.keyboard.type("!X");
    await page.keyboard.press("Backspace");
    await field(page).evaluate((node) => node.addEventListener("keydown", (event) => {
      const { ctrlKey, key } = event as KeyboardEvent;
      if (ctrlKey) document.title = `Control+${key} ${(node as HTMLTextAreaElement).value}`;
    }));
    await page.keyboard.press(save);
    await expect(search(page)).toBeFocused();
    release();
    await expect(field(page)).toHaveValue("Zie [[2.4.8]]!");
    await expect(page).toHaveTitle(`${save} Zie [[2.4.8]]!`);
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`the picker is accessible, also on a narrow screen (${colorScheme})`, async ({ room, page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 640 });
    await write(room, "");
    await page.keyboard.press("Control+k");
    await expect(chosen(page)).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
}
