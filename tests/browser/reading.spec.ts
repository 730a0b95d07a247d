// What is at hand while one reads a chapter: its beginning, the header, the contents, its source.
import { expect, type Page, test } from "@playwright/test";

import { gids, handbook, wijkengids } from "./support/guides.ts";

for (const [width, height] of [[390, 844], [1440, 900]]) {
  test(`a chapter begins on the first screen of ${width} by ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const late: string[] = [];
    for (const guide of [wijkengids, handbook]) {
      const chapters = guide.readable.filter((name) => /^[\dA-Z][\d.]*\.html$/.test(name));
      expect(chapters.length).toBeGreaterThan(5);
      for (const name of chapters) {
        await page.goto(guide.url + name);
        const line = await page.evaluate(() => {
          const first = document.querySelector(".chapter .text :is(p, li)");
          if (!first) return 0;
          const range = document.createRange();
          range.selectNodeContents(first);
          return range.getClientRects()[0]?.bottom ?? 0;
        });
        if (line > height) late.push(`${guide.name}/${name}: ${line}`);
      }
    }
    expect(late).toEqual([]);
  });
}

const top = (page: Page) => page.locator(".site-header").evaluate((node) => node.getBoundingClientRect().top);

test("on a phone the header goes on the way down, and is back on the way up and with the keyboard", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`${wijkengids.url}2.4.8.html`);
  expect(await top(page)).toBe(0);
  await page.mouse.wheel(0, 1500);
  await expect.poll(() => top(page)).toBeLessThan(-50);
  await page.mouse.wheel(0, -200);
  await expect.poll(() => top(page)).toBe(0);
  await page.mouse.wheel(0, 600);
  await expect.poll(() => top(page)).toBeLessThan(-50);
  await page.keyboard.press("/");
  await expect(page.locator("#wg-search")).toBeFocused();
  await expect.poll(() => top(page)).toBe(0);
});

test("the header covers no text that a link leads to", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${wijkengids.url}2.4.8.html#les-9`);
  await page.goto(`${wijkengids.url}2.4.8.html#les-2`);
  const bottom = await page.locator(".site-header").evaluate((node) => node.getBoundingClientRect().bottom);
  await expect.poll(() => page.locator("#les-2").evaluate((node) => node.getBoundingClientRect().top)).toBeGreaterThan(bottom);
});

test("long contents beside a page follow the reader", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 450 });
  await page.goto(`${wijkengids.url}2.4.8.html`);
  const contents = page.locator(".toc");
  expect(await contents.evaluate((node) => node.scrollHeight > node.clientHeight)).toBe(true);
  expect(await contents.evaluate((node) => node.scrollTop)).toBe(0);
  await page.locator("#les-10").evaluate((node) => node.scrollIntoView());
  await expect(contents.getByRole("link").last()).toBeInViewport();
  await page.locator("h1").evaluate((node) => node.scrollIntoView());
  await expect.poll(() => contents.evaluate((node) => node.scrollTop)).toBe(0);
});

test("a citation is copied with one click", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${wijkengids.url}2.4.8.html`);
  await page.locator("details.citation > summary").click();
  await page.locator(".cited").getByRole("button", { name: "Kopieer" }).click();
  await expect(page.locator(".cited").getByRole("button")).toHaveText("Gekopieerd");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^Platform31\. .* In Wijkengids\. http:.*2\.4\.8\.html$/);
});

test("a printed chapter says what it is from, and unfolds", async ({ page }) => {
  await page.goto(`${gids.url}1.1.html`);
  const line = page.locator(".printed");
  await expect(line).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(line).toContainText(/1\.1\.html/);
  await expect(line).toContainText(new RegExp(`Afgedrukt op \\d+ \\p{L}+ ${new Date().getFullYear()}`, "u"));
  await expect(line).toContainText((await page.locator(".site-title").textContent()) ?? "");
  for (const folded of await page.locator(".goals li, .lesson-list li").all()) await expect(folded).toBeVisible();
});

test("what is folded is unfolded with the keyboard, and without scripts", async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`${wijkengids.url}2.4.8.html`);
  await expect(page.locator(".goals li").first()).toBeHidden();
  await page.locator(".goals summary").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".goals li").first()).toBeVisible();
});
