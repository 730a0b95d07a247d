// Headings and boxes in the editor of the preview: their words in the field, and the rest as controls.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, type Page } from "@playwright/test";

import { expectAccessible } from "./support/accessibility.ts";
import { edit, field, hold, main } from "./support/editing.ts";
import { repository } from "./support/guides.ts";
import { Preview, test as previewed } from "./support/preview.ts";
import { test } from "./support/rooms.ts";

const LESSONS = "content/1-basis/1.2-samenwerken.md";
const BOXES = "content/2-vormen/2.1-kaders-en-code.md";

const says = (page: Page) => page.locator("[data-editor=field] .says");
const level = (page: Page) => page.getByRole("combobox", { name: "Level" });
const kind = (page: Page) => page.getByRole("combobox", { name: "Kind" });
const title = (page: Page) => page.getByLabel("Title", { exact: true });

/** Opens the block whose handle says this, on a page that is edited. */
async function open(page: Page, preview: Preview, name: string, words: RegExp): Promise<void> {
  await edit(page, preview, name);
  await page.getByRole("button", { name: words }).press("Enter");
  await expect(field(page)).toBeFocused();
}

/** Waits until a file is what it was with one part replaced. */
async function expectChanged(preview: Preview, path: string, before: string, from: string, to: string): Promise<void> {
  expect(before).toContain(from);
  await expect.poll(() => preview.read(path)).toBe(before.replace(from, () => to));
}

