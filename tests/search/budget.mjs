// What search costs in Chromium: bytes to the first results and to all, and time per keystroke, with a strict
// content security policy and from a disk.
//
//   npm install --no-save playwright-core
//   node tests/search/budget.mjs SITE MOST-KIB MOST-MS QUERY…
//
// SITE is the folder of a built guide. Every query is asked in a browser that has loaded nothing yet.

import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";
import { chromium } from "playwright-core";

const [folder, mostKiB, mostMs, ...queries] = process.argv.slice(2);
const site = path.resolve(folder);
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'self'";
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
/** What was sent, and when. @type {[number, number][]} */
let sent = [];
const server = http.createServer((request, response) => {
  const name = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const file = path.join(site, name);
  if (!file.startsWith(site) || !fs.existsSync(file)) return response.writeHead(404).end();
  const body = zlib.gzipSync(fs.readFileSync(file), { level: 9 });
  if (/search/.test(name) && name.endsWith(".js")) sent.push([Date.now(), body.length]);
  const headers = { "content-encoding": "gzip", "content-type": TYPES[path.extname(file)] ?? "", "content-security-policy": POLICY };
  response.writeHead(200, headers).end(body);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const start = fs.readdirSync(site).filter((name) => /^\d[\d.]*\.html$/.test(name)).at(-1);

const origin = `http://127.0.0.1:${server.address().port}/`;

/** Notes when the first results are shown, or that there are none. Runs in the page. */
function noteResults() {
  new MutationObserver(() => {
    const status = document.querySelector(".search-status")?.textContent;
    const busy = document.querySelector("form.search")?.dataset.busy;
    if (document.querySelector("[role=option]") || (status && status !== busy)) window.shown ??= Date.now();
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** Opens a page and asks a query, until all results are shown. */
async function ask(base, query) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  sent = [];
  await page.addInitScript(noteResults);
  await page.goto(base + start);
  assert.equal(sent.length, 0, "nothing is loaded before the reader turns to search");
  await page.keyboard.press("/");
  const field = page.locator("#wg-search");
  assert.ok(await field.evaluate((input) => input === document.activeElement), "/ leads to the field");
  await page.waitForSelector(".search-panel", { state: "attached" });
  await page.keyboard.insertText(query);
  await page.waitForFunction(() => {
    const status = document.querySelector(".search-status")?.textContent;
    return status && status !== document.querySelector("form.search")?.dataset.busy;
  });
  return { page, field, faults };
}

/** The times of all prefixes of a query, after its files are loaded. */
function keystrokes(page, query) {
  return page.evaluate(async (query) => {
    const out = [];
    for (let round = 0; round < 12; round++) {
      for (let end = 1; end <= query.length; end++) {
        const started = performance.now();
        // eslint-disable-next-line no-undef -- a script of the page
        await wijkengidsSearch.search(query.slice(0, end), { limit: 8 });
        if (round > 1) out.push(performance.now() - started);
      }
    }
    return out.sort((a, b) => a - b);
  }, query);
}

for (const query of queries) {
  const { page, faults } = await ask(origin, query);
  const shown = await page.evaluate(() => window.shown);
  const sum = (list) => list.reduce((all, [, bytes]) => all + bytes, 0);
  const [bytes, all] = [sum(sent.filter(([time]) => time < shown)), sum(sent)];
  const found = await page.locator("[role=option]").count();
  const times = await keystrokes(page, query);
  const [median, late] = [0.5, 0.95].map((share) => times[Math.floor(times.length * share)]);
  const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
  const cost = `${kib(bytes)} to the first, ${kib(all)} to all, ${median.toFixed(1)} ms, ${late.toFixed(1)} ms at the 95th percentile`;
  console.log(`${query}: ${found} results, ${cost}`);
  assert.ok(bytes <= Number(mostKiB) * 1024, `${bytes} bytes were loaded`);
  assert.ok(median <= Number(mostMs), `a keystroke takes ${median} ms`);
  assert.deepEqual(faults, []);
  await page.context().close();
}

for (const base of [origin, `${pathToFileURL(site)}/`]) {
  const [query] = queries;
  const { page, field, faults } = await ask(base, query);
  assert.equal(await field.getAttribute("role"), "combobox");
  assert.equal(await field.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("ArrowDown");
  const active = await field.getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
  await page.keyboard.press("Escape");
  assert.equal(await field.getAttribute("aria-expanded"), "false");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await Promise.all([page.waitForURL(/\?q=/), page.keyboard.press("Enter")]);
  await page.waitForSelector("mark.search-hit");
  await page.click(".unmark");
  assert.equal(await page.locator("mark.search-hit").count(), 0, "marks can be removed");
  await page.keyboard.press("Control+k");
  await page.waitForSelector("[role=option]");
  assert.equal(await page.locator("[role=option]").first().textContent(), query, "the query is remembered");
  assert.deepEqual(faults, []);
  await page.context().close();
}
await browser.close();
server.close();
console.log("search: all checks passed");
