#!/usr/bin/env python3
# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Draw the curves of the scenarios' pages, doc/figures/NAME.svg, from what the examples write.

Each example of FIGURES writes its curves with --out=FILE.csv: a line of names, then lines of numbers, the
first of which is where on the horizontal axis. "doc/curves.py FOLDER" draws those of NAME.csv in the folder.
Figures of SWEEPS are drawn from a file in doc/figures, since it takes long to make: "doc/curves.py
doc/figures" draws these alone.
"""

import csv
import dataclasses
import math
import pathlib
import sys
from xml.sax.saxutils import escape

ROOT = pathlib.Path(__file__).resolve().parents[1]
FIGURES_FOLDER = ROOT / "doc" / "figures"


@dataclasses.dataclass(frozen=True)
class Panel:
    """Curves above one another that share an axis; its curves are {name of a column: what it shows}."""

    title: str
    curves: dict
    steps: bool = True  # whether a value holds until the next one
    intervals: dict = dataclasses.field(default_factory=dict)  # {curve: column of half its interval's width}


@dataclasses.dataclass(frozen=True)
class Figure:
    """The panels of a picture, and what its horizontal axis shows."""

    axis: str
    panels: tuple
    logarithmic: bool = False  # the horizontal axis


@dataclasses.dataclass(frozen=True)
class Sweep:
    """A figure of a sweep over limits: which points of a file, and what of them."""

    file: str
    across: str  # the column of the limit that changes
    fixed: str  # the column of the other one, which has its largest value
    figure: Figure


FIGURES = {
    "winsock-accept-storm": Figure(
        "seconds after the storm",
        (
            Panel(
                "Objects that have arrived",
                {
                    "rst objects": "queue of 5, resets",
                    "drop objects": "queue of 5, drops",
                    "long objects": "queue of 200",
                },
            ),
            Panel(
                "Connections that the server has",
                {
                    "rst connections": "queue of 5, resets",
                    "drop connections": "queue of 5, drops",
                    "long connections": "queue of 200",
                },
            ),
        ),
    ),
    "winsock-leak-next-door": Figure(
        "hours",
        (
            Panel(
                "Descriptors held on the device",
                {
                    "ce5 held": "CE 5, one table of 48",
                    "ce6 held": "CE 6, 48 for each process",
                    "own held": "CE 5, as the profile has it",
                },
            ),
            Panel(
                "Alarms lost",
                {"ce5 lost": "CE 5, one table of 48", "ce6 lost": "CE 6", "own lost": "CE 5, as the profile"},
            ),
        ),
    ),
    "winsock-retry-policies": Figure(
        "seconds; the host is silent from 20 s to 40 s",
        tuple(
            Panel(
                f"Unfinished transactions: few {short}, answers {answers}",
                {
                    f"{column} {answers} {policy}": policy
                    for policy in ("gives up", "at once", "back-off", "closes oldest", "resets oldest")
                },
            )
            for short, column in (("descriptors", "descriptors"), ("bytes of memory", "memory"))
            for answers in ("late", "lost")
        ),
    ),
    "winsock-slow-reader": Figure(
        "seconds",
        (
            Panel(
                "Network memory held, KiB of 2,048",
                {
                    "close KiB": "closes",
                    "turn KiB": "reads in turn",
                    "comes KiB": "reads what has come",
                    "withheld KiB": "the same, 25 % withheld",
                },
            ),
            Panel(
                "Descriptors held",
                {
                    "close descriptors": "closes",
                    "turn descriptors": "reads in turn",
                    "comes descriptors": "reads what has come",
                    "withheld descriptors": "the same, 25 % withheld",
                },
            ),
            Panel(
                "Calls of the neighbour that failed",
                {
                    "close failures": "closes",
                    "turn failures": "reads in turn",
                    "comes failures": "reads what has come",
                    "withheld failures": "the same, 25 % withheld",
                },
            ),
        ),
    ),
    "winsock-software-update": Figure(
        "leaves",
        tuple(
            Panel(
                title,
                {
                    f"circuit {what}": "circuit",
                    f"copies {what}": "circuit of copies",
                    f"multicast {what}": "multicast",
                    f"streams {what}": "streams",
                },
                steps=False,
            )
            for title, what in (
                ("Seconds until the last leaf has the update", "seconds"),
                ("Kilobytes on the wire", "kilobytes"),
                ("Kilobytes of buffers at the root", "buffers"),
            )
        ),
    ),
}

def fleet_of(error, axis, formula):
    """Return a figure of the shares of reports that a fleet lost to an error, with its intervals."""
    accesses = {"802.11": "802.11g, cells of 20", "PPP": "PPP, 115.2 kbit/s"}
    curves = {f"{access} {error}": name for access, name in accesses.items()}
    intervals = {curve: f"{curve} +-" for curve in curves}
    if formula:
        curves |= {f"{access} formula": f"by formula, {access}" for access in accesses}
    return Figure(axis, (Panel(f"Reports lost to {error}, %", curves, False, intervals),), True)


SWEEPS = {
    "winsock-fleet-descriptors": Sweep(
        "winsock-fleet.csv", "descriptors", "pool", fleet_of("WSAEMFILE", "descriptors of a device", True)
    ),
    "winsock-fleet-memory": Sweep(
        "winsock-fleet.csv",
        "pool",
        "descriptors",
        fleet_of("WSAENOBUFS", "network memory of a device, KiB", False),
    ),
}

# --- Drawing --------------------------------------------------------------------------------------

WIDTH = 760
LEFT, RIGHT, TOP, BOTTOM = 74, 20, 44, 24  # around the area of a panel
HEIGHT = 150  # of that area
AXIS_HEIGHT = 26  # of the title below the last panel
# Colours that remain different to eyes that do not tell red from green, and dashes for print.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#777777", "#e69f00")
DASHES = ("none", "7 3", "2 2", "9 3 2 3", "none", "4 4")


def ticks_of(greatest):
    """Return round numbers from 0 up to the first that is not below the greatest."""
    if greatest <= 0:
        return [0, 1]
    power = 10 ** math.floor(math.log10(greatest))
    step = next(s * power / 10 for s in (1, 2, 2.5, 4, 5, 10, 20) if greatest <= 5 * s * power / 10)
    if float(greatest).is_integer() and step < 1:
        step = 1
    return [i * step for i in range(math.ceil(greatest / step) + 1)]


def text_of(number):
    """Return a number as an axis shows it."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:g}"


