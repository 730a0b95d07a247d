import { expect, type Page, test } from "@playwright/test";

import { gids, guides } from "./support/guides.ts";

/** Opens a page and returns everything that went wrong. */
async function open(page: Page, address: string, site: string): Promise<string[]> {
  const faults: string[] = [];
  const note = (fault: string) => faults.push(`${address}: ${fault}`);
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(site) && !url.startsWith("data:")) note(`asks for ${url}`);
  });
  page.on("requestfailed", (request) => {
    // Leaving a page aborts its pending requests, such as that for the icon.
    const reason = request.failure()?.errorText;
    if (reason !== "net::ERR_ABORTED") note(`${request.url()} failed: ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) note(`${response.url()} answered ${response.status()}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) note(message.text());
  });
  page.on("pageerror", (error) => note(error.message));
  await page.goto(address, { waitUntil: "load" });
  const undrawn = await page.evaluate(async () => {
    const images = [...document.images];
    for (const image of images) image.loading = "eager";
    await Promise.allSettled(images.map((image) => image.decode()));
    return images.filter((image) => image.naturalWidth === 0).map((image) => image.src);
  });
  undrawn.forEach((image) => note(`${image} is not drawn`));
  page.removeAllListeners();
  return faults;
}

for (const guide of guides) {
  test(`no page of ${guide.name} requests anything from elsewhere, and no request fails`, async ({ page }) => {
    const faults: string[] = [];
    for (const name of guide.readable) faults.push(...(await open(page, guide.url + name, guide.url)));
    expect(faults).toEqual([]);
  });

  test(`the pages of ${guide.name} work when opened from disk`, async ({ page }) => {
    const faults: string[] = [];
    // The 404 page is only for servers; its links start at their root.
    const pages = guide.readable.filter((name) => name !== "404.html");
    for (const name of pages) faults.push(...(await open(page, guide.fileUrl + name, guide.fileUrl)));
    expect(faults).toEqual([]);
  });
}

test("a missing page at any depth shows the 404 page of the guide with its style", async ({ page }) => {
  const failed: string[] = [];
  page.on("requestfailed", (request) => failed.push(request.url()));
  const response = await page.goto(`${gids.url}weg/en/verder.html`);
  expect(response?.status()).toBe(404);
  await expect(page.locator("h1")).toHaveText("Deze pagina is er niet");
  expect(await page.evaluate(() => document.styleSheets[0]?.cssRules.length)).toBeGreaterThan(0);
  await page.locator("main a").first().click();
  await expect(page).toHaveURL(`${gids.url}inhoud.html`);
  expect(failed).toEqual([]);
});

for (const old of ["oude-naam.html", "9.1.html"]) {
  test(`the old address ${old} leads to the chapter`, async ({ page }) => {
    // The page redirects before it has loaded.
    await page.goto(gids.url + old, { waitUntil: "commit" });
    await expect(page).toHaveURL(`${gids.url}1.1.html`);
  });
}
