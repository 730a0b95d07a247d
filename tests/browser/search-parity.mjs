// Whether the search engine of the browser and that of `wijkengids search` give the same answers.
//
//   node tests/browser/search-parity.mjs target/debug/wijkengids
//
// Builds the guide in tests/search/guide, asks both engines every query that is measured there,
// and a few more, and compares the lists, the scores and the snippets. Needs nothing but Node.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import vm from "node:vm";

const program = path.resolve(process.argv[2] ?? "target/debug/wijkengids");
const root = path.resolve(import.meta.dirname, "../..");
const guide = path.join(root, "tests/search/guide");
const site = fs.mkdtempSync(path.join(os.tmpdir(), "wijkengids-"));
execFileSync(program, ["build", guide, "--out", path.join(site, "public")], { stdio: "ignore" });

const context = vm.createContext({});
const run = (file) => vm.runInContext(fs.readFileSync(file, "utf8"), context);
const assets = path.join(site, "public/assets");
run(path.join(assets, fs.readdirSync(assets).find((name) => name.startsWith("search-engine."))));
const engine = vm.runInContext("wijkengidsSearch", context);
engine.load = async (name) => run(path.join(site, "public/search", `${name}.js`));

const measured = fs
  .readFileSync(path.join(guide, "queries.txt"), "utf8")
  .split("\n")
  .filter((line) => line && !line.startsWith("# "))
  .map((line) => line.split(" | ")[0]);
const others = ["", "de", "het een", "pas", "ver", "xyzzyx", "paspoort -gestolen", '"eigen bijdrage" -trap', "3", "1.2 les 1", '"', "--", "a.1"];

for (const query of [...measured, ...others]) {
  const output = execFileSync(program, ["search", "--format", "json", "--", query, guide], { encoding: "utf8" });
  const inTerminal = JSON.parse(output).map(({ href, score, snippet }) => ({ href, score, snippet }));
  const answer = await engine.search(query);
  const inBrowser = answer.hits.map(({ record, section, score, snippet }) => {
    const anchor = record.s[section].a;
    return { href: `${record.u}.html${anchor ? `#${anchor}` : ""}`, score, snippet: [...snippet] };
  });
  // What comes from the engine's own realm is compared by value.
  assert.deepEqual(JSON.parse(JSON.stringify(inBrowser)), inTerminal, `the answers to ${JSON.stringify(query)} differ`);
}
fs.rmSync(site, { recursive: true });
console.log(`${measured.length + others.length} queries: the same answers`);
