import { expect, type Page, test } from "@playwright/test";

import { gids } from "./support/guides.ts";

/** Whether the page is painted dark. */
async function isDark(page: Page): Promise<boolean> {
  const colour = await page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d");
    if (!canvas) throw new Error("no canvas");
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  });
  return colour[0] + colour[1] + colour[2] < 3 * 128;
}

test("the colours follow the device until the reader chooses", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`${gids.url}1.1.html`);
  await expect(page.locator("#wg-scheme")).toHaveValue("auto");
  await expect.poll(() => isDark(page)).toBe(false);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => isDark(page)).toBe(true);
});

for (const [choice, device] of [
  ["dark", "light"],
  ["light", "dark"],
] as const) {
  test(`${choice} colours hold on every page, also on a ${device} device`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: device });
    await page.goto(`${gids.url}1.1.html`);
    await page.locator("#wg-scheme").selectOption(choice);
    await expect(page.locator("html")).toHaveAttribute("data-scheme", choice);
    await page.getByRole("link", { name: "Lessen", exact: true }).click();
    await expect(page).toHaveURL(/lessen\.html$/);
    await expect(page.locator("html")).toHaveAttribute("data-scheme", choice);
    await expect(page.locator("#wg-scheme")).toHaveValue(choice);
    await expect.poll(() => isDark(page)).toBe(choice === "dark");
  });
}

test("the reader can go back to the colours of the device", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`${gids.url}1.1.html`);
  await page.locator("#wg-scheme").selectOption("dark");
  await page.locator("#wg-scheme").selectOption("auto");
  await expect.poll(() => isDark(page)).toBe(false);
  await page.reload();
  await expect(page.locator("html")).not.toHaveAttribute("data-scheme", /light|dark/);
  await expect(page.locator("#wg-scheme")).toHaveValue("auto");
});

test("without scripts no choice is offered", async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${gids.url}1.1.html`);
  await expect(page.locator("#wg-scheme")).toBeHidden();
  await page.close();
});