/** Headings and boxes, by lines: with their fences, and what stands between them. */
function framed(text: string): [kind: string, source: string][] {
  const lines = text.split("\n");
  const found: [string, string][] = [];
  const open: number[] = [];
  for (const [source] of text.matchAll(/^(`{3,}|~{3,})[^`\n]*\n(?:.*\n)*?\1$/gm)) found.push(["code", source]);
  for (const [at, line] of lines.entries()) {
    if (/^ {0,3}#{1,6}(\s|$)/.test(line)) found.push(["heading", line.trimEnd()]);
    if (/^ {0,3}(=+|-+)[ \t]*$/.test(line) && (lines[at - 1] ?? "").trim() !== "") found.push(["heading", `${lines[at - 1]}\n${line.trimEnd()}`]);
    if (/^>/.test(line) && !/^>/.test(lines[at - 1] ?? "")) {
      const end = lines.findIndex((other, index) => index > at && !/^>/.test(other));
      found.push(["quote", lines.slice(at, end < 0 ? undefined : end).join("\n").trimEnd()]);
    }
    if (/^[ \t]*:{3,}[ \t]*$/.test(line)) {
      const start = open.pop();
      if (start !== undefined) found.push(["box", lines.slice(start, at + 1).join("\n").trimEnd()]);
    } else if (/^[ \t]*:{3,}/.test(line)) {
      open.push(at);
    }
  }
  return found;
}

test.describe("as text", () => {
  test.beforeEach(({ room }) => room.load());

  test("headings and boxes of guides are written as they were read, and only their words change", async ({ page }) => {
    const folders = ["content", "src/handbook/content", "tests"];
    const texts = folders.flatMap((folder) =>
      readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
        .map((name) => readFileSync(join(repository, folder, name), "utf8").replaceAll("\r\n", "\n")),
    );
    const own: [string, string][] = [
      ["heading", "##   Titel  ##  "], ["heading", "## Titel ## {.les}"], ["heading", "## Titel {.les} ##"], ["heading", "#\tTab"], ["heading", "##"],
      ["heading", "## C#"], ["heading", "## \\{geen}"], ["heading", "Titel {#a}\n==="], ["heading", "   ## In"],
      ["box", ":::: tip\n\n\nEen\n\n\n::::"], ["box", ":::tip\nEen  \n:::"], ["box", "::: tip Titel ::: \nEen\n:::"], ["box", "::: kader: Titel {.a #b}\nEen\n:::::"],
      ["quote", ">a\n>\n>  > b\n> c"], ["quote", "> [!NOTE]\n> Een"], ["quote", "> [!NOTE]"], ["quote", "> [!tip]  \n>Een\n>\n>\n> twee"], ["quote", "> "],
      ["code", "```\n```"], ["code", "```\n\n```"], ["code", "``` python \nx\n```"], ["code", "~~~ rust,ignore {.a}\n  x\n\n~~~~~  "], ["code", "  ```js title=\"a\"\n  x\n  ```"], ["code", "````md\n```\nx\n```\n````"],
      ["box", "::: tip\n::: voorbeeld\nx\n:::\n:::"], ["box", "::: tip\n:::"], ["box", "::: tip Een \\{#b}\nEen\n:::"], ["box", "::: tip Een {b} c {#d}\nEen\n:::"], ["box", "::: tip\n  \n\n:::"], ["box", "::: {.tip}\nEen\n:::"], ["box", "::: wat? Titel\nEen\n:::"],
    ];
    const blocks = [...texts.flatMap(framed), ...own];
    expect(blocks.filter(([kind]) => kind === "heading").length).toBeGreaterThan(300);
    expect(blocks.filter(([kind]) => kind === "box").length).toBeGreaterThan(30);
    expect(blocks.filter(([kind]) => kind === "code").length).toBeGreaterThan(30);
    const faults = await page.evaluate(async (blocks) => {
      const path = "/.preview/editing/shape.js";
      const { shapeOf } = await import(path);
      return blocks.flatMap(([kind, source]) => {
        const { shown, framed, place } = shapeOf(kind, source);
        const faults = framed(shown) === source ? [] : [["same", source, framed(shown)]];
        if (shown === "") return faults;
        const changed = framed(`Qx ${shown}`);
        if (changed.replace("Qx ", "") !== source) faults.push(["changed", source, changed]);
        const at = changed.indexOf("Qx ");
        if (place(at) !== 0 || place(source.length) > shown.length) faults.push(["place", source, place(at)]);
        return faults;
      });
    }, blocks);
    expect(faults).toEqual([]);
  });

  test("what cannot be told apart is shown as it is", async ({ page }) => {
    const sources: [string, string][] = [["box", "::: {.tip}\nEen\n:::"], ["box", "::: tip\nEen"], ["box", "> ::: tip\n> Een\n> :::"], ["quote", "> Een\ntwee"], ["code", "```\nEen"], ["code", "```\nEen\n~~~"], ["code", "````\nEen\n```"], ["code", "```{.python}\nEen\n```"], ["code", "    Een\n    twee"], ["code", "```"]];
    const shown = await page.evaluate(async (sources) => {
      const path = "/.preview/editing/shape.js";
      const { shapeOf } = await import(path);
      return sources.map(([kind, source]) => shapeOf(kind, source).shown);
    }, sources);
    expect(shown).toEqual(sources.map(([, source]) => source));
  });

  test("the level, the lesson and the title are changed, and nothing else", async ({ page }) => {
    const made = await page.evaluate(async () => {
      const [headings, boxes] = ["/.preview/editing/heading.js", "/.preview/editing/box.js"];
      const { asLesson, withLevel } = await import(headings);
      const { withKind, withTitle } = await import(boxes);
      return [
        withLevel("##  Een ## {#a}", 4),
        withLevel("Een {#a}\n---", 3),
        withLevel("## Een {.les}\n\nTwee", 0),
        withLevel("Een", 2),
        asLesson("## Een", true, "zorg ,wonen"),
        asLesson('## Een {#a .les themes="x"}', true, ""),
        asLesson('## Een {.les themes="x"}', false, ""),
        asLesson("## Een {#a .les}", false, ""),
        asLesson("## Een", true, `foto's, "groen" {wonen}`),
        asLesson("## Een", true, "foto's"),
        withKind("::: tip Titel {#a}\nx\n:::", "kader"),
        withTitle("::: tip Titel {#a}\nx\n:::", " Een  {twee} "),
        withTitle("::: tip Titel :::\nx\n:::", ""),
      ];
    });
    expect(made).toEqual([
      "####  Een ## {#a}",
      "### Een {#a}",
      "Een\n\nTwee",
      "## Een",
      '## Een {.les themes="zorg, wonen"}',
      "## Een {#a .les}",
      "## Een",
      "## Een {#a}",
      `## Een {.les themes='foto’s, "groen" (wonen)'}`,
      `## Een {.les themes="foto's"}`,
      "::: kader Titel {#a}\nx\n:::",
      "::: tip Een (twee) {#a}\nx\n:::",
      "::: tip :::\nx\n:::",
    ]);
  });

  test("code between fences is told from other text", async ({ page }) => {
    const [inside, outside] = [
      ["```\n", "```\na\n    ```\n", "````\n```\n", "```\n~~~\n", "~~~ a`b\n", "- a\n\n    ```\n", "- ```\n  x\n", "> ```\n> x", "```\n> ```\n", "```\n\n", "-\t```\n", "```\na\n``` b\n", "- a\n  - b\n    ```\n    c\n"],
      ["```\na\n```\n", "    ```\n", "\t```\n", "``` a`b\n", "- a\n\n      ```\n", "- ```\n  x\nuit\n", "1. a\n   ```\n   x\n   ```\n", "> ```\n> x\n> ```\n", "> ```\nuit"],
    ];
    const told = await page.evaluate(async (texts) => {
      const path = "/.preview/editing/code.js";
      const { isInCode } = await import(path);
      return texts.map((part) => part.filter((text) => isInCode(text)));
    }, [inside, outside]);
    expect(told).toEqual([inside, []]);
  });
});

previewed("a heading shows its words; its level and lesson are controls", async ({ preview, page }) => {
  await open(page, preview, "1.2.html", /^Edit lesson: Begin klein/);
  const before = preview.read(LESSONS);
  await expect(field(page)).toHaveValue("Begin klein");
  // All lessons have one level.
  await expect(level(page)).toBeHidden();
  await expect(page.getByLabel("This is a lesson")).toBeChecked();
  await expectAccessible(page);
  // What is not changed is not written.
  await page.keyboard.press("Control+Enter");
  await expect(field(page)).toHaveCount(0);
  expect(preview.read(LESSONS)).toBe(before);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" maar dapper");
  await page.getByLabel("This is a lesson").uncheck();
  await level(page).selectOption("Heading 3");
  await expect(main(page).locator("[data-preview-picture]")).toHaveText("Begin klein maar dapper");
  await page.keyboard.press("Control+Enter");
  await expectChanged(preview, LESSONS, before, "## Begin klein {.les}", "### Begin klein maar dapper");
});

