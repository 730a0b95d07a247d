// A page of the preview on which a test writes.
import { expect, type Locator, type Page } from "@playwright/test";

import type { Preview } from "./preview.ts";

export const main = (page: Page) => page.locator("main");
/** The button that turns editing on and off. */
export const mode = (page: Page) => page.getByRole("button", { name: "Edit", exact: true });
/** The text field of the block that is open. */
export const field = (page: Page) => page.locator("[data-editor=field] textarea");
/** What the editor says at the foot of the page. */
export const status = (page: Page) => page.locator("[data-editor=tools] .says");

/** Opens a page and turns editing on. */
export async function edit(page: Page, preview: Preview, name: string): Promise<void> {
  await page.goto(preview.url + name);
  await expect(mode(page)).toBeVisible();
  if ((await mode(page).getAttribute("aria-pressed")) === "false") await mode(page).click();
  await expect(page.locator("[data-editor=blocks] button.handle").first()).toBeAttached();
}

/** Opens the block with these words by a click. */
export async function open(page: Page, words: string): Promise<Locator> {
  await main(page).locator("[data-source]").getByText(words).first().click();
  await expect(field(page)).toBeFocused();
  return field(page);
}
