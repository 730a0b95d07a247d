import { expect, test } from "@playwright/test";

import { gids, guides } from "./support/guides.ts";

for (const guide of guides) {
  test(`on the single page of ${guide.name} every internal link has a target`, async ({ page }) => {
    await page.goto(`${guide.url}print.html`);
    const [links, lost] = await page.evaluate(() => {
      const targets = [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute("href")?.slice(1) ?? "");
      return [targets.length, targets.filter((id) => !document.getElementById(id))];
    });
    expect(links).toBeGreaterThan(40);
    expect(lost).toEqual([]);
  });
}

test("the contents stay in view and lead to chapters further down", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${gids.fileUrl}print.html`);
  const contents = page.locator(".book-contents");
  await contents.getByText("Kaders en code").click();
  await expect(page).toHaveURL(/#2\.1$/);
  await expect(page.locator('[id="2.1"] .chapter-title')).toBeInViewport();
  await expect(contents.getByText("Tekst en beeld")).toBeInViewport();
});

test("opening the page prints nothing", async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {
      document.title = "printed";
    };
  });
  await page.goto(`${gids.url}print.html`);
  await page.waitForTimeout(300);
  await expect(page).toHaveTitle("Proefgids: Alles wat een pagina kan bevatten");
});

test("all images are there for print, also those far below", async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 300 });
  await page.goto(`${gids.url}print.html`);
  const images = page.locator("main img");
  expect(await images.count()).toBe(3);
  await page.pdf();
  const missing = () => images.evaluateAll((all) => all.filter((image) => !(image as HTMLImageElement).naturalWidth).length);
  await expect.poll(missing).toBe(0);
});

test("parts for paper are hidden on screens, and vice versa", async ({ page }) => {
  await page.goto(`${gids.url}print.html`);
  const [note, mark, site] = [".footnote", ".address-mark", ".to-site"].map((name) => page.locator(name).first());
  await expect(note).toBeHidden();
  await expect(mark).toBeHidden();
  await expect(site).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(note).toBeHidden();
  await expect(mark).toBeVisible();
  await expect(site).toBeHidden();
  await expect(page.locator("details p")).toBeVisible();
});

for (const width of [320, 800]) {
  test(`the single page fits a screen ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    await page.goto(`${gids.url}print.html`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}
