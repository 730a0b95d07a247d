import { expect, type Page, test } from "@playwright/test";

import { gids } from "./support/guides.ts";

const LESSONS = ["1.2.html#les-1", "1.2.html#les-2", "1.2.html#les-3", "2.1.html#les-1", "2.1.html#les-2"];

/** The addresses of the visible lessons. */
async function shown(page: Page, view = ".lessons-by-chapter"): Promise<(string | null)[]> {
  return page
    .locator(`${view} .lessons > li:visible a`)
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
}

test("is complete without scripts", async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${gids.url}lessen.html`);
  await expect.poll(() => shown(page)).toEqual(LESSONS);
  await expect(page.getByRole("status")).toHaveText("5 lessen");
  await expect(page.locator(".lesson-filter")).toBeHidden();
  await page.locator(".lessons-by-chapter .lessons a").first().click();
  await expect(page).toHaveURL(gids.url + LESSONS[0]);
  await page.close();
});

test.describe("with scripts", () => {
  test.beforeEach(async ({ page }) => {
    await page.goto(`${gids.url}lessen.html`);
    await page.evaluate(() => Object.assign(window, { loadedOnce: true }));
  });

  const sameLoad = (page: Page) => page.evaluate(() => "loadedOnce" in window);

  test("shows all lessons at first", async ({ page }) => {
    await expect.poll(() => shown(page)).toEqual(LESSONS);
    await expect(page.getByRole("status")).toHaveText("5 lessen");
  });

  test("filters by text, ignoring accents and case", async ({ page }) => {
    const field = page.getByRole("searchbox", { name: "Zoek in de lessen" });
    await field.fill("elan");
    await expect(page.getByRole("status")).toHaveText("1 les");
    await expect.poll(() => shown(page)).toEqual(["1.2.html#les-3"]);
    await field.fill("  LEERT deel ");
    await expect(page.getByRole("status")).toHaveText("1 les");
    await expect.poll(() => shown(page)).toEqual(["2.1.html#les-1"]);
    await field.fill("");
    await expect(page.getByRole("status")).toHaveText("5 lessen");
    expect(await sameLoad(page)).toBe(true);
  });

  test("hides a chapter without matching lessons", async ({ page }) => {
    await page.getByRole("searchbox", { name: "Zoek in de lessen" }).fill("elan");
    await expect(page.getByRole("heading", { name: "1.2 Samenwerken" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "2.1 Kaders en code" })).toBeHidden();
  });

  test("says that no lesson matches", async ({ page }) => {
    await page.getByRole("searchbox", { name: "Zoek in de lessen" }).fill("zzz");
    await expect(page.getByRole("status")).toContainText("Geen lessen gevonden");
    await expect.poll(() => shown(page)).toEqual([]);
  });

  test("filters by theme, and by theme and text together", async ({ page }) => {
    await page.getByRole("combobox", { name: "Thema" }).selectOption("meten");
    await expect(page.getByRole("status")).toHaveText("2 lessen");
    await expect.poll(() => shown(page)).toEqual(["1.2.html#les-2", "2.1.html#les-2"]);
    await page.getByRole("searchbox", { name: "Zoek in de lessen" }).fill("som");
    await expect(page.getByRole("status")).toHaveText("1 les");
    await expect.poll(() => shown(page)).toEqual(["2.1.html#les-2"]);
    expect(await sameLoad(page)).toBe(true);
  });

  test("does not reload on Enter", async ({ page }) => {
    await page.getByRole("searchbox", { name: "Zoek in de lessen" }).fill("elan");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toHaveText("1 les");
    expect(await sameLoad(page)).toBe(true);
  });

  test("sorts the lessons alphabetically", async ({ page }) => {
    await page.getByRole("radio", { name: "Op alfabet" }).check();
    await expect(page.locator(".lessons-by-chapter")).toBeHidden();
    const links = page.locator(".lessons-by-letter .lessons a:visible");
    await expect(links).toHaveCount(5);
    const titles = await links.allInnerTexts();
    expect(titles).toEqual([...titles].sort(new Intl.Collator("nl").compare));
    await expect(page.locator(".lessons-by-letter h3")).toHaveText(["B", "D", "E", "R", "W"]);
    await page.getByRole("combobox", { name: "Thema" }).selectOption("meten");
    await expect.poll(() => shown(page, ".lessons-by-letter")).toEqual(["2.1.html#les-2", "1.2.html#les-2"]);
    await page.getByRole("radio", { name: "Per hoofdstuk" }).check();
    await expect(page.locator(".lessons-by-letter")).toBeHidden();
    await expect.poll(() => shown(page)).toEqual(["1.2.html#les-2", "2.1.html#les-2"]);
    expect(await sameLoad(page)).toBe(true);
  });

  test("matches its fields after the reader comes back from a lesson", async ({ page }) => {
    await page.getByRole("combobox", { name: "Thema" }).selectOption("meten");
    await page.locator(".lessons-by-chapter .lessons li:visible a").first().click();
    await expect(page).toHaveURL(gids.url + LESSONS[1]);
    await page.goBack();
    // The browser may or may not restore the field, and does so after the page has loaded.
    const agrees = async () => {
      const theme = await page.getByRole("combobox", { name: "Thema" }).inputValue();
      return (await shown(page)).length === (theme === "meten" ? 2 : 5);
    };
    await expect.poll(agrees).toBe(true);
  });
});

test("an address with a theme shows the lessons of that theme", async ({ page }) => {
  await page.goto(`${gids.url}lessen.html?thema=meten`);
  await expect(page.getByRole("combobox", { name: "Thema" })).toHaveValue("meten");
  await expect(page.getByRole("status")).toHaveText("2 lessen");
  await expect.poll(() => shown(page)).toHaveLength(2);
});

test("an address with an unknown theme shows all lessons", async ({ page }) => {
  await page.goto(`${gids.url}lessen.html?thema=onbekend`);
  await expect(page.getByRole("combobox", { name: "Thema" })).toHaveValue("");
  await expect.poll(() => shown(page)).toEqual(LESSONS);
});
