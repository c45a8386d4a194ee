# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""The page of what each call comes to is made from the table that the tests check."""

import importlib.util

import pytest


@pytest.fixture(scope="module")
def generator(root):
    """Return the program that writes the page, as a module."""
    spec = importlib.util.spec_from_file_location("outcomes", root / "doc" / "outcomes.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_page(generator):
    assert generator.PAGE.read_text() == generator.page(), "run doc/outcomes.py"


def test_every_column_is_shown(generator):
    columns = set(generator.read_data()[0]) - {"operation", "circumstance", "enough", "rules"}
    assert columns == set(generator.SHORTAGES)
    assert columns == {column for table in generator.TABLES.values() for column in table}
