// What search costs in Chromium: bytes until the first results and time a keystroke, under a strict
// policy and from a disk.
//
//   npm install --no-save playwright-core
//   node tests/search/budget.mjs SITE "QUERY" [MOST-KIB] [MOST-MS]
//
// SITE is a folder in which a guide was built.

import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";
import { chromium } from "playwright-core";

const [site, query, mostKiB = "60", mostMs = "5"] = process.argv.slice(2);
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'self'";
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
let sent = 0;
const server = http.createServer((request, response) => {
  const name = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const file = path.join(site, name);
  if (!file.startsWith(path.resolve(site)) || !fs.existsSync(file)) return response.writeHead(404).end();
  const body = zlib.gzipSync(fs.readFileSync(file), { level: 9 });
  if (/search/.test(name) && name.endsWith(".js")) sent += body.length;
  const headers = { "content-encoding": "gzip", "content-type": TYPES[path.extname(file)] ?? "", "content-security-policy": POLICY };
  response.writeHead(200, headers).end(body);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const start = fs.readdirSync(site).filter((name) => /^\d[\d.]*\.html$/.test(name)).at(-1);

for (const base of [`http://127.0.0.1:${server.address().port}/`, `${pathToFileURL(path.resolve(site))}/`]) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  sent = 0;
  await page.goto(base + start);
  assert.equal(sent, 0, "nothing is loaded before the reader turns to search");

  await page.keyboard.press("/");
  const field = page.locator("#wg-search");
  assert.ok(await field.evaluate((input) => input === document.activeElement), "/ leads to the field");
  await page.waitForSelector(".search-panel", { state: "attached" });
  await page.keyboard.insertText(query);
  await page.waitForSelector("[role=listbox] [role=option]");
  if (base.startsWith("http")) {
    console.log(`${(sent / 1024).toFixed(1)} KiB until the first results`);
    assert.ok(sent <= Number(mostKiB) * 1024, `${sent} bytes were loaded`);
  }
  assert.equal(await field.getAttribute("role"), "combobox");
  assert.equal(await field.getAttribute("aria-expanded"), "true");
  assert.match(await page.locator(".search-status").textContent(), /\d/);
  await page.keyboard.press("ArrowDown");
  const active = await field.getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
  await page.keyboard.press("Escape");
  assert.equal(await field.getAttribute("aria-expanded"), "false");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");

  const times = await page.evaluate(async (query) => {
    const out = [];
    for (let round = 0; round < 12; round++) {
      for (let end = 1; end <= query.length; end++) {
        const started = performance.now();
        // eslint-disable-next-line no-undef -- a script of the page
        await wijkengidsSearch.search(query.slice(0, end));
        if (round > 1) out.push(performance.now() - started);
      }
    }
    return out.sort((a, b) => a - b);
  }, query);
  const median = times[times.length >> 1];
  const late = times[Math.floor(times.length * 0.95)];
  console.log(`a keystroke takes ${median.toFixed(1)} ms, ${late.toFixed(1)} ms at the 95th percentile`);
  assert.ok(median <= Number(mostMs), `a keystroke takes ${median} ms`);

  await Promise.all([page.waitForURL(/\?q=/), page.keyboard.press("Enter")]);
  await page.waitForSelector("mark.search-hit");
  await page.click(".unmark");
  assert.equal(await page.locator("mark.search-hit").count(), 0, "marks can be removed");
  await page.keyboard.press("Control+k");
  await page.waitForSelector("[role=option]");
  assert.equal(await page.locator("[role=option]").first().textContent(), query, "the query is remembered");
  assert.deepEqual(faults, []);
  await page.close();
}
await browser.close();
server.close();
console.log("search: all is well");
