import { expect, test } from "@playwright/test";

import { expectAccessible } from "./support/accessibility.ts";
import { gids } from "./support/guides.ts";

const phone = { width: 390, height: 844 };

test.describe("on a phone", () => {
  test.use({ viewport: phone });

  test("the menu opens, closes with Escape and gives the focus back", async ({ page }) => {
    await page.goto(`${gids.url}1.1.html`);
    const link = page.locator("a.menu-link");
    const sidebar = page.locator("#wg-sidebar");
    await expect(sidebar).toBeHidden();
    await link.click();
    await expect(sidebar).toBeVisible();
    await expect.poll(() => sidebar.evaluate((node) => node.contains(document.activeElement))).toBe(true);
    await page.keyboard.press("Escape");
    await expect(sidebar).toBeHidden();
    await expect(link).toBeFocused();
  });

  test("the menu closes with its own link", async ({ page }) => {
    await page.goto(`${gids.url}1.1.html`);
    await page.locator("a.menu-link").click();
    await page.getByRole("link", { name: "Menu sluiten" }).click();
    await expect(page.locator("#wg-sidebar")).toBeHidden();
  });

  for (const [key, presses] of [["Tab", 30], ["Shift+Tab", 10]] as const) {
    test(`the focus does not go behind the open menu with ${key}`, async ({ page }) => {
      await page.goto(`${gids.url}1.1.html`);
      await page.locator("a.menu-link").press("Enter");
      await expect(page.getByRole("link", { name: "Menu sluiten" })).toBeFocused();
      for (let n = 0; n < presses; n += 1) {
        await page.keyboard.press(key);
        const outside = await page.evaluate(() => {
          const focused = document.activeElement;
          return focused === document.body || focused?.closest("#wg-sidebar") ? "" : focused?.outerHTML.slice(0, 80);
        });
        expect(outside).toBe("");
      }
    });
  }

  test("a chapter chosen in the menu opens with the menu closed", async ({ page }) => {
    await page.goto(`${gids.url}1.1.html`);
    await page.locator("a.menu-link").click();
    await page.locator("#wg-sidebar").getByRole("link", { name: "1.2 Samenwerken" }).click();
    await expect(page).toHaveURL(`${gids.url}1.2.html`);
    await expect(page.locator("#wg-sidebar")).toBeHidden();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`the open menu is accessible, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(`${gids.url}1.1.html`);
      await page.locator("a.menu-link").click();
      await expect(page.locator("#wg-sidebar")).toBeVisible();
      await expectAccessible(page);
    });
  }
});

test("the menu works without scripts", async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false, viewport: phone });
  await page.goto(`${gids.url}1.1.html`);
  const sidebar = page.locator("#wg-sidebar");
  await expect(sidebar).toBeHidden();
  await page.locator("a.menu-link").click();
  await expect(sidebar).toBeVisible();
  await page.getByRole("link", { name: "Menu sluiten" }).click();
  await expect(sidebar).toBeHidden();
  await page.close();
});

test("on a wide screen the chapters are there without a menu", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${gids.url}1.1.html`);
  await expect(page.locator("#wg-sidebar")).toBeVisible();
  await expect(page.locator("a.menu-link")).toBeHidden();
  await expect(page.locator("#wg-sidebar [aria-current=page]")).toHaveText("1.1 Tekst en beeld");
});
