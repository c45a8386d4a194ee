# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Dependencies between the rooms of model/ point down the road of a call, never up."""

import re

import pytest

# Which rooms the files of a room must not include.
FORBIDDEN = {
    "abi": {"name-service", "catalog", "spi", "layers", "base", "io", "os", "record", "api", "plain"},
    "catalog": {"name-service", "spi", "layers", "base", "io", "os", "record", "api", "plain"},
    "spi": {"name-service", "layers", "base", "api", "plain"},
    "layers": {"name-service", "base", "api", "plain"},
    "base": {"name-service", "layers", "api", "plain"},
    "io": {"name-service", "catalog", "spi", "layers", "base", "api", "plain"},
    "name-service": {"catalog", "spi", "layers", "record", "api", "plain"},
    "os": {"layers", "io", "name-service", "api", "plain"},
    "record": {"name-service", "catalog", "spi", "layers", "base", "io", "api", "plain"},
    "api": {"layers", "base", "plain"},
    "plain": {"name-service", "catalog", "spi", "layers", "base", "record"},
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
