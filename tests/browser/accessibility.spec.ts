import { test } from "@playwright/test";

import { expectAccessible } from "./support/accessibility.ts";
import { gids, wijkengids } from "./support/guides.ts";

const pages = [
  ...["index", "1.1", "1.2", "1.3", "2.1", "inhoud", "lessen", "404", "print"].map((name) => ({ guide: gids, name })),
  ...["index", "2.4.8", "lessen"].map((name) => ({ guide: wijkengids, name })),
];

for (const { guide, name } of pages) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [360, 1280]) {
      test(`${guide.name}/${name} is accessible, ${colorScheme}, ${width} wide`, async ({ page }) => {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.goto(`${guide.url}${name}.html`);
        // What is folded must be accessible too.
        for (const details of await page.locator("details").all()) {
          await details.evaluate((node) => node.setAttribute("open", ""));
        }
        await expectAccessible(page);
      });
    }
  }
}
