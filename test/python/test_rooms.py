# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Dependencies between the rooms of model/ point down the road of a call, never up."""

import re

import pytest

# Which rooms the files of a room must not include.
FORBIDDEN = {
    "abi": {"multipoint", "name-service", "catalog", "spi", "layers", "base", "io", "os", "record", "api", "plain", "store"},
    "catalog": {"multipoint", "name-service", "spi", "layers", "base", "io", "os", "record", "api", "plain", "store"},
    "spi": {"multipoint", "name-service", "layers", "base", "api", "plain", "store"},
    "layers": {"multipoint", "name-service", "base", "api", "plain", "store"},
    "base": {"multipoint", "name-service", "layers", "api", "plain", "store"},
    "io": {"multipoint", "name-service", "catalog", "spi", "layers", "base", "api", "plain", "store"},
    "name-service": {"multipoint", "catalog", "spi", "layers", "record", "api", "plain", "store"},
    "os": {"multipoint", "layers", "io", "name-service", "api", "plain", "store"},
    "record": {"multipoint", "name-service", "catalog", "spi", "layers", "base", "io", "api", "plain"},
    "api": {"multipoint", "layers", "base", "plain", "store"},
    "multipoint": {"name-service", "layers", "record", "api", "plain", "store"},
    "plain": {"multipoint", "name-service", "catalog", "spi", "layers", "base", "record", "store"},
    "store": {"multipoint", "name-service", "spi", "layers", "base", "io", "record", "api", "plain"},
}


@pytest.fixture(scope="module")
def rooms(root):
    """Return the room of each header: {header's name: room}."""
    return {path.name: path.parent.name for path in (root / "model").rglob("*.h")}


def test_every_room_has_its_rule(rooms):
    assert set(rooms.values()) <= set(FORBIDDEN)


@pytest.mark.parametrize("room", FORBIDDEN)
def test_includes_point_down(root, rooms, room):
    wrong = []
    for path in sorted((root / "model" / room).glob("*.*")):
        for name in re.findall(r'#include "(?:ns3/)?([a-z0-9-]+\.h)"', path.read_text()):
            if rooms.get(name) in FORBIDDEN[room]:
                wrong.append(f"{path.name} includes {name} of {rooms[name]}")
    assert not wrong
