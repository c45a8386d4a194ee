#!/usr/bin/env python3
# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Makes documented-errors.csv from error-tables.json: make-documented-errors.py TABLES >CSV

The tables name a function once; here each form of it has its rows. A provider may report what the
page of its function lists and what the pages of the functions list that lead to it.
"""

import json
import sys

# These have a form for each kind of characters.
TWO_FORMS = (
    "WSAAddressToString",
    "WSADuplicateSocket",
    "WSAEnumProtocols",
    "WSASocket",
    "WSAStringToAddress",
)

# Reported before a provider is called, so that no provider reports it.
NOT_FROM_PROVIDERS = "WSANOTINITIALISED"


def find_callers(name, tables):
    """Return the functions of the API that lead to a function of the SPI."""
    if not name.startswith("WSP") or name in ("WSPStartup", "WSPCleanup"):
        return []
    short = name[len("WSP") :]
    leads = {"WSA" + short, short.lower()}
    if name == "WSPIoctl":
        leads.add("ioctlsocket")
    return [other for other in tables if other in leads]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        tables = {name: row for name, row in json.load(file).items() if name[0] != "_"}
    print("function,error")
    for name, row in tables.items():
        errors = list(row)
        for caller in find_callers(name, tables):
            errors += [
                error
                for error in tables[caller]
                if error not in errors and error != NOT_FROM_PROVIDERS
            ]
        for form in (name + "A", name + "W") if name in TWO_FORMS else (name,):
            for error in errors:
                print(f"{form},{error}")


if __name__ == "__main__":
    main()