previewed("a lesson that becomes a heading and a lesson again keeps its place and its themes", async ({ preview, page }) => {
  preview.write(LESSONS, preview.read(LESSONS).replace("## Begin klein {.les}", '## Begin klein {.les themes="zorg"}'));
  await open(page, preview, "1.2.html", /^Edit lesson: Begin klein/);
  const before = preview.read(LESSONS);
  await page.getByLabel("This is a lesson").uncheck();
  await expect(main(page).locator("section.lesson h2", { hasText: "Begin klein" })).toHaveCount(0);
  await expect(main(page).locator("[data-preview-picture]")).toHaveText("Begin klein");
  // The field stands above its heading, and that above what follows.
  const places = await page.evaluate(() => {
    const host = document.querySelector("[data-editor=field]");
    const picture = document.querySelector("[data-preview-picture]");
    return [host?.nextElementSibling === picture, picture?.nextElementSibling?.localName];
  });
  expect(places).toEqual([true, "p"]);
  await page.getByLabel("This is a lesson").check();
  await expect(main(page).locator("section.lesson", { hasText: "Begin klein" })).toHaveCount(1);
  await expect(field(page)).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(field(page)).toHaveCount(0);
  expect(preview.read(LESSONS)).toBe(before);
});

previewed("a level is typed, chosen and taken back", async ({ preview, page }) => {
  await open(page, preview, "1.2.html", /^Edit heading: Geen les/);
  const before = preview.read(LESSONS);
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("### ");
  await expect(field(page)).toHaveValue("Geen les");
  await expect(level(page)).toHaveValue("3");
  await page.keyboard.insertText("Nog ");
  await expect(field(page)).toHaveValue("Nog Geen les");
  await page.keyboard.press("Control+z");
  await expect(field(page)).toHaveValue("Geen les");
  await page.keyboard.press("Control+z");
  await expect(level(page)).toHaveValue("2");
  await page.keyboard.press("Control+Shift+z");
  await expect(level(page)).toHaveValue("3");
  await page.getByLabel("This is a lesson").check();
  await field(page).press("Control+z");
  await expect(page.getByLabel("This is a lesson")).not.toBeChecked();
  await level(page).selectOption("Paragraph");
  await expect(main(page).locator("p[data-preview-picture]")).toHaveText("Geen les");
  await page.keyboard.press("Control+Enter");
  await expectChanged(preview, LESSONS, before, "## Geen les\n", "Geen les\n");
});

