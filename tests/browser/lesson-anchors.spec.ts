import { expect, test } from "@playwright/test";

import { gids, wijkengids } from "./support/guides.ts";

test("chapter 2.4.8 has ten lessons in their order", async ({ page }) => {
  await page.goto(`${wijkengids.url}2.4.8.html`);
  const anchors = await page.locator("[id^=les-]").evaluateAll((nodes) => nodes.map((node) => node.id));
  expect(anchors).toEqual(Array.from({ length: 10 }, (_, at) => `les-${at + 1}`));
  const listed = await page
    .locator(".lesson-list a")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(listed).toEqual(anchors.map((anchor) => `#${anchor}`));
});

test("a lesson chosen in the index is at the top of the screen", async ({ page }) => {
  await page.goto(`${wijkengids.url}lessen.html`);
  const link = page.locator('.lessons-by-chapter a[href="2.4.8.html#les-7"]');
  const title = await link.innerText();
  await link.click();
  await expect(page).toHaveURL(`${wijkengids.url}2.4.8.html#les-7`);
  const lesson = page.locator("#les-7");
  await expect(lesson).toContainText(title);
  await expect.poll(async () => (await lesson.boundingBox())?.y ?? 1000).toBeLessThan(200);
});

test("a lesson named in another chapter is found", async ({ page }) => {
  await page.goto(`${gids.url}1.2.html`);
  await page.locator('.text a[href="2.1.html#les-2"]').click();
  await expect(page).toHaveURL(`${gids.url}2.1.html#les-2`);
  await expect(page.locator("#les-2")).toBeInViewport();
});
