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

/** Something to wait for, and what ends the wait. */
export function gate(): [opened: Promise<void>, open: () => void] {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return [opened, open];
}

/** Holds requests of the editor back, or only their answers. Returns what lets them go. */
export async function hold(page: Page, what: "save" | "draft" = "save", part: "request" | "answer" = "request"): Promise<() => void> {
  const [opened, open] = gate();
  await page.route(`**/editing/${what}`, async (route) => {
    if (part === "request") {
      await opened;
      return route.continue();
    }
    const response = await route.fetch();
    await opened;
    return route.fulfill({ response });
  });
  return open;
}