previewed("what is opened while a new block after it is saved is that block, not the new one", async ({ preview, page }) => {
  await open(page, preview, "1.2.html", /^Edit lesson: Begin klein/);
  const release = await hold(page, "save", "answer");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Erna.", { delay: 5 });
  await expect(field(page)).toHaveValue("Erna.");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => preview.read(LESSONS)).toContain("Erna.");
  await page.getByRole("button", { name: /^Edit lesson: Begin klein/ }).press("Enter");
  release();
  await expect(field(page)).toHaveValue("Begin klein");
});

previewed("Enter and Backspace at the ends of a heading leave its marks alone", async ({ preview, page }) => {
  await open(page, preview, "1.2.html", /^Edit lesson: Begin klein/);
  const before = preview.read(LESSONS);
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Erna.", { delay: 5 });
  await page.keyboard.press("Control+Enter");
  await expectChanged(preview, LESSONS, before, "## Begin klein {.les}\n", "## Begin klein {.les}\n\nErna.\n");
  // Emptied, it is gone.
  await page.getByRole("button", { name: /^Edit lesson: Begin klein/ }).press("Enter");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => preview.read(LESSONS)).not.toContain("Begin klein");
  expect(preview.read(LESSONS)).not.toMatch(/^## *(\{.*)?$/m);
});

previewed("Backspace at the start of a heading makes it a paragraph, and says what would be lost", async ({ preview, page }) => {
  await open(page, preview, "1.2.html", /^Edit heading: Geen les/);
  const before = preview.read(LESSONS);
  await page.keyboard.press("Home");
  await page.keyboard.press("Backspace");
  await expect(level(page)).toHaveValue("0");
  await expect(field(page)).toHaveValue("Geen les");
  // The key that takes back what was typed takes this back too.
  await page.keyboard.press("Control+z");
  await expect(level(page)).toHaveValue("2");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await expect(field(page)).toHaveValue("Geef het de ruimte. Geen les");
  await page.keyboard.press("Escape");
  await expect(field(page)).toHaveCount(0);
  expect(preview.read(LESSONS)).toBe(before);
  await page.getByRole("button", { name: /^Edit lesson: Wie meet/ }).press("Enter");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("Backspace");
  await expect(says(page)).toContainText("A paragraph cannot have what this heading has: Lesson · Themes: meten");
  await expect(page.getByLabel("This is a lesson")).toBeChecked();
  await page.keyboard.press("Backspace");
  await expect(field(page)).toHaveValue("Wie meet, die weet");
  await expectAccessible(page);
  await says(page).getByRole("button", { name: "Make it a paragraph anyway" }).click();
  await expect(field(page)).toBeFocused();
  await expect(level(page)).toHaveValue("0");
  await page.keyboard.press("Control+Enter");
  await expectChanged(preview, LESSONS, before, '## Wie meet, die weet {.les themes="meten"}\n', "Wie meet, die weet\n");
});

previewed("a heading with an address of its own does not lose it unsaid", async ({ preview, page }) => {
  preview.edit(LESSONS, "### Een kop in een les", "### Een kop in een les {#kop}");
  await open(page, preview, "1.2.html", /^Edit heading: Een kop in een les/);
  const before = preview.read(LESSONS);
  await level(page).selectOption("Paragraph");
  await expect(says(page)).toContainText("#kop");
  await expect(level(page)).toHaveValue("3");
  await level(page).selectOption("Heading 4");
  await expect(says(page)).toBeHidden();
  await page.keyboard.press("Control+Enter");
  await expectChanged(preview, LESSONS, before, "### Een kop", "#### Een kop");
});

