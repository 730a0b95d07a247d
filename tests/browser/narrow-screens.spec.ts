import { expect, test } from "@playwright/test";

import { guides } from "./support/guides.ts";

for (const guide of guides) {
  for (const width of [320, 768, 1280]) {
    test(`no page of ${guide.name} scrolls sideways when ${width} wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 640 });
      const faults: string[] = [];
      for (const name of guide.readable) {
        await page.goto(guide.url + name);
        const wide = await page.evaluate(() => {
          for (const details of document.querySelectorAll("details")) details.open = true;
          const room = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= room) return [];
          return [...document.querySelectorAll("body *")]
            .filter((node) => node.getBoundingClientRect().right > room + 0.5)
            .map((node) => `<${node.localName} class="${node.className}">`)
            .slice(0, 5)
            .concat(`${document.documentElement.scrollWidth} of ${room} px`);
        });
        if (wide.length) faults.push(`${name}: ${wide.join(", ")}`);
      }
      expect(faults).toEqual([]);
    });
  }
}

test("a wide table scrolls within its own frame, also with the keyboard", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(`${guides[0].url}1.1.html`);
  const frame = page.locator(".table").filter({ hasText: "Januari" });
  expect(await frame.evaluate((node) => node.scrollWidth > node.clientWidth)).toBe(true);
  await frame.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => frame.evaluate((node) => node.scrollLeft)).toBeGreaterThan(0);
});
