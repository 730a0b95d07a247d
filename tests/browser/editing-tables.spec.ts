// A table as a grid, in the editor of the preview.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, type Page } from "@playwright/test";

import { expectAccessible } from "./support/accessibility.ts";
import { repository } from "./support/guides.ts";
import { type Room, test } from "./support/rooms.ts";

const TABLE = `| Wijk  | Soort woning | Aantal |
| :---- | :----------: | -----: |
| Noord |    flats     |    120 |
| Zuid  |    rijtjes   |     80 |`;

/** The table after some changes that the module itself makes. */
function changed(page: Page, source: string, changes: [name: string, ...values: unknown[]][]): Promise<string | null> {
  return page.evaluate(
    async ([path, source, changes]) => {
      const pipes = await import(path);
      const table = pipes.parse(source);
      if (!table) return null;
      for (const [name, ...values] of changes) {
        const [row, ...rest] = values;
        if (name === "setText") pipes.setText((row as number) < 0 ? table.head : table.rows[row as number], ...rest);
        else pipes[name](table, ...values);
      }
      return pipes.write(table);
    },
    ["/.preview/editing/pipes.js", source, changes] as const,
  );
}

const set = (row: number, column: number, text: string): [string, ...unknown[]] => ["setText", row, column, text];

test.describe("as text", () => {
  test.beforeEach(({ room }) => room.load());

  test("a changed cell changes only its line", async ({ page }) => {
    expect(await changed(page, TABLE, [set(1, 0, "West")])).toBe(TABLE.replace("Zuid ", "West "));
    expect(await changed(page, TABLE, [set(1, 2, "8")])).toBe(TABLE.replace("    80 ", "     8 "));
    expect(await changed(page, TABLE, [set(1, 1, "flats")])).toBe(TABLE.replace("|    rijtjes   ", "|    flats     "));
    const partly = `${TABLE}\n| Oost  | een boerderij met erf | 1 |`;
    expect(await changed(page, partly, [set(0, 0, "Noordwest"), set(1, 0, "Zu"), set(1, 2, "8")])).toBe(
      partly.replace("| Noord |", "| Noordwest |").replace("| Zuid  |", "| Zu    |").replace("    80 ", "     8 "),
    );
    const loose = "|a|b|\n|-|-|\n|1|2|\n| 3 |  4|";
    expect(await changed(page, loose, [set(0, 1, "twintig")])).toBe(loose.replace("|2|", "|twintig|"));
    expect(await changed(page, loose, [set(1, 1, "veertig")])).toBe(loose.replace("  4|", "  veertig|"));
  });

  test("columns of a table whose bars stand below each other become wider together", async ({ page }) => {
    expect(await changed(page, TABLE, [set(0, 0, "Noordoost")])).toBe(`| Wijk      | Soort woning | Aantal |
| :-------- | :----------: | -----: |
| Noordoost |    flats     |    120 |
| Zuid      |    rijtjes   |     80 |`);
    const long = "een cel met meer dan honderd tekens, ".repeat(3).trim();
    expect(await changed(page, TABLE, [set(0, 0, long)])).toBe(TABLE.replace("Noord", long));
  });

  test("rows and columns come, go and change places", async ({ page }) => {
    const [head, rule, one, two] = TABLE.split("\n");
    expect(await changed(page, TABLE, [["addRow", 1]])).toBe([head, rule, one, "|       |              |        |", two].join("\n"));
    expect(await changed(page, TABLE, [["removeRow", 0]])).toBe([head, rule, two].join("\n"));
    expect(await changed(page, TABLE, [["moveRow", 0, 1]])).toBe([head, rule, two, one].join("\n"));
    expect(await changed(page, TABLE, [["moveRow", 0, -1]])).toBe([one, rule, head, two].join("\n"));
    expect(await changed(page, TABLE, [["moveColumn", 0, 2], ["removeColumn", 0]])).toBe(`| Aantal | Wijk  |
| -----: | :---- |
|    120 | Noord |
|     80 | Zuid  |`);
    expect(await changed(page, TABLE, [["addColumn", 3], set(-1, 3, "Jaar")])).toContain("| Aantal | Jaar |\n| :---- | :----------: | -----: | ---- |");
    expect(await changed(page, TABLE, [["align", 0, "right"]])).toBe(TABLE.replace(":----", "----:"));
    expect(await changed(page, TABLE, [["align", 0, "right"], ["align", 0, "left"]])).toBe(TABLE);
  });

  test("a table without bars at its ends gets them where they are needed", async ({ page }) => {
    const bare = "a | b\n--|--\n1 | 2\n3";
    expect(await changed(page, bare, [set(0, 0, "x")])).toBe("a | b\n--|--\nx | 2\n3");
    expect(await changed(page, bare, [set(0, 0, "- x")])).toBe("a | b\n--|--\n| - x | 2\n3");
    expect(await changed(page, bare, [set(0, 1, "")])).toContain("\n| 1 | |\n");
    expect(await changed(page, bare, [set(1, 1, "4")])).toContain("\n| 3 | 4 |");
    expect(await changed(page, bare, [["addColumn", 0]])).toBe("| | a | b |\n|---| --|-- |\n| | 1 | 2 |\n| | 3 |");
  });

  test("captions stay, and can be changed", async ({ page }) => {
    const text = `${TABLE}\n\nTabel: Woningen`;
    expect(await changed(page, text, [set(0, 0, "Oost ")])).toContain("\n\nTabel: Woningen");
    // Braces in a caption are text.
    const braces = `${text} {#woningen}`;
    expect(await changed(page, text, [["setCaption", "Woningen {#woningen}", "Tabel:"]])).toBe(braces);
    expect(await changed(page, braces, [["setCaption", "Woningen", "Tabel:"]])).toBe(text);
    expect(await changed(page, text, [["setCaption", "Huizen", "Tabel:"]])).toBe(text.replace("Woningen", "Huizen"));
    expect(await changed(page, text, [["setCaption", "", "Tabel:"]])).toBe(TABLE);
    expect(await changed(page, TABLE, [["setCaption", "Huizen", "Tabel:"]])).toBe(`${TABLE}\n\nTabel: Huizen`);
    const long = `${TABLE}\n\nTable: Woningen\n  per wijk`;
    expect(await changed(page, long, [["setCaption", "Woningen per wijk", "Tabel:"]])).toBe(long);
    expect(await changed(page, long, [["setCaption", "Huizen", "Tabel:"]])).toBe(`${TABLE}\n\nTable: Huizen`);
    const above = `Tabel: Woningen\n\n${TABLE}`;
    expect(await changed(page, above, [["setCaption", "Huizen", "Tabel:"], ["moveColumn", 0, 1]])).toMatch(/^Tabel: Huizen\n\n\| Soort/);
    expect(await changed(page, above, [["setCaption", "", "Tabel:"]])).toBe(TABLE);
    const near = `${TABLE}\nTabel: Direct eronder`;
    expect(await changed(page, near, [["addRow", 2]])).toContain("|\nTabel: Direct eronder");
  });

  test("what is no table of bars is left alone", async ({ page }) => {
    const others = ["x", "a | b\n--|--|--\n", "> | a |\n> | - |", "| a |\n| - |\n| x \\\\| y |", "| a |\n| - |\n| x | y |", "Kop\n---", "<table>\n</table>"];
    for (const other of others) expect(await changed(page, other, []), other).toBeNull();
  });

  test("tables of guides are written as they were read", async ({ page }) => {
    const folders = ["content", "src/handbook/content", "tests/browser/guide/content", "tests/guides"];
    const texts = folders.flatMap((folder) =>
      readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".md"))
        .map((name) => readFileSync(join(repository, folder, name), "utf8")),
    );
    const tables = texts.flatMap((text) => text.split(/\n\s*\n/)).filter((block) => /^ *\|?[ :]*-+[ :|-]*$/m.test(block) && block.includes("|"));
    expect(tables.length).toBeGreaterThan(40);
    const read = await page.evaluate(
      async ([path, tables]) => {
        const { parse, write } = await import(path);
        return tables.map((text) => [text, parse(text) && write(parse(text))]);
      },
      ["/.preview/editing/pipes.js", tables] as const,
    );
    for (const [text, written] of read.filter(([, written]) => written !== null)) expect(written).toBe(text);
    expect(read.filter(([, written]) => written !== null).length).toBeGreaterThan(30);
  });

  test("after any changes the cells are what they were made", async ({ page }) => {
    const faults = await page.evaluate(
      async ([path, sources]) => {
        const pipes = await import(path);
        let seed = 7;
        const random = (below: number) => {
          seed = (seed * 48271) % 2147483647;
          return seed % below;
        };
        const words = ["", "x", "- lijst", "# kop", "`a|b`", "twee\nregels", "een langere tekst met woorden", "2.4", "[[2.1|tekst]]", "> q", "\\", "é", "|", "***"];
        const cells = (table: any) => {
          const count = pipes.columns(table);
          return [table.head, ...table.rows].map((row: any) => Array.from({ length: count }, (_, at) => pipes.textAt(row, at)));
        };
        const faults: unknown[] = [];
        for (let turn = 0; turn < 3000; turn++) {
          const source = sources[random(sources.length)] ?? "";
          const table = pipes.parse(source);
          for (let step = random(5); step >= 0; step--) {
            const [rows, columns] = [table.rows.length, pipes.columns(table)];
            const kind = random(7);
            if (kind === 0) pipes.addRow(table, random(rows + 1));
            else if (kind === 1 && rows > 0) pipes.removeRow(table, random(rows));
            else if (kind === 2 && rows > 0) pipes.moveRow(table, random(rows), random(rows));
            else if (kind === 3) pipes.addColumn(table, random(columns + 1));
            else if (kind === 4 && columns > 1) pipes.removeColumn(table, random(columns));
            else if (kind === 5) pipes.moveColumn(table, random(columns), random(columns));
            else pipes.setText(random(3) === 0 || rows === 0 ? table.head : table.rows[random(rows)], random(columns), pipes.asWritten(words[random(words.length)] ?? ""));
          }
          const written = pipes.write(table);
          const read = pipes.parse(written);
          const same = read && JSON.stringify(cells(read)) === JSON.stringify(cells(table)) && pipes.write(read) === written;
          if (!same) faults.push([source, written, cells(table), read && cells(read)]);
        }
        return faults.slice(0, 5);
      },
      ["/.preview/editing/pipes.js", [TABLE, "a | b\n--|--\n1 | 2\n3", "|a|b|\n|:-|-:|\n|c|d|", "| een |\n|---|\n| twee |", "  | x | y | z |\n  | --- | :-: | --- |\n  | 1 |\n  | 1 | 2 |\n\nTabel: Met"]] as const,
    );
    expect(faults).toEqual([]);
  });
});