previewed("Enter twice at the end of a box leaves it, without empty lines", async ({ preview, page }) => {
  await open(page, preview, "2.1.html", /^Edit box: Een tip zonder titel/);
  const before = preview.read(BOXES);
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Meer.");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Erna.", { delay: 5 });
  await expect(field(page)).toHaveValue("Erna.");
  await page.keyboard.press("Control+Enter");
  await expectChanged(preview, BOXES, before, "Een tip zonder titel.\n:::\n", "Een tip zonder titel. Meer.\n:::\n\nErna.\n");
});

for (const [what, keys, made] of [
  ["a list", ["- een", "Enter", "twee", "Enter", "Enter", "Erna."], "- een\n- twee\n\nErna."],
  ["a numbered list", ["1. een", "Enter", "twee", "Enter", "Enter", "Erna."], "1. een\n2. twee\n\nErna."],
  ["a quotation", ["> een", "Enter", "twee", "Enter", "Enter", "Erna."], "> een\n> twee\n\nErna."],
  ["code", ["```", "Enter", "een", "Enter", "```", "Enter", "Erna."], "```\neen\n```\n\nErna."],
  ["a box", ["::: tip", "Enter", "een", "Enter", ":::", "Enter", "Erna."], "::: tip\neen\n:::\n\nErna."],
  ["a box that is left by Enter twice", ["::: kader Let op", "Enter", "een", "Enter", "Enter", "Erna."], "::: kader Let op\neen\n:::\n\nErna."],
  ["a box in a box", [":::: kader", "Enter", "::: tip", "Enter", "een", "Enter", "Enter", "Erna."], ":::: kader\n::: tip\neen\n:::\n::::\n\nErna."],
  ["a list in a box", ["::: tip", "Enter", "- een", "Enter", "Enter", "Enter", "Erna."], "::: tip\n- een\n:::\n\nErna."],
  ["a list that is none after all", ["- ", "Enter", "Erna."], "Erna."],
] as const) {
  previewed(`${what} is typed in a new paragraph after a notice, as in any editor`, async ({ preview, page }) => {
    preview.edit(LESSONS, "Geef het de ruimte.", "> [!NOTE]\n> Let op.");
    await edit(page, preview, "1.2.html");
    const before = preview.read(LESSONS);
    await page.getByRole("button", { name: /^Add something after quote: Let op/ }).press("Enter");
    await page.getByRole("menuitem", { name: "Paragraph", exact: true }).click();
    await expect(field(page)).toBeFocused();
    for (const key of keys) await (key === "Enter" ? page.keyboard.press(key) : page.keyboard.type(key, { delay: 5 }));
    await page.keyboard.press("Control+Enter");
    await expectChanged(preview, LESSONS, before, "> Let op.\n", `> Let op.\n\n${made}\n`);
  });
}

