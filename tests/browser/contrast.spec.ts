import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { expect, type Page, test } from "@playwright/test";

import { contrast, over, resolve } from "./support/colour.ts";
import { gids, program, repository, wijkengids, zilverveen } from "./support/guides.ts";

const PAGE = "--utrecht-document-background-color";
const SURFACE = "--utrecht-surface-background-color";
const BOX = "--utrecht-spotlight-section-background-color";
const BOXES = [BOX, "--utrecht-spotlight-section-warning-background-color", "--utrecht-spotlight-section-error-background-color"];
const TEXT = 4.5;
const SHAPE = 3;

/** Foregrounds, the backgrounds they occur on, and the contrast they need. */
const PAIRS: [front: string, behind: string[], ratio: number][] = [
  ["--utrecht-document-color", [PAGE, SURFACE, ...BOXES, "--wg-paper-color"], TEXT],
  ["--basis-color-default-color-document", ["--basis-color-default-bg-document", "--basis-color-default-bg-subtle"], TEXT],
  ["--basis-color-default-color-subtle", [PAGE, SURFACE, ...BOXES, "--basis-color-default-bg-document"], TEXT],
  ["--basis-color-accent-1-color-default", [PAGE, SURFACE, ...BOXES], TEXT],
  ["--basis-color-action-2-color-default", [PAGE], TEXT],
  ["--nl-link-color", [PAGE, SURFACE, ...BOXES], TEXT],
  ["--nl-link-hover-color", [PAGE, SURFACE, ...BOXES], TEXT],
  ["--utrecht-link-color", [PAGE], TEXT],
  ["--basis-heading-color", [PAGE], TEXT],
  ["--utrecht-heading-color", [PAGE], TEXT],
  ["--nl-heading-level-1-color", [PAGE], TEXT],
  ["--nl-heading-level-2-color", [PAGE, ...BOXES], TEXT],
  ["--nl-heading-level-3-color", [PAGE, ...BOXES], TEXT],
  ["--nl-heading-level-4-color", [PAGE, ...BOXES], TEXT],
  ["--wg-number-color", [PAGE], TEXT],
  ["--utrecht-page-header-color", ["--utrecht-page-header-background-color"], TEXT],
  ["--utrecht-page-footer-color", ["--utrecht-page-footer-background-color"], TEXT],
  ["--utrecht-breadcrumb-nav-link-color", [PAGE], TEXT],
  ["--utrecht-breadcrumb-nav-separator-color", [PAGE], SHAPE],
  ["--basis-focus-outline-color", [PAGE, SURFACE], SHAPE],
  ["--utrecht-focus-outline-color", [PAGE, SURFACE, ...BOXES, "--nl-code-block-background-color"], SHAPE],
  ["--basis-focus-color", ["--basis-focus-background-color"], TEXT],
  ["--utrecht-focus-color", ["--utrecht-focus-background-color"], TEXT],
  ["--nl-skip-link-color", ["--nl-skip-link-background-color"], TEXT],
  ["--nl-button-primary-color", ["--nl-button-primary-background-color"], TEXT],
  ["--utrecht-button-primary-action-color", ["--utrecht-button-primary-action-background-color"], TEXT],
  ["--basis-color-action-1-inverse-color-default", ["--basis-color-action-1-inverse-bg-default"], TEXT],
  ["--nl-button-primary-background-color", [PAGE], SHAPE],
  ["--nl-button-secondary-color", ["--nl-button-secondary-background-color"], TEXT],
  ["--utrecht-button-secondary-action-color", ["--utrecht-button-secondary-action-background-color"], TEXT],
  ["--basis-color-action-1-color-default", [PAGE], TEXT],
  ["--nl-button-secondary-border-color", [PAGE], SHAPE],
  ["--utrecht-button-secondary-action-border-color", [PAGE], SHAPE],
  ["--basis-color-action-1-border-default", [PAGE], SHAPE],
  ["--basis-form-control-color", ["--basis-form-control-background-color"], TEXT],
  ["--basis-form-control-border-color", ["--basis-form-control-background-color", PAGE], SHAPE],
  ["--utrecht-form-control-color", ["--utrecht-form-control-background-color"], TEXT],
  ["--utrecht-form-control-border-color", ["--utrecht-form-control-background-color", PAGE], SHAPE],
  ["--utrecht-textbox-color", ["--utrecht-textbox-background-color"], TEXT],
  ["--basis-form-control-placeholder-color", ["--basis-form-control-background-color"], TEXT],
  ["--utrecht-textbox-placeholder-color", ["--utrecht-textbox-background-color"], TEXT],
  ["--utrecht-textbox-border-color", ["--utrecht-textbox-background-color"], SHAPE],
  ["--utrecht-select-color", ["--utrecht-select-background-color"], TEXT],
  ["--utrecht-select-border-color", ["--utrecht-select-background-color", PAGE], SHAPE],
  ["--utrecht-spotlight-section-border-color", [PAGE], SHAPE],
  ["--utrecht-spotlight-section-warning-border-color", [PAGE], SHAPE],
  ["--utrecht-spotlight-section-error-border-color", [PAGE], SHAPE],
  ["--utrecht-blockquote-content-color", [PAGE, ...BOXES], TEXT],
  ["--utrecht-figure-caption-color", [PAGE, "--nl-code-block-background-color"], TEXT],
  ["--utrecht-table-caption-color", [PAGE, ...BOXES], TEXT],
  ["--utrecht-table-header-color", ["--utrecht-table-header-background-color"], TEXT],
  ["--utrecht-table-header-border-block-end-color", [PAGE], SHAPE],
  ["--utrecht-separator-color", [PAGE], SHAPE],
  ["--utrecht-unordered-list-marker-color", [PAGE], SHAPE],
  ["--utrecht-data-badge-color", ["--utrecht-data-badge-background-color"], TEXT],
  ["--nl-data-badge-color", ["--nl-data-badge-background-color"], TEXT],
  ["--utrecht-mark-color", ["--utrecht-mark-background-color"], TEXT],
  ["--nl-mark-color", ["--nl-mark-background-color"], TEXT],
  ["--utrecht-code-color", ["--utrecht-code-background-color"], TEXT],
  ["--utrecht-code-block-color", ["--utrecht-code-block-background-color"], TEXT],
  ["--nl-code-color", ["--nl-code-background-color"], TEXT],
  ["--nl-code-block-color", ["--nl-code-block-background-color"], TEXT],
  ...["keyword", "string", "number", "name", "comment"].map(
    (part): [string, string[], number] => [`--wg-code-${part}-color`, ["--nl-code-block-background-color"], TEXT],
  ),
];

