# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""The benchmark program: names that stay, and what memory is promised.

Times are not judged here, because they depend on what else the machine does. Memory and allocations
do not.
"""

import subprocess

import pytest

NAMES = """\
blocking_switch.ns
catalog_select_1000_to_10.ratio
ce_growth_10000_to_1000.ratio
ce_node.bytes
ce_node_program.bytes
ce_setup.ratio
chain7_to_base.create_close.ratio
churn.rss_growth.bytes
create_bind_close.tcp.ratio
create_bind_close.udp.ratio
create_close.tcp.ratio
create_close.udp.ratio
layer_call.allocations
layer_call.ns_per_layer
memory.socket_connected.bytes
memory.socket_unbound.bytes
memory.stack_idle.bytes
overlapped_receive.ratio
pending_operation.bytes
short_connection.ratio
style.asyncselect.idle_growth.ratio
style.asyncselect.ratio
style.blocking.idle_growth.ratio
style.blocking.ratio
style.eventselect.idle_growth.ratio
style.eventselect.ratio
style.poll.idle_growth.ratio
style.poll.ratio
style.port.idle_growth.ratio
style.port.ratio
style.routine.idle_growth.ratio
style.routine.ratio
style.select.idle_growth.ratio
style.select.ratio
tcp_bulk.ratio
udp_datagrams.ratio
"""


@pytest.fixture
def bench(build_dir):
    """Return a function that runs the benchmark program with arguments."""

    def run(*arguments):
        return subprocess.run(
            [build_dir / "bin" / "winsock-bench", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def read_lines(text):
    """Return the values by name, and the units by name, of lines "name value unit"."""
    values, units = {}, {}
    for line in text.splitlines():
        if line.startswith("# "):
            continue
        name, value, unit = line.split(" ")
        values[name] = float(value)
        units[name] = unit
    return values, units


def test_names_stay(bench):
    assert bench("--list").stdout == NAMES


def test_unknown_name_is_refused(bench):
    done = bench("create_close", "no_such_thing")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "'no_such_thing'" in done.stderr


@pytest.mark.parametrize(
    "name, limit",
    [
        ("memory.stack_idle.bytes", 1024),
        ("memory.socket_unbound.bytes", 256),
        ("memory.socket_connected.bytes", 512),
        ("pending_operation.bytes", 384),
        ("ce_node.bytes", 2720),
        ("ce_node_program.bytes", 3800),
    ],
)
def test_memory_is_within_its_limit(bench, name, limit):
    done = bench(name)
    values, units = read_lines(done.stdout)
    assert list(values)[-1] == name
    assert set(units.values()) == {"bytes"}
    assert 0 < values[name] <= limit


def test_layers_allocate_nothing_for_a_call(bench):
    values, units = read_lines(bench("layer_call.allocations").stdout)
    assert list(values) == [
        "layer_call.allocations_ifs",
        "layer_call.allocations_non_ifs",
        "layer_call.allocations",
    ]
    assert set(values.values()) == {0}
    assert set(units.values()) == {"allocations"}


@pytest.mark.parametrize("name", ["layer_call.ns_per_layer", "chain7_to_base.create_close.ratio"])
def test_cost_of_layers_is_a_table_by_length(bench, name):
    text = bench(name).stdout
    rows = [line.split()[1:] for line in text.splitlines() if line.startswith("# ")]
    assert [row[0] for row in rows if row[0].isdigit()] == list("1234567")
    shortest, longest = ([float(cell) for cell in row[1:]] for row in (rows[2], rows[8]))
    assert all(0 < one < seven for one, seven in zip(shortest, longest))
    assert list(read_lines(text)[0])[-1] == name