previewed("braces in a heading are text, unless they are attributes, which are the heading's own", async ({ preview, page }) => {
  await open(page, preview, "1.2.html", /^Edit lesson: Wie meet/);
  const before = preview.read(LESSONS);
  await page.keyboard.press("End");
  await page.keyboard.type(" {#meten .les}", { delay: 5 });
  await expect(field(page)).toHaveValue("Wie meet, die weet");
  await page.keyboard.press("Control+Enter");
  const own = '## Wie meet, die weet {themes="meten" #meten .les}\n';
  await expectChanged(preview, LESSONS, before, '## Wie meet, die weet {.les themes="meten"}\n', own);
  await page.getByRole("button", { name: /^Edit heading: Geen les/ }).press("Enter");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.type(" {a}", { delay: 5 });
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => preview.read(LESSONS)).toContain("## Geen les \\{a}\n");
  await expect(main(page).getByRole("heading", { name: "Geen les {a}" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(field(page)).toHaveValue("Geen les {a}");
});

previewed("braces in the title of a box become parentheses, once the title is changed", async ({ preview, page }) => {
  await open(page, preview, "2.1.html", /^Edit box: Een kader$/);
  const before = preview.read(BOXES);
  await title(page).fill("De {x} van {y}");
  await page.keyboard.press("Control+Enter");
  await expectChanged(preview, BOXES, before, "::: kader Een kader {", "::: kader De (x) van (y) {");
  await expect(main(page).getByText("De (x) van (y)")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(title(page)).toHaveValue("De (x) van (y)");
});

previewed("the title of a box that has braces keeps them as long as only its text changes", async ({ preview, page }) => {
  preview.edit(BOXES, "::: tip\nEen tip zonder titel.", "::: tip De {x} van y\nEen tip zonder titel.");
  await open(page, preview, "2.1.html", /^Edit box: De/);
  const before = preview.read(BOXES);
  await expect(title(page)).toHaveValue("De {x} van y");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Ja.");
  await page.keyboard.press("Control+s");
  await expectChanged(preview, BOXES, before, "zonder titel.\n", "zonder titel. Ja.\n");
  await title(page).press("End");
  await page.keyboard.type(" {z}");
  await page.keyboard.press("Control+s");
  await expect.poll(() => preview.read(BOXES)).toContain("::: tip De (x) van y (z)\nEen tip zonder titel. Ja.\n");
});

previewed("a box shows its text; its kind and title are controls", async ({ preview, page }) => {
  await open(page, preview, "2.1.html", /^Edit box: Een kader$/);
  const before = preview.read(BOXES);
  await expect(field(page)).toHaveValue("Tekst in een kader, met een lijst:\n\n- een\n- twee");
  await expect(title(page)).toHaveValue("Een kader");
  await expect(kind(page)).toHaveValue("kader");
  await expectAccessible(page);
  await page.keyboard.press("Control+Enter");
  await expect(field(page)).toHaveCount(0);
  expect(preview.read(BOXES)).toBe(before);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("drie");
  await title(page).fill("Mijn kader");
  await expect(main(page).locator("[data-preview-picture]").first()).toContainText("Mijn kader");
  await kind(page).selectOption("Tip");
  await page.keyboard.press("Control+Enter");
  const old = "::: kader Een kader {#kader-1}\nTekst in een kader, met een lijst:\n\n- een\n- twee\n:::";
  await expectChanged(preview, BOXES, before, old, "::: tip Mijn kader {#kader-1}\nTekst in een kader, met een lijst:\n\n- een\n- twee\n- drie\n:::");
});

previewed("a kind of box that the program does not know stays, and a fault in a fence is mended", async ({ preview, page }) => {
  preview.edit(BOXES, "::: tip\nEen tip zonder titel.", "::: voorbeld\nEen tip zonder titel.");
  await open(page, preview, "2.1.html", /^Edit box: Een tip zonder/);
  const before = preview.read(BOXES);
  await expect(kind(page)).toHaveValue("voorbeld");
  await says(page).getByRole("button").first().click();
  await expect(kind(page)).toHaveValue("voorbeeld");
  await expect(field(page)).toHaveValue("Een tip zonder titel.");
  await field(page).press("Control+z");
  await expect(kind(page)).toHaveValue("voorbeld");
  await field(page).press("Control+y");
  await expect(kind(page)).toHaveValue("voorbeeld");
  await field(page).press("Control+Enter");
  await expectChanged(preview, BOXES, before, "::: voorbeld\n", "::: voorbeeld\n");
});

previewed("what is typed in a box survives a closed page, with its title", async ({ preview, page }) => {
  await open(page, preview, "2.1.html", /^Edit box: Een kader$/);
  const before = preview.read(BOXES);
  await title(page).fill("Niet weg");
  await field(page).press("Control+Home");
  await page.keyboard.type("Ja: ");
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join())).toContain("Ja: ");
  await page.goto(`${preview.url}2.1.html`);
  await page.getByRole("button", { name: "Go on writing" }).click();
  await expect(title(page)).toHaveValue("Niet weg");
  await expect(field(page)).toHaveValue(/^Ja: Tekst in een kader/);
  await field(page).press("Control+Enter");
  await expectChanged(preview, BOXES, before, "::: kader Een kader {#kader-1}\nTekst", "::: kader Niet weg {#kader-1}\nJa: Tekst");
});

previewed("a quotation shows its words, and a notice its kind as a control", async ({ preview, page }) => {
  await open(page, preview, "2.1.html", /^Edit quote: Dit is belangrijk/);
  const before = preview.read(BOXES);
  await expect(field(page)).toHaveValue("Dit is belangrijk.");
  await expect(kind(page)).toHaveValue("IMPORTANT");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Echt waar.");
  await kind(page).selectOption({ value: "WARNING" });
  await page.keyboard.press("Control+Enter");
  await expectChanged(preview, BOXES, before, "> [!IMPORTANT]\n> Dit is belangrijk.\n", "> [!WARNING]\n> Dit is belangrijk.\n>\n> Echt waar.\n");
  // The field was not taken for the notice, which is no other element than it.
  await expect(main(page).locator(".note-warning").first()).toHaveText(/Dit is belangrijk\.\s*Echt waar\./);
  // Enter in an empty paragraph at its end ends it.
  await page.getByRole("button", { name: /^Edit quote: Wees voorzichtig/ }).press("Enter");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "New: paragraph" })).toBeFocused();
  await page.keyboard.type("Erna.", { delay: 5 });
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => preview.read(BOXES)).toContain("> [!CAUTION]\n> Wees voorzichtig.\n\nErna.\n");
});

