#!/usr/bin/env python3
"""Fills in the manifests of package managers for a release.

    packaging/manifests.py --version 1.2.3 --repository https://github.com/NAME/wijkengids \\
        --archives dist --out manifests

Fails if an archive that a manifest names is missing."""

import argparse
import hashlib
import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
TEMPLATES = [HERE / "homebrew.rb", HERE / "scoop.json", *sorted((HERE / "winget").glob("*.yaml"))]

# Where a package manager wants the file, if not below the name of the template.
NAMES = {"homebrew.rb": "homebrew/wijkengids.rb", "scoop.json": "scoop/wijkengids.json"}


def fill(template, version, repository, archives):
    """A template with its values. What is in braces and is no value stays."""

    def digest(match):
        archive = archives / f"wijkengids-{version}-{match[1]}"
        if not archive.is_file():
            raise SystemExit(f"{archive} is missing")
        return hashlib.sha256(archive.read_bytes()).hexdigest()

    filled = template.replace("{version}", version).replace("{repository}", repository)
    return re.sub(r"\{sha256:([\w.-]+)\}", digest, filled)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--version", required=True)
    parser.add_argument("--repository", required=True)
    parser.add_argument("--archives", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    for path in TEMPLATES:
        out = arguments.out / NAMES.get(path.name, f"winget/{path.name}")
        out.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        out.write_text(
            fill(text, arguments.version, arguments.repository, arguments.archives), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
