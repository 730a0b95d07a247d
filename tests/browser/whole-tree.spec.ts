import { expect, type Page, test } from "@playwright/test";

import { expectAccessible } from "./support/accessibility.ts";
import { gids } from "./support/guides.ts";

test.use({ viewport: { width: 1280, height: 800 } });

const CHAPTERS = ["voorwoord", "1", "1.1", "1.2", "1.3", "2", "2.1", "A", "A.1", "dankwoord"];

/** Asks for all chapters, and waits until they are there. */
async function showAll(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Toon alle hoofdstukken" });
  await button.click();
  await expect(button).toHaveCount(0);
}

for (const [place, address] of [
  ["on a server", () => gids.url],
  ["from disk", () => gids.fileUrl],
] as const) {
  test(`the sidebar shows all chapters when asked, ${place}`, async ({ page }) => {
    await page.goto(`${address()}1.1.html`);
    const sidebar = page.locator("#wg-sidebar");
    await expect(sidebar.locator('a[href="2.1.html"]')).toHaveCount(0);
    await showAll(page);
    await expect(sidebar.locator('a[href="1.1.html"]')).toHaveAttribute("aria-current", "page");
    await expect(sidebar.locator('a[href="1.1.html"]')).toBeVisible();
    const collapsed = sidebar.locator("details:not([open]) > summary");
    const empty = sidebar.locator("details[open]:not(:has(> ul))");
    for (let left = await collapsed.count(); left > 0; left = await collapsed.count()) {
      await collapsed.first().press("Enter");
      // A branch is built after it has opened, and may bring collapsed ones.
      await expect(empty).toHaveCount(0);
      await expect.poll(() => collapsed.count()).not.toBe(left);
    }
    const order = () => sidebar.locator("li a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    await expect.poll(order).toEqual(CHAPTERS.map((name) => `${name}.html`));
    await expect(sidebar.locator('a[href="2.1.html"]')).toBeVisible();
  });
}

test("the focus is not lost when the chapters have come", async ({ page }) => {
  await page.goto(`${gids.url}1.1.html`);
  await showAll(page);
  await expect(page.locator('#wg-sidebar a[href="1.1.html"]')).toBeFocused();
});

test("a chapter among all chapters opens with a click", async ({ page }) => {
  await page.goto(`${gids.url}1.1.html`);
  await showAll(page);
  await page.locator('#wg-sidebar a[href="2.html"]').click();
  await expect(page).toHaveURL(`${gids.url}2.html`);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the sidebar with all chapters is accessible, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto(`${gids.url}1.1.html`);
    await showAll(page);
    await expect(page.locator("#wg-sidebar details").first()).toBeVisible();
    await expectAccessible(page);
  });
}
