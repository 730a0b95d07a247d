// The guides under test: where each is on disk and on the server.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

export const repository = resolve(import.meta.dirname, "../../..");

/** The program under test. */
export const program = process.env.WIJKENGIDS ?? join(repository, "target/debug/wijkengids");

export class Guide {
  /**
   * @param name the sub-path that the guide is served under
   * @param source the folder that it is built from
   * @param theme the theme it is built with, if that is not its own
   * @param downloads whether an e-book and an archive of the site are made too
   */
  constructor(
    readonly name: string,
    readonly source: string,
    readonly theme?: string,
    readonly downloads = false,
  ) {}

  /** The folder it was built into. */
  get folder(): string {
    return join(setting("WIJKENGIDS_TEST_FOLDER"), this.name);
  }

  /** Its address on the server, with a final slash. */
  get url(): string {
    return `${setting("WIJKENGIDS_TEST_ORIGIN")}/${this.name}/`;
  }

  /** Its address on disk, with a final slash. */
  get fileUrl(): string {
    return `${pathToFileURL(this.folder).href}/`;
  }

  /** The names of all its pages, including redirects. */
  get pages(): string[] {
    return readdirSync(this.folder)
      .filter((name) => name.endsWith(".html"))
      .sort();
  }

  /** The pages that are no redirects. */
  get readable(): string[] {
    return this.pages.filter((name) => !this.html(name).includes('http-equiv="refresh"'));
  }

  /** The source of a page. */
  html(page: string): string {
    return readFileSync(join(this.folder, page), "utf8");
  }
}

/** A small guide in which every feature occurs. */
export const gids = new Guide("gids", join(repository, "tests/browser/guide"), undefined, true);

/** The guide of this repository. */
export const wijkengids = new Guide("wijkengids", repository, undefined, true);

/** The manual that is part of the program. */
export const handbook = new Guide("handboek", join(repository, "src/handbook"));

export const guides = [gids, wijkengids, handbook];

/** The guide of this repository in the house style of another municipality. */
export const zilverveen = new Guide("zilverveen", repository, "zilverveen");

/** A guide with enough chapters to search through. */
export const municipality = new Guide("municipality", join(repository, "tests/search/municipality"));

/** The manual in the same house style: it shows all that a chapter can hold. */
export const zilverveenHandbook = new Guide("zilverveen-handboek", handbook.source, "zilverveen");

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is set while the tests run`);
  return value;
}