class Axis:
    """Where numbers lie between two places of the picture."""

    def __init__(self, ticks, last, begin, end, logarithmic=False):
        self.ticks = [tick for tick in ticks if tick <= last]
        self.begin, self.end = begin, end
        self.scale = math.log if logarithmic else float
        self.first, self.last = self.scale(ticks[0]), self.scale(last)

    def place(self, number):
        """Return where a number lies."""
        share = (self.scale(number) - self.first) / (self.last - self.first)
        return self.begin + share * (self.end - self.begin)


def path_of(points, steps):
    """Return the path through the points, less those that lie on a level line between others."""
    path, last = [], None
    for i, (x, y) in enumerate(points):
        if last is None:
            path.append(f"M{x:.1f},{y:.1f}")
        elif y != last or i == len(points) - 1 or (not steps and points[i + 1][1] != y):
            path.append((f"H{x:.1f}" + (f"V{y:.1f}" if y != last else "")) if steps else f"L{x:.1f},{y:.1f}")
        last = y
    return "".join(path)


def legend_of(curves, top):
    """Return the names of the curves of a panel, each behind a piece of its line."""
    x = LEFT
    for i, name in enumerate(curves.values()):
        yield (
            f'<path d="M{x},{top}h22" fill="none" stroke="{COLOURS[i]}" stroke-width="2"'
            f' stroke-dasharray="{DASHES[i]}"/>'
        )
        yield f'<text x="{x + 27}" y="{top + 4}">{escape(name)}</text>'
        x += 46 + round(6.6 * len(name))


