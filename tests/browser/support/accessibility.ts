import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Checks the page as it is now against WCAG 2.2 AA and the best practices of axe. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoFaults(new AxeBuilder({ page }).withTags([...wcag, "best-practice"]));
}

/** The same for a page of a book, which has no landmarks of a site: the reading system has them. */
export async function expectAccessibleInBook(page: Page): Promise<void> {
  const sites = ["landmark-one-main", "region", "page-has-heading-one"];
  await expectNoFaults(new AxeBuilder({ page }).withTags([...wcag, "best-practice"]).disableRules(sites));
}

async function expectNoFaults(checker: AxeBuilder): Promise<void> {
  const { violations } = await checker.analyze();
  const faults = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary ?? ""}`),
  );
  expect(faults).toEqual([]);
}
