#!/usr/bin/env python3
"""Writes the licences of all that is compiled into the program.

    packaging/licences.py --target x86_64-unknown-linux-gnu [--static] [--out FILE]

Fails if a crate says no licence, or has no text of it. Without --out nothing is written."""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent

# Names of files with licences and notices, also of code within a crate that others wrote.
NOTICE = re.compile(r"(licen[cs]e|copying|copyright|notice|unlicense|patents|acknowledg)", re.I)
CODE = {".rs", ".c", ".h", ".py", ".html", ".toml", ".json"}
DEEPEST = 4

# Who links the C library into the program passes it on too.
GLIBC = """The GNU C Library (LGPL-2.1-or-later), which is linked statically.
Its source is at https://sourceware.org/glibc/. The source of this program, with which it can be
linked to another version, is at {source}."""


def cargo(*arguments):
    command = ["cargo", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout


def compiled_in(target):
    """The packages that end up in the program: not those of tests or of build scripts alone."""
    metadata = json.loads(
        cargo("metadata", "--format-version=1", "--locked", f"--filter-platform={target}")
    )
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    root = metadata["resolve"]["root"]
    found, waiting = set(), [root]
    while waiting:
        package = waiting.pop()
        if package in found:
            continue
        found.add(package)
        for dependency in nodes[package]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                waiting.append(dependency["pkg"])
    found.discard(root)
    return sorted((packages[one] for one in found), key=lambda one: (one["name"], one["version"]))


def notices(folder):
    """The texts of licences and notices in a folder, each once."""
    texts = {}
    for path in sorted(folder.rglob("*")):
        below = path.relative_to(folder)
        is_notice = NOTICE.match(path.name) and path.suffix not in CODE
        if len(below.parts) <= DEEPEST and is_notice and path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace").strip()
            if text:
                texts.setdefault(text, below)
    return list(texts)


def standard_file(name):
    """The file with the text of a licence."""
    own = {"Apache-2.0": REPOSITORY / "LICENSE-APACHE"}
    return own.get(name, HERE / "licences" / f"{name}.txt")


def standard_texts(licence):
    """The texts of a licence by its name, for crates that have none of their own. Of a choice, one
    that is known is enough; all that apply together are needed."""
    for choice in re.split(r"\s+OR\s+|/", licence.strip("()")):
        files = [standard_file(name) for name in re.split(r"\s+AND\s+", choice)]
        if all(file.exists() for file in files):
            return [file.read_text(encoding="utf-8").strip() for file in files]
    return []


def entry(package):
    """The heading of a package and its texts."""
    licence = package["license"] or (package["license_file"] and "see below")
    texts = notices(Path(package["manifest_path"]).parent) or standard_texts(licence or "")
    if not licence or not texts:
        raise SystemExit(f"{package['name']} {package['version']}: no licence, or no text of it")
    heading = f"{package['name']} {package['version']} ({licence})"
    authors = ", ".join(package["authors"])
    return "\n".join(filter(None, [heading, authors, package["repository"]])), texts


def standard_library():
    return "The Rust standard library (MIT OR Apache-2.0)", [
        (REPOSITORY / "LICENSE-APACHE").read_text(encoding="utf-8").strip(),
        (HERE / "licences/MIT.txt").read_text(encoding="utf-8").strip(),
    ]


def glibc(source):
    lesser = HERE / "licences/LGPL-2.1.txt"
    return GLIBC.format(source=source), [lesser.read_text(encoding="utf-8").strip()]


def render(entries):
    """One document: the packages of each text together, since many share one."""
    owners, originals = {}, {}
    for heading, texts in entries:
        for text in texts:
            # Many differ only in where their lines end.
            original = originals.setdefault(" ".join(text.split()), text)
            owners.setdefault(original, []).append(heading)
    rule = "=" * 80
    parts = ["What is compiled into wijkengids, and under which licences."]
    parts += [f"{rule}\n" + "\n\n".join(headings) + f"\n{rule}\n\n{text}" for text, headings in owners.items()]
    return "\n\n".join(parts) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--target", required=True)
    parser.add_argument("--static", action="store_true", help="the C library is linked in too")
    parser.add_argument("--source", default="the repository of wijkengids")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    packages = compiled_in(arguments.target)
    entries = [standard_library(), *map(entry, packages)]
    if arguments.static:
        entries.append(glibc(arguments.source))
    if arguments.out:
        arguments.out.write_text(render(entries), encoding="utf-8")
    print(f"{len(packages)} crates, each with its licence", file=sys.stderr)


if __name__ == "__main__":
    main()
