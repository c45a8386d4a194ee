# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""The lists of the errors that functions may report, which all suites are held against."""

import csv
import os
import re

import pytest

FILES = ("documented-errors.csv", "documented-errors-extra.csv", "error-exceptions.csv")


@pytest.fixture(scope="module")
def lists(root):
    """Return the rows of each file by its name."""
    rows = {}
    for name in FILES:
        with open(root / "test/data/oracle" / name, encoding="utf-8", newline="") as file:
            rows[name] = list(csv.DictReader(file))
    return rows


def get_pairs(rows):
    """Return function and error of each row."""
    return [(row["function"], row["error"]) for row in rows]


def test_no_row_is_said_twice(lists):
    pairs = [pair for name in FILES for pair in get_pairs(lists[name])]
    assert sorted(pairs) == sorted(set(pairs))


def test_all_errors_have_names(lists, root):
    header = (root / "model/abi/winsock-error.h").read_text(encoding="utf-8")
    known = set(re.findall(r"constexpr int (\w+) =", header))
    errors = {error for name in FILES for _, error in get_pairs(lists[name])}
    assert {error for error in errors if not error.isdigit()} <= known


def test_all_additions_name_their_source(lists):
    for name in FILES[1:]:
        assert all(row["source"].strip() for row in lists[name])


def test_all_exceptions_are_needed(lists):
    met = os.environ.get("WINSOCK_ERRORS_MET")
    if not met:
        pytest.skip("only after all suites, by ./winsock test")
    with open(met, encoding="utf-8") as file:
        pairs = {tuple(line.strip().split(",")) for line in file}
    assert [pair for pair in get_pairs(lists[FILES[2]]) if pair not in pairs] == []
