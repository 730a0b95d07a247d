// Measures other search engines with the same pages and queries, for the table in README.md.
//
//   npm install --no-save pagefind minisearch elasticlunr
//   node tests/search/peers.mjs SITE QUERIES [LANGUAGE]
//
// SITE is the folder of a built guide, QUERIES a file of queries with expected chapters. Every engine
// gets the title, headings and text of each chapter. Pagefind reads HTML and stems by itself;
// MiniSearch allows prefixes and errors in a fifth of a word; elasticlunr has its defaults.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import elasticlunr from "elasticlunr";
import MiniSearch from "minisearch";
import { close, createIndex } from "pagefind";

const [site, queryFile, language = "nl"] = process.argv.slice(2);
const pages = fs.readdirSync(site).filter((name) => /^[0-9.]+\.html$|^voorwoord\.html$|^index\.html$/.test(name));
const plain = (html) => html.replace(/<[^>]+>/g, " ").replace(/&[a-z]+;/g, " ").replace(/\s+/g, " ");
const documents = pages.map((name) => {
  const html = fs.readFileSync(path.join(site, name), "utf8");
  const main = /<main[\s\S]*<\/main>/.exec(html)[0];
  const title = plain(/<h1[\s\S]*?<\/h1>/.exec(main)?.[0] ?? "");
  const headings = plain([...main.matchAll(/<h[2-6][\s\S]*?<\/h[2-6]>/g)].join(" "));
  return { id: name.replace(/\.html$/, ""), title, headings, text: plain(main), main };
});
const queries = fs
  .readFileSync(queryFile, "utf8")
  .split("\n")
  .filter((line) => line && !line.startsWith("# "))
  .map((line) => line.split(" | "))
  .map(([query, expected]) => [query, expected.split(", ").map((one) => one.split("#")[0])]);

const mini = new MiniSearch({ fields: ["title", "headings", "text"] });
mini.addAll(documents);
const miniOptions = { prefix: true, fuzzy: 0.2, boost: { title: 3, headings: 2 } };

const lunr = elasticlunr(function () {
  for (const field of ["title", "headings", "text"]) this.addField(field);
  this.setRef("id");
});
for (const document of documents) lunr.addDoc(document);
const lunrOptions = { expand: true, fields: { title: { boost: 3 }, headings: { boost: 2 }, text: { boost: 1 } } };

const { index } = await createIndex({ forceLanguage: language });
for (const { id, main } of documents) {
  await index.addHTMLFile({ url: `/${id}.html`, content: `<html lang="${language}"><body>${main}</body></html>` });
}
const bundle = fs.mkdtempSync(path.join(os.tmpdir(), "pagefind-"));
await index.writeFiles({ outputPath: bundle });
await close();
globalThis.fetch = async (url) => {
  const name = decodeURIComponent(String(url).replace(/^.*\/pagefind-[^/]+\//, "").split("?")[0]);
  return new Response(fs.readFileSync(path.join(bundle, name)));
};
globalThis.location = new URL("http://localhost/");
globalThis.document = { querySelector: () => ({ getAttribute: () => language }), currentScript: null };
globalThis.window = globalThis;
const pagefind = await import(pathToFileURL(path.join(bundle, "pagefind.js")).href);
await pagefind.options({ basePath: `${bundle}/` });
await pagefind.init(language);

const engines = {
  Pagefind: async (query) => {
    const { results } = await pagefind.search(query);
    const found = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return found.map(({ url }) => path.basename(url, ".html"));
  },
  MiniSearch: async (query) => mini.search(query, miniOptions).map(({ id }) => id),
  elasticlunr: async (query) => lunr.search(query, lunrOptions).map(({ ref }) => ref),
};
for (const [name, search] of Object.entries(engines)) {
  let [ranks, found] = [0, 0];
  for (const [query, expected] of queries) {
    const rank = (await search(query)).slice(0, 10).findIndex((id) => expected.includes(id)) + 1;
    if (rank) ranks += 1 / rank;
    if (rank && rank <= 5) found += 1;
  }
  const share = (sum) => (sum / queries.length).toFixed(3);
  console.log(`${name}: MRR ${share(ranks)}, recall at 5 ${share(found)}`);
}
process.exit(0);
