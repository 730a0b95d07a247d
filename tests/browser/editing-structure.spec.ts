// The fields of a chapter and the tree of chapters, in the editor of the preview.
import { expect, type Page } from "@playwright/test";

import { expectAccessible } from "./support/accessibility.ts";
import { Refused, type Room, test } from "./support/rooms.ts";

const FIELDS = {
  title: { value: "Tekst en beeld", label: "Titel", kind: "line" },
  summary: { value: "Kort.", label: "Samenvatting", kind: "text" },
  goals: { value: ["hoe je een kop kiest"], label: "Leerdoelen", kind: "list" },
  authors: { value: null, label: "Auteurs", kind: "list" },
  date: { value: "2026-03-01", label: "Datum", kind: "date" },
  lang: { value: null, label: "Taal", kind: "line" },
  draft: { value: false, label: "Concept", kind: "flag" },
};

const save = (page: Page) => page.getByRole("button", { name: "Opslaan" });

test.describe("fields", () => {
  test("only what was changed is saved, at once", async ({ room, page }) => {
    room.answer("save", () => ({ chapter: {}, first_line: 1, last_line: 1, changed: true }));
    await room.load({ fields: FIELDS });
    await room.open("chapter.js", "editChapter", "context");
    await expect(page.getByLabel("Titel")).toBeFocused();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Woord: en beeld");
    await page.getByLabel("Samenvatting").fill("");
    await page.getByLabel("Leerdoelen").fill("hoe je een kop kiest\n\nwat een lezer zoekt ");
    await page.getByLabel("Datum").fill("2026-11-27");
    await page.getByLabel("Concept").check();
    await page.getByLabel("Titel").press("Enter");
    expect(await room.result()).toMatchObject({ changed: true });
    expect(room.asked.map(({ body }) => body)).toEqual([
      {
        file: "content/1-basis/1.1-tekst.md",
        base: "Een tekst.\n",
        change: {
          do: "fields",
          values: {
            title: "Woord: en beeld",
            summary: null,
            goals: ["hoe je een kop kiest", "wat een lezer zoekt"],
            date: "2026-11-27",
            draft: true,
          },
        },
      },
    ]);
    expect(await room.announced()).toBe("Opgeslagen");
  });

  test("without a change nothing is saved", async ({ room, page }) => {
    await room.load({ fields: FIELDS });
    await room.open("chapter.js", "editChapter", "context");
    await save(page).click();
    expect(await room.result()).toBeNull();
    expect(room.asked).toEqual([]);
  });

  test("a refusal is said, and what was typed stays", async ({ room, page }) => {
    room.answer("save", () => new Refused(409, "het bestand is intussen veranderd", "sla het opnieuw op"));
    await room.load({ fields: FIELDS });
    await room.open("chapter.js", "editChapter", "context");
    await page.getByLabel("Titel").fill("Anders");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("alert")).toContainText("het bestand is intussen veranderd");
    await expect(page.getByLabel("Titel")).toHaveValue("Anders");
    page.once("dialog", (dialog) => void dialog.dismiss());
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeVisible();
  });

  test("a file that cannot be written says so", async ({ room, page }) => {
    await room.load({ fields: FIELDS, read_only: "dit bestand is alleen te lezen" });
    await room.open("chapter.js", "editChapter", "context");
    await expect(page.getByText("dit bestand is alleen te lezen")).toBeVisible();
    await expect(save(page)).toBeDisabled();
  });
});

const chapter = (number: string | null, title: string, more: object = {}) => {
  const name = number ?? title.toLowerCase();
  const file = number === "1.1" ? "content/1-basis/1.1-tekst.md" : `content/${name}.md`;
  return { number, title, page: `${name}.html`, file, draft: false, position: "body", depth: (number ?? "").split(".").length, ...more };
};

const TREE = [
  chapter(null, "De gids", { file: null, page: "index.html", position: "home", depth: 0 }),
  chapter(null, "Voorwoord", { position: "front" }),
  chapter("1", "Basis"),
  chapter("1.1", "Tekst"),
  chapter("1.2", "Beeld", { draft: true }),
  chapter("2", "Vormen"),
  chapter("2.1", "Kaders"),
  chapter("2.1.1", "Klein"),
  chapter("A", "Begrippen"),
];

const PLAN = {
  chapters: [
    { from: "1.2", to: "1.3", title: "Beeld" },
    { from: "1", to: "1", title: "Basis" },
  ],
  files: [{ path: "content/2.1.md", old_path: "content/2.1.md", diff: "--- a\n+++ b\n-Zie [[1.2]].\n+Zie [[1.3]].\n" }],
  removed: [],
  spare_pictures: [],
  removed_pictures: [],
  notes: [{ is_error: false, message: "2.1 verwijst hiernaar", help: null, file: "content/2.1.md", line: 3, column: 1, lines: [] }],
  page: "1.2.html",
  label: "1.2 verplaatst naar 1.3",
};

