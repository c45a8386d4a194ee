# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""The constants of the headers are constants of the Python package."""

import re

import pytest
from binding_support import ws

HEADERS = [
    "constants",
    "device-family-constants",
    "error",
    "guid",
    "host-names",
    "ioctls",
    "messages",
    "name-service-constants",
    "name-spaces",
    "options",
    "qos-constants",
    "types",
]

CONSTANT = re.compile(r"inline constexpr \w+\s+(\w+)\s*[={;]|WINSOCK_HOST_ENUMERATOR\((\w+), \d")


@pytest.mark.parametrize("header", HEADERS)
def test_every_constant_of_a_header(root, header):
    text = (root / "model" / "abi" / f"winsock-{header}.h").read_text()
    names = {first or second for first, second in CONSTANT.findall(text)}
    assert len(names) > 1
    assert names - {"name"} - set(vars(ws)) == set()


def test_handles_that_are_none():
    assert ws.WSA_INVALID_EVENT == 0
    assert ws.INVALID_HANDLE_VALUE == ws.INVALID_SOCKET


def test_ids_are_text():
    assert re.fullmatch(r"\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}", ws.WSAID_ACCEPTEX)
