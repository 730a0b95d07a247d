import { test } from "@playwright/test";

import { expectAccessible } from "./support/accessibility.ts";
import { gids, handbook, wijkengids, zilverveen, zilverveenHandbook } from "./support/guides.ts";

const pages = [
  ...["index", "1.1", "1.2", "1.3", "2", "2.1", "inhoud", "lessen", "zoeken", "toegankelijkheid", "downloads", "print", "404"].map((name) => ({ guide: gids, name })),
  ...["index", "2.4.8", "lessen"].map((name) => ({ guide: wijkengids, name })),
  ...["index", "3.3", "6", "lessen"].map((name) => ({ guide: handbook, name })),
  ...["index", "2.4.8", "404"].map((name) => ({ guide: zilverveen, name })),
  ...["3.6", "3.7"].map((name) => ({ guide: zilverveenHandbook, name })),
];

for (const { guide, name } of pages) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`${guide.name}/${name} is accessible, ${colorScheme}, on a phone, a tablet and a desk`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(`${guide.url}${name}.html`);
      // What is collapsed must be accessible too.
      for (const details of await page.locator("details").all()) {
        await details.evaluate((node) => node.setAttribute("open", ""));
      }
      for (const width of [360, 768, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        await expectAccessible(page);
      }
    });
  }
}

test("with forced colours everything can still be seen", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  for (const name of ["index", "2.1", "lessen"]) {
    await page.goto(`${gids.url}${name}.html`);
    await expectAccessible(page);
  }
});
