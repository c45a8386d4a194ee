# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""The table of functions is complete and true, and the manual's page is made from it."""

import csv
import importlib.util
import re

import pytest

# Members of class Winsock that are no functions of Windows.
OWN = {"CreateMessageWindow", "GetProcess", "GetThread", "OpenByteSource", "WindowsCalls"}

# Members whose last letter of Windows' two forms is left out: the module has one form only.
HEADERS = [
    "windows-calls.h",
    "mswsock-calls.h",
    "winsock-catalog-calls.h",
    "winsock-name-calls.h",
    "winsock-name-space-calls.h",
    "winsock.h",
]


@pytest.fixture(scope="module")
def generator(root):
    """Return the program that writes the page, as a module."""
    spec = importlib.util.spec_from_file_location("functions", root / "doc" / "functions.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def rows(generator):
    """Return the rows of the table."""
    return generator.read_table()


def members_of(path):
    """Return the names of the public member functions that a header declares."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    text = re.sub(r"//.*", "", text).split("public:", 1)[1]
    text = re.split(r"\n  (?:private|protected):", text)[0]
    text = re.sub(r"\{[^{}]*\}", ";", text)
    names = (re.search(r"\b([A-Za-z_]\w*)\s*\(", part) for part in text.split(";"))
    return {match.group(1) for match in names if match}


@pytest.fixture(scope="module")
def members(root):
    """Return the names of all public members of class Winsock, but for the module's own."""
    found = set()
    for header in HEADERS:
        found |= members_of(root / "model" / "api" / header)
    return found - OWN


def test_page(generator, rows):
    assert generator.PAGE.read_text() == generator.page_of(rows), "run doc/functions.py"


def test_rows_make_sense(generator, rows):
    names = [row["function"] for row in rows]
    assert len(names) == len(set(names))
    assert names == sorted(names, key=lambda name: (name.lower(), name))
    for row in rows:
        assert row["state"] in generator.STATES, row
        assert row["library"] in generator.LIBRARIES, row
        assert bool(row["by"]) == (row["state"] != "absent"), row
        assert bool(row["error"]) == (row["state"] == "refused"), row
        assert row["remark"] or row["state"] == "works", row


def test_every_function_that_works_is_there(rows, members):
    for row in rows:
        if row["by"] == "member":
            assert row["function"] in members, row
        elif row["by"] not in ("", "extension", "upcall"):
            assert row["by"] in members, row


def test_every_member_is_listed(rows, members):
    assert members == {row["function"] for row in rows if row["by"] == "member"}


def test_extensions_and_upcalls(root, rows):
    spi = root / "model" / "spi"
    source = (spi / "extension-functions.cc").read_text()
    upcalls = (spi / "provider-upcalls.cc").read_text()
    for row in rows:
        if row["by"] == "extension":
            assert "WSAID_" + row["function"].upper() in source, row
        elif row["by"] == "upcall":
            assert re.search(rf"\b{row['function']}\b", upcalls), row


def test_functions_in_use(root, rows):
    """What real programs import of the two libraries of sockets is in the table."""
    listed = {row["function"] for row in rows}
    with open(root / "test" / "data" / "oracle" / "functions-in-use.csv", newline="") as file:
        used = {
            row["function"]
            for row in csv.DictReader(file)
            if row["library"] in ("ws2_32.dll", "mswsock.dll")
        }
    assert used and used - listed == set()


def test_errors_are_asked_for(root, rows):
    """A suite in C++ compares the errors of the functions that are refused with the calls."""
    suite = (root / "test" / "winsock-functions-test-suite.cc").read_text()
    for row in rows:
        if row["state"] == "refused":
            assert f'"{row["function"]}"' in suite, row
