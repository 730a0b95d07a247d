"""Tests of what a release is made with. `python3 -m unittest discover packaging` runs them."""

import json
import re
import tempfile
import unittest
from pathlib import Path

import licences
import manifests

ROOT = Path(__file__).resolve().parent.parent
PLATFORMS = {
    "linux-arm64.tar.gz",
    "linux-x86_64.tar.gz",
    "macos-arm64.tar.gz",
    "macos-x86_64.tar.gz",
    "windows-arm64.zip",
    "windows-x86_64.zip",
}
REPOSITORY = "https://github.com/voorbeeld/wijkengids"


class Manifests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.archives = Path(folder.name)
        for platform in PLATFORMS:
            (self.archives / f"wijkengids-1.2.3-{platform}").write_text(platform)

    def filled(self, template):
        return manifests.fill(
            template.read_text(encoding="utf-8"), "1.2.3", REPOSITORY, self.archives
        )

    def test_every_value_is_filled_in(self):
        self.assertEqual(len(manifests.TEMPLATES), 5)
        for template in manifests.TEMPLATES:
            filled = self.filled(template)
            self.assertNotRegex(filled, r"\{(version|repository|sha256)", template.name)
            self.assertIn("1.2.3", filled, template.name)

    def test_every_archive_is_in_a_manifest_with_its_own_checksum(self):
        together = "".join(self.filled(template) for template in manifests.TEMPLATES)
        for platform in PLATFORMS:
            self.assertIn(f"{REPOSITORY}/releases/download/v1.2.3/wijkengids-1.2.3-{platform}", together)
        # Those for Windows are in two manifests.
        self.assertEqual(len(set(re.findall(r"\b[0-9a-f]{64}\b", together))), len(PLATFORMS))
        json.loads(self.filled(manifests.HERE / "scoop.json"))

    def test_a_missing_archive_is_an_error(self):
        (self.archives / "wijkengids-1.2.3-macos-arm64.tar.gz").unlink()
        with self.assertRaisesRegex(SystemExit, "macos-arm64"):
            self.filled(manifests.HERE / "homebrew.rb")

    def test_the_workflow_makes_every_archive(self):
        workflow = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
        made = set(re.findall(r"name: ((?:linux|macos|windows)-\w+)", workflow))
        self.assertEqual(made, {platform.split(".")[0] for platform in PLATFORMS})


class Licences(unittest.TestCase):
    def test_everything_that_is_compiled_in_has_its_licence(self):
        for target in ["x86_64-unknown-linux-gnu", "aarch64-apple-darwin", "aarch64-pc-windows-msvc"]:
            packages = licences.compiled_in(target)
            self.assertGreater(len(packages), 200)
            for package in packages:
                heading, texts = licences.entry(package)
                self.assertTrue(texts, heading)
            names = {package["name"] for package in packages}
            self.assertIn("pulldown-cmark", names)
            self.assertNotIn("proptest", names, "what only tests use is not compiled in")
            self.assertNotIn("oxc", names, "what only the build uses is not compiled in")

    def test_one_text_of_a_choice_is_enough_and_all_of_a_conjunction_are_needed(self):
        self.assertEqual(len(licences.standard_texts("Zlib OR MIT")), 1)
        self.assertEqual(len(licences.standard_texts("MIT AND BSD-3-Clause")), 2)
        self.assertEqual(licences.standard_texts("MIT AND Zlib"), [])
        self.assertEqual(licences.standard_texts(""), [])

    def test_a_text_that_many_share_is_there_once(self):
        rendered = licences.render([("a 1 (MIT)", ["Same\ntext"]), ("b 2 (MIT)", ["Same text"])])
        self.assertEqual(rendered.count("Same"), 1)
        self.assertIn("a 1 (MIT)\n\nb 2 (MIT)", rendered)


if __name__ == "__main__":
    unittest.main()