/** Opens the tree with a chapter's actions shown. */
async function tree(room: Room, name?: string): Promise<void> {
  room.answer("tree", () => ({ chapters: TREE, kinds: [] }));
  room.answer("structure", () => PLAN);
  await room.load();
  await room.open("tree.js", "openTree", "context");
  await expect(room.page.getByRole("dialog", { name: "Hoofdstukken" })).toBeVisible();
  if (name) await room.page.getByRole("button", { name, exact: true }).click();
}

const act = (page: Page, name: string) => page.getByRole("group").getByRole("button", { name, exact: true }).click();
const plan = (page: Page) => page.locator(".plan");

/** What was asked of the structure, without and with doing it. */
const structure = (room: Room) => room.asked.filter(({ path }) => path === "structure").map(({ body }) => body);

test.describe("tree", () => {
  test("the chapter of the page is open, and others open with a click", async ({ room, page }) => {
    await tree(room);
    const here = page.getByRole("button", { name: "1.1 Tekst" });
    await expect(here).toBeFocused();
    await expect(here).toHaveAttribute("aria-expanded", "true");
    await page.getByRole("button", { name: "2.1 Kaders" }).click();
    await expect(here).toHaveAttribute("aria-expanded", "false");
    await expect(page.getByRole("group")).toHaveCount(1);
    await act(page, "Ga erheen");
    await expect(page).toHaveURL(/\/2\.1\.html$/);
  });

  test("a new chapter after one is planned while one types, then made", async ({ room, page }) => {
    await tree(room);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Titel")).toBeFocused();
    await expect(page.getByRole("textbox", { name: "Nummer" })).toHaveValue("1.2");
    await expect(page.getByRole("button", { name: "Hoofdstuk maken" })).toBeDisabled();
    await page.keyboard.type("Nieuw");
    await expect(plan(page)).toContainText("1.2 → 1.3 Beeld");
    await expect(plan(page)).not.toContainText("Basis");
    await expect(plan(page)).toContainText("2.1 verwijst hiernaar");
    await plan(page).getByText("content/2.1.md", { exact: true }).click();
    await expect(plan(page).locator("pre .add")).toContainText("Zie [[1.3]]");
    expect(structure(room).every(({ apply }) => apply === false)).toBe(true);
    await page.getByLabel("Titel").press("Enter");
    await expect(page).toHaveURL(/\/1\.2\.html$/);
    expect(structure(room).at(-1)).toEqual({ do: "new", number: "1.2", title: "Nieuw", insert_before: true, apply: true });
  });

  test("each action asks for what it says", async ({ room, page }) => {
    const done = async (name: string, action: string, fill: () => Promise<void>, button: string) => {
      await tree(room, name);
      await act(page, action);
      await fill();
      await expect(plan(page)).toBeVisible();
      await page.getByRole("button", { name: button }).last().click();
      await expect(page).toHaveURL(/\/1\.2\.html$/);
      return structure(room).at(-1);
    };
    const none = async () => {};
    const fill = (name: string, text: string) => () => page.getByRole("textbox", { name }).fill(text);
    const choose = (label: string, value: string) => async () => void (await page.getByLabel(label).selectOption(value));
    expect(await done("2 Vormen", "Nieuw hoofdstuk eronder", fill("Titel", "X"), "Hoofdstuk maken")).toEqual({ do: "new", number: "2.2", title: "X", insert_before: false, apply: true });
    expect(await done("2.1.1 Klein", "Nieuw hoofdstuk eronder", fill("Titel", "X"), "Hoofdstuk maken")).toEqual({ do: "new", number: "2.1.1.1", title: "X", insert_before: false, apply: true });
    expect(await done("Voorwoord", "Titel wijzigen", fill("Titel", "Vooraf"), "Doorvoeren")).toEqual({ do: "title", file: "content/voorwoord.md", title: "Vooraf", apply: true });
    expect(await done("2.1 Kaders", "Nummer wijzigen", fill("Nummer", "3"), "Doorvoeren")).toEqual({ do: "move", from: "2.1", to: "3", apply: true });
    expect(await done("2.1 Kaders", "Nummer wijzigen", fill("Nummer", "1.1"), "Doorvoeren")).toEqual({ do: "insert", from: "2.1", before: "1.1", apply: true });
    expect(await done("2.1 Kaders", "Verplaatsen vóór …", choose("Zet het vóór", "1.2"), "Doorvoeren")).toEqual({ do: "insert", from: "2.1", before: "1.2", apply: true });
    expect(await done("1.2 Beeld concept", "Geen concept meer", none, "Doorvoeren")).toEqual({ do: "draft", file: "content/1.2.md", draft: false, apply: true });
    expect(await done("2.1 Kaders", "Concept maken", none, "Doorvoeren")).toEqual({ do: "draft", file: "content/2.1.md", draft: true, apply: true });
  });

  test("a new part comes before the appendices", async ({ room, page }) => {
    await tree(room);
    await page.getByRole("button", { name: "Nieuw deel aan het eind" }).click();
    await expect(page.getByRole("textbox", { name: "Nummer" })).toHaveValue("3");
    await expect(page.getByRole("dialog", { name: "Nieuw deel aan het eind" })).toBeVisible();
  });

  test("who refers to a chapter is shown before it is deleted", async ({ room, page }) => {
    await tree(room, "2.1 Kaders");
    room.answer("structure", ({ apply, anyway, redirect_to }) =>
      apply && !anyway && !redirect_to
        ? new Refused(409, "1.1 verwijst naar 2.1", "kies waar het oude adres heen leidt")
        : { ...PLAN, chapters: [], removed: [{ number: "2.1", title: "Kaders", path: "content/2.1.md", leads_to: redirect_to }], files: [], page: "2.html" },
    );
    await act(page, "Verwijderen");
    const remove = page.getByRole("dialog").last().getByRole("button", { name: "Verwijderen" });
    await expect(plan(page)).toContainText("2.1 KadersHet oude adres leidt naar 2");
    await expect(plan(page)).toContainText("1 bestand");
    await expect(plan(page)).toContainText("content/2.1.md (wordt verwijderd)");
    await expect(plan(page)).toContainText("2.1 verwijst hiernaar");
    await expect(page.getByLabel("Ook de 1 eronder")).toBeChecked();
    await expect(page.getByLabel("Wie het oude adres bezoekt")).toHaveValue("2");
    await expect(page.getByLabel("Toch verwijderen")).toBeHidden();
    await page.getByLabel("Wie het oude adres bezoekt").selectOption("");
    await expect(page.getByLabel("Toch verwijderen")).toBeVisible();
    await expect(remove).toBeEnabled();
    await remove.click();
    await expect(page.getByRole("alert")).toContainText("1.1 verwijst naar 2.1");
    await page.getByLabel("Toch verwijderen").check();
    await expect(remove).toBeEnabled();
    await remove.click();
    await expect(page).toHaveURL(/\/2\.html$/);
    expect(structure(room).at(-1)).toEqual({ do: "remove", chapter: "2.1", with_children: true, redirect_to: null, with_pictures: false, anyway: true, apply: true });
  });

  test("pictures that only a chapter uses go with it if one says so", async ({ room, page }) => {
    await tree(room, "2.1 Kaders");
    const pictures = ["content/beeld/plein.png"];
    room.answer("structure", ({ with_pictures: goes }) => ({
      ...PLAN, chapters: [], files: [], spare_pictures: pictures, removed_pictures: goes ? pictures : [],
      removed: [{ number: "2.1", title: "Kaders", path: "content/2.1.md", leads_to: "2" }],
    }));
    await act(page, "Verwijderen");
    const also = page.getByLabel("Ook de afbeeldingen die nergens anders staan (1)");
    await expect(also).not.toBeChecked();
    await expect(plan(page)).toContainText("1 bestand");
    await expect(plan(page)).not.toContainText("plein.png");
    await also.check();
    await expect(plan(page)).toContainText("content/beeld/plein.png (wordt verwijderd)");
    await page.getByRole("dialog").last().getByRole("button", { name: "Verwijderen" }).click();
    await expect.poll(() => structure(room).at(-1)).toMatchObject({ do: "remove", with_pictures: true, apply: true });
  });

  test("the keys of a tree go from chapter to chapter", async ({ room, page }) => {
    await tree(room);
    const name = (name: string) => page.getByRole("button", { name, exact: true });
    await expect(name("1.1 Tekst")).toBeFocused();
    for (const [key, to] of [
      ["ArrowDown", "1.2 Beeld concept"], ["ArrowLeft", "1 Basis"], ["ArrowRight", "1.1 Tekst"], ["ArrowRight", "1.1 Tekst"], ["ArrowUp", "1 Basis"],
      ["End", "A Begrippen"], ["ArrowDown", "A Begrippen"], ["k", "2.1 Kaders"], ["l", "2.1.1 Klein"],
    ] as const) {
      await page.keyboard.press(key);
      await expect(name(to), key).toBeFocused();
    }
    await page.waitForTimeout(900);
    await page.keyboard.type("2.1.1");
    await expect(name("2.1.1 Klein")).toBeFocused();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowUp");
    expect(await page.locator("[data-chapter]:focus").count()).toBe(1);
    // The Tab key stops at one of them, and then at what can be done with the open one.
    expect(await page.locator("button[data-chapter][tabindex='0']").count()).toBe(1);
  });

  test("a chapter is dragged to another place", async ({ room, page }) => {
    await tree(room);
    const line = (name: string) => page.locator(".line", { hasText: name });
    await line("Beeld").dragTo(line("Tekst"), { targetPosition: { x: 100, y: 3 } });
    await expect(plan(page)).toBeVisible();
    await expect.poll(() => structure(room).at(-1)).toMatchObject({ do: "insert", from: "1.2", before: "1.1", apply: false });
    await page.getByRole("button", { name: "Annuleren" }).click();
    // Below its last sibling it comes last, and leaves no gap.
    await line("Tekst").dragTo(line("Beeld"), { targetPosition: { x: 100, y: 30 } });
    await expect(plan(page)).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Nummer" })).toHaveValue("1.2");
    await expect.poll(() => structure(room).at(-1)).toMatchObject({ do: "insert", from: "1.1", before: "1.3", apply: false });
    await page.getByRole("button", { name: "Annuleren" }).click();
    // Below the last of another part it gets the next number.
    const { height } = (await line("Kaders").boundingBox()) ?? { height: 0 };
    await line("Beeld").dragTo(line("Kaders"), { targetPosition: { x: 100, y: height - 2 } });
    await expect(plan(page)).toBeVisible();
    await expect.poll(() => structure(room).at(-1)).toMatchObject({ do: "move", from: "1.2", to: "2.2", apply: false });
  });

  test("what cannot be is said, and nothing is done", async ({ room, page }) => {
    await tree(room, "2.1 Kaders");
    room.answer("structure", () => new Refused(422, "“drie” is geen nummer", "schrijf een nummer zoals 2.4.8"));
    await act(page, "Nummer wijzigen");
    await page.getByRole("textbox", { name: "Nummer" }).fill("drie");
    await expect(page.getByRole("alert")).toContainText("schrijf een nummer zoals 2.4.8");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(1);
    expect(structure(room).every(({ apply }) => apply === false)).toBe(true);
  });

  test("among many chapters one is found by its words", async ({ room, page }) => {
    const many = Array.from({ length: 40 }, (_, at) => chapter(`3.${at + 1}`, `Hoofdstuk ${at + 1}`));
    room.answer("tree", () => ({ chapters: [...TREE, ...many], kinds: [] }));
    await room.load();
    await room.open("tree.js", "openTree", "context");
    await page.getByRole("searchbox", { name: "Zoek een hoofdstuk" }).fill("stuk 17");
    await expect(page.getByRole("listitem")).toHaveCount(1);
    await expect(page.getByRole("listitem")).toContainText("3.17");
  });

  test("of very many chapters those near the open one are shown, and others are chosen by number", async ({ room, page }) => {
    const parts = Array.from({ length: 20 }, (_, at) => at + 3);
    const many = parts.flatMap((part) => [
      chapter(`${part}`, `Deel ${part}`),
      ...Array.from({ length: 50 }, (_, at) => chapter(`${part}.${at + 1}`, `Hoofdstuk ${at + 1}`)),
    ]);
    room.answer("tree", () => ({ chapters: [...TREE, ...many], kinds: [] }));
    room.answer("structure", () => PLAN);
    await room.load();
    await room.open("tree.js", "openTree", "context");
    await expect(page.getByRole("button", { name: "1.1 Tekst" })).toBeFocused();
    await expect(page.getByText("3.1 Hoofdstuk")).toHaveCount(0);
    expect(await page.getByRole("listitem").count()).toBeLessThan(40);
    await page.getByRole("button", { name: "3 Deel 3" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "3 Deel 3" })).toBeFocused();
    await expect(page.getByRole("button", { name: "3.50 Hoofdstuk 50" })).toBeVisible();
    await act(page, "Verplaatsen vóór …");
    await page.getByRole("textbox", { name: "Zet het vóór" }).fill("2.1");
    await expect(plan(page)).toBeVisible();
    expect(structure(room).at(-1)).toEqual({ do: "insert", from: "3", before: "2.1", apply: false });
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`fields, tree and plan are accessible, also on a narrow screen (${colorScheme})`, async ({ room, page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 640 });
    await tree(room, "1.2 Beeld concept");
    await expectAccessible(page);
    await act(page, "Verwijderen");
    await expect(plan(page)).toBeVisible();
    await plan(page).getByText("content/2.1.md", { exact: true }).click();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await room.load({ fields: FIELDS });
    await room.open("chapter.js", "editChapter", "context");
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
}
