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
