import { expect, test } from "@playwright/test";

import { gids } from "./support/guides.ts";

test("the text is printed without navigation", async ({ page }) => {
  await page.goto(`${gids.url}2.1.html`);
  await page.emulateMedia({ media: "print" });
  for (const selector of [".site-nav", ".scheme", ".menu-link", ".sidebar", ".breadcrumb", ".pager", ".skip-link", "button.copy"]) {
    for (const node of await page.locator(selector).all()) await expect(node, selector).toBeHidden();
  }
  await expect(page.locator("h1")).toBeVisible();
  await expect(page.locator(".text")).toBeVisible();
});

test("print is light, also with a dark screen", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${gids.url}1.1.html`);
  await page.locator("#wg-scheme").selectOption("dark");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const lightness = () => page.locator(".text p").first().evaluate((node) => {
    const canvas = document.createElement("canvas").getContext("2d");
    if (!canvas) throw new Error("no canvas");
    canvas.fillStyle = getComputedStyle(node).color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3;
  });
  await expect.poll(lightness).toBeLessThan(80);
});

test("the lesson index is complete on paper", async ({ page }) => {
  await page.goto(`${gids.url}lessen.html`);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".lesson-filter")).toBeHidden();
  await expect(page.locator(".lessons-by-chapter .lessons > li:visible")).toHaveCount(5);
});

test("what is collapsed on a screen is printed", async ({ page }) => {
  await page.goto(`${gids.url}2.1.html`);
  await expect(page.locator(".text details p").first()).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".text details p").first()).toBeVisible();
});
