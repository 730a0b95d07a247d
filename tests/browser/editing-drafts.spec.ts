// Drafts in the preview: who writes one sees it, and is told what it breaks.
import { expect, type Page } from "@playwright/test";

import { edit, main, status } from "./support/editing.ts";
import { test } from "./support/preview.ts";

test.use({ viewport: { width: 1280, height: 800 } });

const chip = (page: Page) => page.locator("[data-editor=tools]").getByRole("button", { name: "Draft", exact: true });
const tree = (page: Page) => page.getByRole("dialog", { name: "Chapters" });

test("a draft is written on where it is, and what leads to it is told first", async ({ preview, page }) => {
  await edit(page, preview, "1.2.html");
  await page.getByRole("button", { name: "Chapters" }).click();
  await tree(page).getByRole("button", { name: "Make draft" }).click();
  const plan = page.getByRole("dialog", { name: /Make “1\.2/ });
  await expect(plan.locator(".plan .wrong")).toContainText("keeps the guide from being published");
  await expect(plan.getByRole("button", { name: "Cancel" })).toHaveClass(/main/);
  await plan.getByRole("button", { name: "Do it anyway" }).click();
  // It is still there, says what it is, and can be written.
  await expect(status(page)).toContainText("made a draft");
  await expect(page).toHaveURL(/\/1\.2\.html$/);
  await expect(chip(page)).toBeVisible();
  await expect(main(page).locator(".draft")).toBeVisible();
  const block = main(page).locator("p[data-source]").first();
  await block.click();
  await expect(page.locator("[data-editor=field] textarea")).toBeFocused();
  await page.keyboard.press("Escape");
  await page.goto(`${preview.url}1.1.html`);
  await page.getByRole("button", { name: "Chapters" }).click();
  await tree(page).getByRole("button", { name: /^1\.2 / }).click();
  await tree(page).getByRole("button", { name: "Go there" }).click();
  await expect(chip(page)).toBeVisible();
});

test("what the tree did can be undone on the page that it leads to", async ({ preview, page }) => {
  await edit(page, preview, "2.1.html");
  const before = preview.read("content/2-vormen/2.1-kaders-en-code.md");
  await page.getByRole("button", { name: "Chapters" }).click();
  await tree(page).getByRole("button", { name: "Change title" }).click();
  await page.getByRole("dialog", { name: /Another title/ }).getByRole("textbox").fill("Vormen en code");
  const apply = page.getByRole("dialog", { name: /Another title/ }).locator("button[type=submit]");
  await expect(apply).toBeEnabled();
  await apply.click();
  await expect(status(page)).toContainText("Title changed to");
  await status(page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => preview.read("content/2-vormen/2.1-kaders-en-code.md")).toBe(before);
});
