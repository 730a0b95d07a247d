import { expect, test } from "@playwright/test";

import { gids, guides } from "./support/guides.ts";

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
  await expect(frame).toHaveAttribute("tabindex", "0");
  await frame.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => frame.evaluate((node) => node.scrollLeft)).toBeGreaterThan(0);
});

const PAGES = ["index", "1.1", "2", "2.1", "inhoud", "lessen", "zoeken", "404"];

// WCAG 1.4.12: readers can increase the spacing of text.
for (const width of [320, 1280]) {
  test(`text with more spacing is not cut off, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const faults: string[] = [];
    for (const name of PAGES) {
      await page.goto(`${gids.url}${name}.html`);
      const cut = await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(
          "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
        );
        document.adoptedStyleSheets.push(sheet);
        const room = document.documentElement.clientWidth;
        const clipped = [...document.querySelectorAll("body *")].filter((node) => {
          const { overflowX, overflowY, clipPath } = getComputedStyle(node);
          const hides = overflowX === "hidden" || overflowY === "hidden" || overflowX === "clip";
          return hides && clipPath === "none" && (node.scrollWidth > node.clientWidth || node.scrollHeight > node.clientHeight);
        });
        const faults = clipped.map((node) => `<${node.localName} class="${node.className}"> is cut off`);
        if (document.documentElement.scrollWidth > room) faults.push("scrolls sideways");
        return faults;
      });
      faults.push(...cut.map((fault) => `${name}: ${fault}`));
    }
    expect(faults).toEqual([]);
  });
}

test("the header is low on a phone", async ({ page }) => {
  for (const width of [320, 360]) {
    await page.setViewportSize({ width, height: 740 });
    for (const name of PAGES) {
      await page.goto(`${gids.url}${name}.html`);
      const header = await page.locator(".site-header").boundingBox();
      expect(header?.height, `${name}, ${width} wide`).toBeLessThan(112);
    }
  }
});
