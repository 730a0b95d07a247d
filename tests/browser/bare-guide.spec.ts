// Guides with hardly any content: what is missing must leave no gap.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { expect, test } from "@playwright/test";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

import { expectAccessible } from "./support/accessibility.ts";
import { program } from "./support/guides.ts";

const LONG = "Leefomgevingsbeleidsinstrumentenhandboek voor gebiedsontwikkelaars van gemeenten en provincies";

const guides: Record<string, Record<string, string>> = {
  "a text": { "book.toml": `[book]\ntitle = "Gids"\n`, "content/index.md": "Tekst.\n" },
  "a chapter": { "book.toml": `[book]\ntitle = "Gids"\n`, "content/1-een.md": "# Een\n" },
  "a long title and a statement": {
    "book.toml": `[book]
title = "${LONG}"
publisher = "De gemeente"

[check]
long-title = "off"

[accessibility]
status = "partial"
date = 2026-03-01
contact = "redactie@example.org"

[[accessibility.issues]]
what = "De kaart"
`,
    "content/1-een.md": "# Een\n\n## Kop\n\nEen noot[^n] die twee keer[^n] dient.\n\n[^n]: Noot.\n",
  },
};

const validator = new HtmlValidate(
  new StaticConfigLoader({ root: true, extends: ["html-validate:standard"], elements: ["html5"] }),
);

for (const [name, files] of Object.entries(guides)) {
  test(`a guide with only ${name} has no gaps`, async ({ page }) => {
    const folder = mkdtempSync(join(tmpdir(), "wijkengids-bare-"));
    try {
      mkdirSync(join(folder, "content"));
      for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
      execFileSync(program, ["build", folder, "--strict"], { stdio: "pipe" });
      const site = join(folder, "public");
      for (const file of readdirSync(site).filter((file) => file.endsWith(".html") && file !== "404.html")) {
        const { results } = await validator.validateString(readFileSync(join(site, file), "utf8"), file);
        expect(results.flatMap(({ messages }) => messages.map(({ message }) => message)), file).toEqual([]);
        for (const width of [360, 768, 1440]) {
          await page.setViewportSize({ width, height: 800 });
          await page.goto(pathToFileURL(join(site, file)).href);
          await expectAccessible(page);
          const heights = await page.locator(".site-header").evaluateAll((headers) => headers.map((node) => node.clientHeight));
          expect(Math.max(0, ...heights), `${file}, ${width} wide`).toBeLessThan(180);
        }
        if (file !== "index.html") continue;
        // There is no empty column.
        const lefts = await page
          .locator(".hero, .introduction, .overview:not(.introduction + *)")
          .evaluateAll((blocks) => blocks.filter((block) => block.clientHeight).map((block) => block.getBoundingClientRect().left));
        expect(new Set(lefts).size).toBe(1);
        expect(await page.locator("p, ul, ol").evaluateAll((all) => all.filter((node) => !node.textContent?.trim()).length)).toBe(0);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

test("the backlinks of a footnote that is used twice have different names", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "wijkengids-bare-"));
  try {
    mkdirSync(join(folder, "content"));
    const files = guides["a long title and a statement"] ?? {};
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
    execFileSync(program, ["build", folder], { stdio: "pipe" });
    await page.goto(pathToFileURL(join(folder, "public/1.html")).href);
    await page.locator('[role="doc-backlink"][aria-label="Terug naar de tekst (2)"]').click();
    await expect(page).toHaveURL(/#fnref-1-2$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
