// A guide that is previewed while a test edits it.
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { test as base } from "@playwright/test";

import { gids, program } from "./guides.ts";

export class Preview {
  readonly folder = mkdtempSync(join(tmpdir(), "wijkengids-preview-"));
  url = "";
  /** What the program said. */
  output = "";
  #process: ChildProcess | undefined;

  constructor() {
    cpSync(gids.source, this.folder, { recursive: true });
  }

  /** Starts the preview, on the port it had before if it ran before. */
  async start(...options: string[]): Promise<void> {
    const port = this.url ? new URL(this.url).port : "0";
    // What the preview says is tested in English, whatever the language of the guide.
    const env = { ...process.env, WIJKENGIDS_LANG: "en" };
    const child = spawn(program, ["serve", this.folder, "--port", port, ...options], { env });
    this.#process = child;
    this.url = await new Promise((resolve, reject) => {
      child.once("exit", () => reject(new Error(this.output)));
      child.stderr.on("data", (data) => {
        this.output += String(data);
        const url = /^http:\S+$/m.exec(this.output)?.[0];
        if (url) resolve(url);
      });
    });
  }

  /** Ends it, as Ctrl-C does, and says with which exit code. */
  async stop(): Promise<number | null> {
    const child = this.#process;
    if (!child) return null;
    this.#process = undefined;
    this.output = "";
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill("SIGINT");
    return ended;
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Saves a file with some words replaced by others. */
  edit(path: string, from: string, to: string): void {
    const text = this.read(path);
    if (!text.includes(from)) throw new Error(`${path} does not say ${from}`);
    writeFileSync(join(this.folder, path), text.replace(from, to));
  }
}

/** Tests with a preview of a guide of their own. */
export const test = base.extend<{ preview: Preview; options: string[] }>({
  options: [[], { option: true }],
  preview: async ({ options }, use) => {
    const preview = new Preview();
    await preview.start(...options);
    await use(preview);
    await preview.stop();
    rmSync(preview.folder, { recursive: true });
  },
});