/** Colours that carry no meaning. */
const DECORATIVE = [
  "--basis-color-default-border-subtle",
  "--nl-data-badge-border-color",
  "--utrecht-table-row-border-block-end-color",
  "--wg-banner-background-color",
];

test("every colour token is in a pair", () => {
  const tokens = readFileSync(join(repository, "themes/wijkengids/assets/tokens.css"), "utf8");
  const colours = [...tokens.matchAll(/^ {2}(--\S*(?:color|-bg-|border-default|border-subtle)\S*):/gm)].map(
    ([, name]) => name,
  );
  const paired = new Set([...PAIRS.flatMap(([front, behind]) => [front, ...behind]), ...DECORATIVE]);
  expect(colours.length).toBeGreaterThan(70);
  expect(colours.filter((name) => !paired.has(name ?? ""))).toEqual([]);
});

test("style sheets use no token that does not exist", () => {
  const folder = join(repository, "themes/wijkengids/assets");
  const sheets = readdirSync(folder).filter((name) => name.endsWith(".css"));
  const style = sheets.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  const defined = new Set([...style.matchAll(/^\s*(--[\w-]+):/gm)].map(([, name]) => name));
  const used = new Set([...style.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  expect([...used].filter((name) => !defined.has(name))).toEqual([]);
  expect([...defined].filter((name) => !used.has(name))).toEqual([]);
  const preview = readFileSync(join(repository, "src/serve/client/client.js"), "utf8");
  const named = [...preview.matchAll(/(?<=["(])--(?:basis|utrecht|nl|wg)-[\w-]+/g)].map(([name]) => name);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !defined.has(name))).toEqual([]);
});

async function faults(page: Page): Promise<string[]> {
  const names = [...new Set([PAGE, ...PAIRS.flatMap(([front, behind]) => [front, ...behind])])];
  const resolved = await resolve(page, names.map((name) => `var(${name})`));
  const colour = (name: string) => {
    const found = resolved[names.indexOf(name)];
    if (!found) throw new Error(`${name} has no colour`);
    return found;
  };
  return PAIRS.flatMap(([front, backgrounds, least]) =>
    backgrounds.flatMap((name) => {
      const behind = over(colour(name), colour(PAGE));
      const ratio = contrast(over(colour(front), behind), behind);
      return ratio < least ? [`${front} on ${name}: ${ratio.toFixed(2)}, not ${least}`] : [];
    }),
  );
}

for (const guide of [wijkengids, zilverveen]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`the colours of ${guide.name} have enough contrast, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${guide.url}index.html`);
      expect(await faults(page)).toEqual([]);
    });
  }
}

for (const accent of ["#ffe600", "#808080", "#0a0a0a", "#ff0000", "#5bc2e7"]) {
  test(`text is legible with any accent: ${accent}`, async ({ page }) => {
    const folder = mkdtempSync(join(tmpdir(), "wijkengids-accent-"));
    try {
      mkdirSync(join(folder, "content"));
      writeFileSync(join(folder, "book.toml"), `[book]\ntitle = "Kleur"\n\n[theme]\naccent = "${accent}"\n`);
      writeFileSync(join(folder, "content/1-een.md"), "# Een\n\nTekst.\n");
      execFileSync(program, ["build", folder], { stdio: "pipe" });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(pathToFileURL(join(folder, "public/1.html")).href);
        expect(await faults(page), colorScheme).toEqual([]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

/** Adds a style sheet after all others, as a house style is. */
async function addSheet(page: Page, sheet: string): Promise<void> {
  await page.evaluate((text) => {
    const added = new CSSStyleSheet();
    added.replaceSync(text);
    document.adoptedStyleSheets.push(added);
  }, sheet);
}

test("a house style can name its colours in any layer", async ({ page }) => {
  const layers: [sheet: string, changes: Record<string, string[]>][] = [
    ["--basis-color-action-2-color-default: C", { color: [".text a", ".chapter-number"] }],
    ["--utrecht-link-color: C", { color: [".text a", ".chapter-number"], backgroundColor: [".skip-link"] }],
    ["--nl-link-color: C", { color: [".text a"] }],
    ["--basis-color-accent-1-color-default: C", { color: [".chapter-number"] }],
    ["--basis-heading-color: C", { color: ["h1"] }],
    ["--utrecht-heading-color: C", { color: ["h1"] }],
    ["--nl-heading-level-1-color: C", { color: ["h1"] }],
    ["--basis-color-default-bg-document: C", { backgroundColor: ["body", "#wg-search"] }],
    ["--utrecht-document-background-color: C", { backgroundColor: ["body", "#wg-search"] }],
    ["--utrecht-document-color: C", { color: ["body", "h1", "#wg-search"] }],
    ["--utrecht-page-header-background-color: C", { backgroundColor: [".site-header"] }],
    ["--utrecht-page-footer-background-color: C", { backgroundColor: [".site-footer"] }],
    ["--basis-form-control-border-color: C", { borderTopColor: ["#wg-search"] }],
    ["--utrecht-textbox-border-color: C", { borderTopColor: ["#wg-search"] }],
  ];
  for (const [declaration, changes] of layers) {
    await page.goto(`${gids.url}1.2.html`);
    await addSheet(page, `:root { ${declaration.replace("C", "rgb(1, 2, 3)")} }`);
    for (const [property, selectors] of Object.entries(changes)) {
      for (const selector of selectors) {
        const value = await page
          .locator(selector)
          .first()
          .evaluate((node, name) => Reflect.get(getComputedStyle(node), name), property);
        expect(value, `${declaration} changes ${property} of ${selector}`).toBe("rgb(1, 2, 3)");
      }
    }
  }
});

test("colours that a house style does not name are mixed from those it does", async ({ page }) => {
  await page.goto(`${gids.url}index.html`);
  await addSheet(
    page,
    `:root { color-scheme: light; --utrecht-document-background-color: #fff; --utrecht-document-color: #000; --utrecht-link-color: #00f; }`,
  );
  expect(await faults(page)).toEqual([]);
});
