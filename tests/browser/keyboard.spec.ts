import { expect, test } from "@playwright/test";

import { gids } from "./support/guides.ts";

for (const name of ["index.html", "1.1.html", "inhoud.html", "lessen.html", "niet-hier.html"]) {
  test(`the first stop on ${name} leads past the navigation`, async ({ page }) => {
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

test("it can be seen what has the focus", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${gids.url}1.1.html`);
  const seen = new Set<string>();
  for (;;) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const node = document.activeElement;
      if (!node || node === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(node);
      const path = [];
      for (let at: Element | null = node; at; at = at.parentElement) {
        path.unshift([...(at.parentElement?.children ?? [])].indexOf(at));
      }
      const outlined = outlineStyle !== "none" && outlineWidth !== "0px";
      return { place: path.join("."), html: node.outerHTML.slice(0, 80), outlined };
    });
    if (!focus || seen.has(focus.place)) break;
    seen.add(focus.place);
    expect(focus.outlined, focus.html).toBe(true);
  }
  expect(seen.size).toBeGreaterThan(20);
});
