import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

import { expect, type Page, test } from "@playwright/test";

import { type Guide, gids, handbook, wijkengids } from "./support/guides.ts";

const KB = 1024;

/** The files that a page requests on its first load, with their compressed sizes. */
async function loads(page: Page, guide: Guide, name: string): Promise<Map<string, number>> {
  const asked = new Map<string, number>();
  page.on("response", async (response) => {
    const path = new URL(response.url()).pathname.slice(`/${guide.name}/`.length);
    asked.set(path, gzipSync(readFileSync(`${guide.folder}/${path}`), { level: 9 }).length);
  });
  await page.goto(guide.url + name, { waitUntil: "networkidle" });
  return asked;
}

const total = (weights: Map<string, number>, match: RegExp) =>
  [...weights].filter(([path]) => match.test(path)).reduce((sum, [, weight]) => sum + weight, 0);

for (const [guide, name] of [[wijkengids, "2.4.8.html"], [handbook, "6.html"]] as const) {
  test(`${guide.name}/${name} weighs at most 30 KB without its banner, in few requests`, async ({ page }) => {
    const weights = await loads(page, guide, name);
    const all = total(weights, /^(?!.*banner)/);
    expect(all, JSON.stringify([...weights])).toBeLessThanOrEqual(30 * KB);
    expect(weights.size).toBeLessThanOrEqual(6);
  });
}

test("a page loads at most 4 KB of scripts", async ({ page }) => {
  const weights = await loads(page, wijkengids, "2.4.8.html");
  expect(total(weights, /\.js$/), JSON.stringify([...weights])).toBeLessThanOrEqual(4 * KB);
});

test("all scripts together weigh at most 15 KB", () => {
  const scripts = readdirSync(`${wijkengids.folder}/assets`).filter((name) => name.endsWith(".js"));
  const weights = scripts.map((name) => gzipSync(readFileSync(`${wijkengids.folder}/assets/${name}`), { level: 9 }).length);
  expect(scripts.length).toBeGreaterThan(2);
  expect(weights.reduce((sum, weight) => sum + weight, 0), scripts.join(" ")).toBeLessThanOrEqual(15 * KB);
});

for (const width of [360, 1440]) {
  test(`nothing on a page moves while it loads, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const [guide, name] of [
      [wijkengids, "index.html"],
      [wijkengids, "2.4.8.html"],
      [wijkengids, "lessen.html"],
      [gids, "1.1.html"],
      [gids, "2.1.html"],
      [gids, "zoeken.html"],
    ] as const) {
      await page.goto(guide.url + name, { waitUntil: "networkidle" });
      const shift = await page.evaluate(
        () =>
          new Promise<number>((done) => {
            let sum = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
            }).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(sum), 150);
          }),
      );
      // A slow machine may paint the header before all of it has come.
      expect(shift, name).toBeLessThan(0.005);
    }
  });
}
