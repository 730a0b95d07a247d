// The compressed bytes that a query loads, scripts included: to the first results and to all.
//
//   node tests/search/transfer.mjs SITE [QUERY…]
//
// SITE is the folder of a built guide. Without queries, it asks ten of different kinds of the guides of
// tests/bench. It runs the engine of the site without a browser; budget.mjs asks a browser.

import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";
import zlib from "node:zlib";

const KINDS = [
  "wijkenaanpak van de gemeente", "hoe kan de gemeente de zorg voor de jeugd versterken", '"wijk buurt"',
  '"de wijk in een buurt"', "uijkaanpak", "gemenetebeleif", "wijkkkaanpak bewoonerr", "wijk -buurt",
  'wijk -"een wijk"', "onbestaandwoordgeheel",
];
const [site, ...given] = process.argv.slice(2);
const queries = given.length ? given : KINDS;
const assets = path.join(site, "assets");
const scripts = fs.readdirSync(assets).filter((name) => /^search.*\.js$/.test(name));
const bytesOf = (file) => zlib.gzipSync(fs.readFileSync(file), { level: 9 }).length;
const start = scripts.reduce((sum, name) => sum + bytesOf(path.join(assets, name)), 0);

let [most, mostOfAll] = [0, 0];
for (const query of queries) {
  const context = vm.createContext({});
  const run = (file) => vm.runInContext(fs.readFileSync(file, "utf8"), context);
  run(path.join(assets, scripts.find((name) => name.startsWith("search-engine."))));
  const engine = vm.runInContext("wijkengidsSearch", context);
  let bytes = start;
  engine.load = async (name) => {
    const file = path.join(site, "search", `${name}.js`);
    bytes += bytesOf(file);
    run(file);
  };
  await engine.prepare();
  await engine.search(query, { limit: engine.first() });
  const first = bytes;
  await engine.search(query, { limit: 8 });
  [most, mostOfAll] = [Math.max(most, first), Math.max(mostOfAll, bytes)];
  console.log(`${query}: ${(first / 1024).toFixed(1)} KiB to the first results, ${(bytes / 1024).toFixed(1)} KiB to all`);
}
console.log(`at most ${(most / 1024).toFixed(1)} KiB to the first results, ${(mostOfAll / 1024).toFixed(1)} KiB to all`);