const cell = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });

async function open(room: Room, source: string): Promise<void> {
  await room.load();
  await room.open("tables.js", "editTable", source, "context");
  await expect(room.page.getByRole("dialog")).toBeVisible();
}

test("a table is edited with the keyboard alone", async ({ room, page }) => {
  await open(room, TABLE);
  await expect(cell(page, "Kop van kolom 1")).toBeFocused();
  for (const name of ["Kop van kolom 2", "Kop van kolom 3", "Rij 1, Wijk"]) {
    await page.keyboard.press("Tab");
    await expect(cell(page, name)).toBeFocused();
  }
  await page.keyboard.type("West");
  await page.keyboard.press("Enter");
  await expect(cell(page, "Rij 2, Wijk")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(cell(page, "Rij 1, Wijk")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(cell(page, "Rij 1, Soort woning")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(cell(page, "Rij 3, Wijk")).toBeFocused();
  await page.keyboard.type("Oost");
  await page.keyboard.press("Alt+ArrowUp");
  await expect(cell(page, "Rij 2, Wijk")).toBeFocused();
  await expect(cell(page, "Rij 2, Wijk")).toHaveValue("Oost");
  await page.keyboard.press("Alt+ArrowRight");
  await expect(cell(page, "Rij 2, Wijk")).toBeFocused();
  await page.keyboard.press("Alt+ArrowLeft");
  await page.keyboard.press("Control+Enter");
  expect(await room.result()).toBe(TABLE.replace("Noord", "West ").replace("| Zuid", "| Oost  |              |        |\n| Zuid"));
});

test("a cell of several lines and with a bar is written as a table needs it", async ({ room, page }) => {
  await open(room, "| a | b |\n| --- | --- |\n| x<br>y | `p\\|q` |");
  await expect(cell(page, "Rij 1, a")).toHaveValue("x\ny");
  await expect(cell(page, "Rij 1, b")).toHaveValue("`p|q`");
  await cell(page, "Rij 1, a").press("End");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("z | z");
  await page.getByRole("button", { name: "Klaar" }).click();
  expect(await room.result()).toBe("| a | b |\n| --- | --- |\n| x<br>y<br>z \\| z | `p\\|q` |");
});

test("rows and columns are added, moved, aligned and removed with the mouse, and that is taken back", async ({ room, page }) => {
  await open(room, TABLE);
  const choose = async (menu: string, action: string) => {
    await page.getByRole("button", { name: menu, exact: true }).click();
    await page.getByRole("menu").getByRole(/^Tekst/.test(action) ? "menuitemradio" : "menuitem", { name: action, exact: true }).click();
  };
  await cell(page, "Rij 1, Wijk").click();
  await choose("Rij", "Rij eronder");
  await cell(page, "Rij 2, Wijk").fill("Midden");
  await choose("Rij", "Omlaag");
  await expect(cell(page, "Rij 3, Wijk")).toHaveValue("Midden");
  await cell(page, "Rij 1, Soort woning").click();
  await choose("Kolom", "Kolom verwijderen");
  await expect(page.getByRole("columnheader")).toHaveCount(2);
  await page.getByRole("button", { name: "Ongedaan maken" }).click();
  await expect(page.getByRole("columnheader")).toHaveCount(3);
  await cell(page, "Rij 1, Aantal").click();
  await choose("Kolom", "Tekst links");
  await page.getByRole("button", { name: "Kolom toevoegen" }).click();
  await page.keyboard.type("Jaar");
  await page.getByRole("button", { name: "Rij toevoegen" }).click();
  await page.getByRole("button", { name: "Klaar" }).click();
  expect(await room.result()).toBe(`| Wijk   | Soort woning | Aantal | Jaar |
| :----- | :----------: | :----- | ---- |
| Noord  |    flats     |    120 |      |
| Zuid   |    rijtjes   |     80 |      |
| Midden |              |        |      |
|        |              |        |      |`);
});

test("a new table is rows by columns, with a caption", async ({ room, page }) => {
  await open(room, "");
  await page.getByLabel("Kolommen").fill("2");
  await page.getByLabel("Rijen").fill("1");
  await page.keyboard.press("Enter");
  await expect(cell(page, "Kop van kolom 1")).toBeFocused();
  for (const text of ["Wijk", "Aantal", "Noord", "120"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  // At the end a row was added; when nothing is typed in it, Tab leads out of the grid.
  await expect(cell(page, "Rij 2, Wijk")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(cell(page, "Rij 2, Aantal")).not.toBeFocused();
  await page.getByLabel("Bijschrift").fill("Woningen <b>");
  await page.getByRole("button", { name: "Klaar" }).click();
  const made = "| Wijk  | Aantal |\n| ----- | ------ |\n| Noord | 120    |\n\nTabel: Woningen \\<b>";
  expect(await room.result()).toBe(made);
  await open(room, made);
  await expect(page.getByLabel("Bijschrift")).toHaveValue("Woningen <b>");
});

test("what is typed takes the place of a number, which the browser checks", async ({ room, page }) => {
  await open(room, "");
  await page.keyboard.type("44");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Kolommen")).toBeFocused();
  await page.getByLabel("Rijen").focus();
  await page.keyboard.type("1");
  await page.getByLabel("Kolommen").focus();
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await expect(cell(page, "Kop van kolom 2")).toBeVisible();
  await expect(cell(page, "Kop van kolom 3")).toHaveCount(0);
});

test("the size of a new table is chosen with the mouse", async ({ room, page }) => {
  await open(room, "");
  await page.locator(".pad i").nth(2 * 8 + 3).click();
  await expect(page.getByRole("columnheader")).toHaveCount(4);
  await expect(page.getByRole("row")).toHaveCount(3);
});

test("cells of a spreadsheet fill as many cells", async ({ room, page }) => {
  await open(room, "| a | b |\n| --- | --- |\n| 1 | 2 |");
  await cell(page, "Rij 1, b").evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "p\tq\nr\ts\n");
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
  });
  await page.getByRole("button", { name: "Klaar" }).click();
  expect(await room.result()).toBe("| a | b | |\n| --- | --- | --- |\n| 1 | p | q |\n| | r | s |");
});

test("a table that was not changed stays as it was, and leaving a changed one is asked", async ({ room, page }) => {
  const odd = "|a|   b|\n|:-|---|\n|  c|d|\n\nTabel: Vreemd";
  await open(room, odd);
  await page.getByRole("button", { name: "Klaar" }).click();
  expect(await room.result()).toBeNull();
  await room.open("tables.js", "editTable", odd, "context");
  await page.keyboard.type("anders");
  page.once("dialog", (dialog) => void dialog.dismiss());
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeVisible();
  page.once("dialog", (dialog) => void dialog.accept());
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(await room.result()).toBeNull();
});

test("words in a cell become bold, and the browser takes that back", async ({ room, page }) => {
  await open(room, TABLE);
  await cell(page, "Rij 1, Wijk").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+b");
  await expect(cell(page, "Rij 1, Wijk")).toHaveValue("**Noord**");
  await page.keyboard.press("Control+z");
  await expect(cell(page, "Rij 1, Wijk")).toHaveValue("Noord");
});

test("a reference is chosen in a cell", async ({ room, page }) => {
  room.answer("targets", () => ({ targets: [{ kind: "chapter", label: "2.1 Nummers", context: "", reference: "[[2.1]]" }] }));
  await open(room, "| a | b |\n| --- | --- |\n| 1 | 2 |");
  await cell(page, "Rij 1, a").fill("nummers");
  await cell(page, "Rij 1, a").selectText();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(cell(page, "Rij 1, a")).toHaveValue("[[2.1|nummers]]");
  await page.keyboard.press("Control+Enter");
  expect(await room.result()).toContain("| [[2.1\\|nummers]] | 2 |");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the grid and its menus are accessible, also on a narrow screen (${colorScheme})`, async ({ room, page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 640 });
    await open(room, TABLE);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Kolom", exact: true }).click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await room.open("tables.js", "editTable", "", "context");
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
}
