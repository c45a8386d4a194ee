# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""The Python package runs programs that wait in simulated time."""

import hashlib
import os
import subprocess
import sys

import pytest
from binding_support import ws


@pytest.fixture
def net():
    """Return a new network, closed at the end."""
    with ws.Network() as network:
        yield network


@pytest.fixture
def pair(net):
    """Return a CE device and a server with a link between them."""
    pda = net.node("pda", profile="wince-6.0")
    server = net.node("server", profile="windows-nt")
    net.link(pda, server, rate="115200bps", delay="20ms")
    return pda, server


def start_winsock(api):
    """Start Winsock and return a TCP socket."""
    assert api.WSAStartup(0x0202) == 0
    s = api.socket(ws.AF_INET, ws.SOCK_STREAM, ws.IPPROTO_TCP)
    assert s != ws.INVALID_SOCKET
    return s


def serve_echo(api, port=7):
    """Send back what the first peer sends."""
    listener = start_winsock(api)
    assert api.bind(listener, ("", port)) == 0
    assert api.listen(listener) == 0
    s, _ = api.accept(listener)
    while data := api.recv(s, 512):
        assert api.send(s, data) == len(data)
    api.closesocket(s)
    api.closesocket(listener)
    return api.WSACleanup()


def run_echo(data, directory=None):
    """Send data through an echo; return what came back, and the simulated times on the way."""
    times = []
    received = bytearray()
    with ws.Network() as network:
        pda = network.node("pda", profile="wince-6.0")
        server = network.node("server", profile="windows-nt")
        network.link(pda, server, rate="115200bps", delay="20ms")
        if directory:
            network.trace_calls(directory / "calls.txt")

        def receive(api, s):
            while len(received) < len(data):
                received.extend(api.recv(s, 4096))
                times.append(api.now)

        def client(api):
            s = start_winsock(api)
            assert api.connect(s, (server.address, 7)) == 0
            times.append(api.now)
            for at in range(0, len(data), 300):
                assert api.send(s, data[at : at + 300]) == len(data[at : at + 300])
                times.append(api.now)
            receive(api, s)
            api.shutdown(s, ws.SD_SEND)
            assert api.recv(s, 1) == b""
            times.append(api.now)
            return 7

        serving = server.process(serve_echo, start=1.0)
        calling = pda.process(client, start="2000ms")
        network.run(until=60.0)
        assert (serving.state, serving.exit_code) == (ws.State.EXITED, 0)
        assert (calling.state, calling.exit_code) == (ws.State.EXITED, 7)
        assert network.now == 60.0
    return bytes(received), times


def test_echo_returns_every_byte():
    data = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(100))
    received, times = run_echo(data)
    assert received == data
    assert times == sorted(times)
    # 3200 bytes and their return over 115200 bit/s take 0.44 s and more.
    assert 2.04 < times[0] < 2.1
    assert times[-1] > 2.4


def test_two_runs_are_alike(tmp_path):
    for name in "ab":
        (tmp_path / name).mkdir()
    first = run_echo(bytes(1500), tmp_path / "a")
    assert run_echo(bytes(1500), tmp_path / "b") == first
    calls = (tmp_path / "a" / "calls.txt").read_text()
    assert calls == (tmp_path / "b" / "calls.txt").read_text()
    assert "connect" in calls


def test_programs_take_turns_in_the_order_of_their_events(net, pair):
    order = []

    def program(api, name, delays):
        for delay in delays:
            api.sleep(delay)
            order.append((name, round(api.now, 6)))

    pair[0].process(program, args=("a", [1, 1, 1]))
    pair[1].process(program, args=("b", [0.5, 1.5, "1s"]))
    net.run()
    assert order == [
        ("b", 0.5),
        ("a", 1.0),
        ("b", 2.0),
        ("a", 2.0),
        ("b", 3.0),
        ("a", 3.0),
    ]


def test_no_time_passes_while_programs_run(net, pair):
    seen = []

    def program(api):
        api.sleep("1us")
        before = api.now
        start_winsock(api)
        seen.append(api.now - before)

    for node in pair:
        node.process(program, start=1)
    net.run(until=2)
    assert seen == [0.0, 0.0]


def test_run_can_be_continued(net, pair):
    seen = []

    def program(api):
        while True:
            api.sleep(1)
            seen.append(api.now)

    pair[0].process(program, name="clock")
    net.run(until=2.5)
    assert seen == [1.0, 2.0]
    pair[1].process(program, start=2.75)
    net.run(until="4500ms")
    assert seen == [1.0, 2.0, 3.0, 3.75, 4.0]
    with pytest.raises(ValueError, match="present time"):
        net.run(until=1)


def test_datagrams_keep_boundaries_and_senders(net, pair):
    pda, server = pair
    got = []

    def receiver(api):
        api.WSAStartup(0x0202)
        s = api.socket(ws.AF_INET, ws.SOCK_DGRAM, ws.IPPROTO_UDP)
        api.bind(s, ("", 5000))
        for _ in range(3):
            got.append(api.recvfrom(s, 100))

    def sender(api):
        api.WSAStartup(0x0202)
        s = api.socket(ws.AF_INET, ws.SOCK_DGRAM, ws.IPPROTO_UDP)
        api.bind(s, ("", 4000))
        for data in (b"one", bytearray(b"three"), memoryview(b"")):
            assert api.sendto(s, data, 0, (server.address, 5000)) == len(data)

    server.process(receiver, start=1)
    pda.process(sender, start=2)
    net.run(until=10)
    assert got == [(data, (pda.address, 4000)) for data in (b"one", b"three", b"")]


def test_routers_forward(net):
    nodes = [net.node(name) for name in "abc"]
    net.link(nodes[0], nodes[1])
    net.link(nodes[1], nodes[2])
    assert nodes[1].addresses == ["10.0.1.2", "10.0.2.1"]

    def client(api):
        s = start_winsock(api)
        assert api.connect(s, (nodes[2].address, 7)) == 0
        assert api.send(s, b"far away") == 8
        answer = api.recv(s, 100)
        api.closesocket(s)
        return answer == b"far away"

    nodes[2].process(serve_echo)
    calling = nodes[0].process(client, start=1)
    net.run(until=5)
    assert calling.exit_code


def test_example_prints_the_echo(root, build_dir):
    environment = dict(os.environ, PYTHONPATH=str(build_dir / "python"))
    done = subprocess.run(
        [sys.executable, "-B", root / "examples" / "python" / "first.py"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    assert "server  connection from 10.0.1.1" in done.stdout
    assert "pda     received b'Hello over the wire'" in done.stdout


def test_scenario_of_the_readme_runs(root, capsys):
    code = (root / "README.md").read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    exec(compile(code, "README.md", "exec"), {})
    assert "(b'hello', ('10.0.1.1', " in capsys.readouterr().out
