// The pages of the e-books, as a reading system based on a browser shows them.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { expect, test } from "@playwright/test";

import { expectAccessibleInBook } from "./support/accessibility.ts";
import { gids, type Guide, wijkengids } from "./support/guides.ts";

const books: Array<{ guide: Guide; book: string }> = [
  { guide: gids, book: "proefgids.epub" },
  { guide: wijkengids, book: "wijkengids.epub" },
];

for (const { guide, book } of books) {
  test.describe(book, () => {
    let folder: string;
    let pages: string[];

    test.beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "wijkengids-epub-"));
      execFileSync("python3", ["-m", "zipfile", "-e", join(guide.folder, book), folder]);
      pages = readdirSync(join(folder, "EPUB")).filter((name) => name.endsWith(".xhtml"));
    });

    test.afterAll(() => rmSync(folder, { recursive: true }));

    // The guide for tests has all that pages are made of.
    const schemes = guide === gids ? (["light", "dark"] as const) : [];
    for (const colorScheme of schemes) {
      test(`every page is accessible and fits a phone, ${colorScheme}`, async ({ page }) => {
        expect(pages.length).toBeGreaterThan(8);
        await page.emulateMedia({ colorScheme });
        for (const name of pages) {
          await page.goto(pathToFileURL(join(folder, "EPUB", name)).href);
          // Reading systems decide on the colours of the page; axe takes it for white.
          await page.addStyleTag({ content: "html { background: Canvas; color: CanvasText }" });
          for (const width of [390, 900]) {
            await page.setViewportSize({ width, height: 844 });
            expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
          }
          await expectAccessibleInBook(page);
        }
      });
    }

    test("every image is shown", async ({ page }) => {
      for (const name of pages) {
        await page.goto(pathToFileURL(join(folder, "EPUB", name)).href);
        const broken = await page.evaluate(() =>
          [...document.images].filter((image) => !image.complete || image.naturalWidth === 0).map((image) => image.src),
        );
        expect(broken, name).toEqual([]);
      }
    });
  });
}
