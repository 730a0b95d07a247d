import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { expect, type Page, test } from "@playwright/test";

import { gids, program } from "./support/guides.ts";

const ENGLISH = `---
title: A part in English
lang: en
summary: What it says.
goals: [to know some English]
date: 2026-03-01
---

Text, see [[1.1]].

::: tip
A hint.
:::

> [!NOTE]
> A note.

## A lesson in English {.les themes="taal"}

It teaches English.[^1]

[^1]: A footnote.

![A street.](straat.svg "Houses")

| One | Two |
| --- | --- |
| 1   | 2   |

- [x] done

## Another heading

See [elsewhere](https://example.org/).
`;

let folder: string;
const address = (name: string) => pathToFileURL(join(folder, "public", `${name}.html`)).href;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "wijkengids-language-"));
  mkdirSync(join(folder, "content"));
  cpSync(join(gids.source, "content/1-basis/beeld/straat.svg"), join(folder, "content/straat.svg"));
  writeFileSync(join(folder, "book.toml"), `[book]\ntitle = "Talen"\nlanguage = "nl"\n`);
  writeFileSync(join(folder, "content/1-english.md"), ENGLISH);
  writeFileSync(join(folder, "content/1.1-dutch.md"), "# Nederlands\n\nZie [[1]], [[1#les-1]] en [[1#fig-1]].\n");
  execFileSync(program, ["build", folder], { stdio: "pipe" });
});

test.afterAll(() => rmSync(folder, { recursive: true }));

/** The texts and accessible names in `within` that are not marked with their language. */
async function astray(page: Page, within: string): Promise<string[]> {
  return page.locator(within).evaluateAll((roots) => {
    const english = /\b(an|it|english|hint|footnote|street|houses|heading|one|two|what|text|see|elsewhere)\b/i;
    const dutch = /\b(na|les|tip|opmerking|figuur|tabel|voetnoten?|terug|gedaan|thema’s|pagina|hoofdstuk|gepubliceerd|nederlands|externe|deel|taal|adressen)\b/i;
    const found: string[] = [];
    const say = (text: string, node: Element | null) => {
      const lang = node?.closest("[lang]")?.getAttribute("lang");
      if (dutch.test(text) && !english.test(text) && lang !== "nl") found.push(`${lang}: ${text}`);
      if (english.test(text) && !dutch.test(text) && lang !== "en") found.push(`${lang}: ${text}`);
    };
    for (const root of roots) {
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) say(texts.currentNode.textContent ?? "", texts.currentNode.parentElement);
      for (const node of root.querySelectorAll("[aria-label]")) say(node.getAttribute("aria-label") ?? "", node);
      for (const node of root.querySelectorAll("[alt]")) say(node.getAttribute("alt") ?? "", node);
    }
    return found;
  });
}

for (const [name, within] of [
  ["1", "article"],
  ["1.1", "article, .pager, .breadcrumb"],
  ["lessen", "main section"],
  ["print", "main, .book-contents"],
] as const) {
  test(`every text on ${name} is marked with its language`, async ({ page }) => {
    await page.goto(address(name));
    expect(await astray(page, within)).toEqual([]);
  });
}

test("results are marked with their language", async ({ page }) => {
  await page.goto(address("1.1"));
  await page.keyboard.press("/");
  await page.keyboard.insertText("english");
  await expect(page.getByRole("option")).not.toHaveCount(0);
  await expect(page.getByRole("option").getByText("It teaches")).toHaveAttribute("lang", "en");
  expect(await astray(page, "[role=option], .result-chapter")).toEqual([]);
  await page.goto(`${address("zoeken")}?q=english`);
  await expect(page.locator(".result")).not.toHaveCount(0);
  expect(await astray(page, ".result")).toEqual([]);
});
