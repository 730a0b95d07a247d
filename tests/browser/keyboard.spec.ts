import { expect, test } from "@playwright/test";

import { contrast, over, resolve } from "./support/colour.ts";
import { gids, zilverveen } from "./support/guides.ts";

for (const name of ["index.html", "1.1.html", "inhoud.html", "lessen.html", "niet-hier.html"]) {
  test(`the first link on ${name} skips the navigation`, async ({ page }) => {
    await page.goto(gids.url + name);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Naar de tekst", exact: true });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\.html#wg-main$/);
    await expect(page.locator("#wg-main")).toBeFocused();
  });
}

for (const guide of [gids, zilverveen]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`the focus is visible in ${guide.name}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(`${guide.url}${guide === gids ? "1.1" : "2.4.8"}.html`);
      const seen = new Set<string>();
      for (;;) {
        await page.keyboard.press("Tab");
        const focus = await page.evaluate(focused);
        if (!focus || seen.has(focus.place)) break;
        seen.add(focus.place);
        expect(focus.outlined, focus.html).toBe(true);
        const [outline, ...layers] = await resolve(page, [focus.outline, ...focus.behind]);
        const behind = layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]);
        expect(contrast(outline ?? behind, behind), `${focus.outline} around ${focus.html}`).toBeGreaterThanOrEqual(3);
      }
      expect(seen.size).toBeGreaterThan(20);
    });
  }
}

/** The focused element, the colour of its outline, and the backgrounds behind it. */
function focused() {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const path = [];
  for (let at: Element | null = node; at; at = at.parentElement) {
    path.unshift([...(at.parentElement?.children ?? [])].indexOf(at));
  }
  // An invisible field shows its focus on its parent.
  const shown = getComputedStyle(node).opacity === "0" ? (node.parentElement ?? node) : node;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(shown);
  const behind = [];
  for (let at = shown.parentElement; at; at = at.parentElement) behind.push(getComputedStyle(at).backgroundColor);
  const outlined = outlineStyle !== "none" && outlineWidth !== "0px";
  return { place: path.join("."), html: node.outerHTML.slice(0, 80), outlined, outline: outlineColor, behind };
}

test("the colours are chosen with the keyboard", async ({ page }) => {
  await page.goto(`${gids.url}1.1.html`);
  const choice = page.getByRole("combobox", { name: "Kleuren" });
  await choice.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("html")).toHaveAttribute("data-scheme", "dark");
  await expect(choice).toBeFocused();
});

test("lessons are filtered and opened with the keyboard, and the focus stays in the field", async ({ page }) => {
  await page.goto(`${gids.url}lessen.html`);
  const field = page.getByRole("searchbox", { name: "Zoek in de lessen" });
  await field.focus();
  await page.keyboard.type("elan");
  await expect(page.getByRole("status")).toHaveText("1 les");
  await expect(field).toBeFocused();
  const lesson = page.locator(".lessons-by-chapter .lessons > li:visible a");
  for (let stops = 0; stops < 8 && !(await lesson.evaluate((node) => node === document.activeElement)); stops += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${gids.url}1.2.html#les-3`);
});

test("only regions that scroll are tab stops", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${gids.url}1.1.html`);
  await expect(page.locator(".table").filter({ hasText: "Januari" })).toHaveAttribute("tabindex", "0");
  await expect(page.locator(".table").filter({ hasText: "Noord" })).not.toHaveAttribute("tabindex");
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(`${gids.url}2.1.html`);
  await expect(page.locator("pre").filter({ hasText: "def inwoners" })).toHaveAttribute("tabindex", "0");
});
