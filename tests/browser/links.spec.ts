import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { expect, type Page, test } from "@playwright/test";

import { type Guide, guides } from "./support/guides.ts";

interface Parsed {
  ids: string[];
  links: string[];
  base: string | null;
}

/** Reads every page as it is served, without running its scripts. */
async function parseAll(guide: Guide, browserPage: Page): Promise<Map<string, Parsed>> {
  const parsed = new Map<string, Parsed>();
  for (const name of guide.pages) {
    const page = await browserPage.evaluate((source) => {
      const document = new DOMParser().parseFromString(source, "text/html");
      const all = (selector: string, attribute: string) =>
        [...document.querySelectorAll(selector)].map((node) => node.getAttribute(attribute) ?? "");
      const refresh = all("meta[http-equiv=refresh]", "content").map((content) =>
        content.replace(/^.*url=/, ""),
      );
      return {
        ids: all("[id]", "id"),
        links: [...all("a[href], link[href], area[href]", "href"), ...all("[src]", "src"), ...refresh],
        base: document.querySelector("base")?.getAttribute("href") ?? null,
      };
    }, guide.html(name));
    parsed.set(name, page);
  }
  return parsed;
}

/** The target of a link, if that is within the guide. */
function withinGuide(guide: Guide, address: string, from: string): { file: string; anchor: string } | null {
  const url = new URL(address, from);
  if (!url.href.startsWith(guide.url)) return null;
  return {
    file: decodeURIComponent(url.pathname).slice(`/${guide.name}/`.length) || "index.html",
    anchor: decodeURIComponent(url.hash.slice(1)),
  };
}

for (const guide of guides) {
  test(`every link and anchor in ${guide.name} resolves`, async ({ page }) => {
    const pages = await parseAll(guide, page);
    const broken: string[] = [];
    for (const [name, { links, base }] of pages) {
      for (const link of links) {
        const isAbsolute = /^[a-z]+:/i.test(link);
        const to = withinGuide(guide, link, new URL(base ?? name, guide.url).href);
        if (!to) {
          if (!isAbsolute) broken.push(`${name}: ${link} leaves the guide`);
          continue;
        }
        const target = base && link.startsWith("#") ? name : to.file;
        const file = join(guide.folder, target);
        if (!existsSync(file) || !statSync(file).isFile()) broken.push(`${name}: ${link} has no page`);
        else if (to.anchor && !pages.get(target)?.ids.includes(to.anchor)) {
          broken.push(`${name}: ${link} has no anchor`);
        }
      }
    }
    expect(broken).toEqual([]);
  });

  test(`no page of ${guide.name} has an id twice`, async ({ page }) => {
    const twice: string[] = [];
    for (const [name, { ids }] of await parseAll(guide, page)) {
      const doubles = ids.filter((id, at) => ids.indexOf(id) !== at);
      twice.push(...doubles.map((id) => `${name}#${id}`));
    }
    expect(twice).toEqual([]);
  });

  test(`every page of ${guide.name} can be reached from the first`, async ({ page }) => {
    const pages = await parseAll(guide, page);
    const reached = new Set(["index.html"]);
    for (const name of reached) {
      for (const link of pages.get(name)?.links ?? []) {
        const to = withinGuide(guide, link, guide.url + name);
        if (to && pages.has(to.file)) reached.add(to.file);
      }
    }
    const lost = guide.readable.filter((name) => !reached.has(name) && name !== "404.html");
    expect(lost).toEqual([]);
  });

  test(`the site map and feed of ${guide.name} name pages that exist`, () => {
    for (const name of ["sitemap.xml", "feed.xml"]) {
      const xml = readFileSync(join(guide.folder, name), "utf8");
      const own = [...xml.matchAll(/(?:<loc>|href=")([^<"]+)/g)].map(([, address]) => address);
      expect(own.length).toBeGreaterThan(0);
      for (const address of own) {
        const to = withinGuide(guide, address, guide.url);
        expect(to, `${address} in ${name}`).not.toBeNull();
        expect(existsSync(join(guide.folder, to?.file ?? "")), `${address} in ${name}`).toBe(true);
      }
    }
  });
}
