import { expect, test } from "@playwright/test";

import { guides } from "./support/guides.ts";

for (const guide of guides) {
  test(`every page of ${guide.name} has one title, and no heading skips a level`, async ({ page }) => {
    const faults: string[] = [];
    for (const name of guide.readable) {
      await page.goto(guide.url + name);
      const levels = await page
        .locator("h1, h2, h3, h4, h5, h6")
        .evaluateAll((headings) => headings.map((heading) => Number(heading.localName.slice(1))));
      // On the single page every part has an h1 of its own.
      const isBook = name === "print.html";
      if (!isBook && levels.filter((level) => level === 1).length !== 1) faults.push(`${name}: not one h1`);
      levels.forEach((level, at) => {
        if (level > (levels[at - 1] ?? 0) + 1) faults.push(`${name}: heading ${at + 1} is an h${level}`);
      });
    }
    expect(faults).toEqual([]);
  });

  test(`all content of ${guide.name} is in landmarks, and each has its own name`, async ({ page }) => {
    const faults: string[] = [];
    for (const name of guide.readable) {
      await page.goto(guide.url + name);
      const found = await page.evaluate(() => {
        const isLandmark = "body > header, body > footer, main, nav, [role=search], .skip-link, .banner";
        const outside = [...document.body.querySelectorAll("*")]
          .filter((node) => !node.closest(isLandmark) && [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent?.trim()))
          .map((node) => `${node.localName} is outside all landmarks`);
        const names = [...document.querySelectorAll("nav, [role=search], [role=region], section[aria-labelledby]")].map((node) => {
          const label = node.getAttribute("aria-labelledby");
          const text = label ? document.getElementById(label)?.textContent : node.getAttribute("aria-label");
          return `${node.localName} ${text?.trim() || "without a name"}`;
        });
        const double = names.filter((text, at) => names.indexOf(text) !== at).map((text) => `${text} twice`);
        return [...outside, ...double, ...names.filter((text) => text.endsWith("without a name"))];
      });
      faults.push(...found.map((fault) => `${name}: ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  test(`every control in ${guide.name} is at least 24 by 24 pixels`, async ({ page }) => {
    const faults: string[] = [];
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      for (const name of guide.readable) {
        await page.goto(guide.url + name);
        const small = await page.evaluate(() => {
          // What a browser leaves out until it is near the window has no size.
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("* { content-visibility: visible !important; }");
          document.adoptedStyleSheets.push(sheet);
          // Links in running text are exempt: they are as high as a line.
          const inSentence = (node: Element) => node.closest("p, dd, td, th, figcaption, caption, summary, .footnotes, .introduction, .text li, h2, h3, h4") !== null;
          return [...document.querySelectorAll("a, button, select, input, summary")]
            .filter((node) => !inSentence(node) || node.matches("summary, .button"))
            .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.matches(".skip-link"))
            .map((node) => {
              // A click on its label also hits a field.
              const box = (node.closest("label") ?? node).getBoundingClientRect();
              return { node, box };
            })
            .filter(({ box }) => box.width < 24 || box.height < 24)
            .map(({ node, box }) => `${node.outerHTML.slice(0, 90)} ${box.width.toFixed(0)}×${box.height.toFixed(0)}`);
        });
        faults.push(...small.map((fault) => `${name}, ${width} wide: ${fault}`));
      }
    }
    expect(faults).toEqual([]);
  });
}