const language = (page: Page) => page.getByLabel("Language", { exact: true });
const PYTHON = "```python\ndef inwoners(wijken):";

previewed("code shows its lines; its language is a control", async ({ preview, page }) => {
  await open(page, preview, "2.1.html", /^Edit code: def inwoners/);
  const before = preview.read(BOXES);
  await expect(field(page)).toHaveValue(/^def inwoners\(wijken\):[^`]*$/);
  await expect(language(page)).toHaveValue("python");
  await expectAccessible(page);
  await page.keyboard.press("Control+Enter");
  await expect(field(page)).toHaveCount(0);
  expect(preview.read(BOXES)).toBe(before);
  await page.keyboard.press("Enter");
  await language(page).fill("rust");
  await language(page).press("Enter");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(language(page)).toHaveValue("python");
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# Telt", { delay: 5 });
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await expectChanged(preview, BOXES, before, PYTHON, PYTHON.replace("python\n", "rust\n# Telt\n"));
});

previewed("fences that are typed in code are code, and code can do without a language", async ({ preview, page }) => {
  await open(page, preview, "2.1.html", /^Edit code: Zonder taal/);
  const before = preview.read(BOXES);
  await expect(language(page)).toHaveValue("");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.insertText("```");
  await language(page).fill("tekst {a}");
  await page.keyboard.press("Control+Enter");
  await expectChanged(preview, BOXES, before, "```\nZonder taal.\n```\n", "````tekst-a\nZonder taal.\n```\n````\n");
});

previewed("new code is written without a fence in sight", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  const before = preview.read(LESSONS);
  await page.getByRole("button", { name: /^Add something after paragraph: Geef het de ruimte/ }).press("Enter");
  await page.getByRole("menuitem", { name: "Code", exact: true }).click();
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue("");
  await page.keyboard.type("ls", { delay: 5 });
  await language(page).fill("bash");
  await page.keyboard.press("Control+Enter");
  await expectChanged(preview, LESSONS, before, "Geef het de ruimte.\n", "Geef het de ruimte.\n\n```bash\nls\n```\n");
});

previewed("code without an end in a box is named under the field", async ({ preview, page }) => {
  await open(page, preview, "2.1.html", /^Edit box: Een tip zonder titel/);
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n\n```\nx = 1");
  await expect(says(page)).toContainText(/close the code of line \d+ first, with a line of ```/);
  await expect(says(page)).not.toContainText("three colons");
  await page.keyboard.insertText("\n```");
  await expect(says(page)).toBeEmpty();
});
