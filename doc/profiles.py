#!/usr/bin/env python3
# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Write the page profiles.rst from the device profiles, data/device-profiles.json."""

import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[1]
DATA = ROOT / "data" / "device-profiles.json"
PAGE = ROOT / "doc" / "profiles.rst"

# The classes of devices, in the order of the page.
CLASSES = {
    "Windows CE": "Windows CE and Windows Mobile",
    "desktop": "Desktop systems",
    "small": "Other small stacks",
}

MARKS = {"documented": "D", "derived": "V", "assumed": "A"}

HEAD = """.. This page is written by doc/profiles.py from data/device-profiles.json; change that file.
.. highlight:: sh

Device profiles
===============

A profile is a class of devices: how much they have, what they choose where systems differ, and what they do without.
``WinsockStackHelper::SetProfile`` chooses one. Each value is an attribute of ``WinsockStack`` as well, so that a
scenario can change it. What a value does is told in :doc:`limits`.

Each value says what it rests on:

* **D**, documented: a source says it.
* **V**, derived: it was computed, or carried over from something that is documented.
* **A**, assumed: it was chosen, because nobody published it. All ceilings of descriptors and buffers of Windows CE are
  of this kind: state those that a study rests on.

The same for one profile, with the notes of each value::

   ./winsock profile
   ./winsock profile wince-5.0

"""

OWN = """
Profiles of your own
--------------------

``WinsockStackHelper::AddProfiles("scanner.json")``, in Python ``ns3_winsock.add_profiles("scanner.json")``, adds the
profiles of a file. They have the form of those in ``data/device-profiles.json``; one that names a ``base`` gives only
what differs. A value stands for itself, or has ``provenance``, ``source``, ``note`` and ``confidence`` beside it:

.. code-block:: json

   {"sources": {"sheet": "data sheet of the scanner"},
    "profiles": [
      {"name": "scanner", "base": "wince-5.0", "description": "a scanner with little memory",
       "values": {"maxSocketsPerProcess": 12,
                  "poolBytes": {"value": 524288, "provenance": "documented", "source": "sheet"}}}]}

A key that does not exist is refused with the nearest that does, and so are values that no device can have together; the
message names the file, the profile, the key and what mends it. ``./winsock profile scanner --file scanner.json`` shows
what was read.
"""


def read_data():
    """Return the file."""
    return json.loads(DATA.read_text())


def table(head, rows, widths=None):
    """Return a table as reStructuredText."""
    text = "\n.. list-table::\n   :header-rows: 1\n"
    if widths:
        text += f"   :widths: {' '.join(str(width) for width in widths)}\n"
    text += "\n"
    for row in [head, *rows]:
        for at, cell in enumerate(row):
            text += ("   * - " if at == 0 else "     - ") + str(cell)
            text = text.rstrip() + "\n"
    return text + "\n"


def shown(value):
    """Return a value as people read it."""
    if value is None:
        return "none"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def short(name):
    """Return a profile's name without what the names of its class have in common."""
    return name[: -len("-default")] if name.endswith("-default") else name


def value_table(data, profiles):
    """Return the table of the values of some profiles."""
    rows = []
    for key, field in data["fields"].items():
        cells = [profile["values"][key] for profile in profiles]
        rows.append(
            [f"``{field.get('attribute', key)}``"]
            + [f"{shown(cell['value'])} {MARKS[cell['provenance']]}" for cell in cells]
        )
    return table(["value"] + [short(profile["name"]) for profile in profiles], rows)


def origin_of(value):
    """Return where a value comes from."""
    source = f"[{value['source']}]" if "source" in value else ""
    note = value.get("note", "")
    parts = ", ".join(part for part in (source, note) if part)
    return f"{value['provenance']}: {parts}" if parts else value["provenance"]


def origin_table(data, profiles):
    """Return the table of where the values of some profiles come from."""
    rows = []
    for key, field in data["fields"].items():
        groups = {}
        for profile in profiles:
            groups.setdefault(origin_of(profile["values"][key]), []).append(short(profile["name"]))
        origins = [
            origin if len(groups) == 1 else f"{origin} ({', '.join(members)})"
            for origin, members in groups.items()
        ]
        rows.append([f"``{field.get('attribute', key)}``", "; ".join(origins)])
    return "\nWhere they come from:\n" + table(["value", "rests on"], rows, [25, 75])


def field_table(data):
    """Return the table of what the values are."""
    rows = [
        [f"``{field.get('attribute', '')}``" if "attribute" in field else "", f"``{key}``"]
        + [field["unit"], field["text"]]
        for key, field in data["fields"].items()
    ]
    return table(["attribute", "in files", "unit", "what it is"], rows, [22, 24, 10, 44])


