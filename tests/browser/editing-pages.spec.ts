// The editor on any page: one that is narrow, one that is still loading, one whose HTML has names of its own.
import { expect, type Page } from "@playwright/test";

import { edit, field, gate, main, mode, open, status } from "./support/editing.ts";
import { test } from "./support/preview.ts";

test.describe.configure({ mode: "parallel" });
test.use({ viewport: { width: 1280, height: 800 } });

const TEXT = "content/1-basis/1.1-tekst-en-beeld.md";
const AT = "Twee keer dezelfde kop";

/** Whether something else lies over the middle of the last of some parts. */
async function isCovered(page: Page, selector: string): Promise<boolean> {
  return page.locator(selector).last().evaluate((node) => {
    // A link may stand on two lines.
    const { left, top, width, height } = [...node.getClientRects()].at(-1) ?? new DOMRect();
    const found = document.elementFromPoint(left + width / 2, top + height / 2);
    return found === null || !node.contains(found);
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`on a narrow screen (${colorScheme})`, () => {
    test.use({ viewport: { width: 390, height: 844 }, colorScheme, hasTouch: true });

    test("a conflict is said once, and nothing is covered for good", async ({ preview, page }) => {
      preview.write(TEXT, `${preview.read(TEXT)}\n## \n`);
      await edit(page, preview, "1.1.html");
      await expect(page.getByRole("button", { name: "1 warning" })).toBeVisible();
      await open(page, AT);
      await page.keyboard.press("Control+End");
      await page.keyboard.type(" Mijn eind.");
      preview.edit(TEXT, "twee verschillende ankers", "drie verschillende ankers");
      await page.keyboard.press("Control+Enter");
      await expect(page.getByRole("dialog")).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(page.locator("[data-editor=field] .says .wrong")).toBeVisible();
      await expect(status(page)).toBeHidden();
      const between = async () => {
        const says = await page.locator("[data-editor=field] .says").boundingBox();
        const warning = await page.getByRole("button", { name: "1 warning" }).boundingBox();
        return (warning?.y ?? 0) - (says?.y ?? 0) - (says?.height ?? 0);
      };
      await expect.poll(between).toBeGreaterThanOrEqual(0);
      await page.keyboard.press("Escape");
      await expect(status(page)).toBeVisible();
      const isLastCovered = async () => {
        await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" }));
        return isCovered(page, "footer a");
      };
      await expect.poll(isLastCovered).toBe(false);
    });
  });
}

test("what is wrong with another block is not said of a new one", async ({ preview, page }) => {
  preview.write(TEXT, `${preview.read(TEXT)}\n## \n`);
  await edit(page, preview, "1.1.html");
  const area = await open(page, AT);
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await expect(area).toHaveValue("");
  await page.keyboard.type("Nieuw.");
  await expect(main(page).locator("p", { hasText: "Nieuw." })).toBeVisible();
  await page.waitForTimeout(1000);
  await expect(page.locator("[data-editor=field] .says p")).toHaveCount(0);
  await page.keyboard.type(" Zie [[8.8]].");
  await expect(page.locator("[data-editor=field] .says")).toContainText("there is no chapter 8.8");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("little of the page is covered, whatever is said, and nothing while one searches", async ({ preview, page }) => {
    await edit(page, preview, "1.1.html");
    await open(page, AT);
    await page.keyboard.type("Hee ");
    await expect.poll(() => page.evaluate(() => Object.values(localStorage).join())).toContain("Hee ");
    preview.edit(TEXT, AT, `${AT} Zie [[9.9]].`);
    await page.reload();
    const tools = page.locator("[data-editor=tools]");
    await expect(tools.locator(".offer")).toBeVisible();
    const bar = page.locator("[data-preview] .bar");
    await expect(bar.getByRole("button", { name: "1 error" })).toBeVisible();
    const height = async () => (await bar.boundingBox())?.height ?? Infinity;
    expect(await height()).toBeLessThan(844 / 5);
    await page.getByRole("button", { name: /^Edit paragraph: Een heel lang/ }).press("Delete");
    await expect(tools.getByText("Removed")).toBeVisible();
    expect(await height()).toBeLessThan(844 / 5);
    await expect(tools.getByRole("button", { name: "Edit", exact: true })).toBeVisible();
    await page.getByRole("searchbox").focus();
    await expect(bar).toBeHidden();
    await page.keyboard.press("Shift+Tab");
    await expect(bar).toBeVisible();
  });
});

test("E that is pressed before the editor is there turns it on", async ({ preview, page }) => {
  const [loaded, load] = gate();
  await page.route("**/editing/main.js", async (route) => {
    await loaded;
    await route.continue();
  });
  await page.goto(`${preview.url}1.1.html`, { waitUntil: "domcontentloaded" });
  await page.keyboard.press("e");
  load();
  await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("e");
  await expect(mode(page)).toHaveAttribute("aria-pressed", "false");
});

test("E counts before the page is read, and never turns off what is about to be on", async ({ preview, page }) => {
  const [ready, go] = gate();
  // A script of the theme keeps the page waiting.
  await page.route("**/site.js", async (route) => {
    await ready;
    await route.continue();
  });
  await page.goto(`${preview.url}1.1.html`, { waitUntil: "commit" });
  await expect(page.locator("h1")).toBeVisible();
  await page.keyboard.press("e");
  go();
  await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
  const [again, goOn] = gate();
  await page.route("**/editing/main.js", async (route) => {
    await again;
    await route.continue();
  });
  await page.reload();
  await page.keyboard.press("e");
  goOn();
  await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator("[data-editor=blocks] button.handle").first()).toBeAttached();
  await page.waitForTimeout(300);
  await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
});

test("names in the HTML of a guide are not those of the editor", async ({ preview, page }) => {
  const said: string[] = [];
  page.on("pageerror", ({ stack = "" }) => said.push(stack));
  const names = ["querySelector", "querySelectorAll", "body", "documentElement", "createElement", "addEventListener", "importNode"];
  const inputs = ["childNodes", "attributes", "remove", "before", "after", "nextSibling", "isConnected", "outerHTML", "querySelectorAll"];
  const forms = names.map((name) => `<form name="${name}"></form>`).join("\n");
  const html = `${forms}\n<form>\n${inputs.map((name) => `<input name="${name}" aria-label="x">`).join("\n")}\n</form>\n`;
  const ids = ["dataset", "children"].map((id) => `<span id="${id}">x</span>`).join("");
  preview.edit(TEXT, AT, `${html}\n<p>${ids}</p>\n\n${AT}`);
  await edit(page, preview, "1.1.html");
  await open(page, AT);
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Meer.");
  await expect(main(page).locator("p", { hasText: "ankers. Meer." })).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => preview.read(TEXT)).toContain("ankers. Meer.\n");
  await expect(field(page)).toHaveCount(0);
  // Another program changes the page, above and below the forms.
  preview.edit(TEXT, AT, "Drie keer dezelfde kop");
  await expect(main(page).locator("p", { hasText: "Drie keer dezelfde kop" })).toBeVisible();
  preview.edit(TEXT, 'name="remove"', 'name="kinderen"');
  await expect(page.locator("[name=kinderen]")).toBeVisible();
  await expect(page.locator("[name=attributes]")).toHaveCount(1);
  // The scripts of the theme find their parts too.
  await page.getByRole("searchbox").fill("keer");
  await expect(page.locator("#wg-result-0")).toBeVisible();
  expect(said).toEqual([]);
});
