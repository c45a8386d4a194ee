#!/usr/bin/env python3
# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Write the page functions.rst from the one table of functions, data/functions.csv."""

import csv
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[1]
TABLE = ROOT / "data" / "functions.csv"
PAGE = ROOT / "doc" / "functions.rst"

# What the states mean, in the order of the page.
STATES = {
    "works": "works as on Windows, but for what :doc:`differences` says of all calls",
    "works except": "works, except for what the last column says",
    "refused": "is there, and the base provider fails it with the error in the last column",
    "absent": "is not there: a program that calls it does not compile",
}

# How a program comes to a function, where it does not call a member of that name.
WAYS = {
    "member": "",
    "extension": "by SIO_GET_EXTENSION_FUNCTION_POINTER",
    "upcall": "for providers: in the table of upcalls",
}

LIBRARIES = {
    "ws2_32": "ws2_32",
    "mswsock": "mswsock",
    "kernel32": "kernel32",
    "user32": "user32",
    "fwpuclnt": "fwpuclnt",
    "inline": "Inline functions of the headers",
}

HEAD = """.. This page is written by doc/functions.py from data/functions.csv; change that table.

Functions
=========

Every function that ``winsock2.h``, ``ws2tcpip.h``, ``mswsock.h`` and ``ws2spi.h`` declare, and what programs
with sockets call of Windows beside. The table is ``data/functions.csv``, which tests compare with class
``Winsock``.

"""


def read_table(path=TABLE):
    """Return the rows of the table, as dictionaries."""
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def remark_of(row):
    """Return what the last column of the page says of a function."""
    way = row["by"] if row["by"] and row["by"] not in WAYS else ""
    parts = [WAYS.get(row["by"], ""), f"``{way}``" if way else "", row["remark"]]
    if row["error"]:
        parts.insert(0, f"``{row['error']}``")
    return "; ".join(part for part in parts if part)


def page_of(rows):
    """Return the text of the page."""
    text = HEAD + "States\n------\n\n"
    for state, meaning in STATES.items():
        count = sum(row["state"] == state for row in rows)
        text += f"* **{state}** ({count}): {meaning}\n"
    for library, title in LIBRARIES.items():
        members = [row for row in rows if row["library"] == library]
        if not members:
            continue
        text += f"\n{title}\n{'-' * len(title)}\n\n"
        text += ".. list-table::\n   :header-rows: 1\n   :widths: 34 14 52\n\n"
        text += "   * - function\n     - state\n     - remark\n"
        for row in members:
            remark = remark_of(row)
            text += f"   * - ``{row['function']}``\n     - {row['state']}\n"
            text += f"     - {remark}\n" if remark else "     -\n"
    return text


if __name__ == "__main__":
    PAGE.write_text(page_of(read_table()))
