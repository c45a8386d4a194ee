# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""The manual's tables of suites and of examples are complete, and name nothing that is not there."""

import re

import pytest


@pytest.fixture(scope="module")
def manual(root):
    """Return the text of the manual's main page."""
    return (root / "doc" / "winsock.rst").read_text()


def first_column(manual, heading):
    """Return the literals in the first column of the first table under a heading."""
    section = manual.split(f"\n{heading}\n", 1)[1]
    rows = re.split(r"^=+ =+$", section, maxsplit=3, flags=re.MULTILINE)
    table = rows[1] if "``" in rows[1] else rows[2]
    return set(re.findall(r"^``(\S+)``", table, re.MULTILINE))


def test_suites(root, manual):
    sources = "".join(path.read_text() for path in sorted((root / "test").glob("*-test-suite.cc")))
    suites = set(re.findall(r'\bTestSuite\("([^"]+)"', sources))
    assert first_column(manual, "Validation") == suites


def test_examples(root, manual):
    examples = {path.stem for path in (root / "examples").glob("*.cc")}
    assert first_column(manual, "Examples") == examples


def test_every_page_is_reachable(root):
    pages = {path.stem for path in (root / "doc").glob("*.rst")} - {"index", "winsock"}
    listed = set((root / "doc" / "index.rst").read_text().split())
    assert pages - listed == set()


def inclusions(root):
    """Return page, included file and options of every literalinclude of the manual."""
    pattern = re.compile(r"^\.\. literalinclude:: (\S+)\n((?:   :.*\n)*)", re.MULTILINE)
    for page in sorted((root / "doc").glob("*.rst")):
        for path, options in pattern.findall(page.read_text()):
            yield page.name, (root / "doc" / path).resolve(), dict(
                re.findall(r"^   :([\w-]+): ?(.*)$", options, re.MULTILINE)
            )


def test_every_inclusion_finds_its_lines(root):
    """Compare the markers with the files: an inclusion that finds none shows all or nothing."""
    found = list(inclusions(root))
    assert found
    for page, path, options in found:
        text = path.read_text()
        for option in ("start-after", "start-at"):
            if option in options:
                assert options[option] in text, f"{page}: {path.name}: {options[option]}"
                text = text.split(options[option], 1)[1]
        if "end-before" in options:
            assert options["end-before"] in text, f"{page}: {path.name}: {options['end-before']}"


def test_styles_page_names_every_style(root):
    page = (root / "doc" / "styles.rst").read_text()
    table = page.split(".. list-table::")[1].split("\n\n\n")[0]
    rows = re.findall(r"^   \* - (.*)$", table, re.MULTILINE)[1:]
    golden = (root / "test" / "golden" / "examples" / "winsock-styles.txt").read_text()
    printed = re.findall(r"^(\w+) +\d+ +\d+  [0-9a-f]{8}", golden.split("\n\n")[0], re.MULTILINE)
    words = {"routines": "completion routines", "port": "completion port"}
    assert [row.strip("`") for row in rows] == [words.get(name, name) for name in printed]
