#!/usr/bin/env python3
# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Write the page outcomes.rst from the table that the tests check, test/data/resource-outcomes.csv."""

import csv
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[1]
DATA = ROOT / "test" / "data" / "resource-outcomes.csv"
PAGE = ROOT / "doc" / "outcomes.rst"

USUAL = "as usual"

# The shortages by their columns in the file.
SHORTAGES = {
    "process_descriptors": "descriptors of the process",
    "node_descriptors": "descriptors of the node",
    "process_handles": "handles of the process",
    "node_handles": "handles of the node",
    "pool_bytes": "bytes of the pool",
    "pool_packets": "packets of the pool",
    "control_blocks": "TCP control blocks",
    "ports": "automatic ports",
    "send_buffer": "room in ``SO_SNDBUF``",
    "receive_buffer": "room in ``SO_RCVBUF``",
    "backlog": "places in the backlog",
}

# How the columns of the file are laid out as tables that fit a page.
TABLES = {
    "Descriptors, handles and ports": [
        "process_descriptors",
        "node_descriptors",
        "process_handles",
        "node_handles",
        "ports",
    ],
    "Memory and connections": [
        "pool_bytes",
        "pool_packets",
        "control_blocks",
        "send_buffer",
        "receive_buffer",
        "backlog",
    ],
}

HEAD = """.. This page is written by doc/outcomes.py from test/data/resource-outcomes.csv; change that file.

Which call says what
====================

What each operation comes to on a device that has nothing left of something: an error, a wait, a loss, or nothing at
all. The device is a ``windows-10`` with one thing bounded: it has used that up, and has more of it three seconds
later. Each cell is a test of the suite ``winsock-outcomes``, which plays the operation with enough of everything, then
without, and compares.

* An error is what the call reports, at once. ``WSAEMFILE``, ``WSAENOBUFS`` for the pool and ``WSAEADDRINUSE`` for ports
  are what this profile says; ``ErrorDescriptor``, ``ErrorPool`` and ``ErrorPorts`` change that (:doc:`profiles`).
* **waits**: the call comes back when there is enough, and has worked.
* **the peer waits**: the network has no answer for the peer, or a closed window; it tries again, and nothing is lost.
* **is lost**: a datagram is dropped, and nobody is told.
* A dash: the operation does not care.

A name and a value, such as ``ChargeMode reserve``, are an attribute of the device. "Own data under way" is data of the
same socket that the peer has not acknowledged yet. ``WSA_NOT_ENOUGH_MEMORY`` and ``ERROR_NOT_ENOUGH_MEMORY`` are one number.

"""


def read_data():
    """Return the rows of the file."""
    with DATA.open(newline="") as file:
        return list(csv.DictReader(file))


def operation_cell(row):
    """Return what stands at the beginning of a row."""
    name = row["operation"]
    name = name if " " in name else f"``{name}``"
    return f"{name}: {row['circumstance']}" if row["circumstance"] else name


def outcome_cell(text):
    """Return an outcome as people read it."""
    if text == USUAL:
        return "--"
    words = [f"``{word}``" if word.startswith("WSA") else word for word in text.split()]
    return " ".join(words)


def table(title, columns, rows):
    """Return a table of those rows that care for one of the columns, and the names of the others."""
    lines = [title, "-" * len(title), "", ".. list-table::", "   :header-rows: 1", ""]
    head = ["operation", *(SHORTAGES[column] for column in columns), "rules"]
    caring = [row for row in rows if any(row[column] != USUAL for column in columns)]
    for cells in [
        head,
        *(
            [operation_cell(row), *(outcome_cell(row[column]) for column in columns), row["rules"]]
            for row in caring
        ),
    ]:
        for at, cell in enumerate(cells):
            lines.append(("   * - " if at == 0 else "     - ") + cell)
    others = [operation_cell(row) for row in rows if row not in caring]
    lines += ["", "As usual whatever of these is short: " + "; ".join(others) + ".", ""]
    return "\n".join(lines) + "\n"


def page():
    """Return the page."""
    rows = read_data()
    parts = (table(title, columns, rows) for title, columns in TABLES.items())
    return (HEAD + "\n".join(parts)).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page())