def unsupported_tables(data):
    """Return what profiles do without, once for those that lack the same."""
    groups = []
    for profile in data["profiles"]:
        for members, calls in groups:
            if calls == profile["unsupported"]:
                members.append(profile["name"])
                break
        else:
            groups.append(([profile["name"]], profile["unsupported"]))
    text = ""
    for members, calls in groups:
        text += "\n" + ", ".join(f"``{name}``" for name in members)
        if not calls:
            text += " have everything.\n"
            continue
        rows = [
            [
                ", ".join(f"``{call}``" for call in one["calls"]),
                f"{one['effect']} ({MARKS[one['effectProvenance']]}"
                + (f", [{one['source']}])" if "source" in one else ")"),
                f"``{one['error']}`` {MARKS[one['errorProvenance']]}" if one["calls"] else "",
            ]
            for one in calls
        ]
        text += ":\n" + table(["call, option or way", "what the systems do", "error"], rows, [34, 46, 20])
    return text


def expectation_table(data):
    """Return the table of what follows from the numbers."""
    rows = []
    for profile in data["profiles"]:
        it = profile["expectations"]
        dash = lambda value: "-" if value is None else str(value)  # noqa: E731
        rows.append(
            [
                short(profile["name"]),
                " / ".join(dash(it["appSocketsByNonIfsLayers"][str(layers)]) for layers in range(5)),
                dash(it["fullyLoadedTcpConnections"]),
                dash(it["automaticPorts"]),
                dash(it["sustainedActiveClosesPerSecond"]),
                " / ".join(dash(it["udpBurstKept"][size]) for size in ("64", "200", "1472")),
            ]
        )
    head = [
        "profile",
        "sockets of a program below 0 to 4 layers with handles of their own",
        "connections with full buffers",
        "automatic ports",
        "closes per second for ever",
        "queued datagrams of 64 / 200 / 1472 bytes",
    ]
    return table(head, rows, [20, 24, 14, 12, 12, 18])


def link_table(data):
    """Return the table of links."""
    rows = [
        [
            link["name"],
            f"{link['rateBps']} {MARKS[link['provenance']['rateBps']]}",
            f"{link['oneWayDelayMs']} {MARKS[link['provenance']['oneWayDelayMs']]}",
            f"{link['mtu']} {MARKS[link['provenance']['mtu']]}",
            ", ".join(
                part
                for part in (f"[{link['source']}]" if "source" in link else "", link.get("note", ""))
                if part
            ),
        ]
        for link in data["links"]
    ]
    return table(["link", "bits per second", "delay one way, ms", "MTU, bytes", "remark"], rows)


def section(title, text):
    """Return a section of the page."""
    return f"\n{title}\n{'-' * len(title)}\n{text}"


def page_of(data):
    """Return the text of the page."""
    counts = dict.fromkeys(MARKS, 0)
    for profile in data["profiles"]:
        for value in profile["values"].values():
            counts[value["provenance"]] += 1
    rows = [
        [f"``{p['name']}``", ", ".join(f"``{alias}``" for alias in p["aliases"]), p["description"], p["dialect"]]
        + [p["catalog"]]
        for p in data["profiles"]
    ]
    text = HEAD + section(
        "All profiles",
        table(["profile", "other names", "what it is", "dialect", "catalog"], rows, [20, 20, 38, 8, 14])
        + f"Of all values {counts['documented']} are documented, {counts['derived']} derived, "
        f"{counts['assumed']} assumed.\n",
    )
    text += section("What the values are", field_table(data))
    for name, title in CLASSES.items():
        profiles = [profile for profile in data["profiles"] if profile["class"] == name]
        text += section(title, value_table(data, profiles) + origin_table(data, profiles))
    text += section(
        "What follows from them",
        "\nA test computes each of these figures from the numbers that the library has. They are bounds: what a packet"
        " takes\nbeside its data is left out. \"-\" is not bounded.\n" + expectation_table(data),
    )
    text += section("What they do without", unsupported_tables(data))
    text += OWN
    text += section(
        "Links that go with such devices",
        "\nNothing in the module uses these figures; they are for scenarios.\n" + link_table(data),
    )
    sources = [[f"[{key}]", text_] for key, text_ in data["sources"].items()]
    return text + section("Sources", table(["key", "source"], sources, [20, 80]))


if __name__ == "__main__":
    PAGE.write_text(page_of(read_data()))
