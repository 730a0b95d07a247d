import { expect, test } from "@playwright/test";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

import { guides } from "./support/guides.ts";

const validator = new HtmlValidate(
  new StaticConfigLoader({ root: true, extends: ["html-validate:standard"], elements: ["html5"] }),
);

for (const guide of guides) {
  test(`every page of ${guide.name} is valid HTML`, async () => {
    const faults: string[] = [];
    for (const page of guide.pages) {
      const report = await validator.validateString(guide.html(page), page);
      for (const { messages } of report.results) {
        for (const { line, column, ruleId, message } of messages) {
          faults.push(`${page}:${line}:${column} ${ruleId}: ${message}`);
        }
      }
    }
    expect(faults).toEqual([]);
  });
}