def panel_of(panel, rows, across, top):
    """Return one panel as lines of SVG."""
    bottom = top + HEIGHT
    greatest = max(row[name] for row in rows for name in panel.curves if row[name] is not None)
    ticks = ticks_of(greatest)
    upward = Axis(ticks, ticks[-1], bottom, top)
    yield f'<text x="{LEFT}" y="{top - 26}" font-weight="bold">{escape(panel.title)}</text>'
    yield from legend_of(panel.curves, top - 11)
    for tick in upward.ticks:
        y = upward.place(tick)
        yield f'<path d="M{LEFT},{y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{text_of(tick)}</text>'
    for tick in across.ticks:
        x = across.place(tick)
        yield f'<path d="M{x:.1f},{top}V{bottom + 4}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 17}" text-anchor="middle">{text_of(tick)}</text>'
    horizontal = next(iter(rows[0]))
    for i, name in enumerate(panel.curves):
        points = [
            (across.place(row[horizontal]), upward.place(row[name])) for row in rows if row[name] is not None
        ]
        yield (
            f'<path d="{path_of(points, panel.steps)}" fill="none" stroke="{COLOURS[i]}"'
            f' stroke-width="2" stroke-dasharray="{DASHES[i]}" stroke-linejoin="round"/>'
        )
        if name in panel.intervals:
            for row in (row for row in rows if row[name] is not None):
                x, half = across.place(row[horizontal]), row[panel.intervals[name]]
                low, high = (upward.place(max(row[name] + sign * half, 0)) for sign in (-1, 1))
                yield (
                    f'<path d="M{x - 4:.1f},{low:.1f}h8m-4,0V{high:.1f}m-4,0h8" fill="none"'
                    f' stroke="{COLOURS[i]}" stroke-width="1.5"/>'
                )


def axis_of(figure, rows):
    """Return the horizontal axis."""
    values = [row[next(iter(row))] for row in rows]
    ticks = sorted(set(values)) if figure.logarithmic else ticks_of(max(values))
    return Axis(ticks, max(values), LEFT, WIDTH - RIGHT, figure.logarithmic)


def draw(figure, rows):
    """Return the figure as SVG; rows are {name of a column: number, or None for nothing}."""
    height = len(figure.panels) * (TOP + HEIGHT + BOTTOM) + AXIS_HEIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}"'
        f' height="{height}" font-family="Helvetica, Arial, sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
    ]
    across = axis_of(figure, rows)
    for i, panel in enumerate(figure.panels):
        lines += panel_of(panel, rows, across, i * (TOP + HEIGHT + BOTTOM) + TOP)
    lines.append(
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{height - 8}" text-anchor="middle">{escape(figure.axis)}</text>'
    )
    return "\n".join([*lines, "</svg>", ""])


def read(path):
    """Return the rows of a file of curves."""
    with open(path, encoding="utf-8", newline="") as file:
        return [
            {name: float(value) if value else None for name, value in row.items()}
            for row in csv.DictReader(file)
        ]


def read_sweep(path, sweep):
    """Return the rows of a sweep: all of a limit's points, of any access, in one."""
    with open(path, encoding="utf-8", newline="") as file:
        points = list(csv.DictReader(file))
    most = max(float(point[sweep.fixed]) for point in points)
    rows = {}
    for point in points:
        if float(point[sweep.fixed]) == most:
            limit = float(point[sweep.across])
            row = rows.setdefault(limit, {sweep.across: limit})
            row |= {f"{point['access']} {name}": float(value) for name, value in point.items() if name != "access"}
    columns = {column for row in rows.values() for column in row}
    return [{sweep.across: limit} | {c: rows[limit].get(c) for c in columns} for limit in sorted(rows)]


def draw_sweep(name):
    """Return a figure of a sweep as SVG."""
    sweep = SWEEPS[name]
    return draw(sweep.figure, read_sweep(FIGURES_FOLDER / sweep.file, sweep))


def main(folder):
    for name in SWEEPS:
        (FIGURES_FOLDER / f"{name}.svg").write_text(draw_sweep(name), encoding="utf-8")
    for name, figure in FIGURES.items():
        path = pathlib.Path(folder) / f"{name}.csv"
        if path.exists():
            (FIGURES_FOLDER / f"{name}.svg").write_text(draw(figure, read(path)), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
