// Before all tests: builds the guides and serves them, each under a sub-path.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Guide, guides, municipality, program, repository, zilverveen, zilverveenHandbook } from "./guides.ts";
import { serve } from "./serve.ts";

export default async function publish(): Promise<() => void> {
  if (!existsSync(program)) {
    throw new Error(`${program} is missing: run cargo build, or set WIJKENGIDS`);
  }
  const folder = mkdtempSync(join(tmpdir(), "wijkengids-browser-"));
  const server = await serve(folder);
  process.env.WIJKENGIDS_TEST_FOLDER = folder;
  process.env.WIJKENGIDS_TEST_ORIGIN = server.origin;
  for (const guide of [...guides, municipality, zilverveen, zilverveenHandbook]) {
    const source = guide.theme ? inTheme(guide, guide.theme, join(folder, "sources")) : guide.source;
    const options = ["--strict", "--out", guide.folder, "--base-url", guide.url];
    if (guide.downloads) options.push("--epub", "--zip");
    // If the program fails, its output is part of the error.
    execFileSync(program, ["build", source, ...options], { stdio: "pipe" });
  }
  return () => {
    server.close();
    rmSync(folder, { recursive: true });
  };
}

/** A copy of a guide's source that names another theme. */
function inTheme(guide: Guide, theme: string, folder: string): string {
  const source = join(folder, guide.name);
  cpSync(join(guide.source, "content"), join(source, "content"), { recursive: true });
  cpSync(join(repository, "themes"), join(source, "themes"), { recursive: true });
  const config = readFileSync(join(guide.source, "book.toml"), "utf8");
  writeFileSync(join(source, "book.toml"), `${config}\n[theme]\nname = "${theme}"\n`);
  return source;
}
