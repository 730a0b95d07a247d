import { expect, test } from "@playwright/test";

import { gids } from "./support/guides.ts";

test("code is copied with one click, which is confirmed", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  // The clock is paused, so that the confirmation stays until it has been checked.
  await page.clock.install();
  await page.goto(`${gids.url}2.1.html`);
  await page.clock.pauseAt(Date.now() + 3_600_000);
  const figure = page.locator("figure.code").filter({ hasText: "def inwoners" });
  await figure.getByRole("button", { name: "Kopieer" }).click();
  await expect(figure.getByRole("button")).toHaveText("Gekopieerd");
  // The focus stays on the button, so its new label is announced only if it is a live region.
  await expect(figure.getByRole("button")).toHaveAttribute("aria-live", "polite");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^def inwoners\(wijken\):.*\n {4}return sum/);
  expect(copied).not.toContain("Kopieer");
});

test("every block of code has its own button", async ({ page }) => {
  await page.goto(`${gids.url}2.1.html`);
  const blocks = await page.locator(".text figure.code").count();
  expect(blocks).toBe(3);
  await expect(page.locator(".text figure.code").getByRole("button")).toHaveCount(blocks);
});
