// Before all tests: builds the guides and serves them, each under a sub-path.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { guides, repository } from "./guides.ts";
import { serve } from "./serve.ts";

export default async function publish(): Promise<() => void> {
  const program = process.env.WIJKENGIDS ?? join(repository, "target/release/wijkengids");
  if (!existsSync(program)) {
    throw new Error(`${program} is missing: run cargo build --release, or set WIJKENGIDS`);
  }
  const folder = mkdtempSync(join(tmpdir(), "wijkengids-browser-"));
  const server = await serve(folder);
  process.env.WIJKENGIDS_TEST_FOLDER = folder;
  process.env.WIJKENGIDS_TEST_ORIGIN = server.origin;
  for (const guide of guides) {
    const options = ["--strict", "--out", guide.folder, "--base-url", guide.url];
    // What the program says is part of the error when it fails.
    execFileSync(program, ["build", guide.source, ...options], { stdio: "pipe" });
  }
  return () => {
    server.close();
    rmSync(folder, { recursive: true });
  };
}
