# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""What becomes of Python programs that fail, are ended, or make mistakes."""

import gc
import os
import signal
import subprocess
import sys
import textwrap

import pytest
from binding_support import ws
from ns3_winsock import _native


@pytest.fixture
def net():
    """Return a new network, closed at the end."""
    with ws.Network() as network:
        yield network


@pytest.fixture
def pair(net):
    """Return a CE device and a server with a link between them."""
    nodes = net.node("pda", profile="wince-6.0"), net.node("server", profile="windows-nt")
    net.link(*nodes, rate="1Mbps", delay="1ms")
    return nodes


def listen(api):
    """Start Winsock and return a listening socket."""
    api.WSAStartup(0x0202)
    s = api.socket(ws.AF_INET, ws.SOCK_STREAM, ws.IPPROTO_TCP)
    assert api.bind(s, ("", 7)) == 0
    assert api.listen(s) == 0
    return s


# --- Ends -----------------------------------------------------------------------------------------


def test_stop_ends_a_program_that_waits(net, pair):
    log = []

    def program(api):
        s = listen(api)
        try:
            api.accept(s)
            log.append("accepted")
        finally:
            log.append(api.now)

    process = pair[0].process(program, start=1, stop=2.5)
    assert process.state is ws.State.WAITING
    net.run(until=2)
    assert process.state is ws.State.RUNNING
    net.run(until=3)
    assert log == [2.5]
    assert process.state is ws.State.KILLED
    assert process.exit_code is None


def block_in(api, call, peer):
    """Start Winsock and make a call that never comes to its end."""
    api.WSAStartup(0x0202)
    s = api.socket(ws.AF_INET, ws.SOCK_STREAM, ws.IPPROTO_TCP)
    datagrams = api.socket(ws.AF_INET, ws.SOCK_DGRAM, ws.IPPROTO_UDP)
    api.bind(datagrams, ("", 0))
    if call in ("recv", "send"):
        assert api.connect(s, (peer, 7)) == 0
    {
        "connect": lambda: api.connect(s, ("10.0.1.77", 7)),
        "recv": lambda: api.recv(s, 2**20),
        "send": lambda: api.send(s, bytearray(2**20)),
        "recvfrom": lambda: api.recvfrom(datagrams, 100),
        "sleep": lambda: api.sleep("1h"),
    }[call]()


@pytest.mark.parametrize("call", ["connect", "recv", "send", "recvfrom", "sleep"])
def test_every_call_that_waits_can_be_ended(net, pair, call):
    def accept(api):
        s = listen(api)
        api.accept(s)
        api.sleep("1h")

    pair[1].process(accept)
    process = pair[0].process(block_in, start=1, stop=4, args=(call, pair[1].address))
    net.run(until=3)
    assert process.state is ws.State.RUNNING
    assert _native.fiber_stacks()[0] == 2
    net.run(until=5)
    assert process.state is ws.State.KILLED
    assert _native.fiber_stacks()[0] == 1


def test_an_ended_program_cannot_call(net, pair):
    log = []

    def program(api):
        s = listen(api)
        try:
            api.accept(s)
        except ws.ProcessKilled:
            try:
                api.closesocket(s)
            except ws.ProcessKilled:
                log.append("not even now")
            raise

    pair[0].process(program, stop=1)
    net.run(until=2)
    assert log == ["not even now"]


def test_close_unwinds_programs(net, pair):
    log = []

    def program(api):
        try:
            api.sleep(100)
        finally:
            log.append("unwound")

    processes = [node.process(program) for node in pair]
    net.run(until=1)
    net.close()
    assert log == ["unwound", "unwound"]
    assert [process.state for process in processes] == [ws.State.KILLED] * 2
    with pytest.raises(RuntimeError, match="closed"):
        net.run()


def test_a_new_network_closes_the_one_before(net, pair):
    log = []

    def program(api):
        try:
            api.sleep(100)
        finally:
            log.append("unwound")

    pair[0].process(program)
    net.run(until=1)
    with ws.Network() as other:
        assert log == ["unwound"]
        assert other.now == 0.0
        with pytest.raises(RuntimeError, match="closed"):
            net.node("late")


def test_programs_that_have_not_begun_stay_so(net, pair):
    ran = []
    pair[0].process(failing)
    processes = [
        pair[0].process(lambda api: ran.append(api), start=2),
        pair[1].process(lambda api: ran.append(api), start=3, stop=4),
    ]
    with pytest.raises(ws.ProgramError):
        net.run(until=5, errors="stop")
    net.close()
    assert ran == []
    assert [process.state for process in processes] == [ws.State.WAITING] * 2


def test_processes_outlive_their_network():
    with ws.Network() as network:
        process = network.node("a").process(lambda api: api.sleep(9))
        network.run(until=1)
    del network
    process.node = None
    gc.collect()
    with ws.Network() as other:
        other.node("b").process(lambda api: api.sleep(2))
        assert process._native.process_id == 0
        process._native.terminate()
        del process
        gc.collect()
        other.run(until=3)


def test_exit_codes(net, pair):
    def leave(api, code):
        api.exit(code)

    processes = [pair[0].process(leave, args=(3,)), pair[0].process(lambda api: None)]
    net.run()
    assert [process.exit_code for process in processes] == [3, 0]
    assert [process.id for process in processes] == [1, 2]


def test_fifty_networks_leave_nothing_behind():
    def server(api):
        s = listen(api)
        api.accept(s)
        api.accept(s)

    def client(api, to):
        api.WSAStartup(0x0202)
        s = api.socket(ws.AF_INET, ws.SOCK_STREAM, ws.IPPROTO_TCP)
        assert api.connect(s, (to, 7)) == 0
        api.recv(s, 10)

    stacks = []
    for _ in range(50):
        with ws.Network() as network:
            a, b = network.node("a"), network.node("b", profile="wince-6.0")
            network.link(a, b)
            a.process(server)
            b.process(client, start=1, args=(a.address,))
            network.run(until=5)
            assert _native.fiber_stacks()[0] == 2
        stacks.append(_native.fiber_stacks())
    assert stacks[-1][0] == 0
    assert stacks[-1] == stacks[0]
    del network, a, b
    gc.collect()
    assert not [thing for thing in gc.get_objects() if isinstance(thing, ws.Process)]


# --- Failures -------------------------------------------------------------------------------------


def failing(api):
    """Fail at 1.5 s."""
    api.sleep(1.5)
    return [][1]


@pytest.mark.parametrize("errors, end", [("raise", 5.0), ("stop", 1.5), ("report", 5.0)])
def test_an_exception_ends_its_program(net, pair, capfd, errors, end):
    process = pair[1].process(failing)
    other = pair[0].process(lambda api: api.sleep(4))
    message = "process 'failing' (1) of node 'server' failed at 1.5 s of simulated time"
    if errors == "report":
        net.run(until=5, errors=errors)
    else:
        with pytest.raises(ws.ProgramError) as caught:
            net.run(until=5, errors=errors)
        assert str(caught.value) == message
        assert isinstance(caught.value.__cause__, IndexError)
        assert caught.value is process.error
    assert net.now == end
    assert process.state is ws.State.FAILED
    assert (other.state is ws.State.EXITED) == (end == 5.0)
    report = capfd.readouterr().err
    assert report.startswith(message + ":\nTraceback")
    assert "return [][1]" in report
    assert "_run" not in report


def test_a_failure_releases_the_sockets(net, pair, capfd):
    def program(api):
        listen(api)
        raise KeyError("gone")

    def again(api):
        listen(api)
        return 1

    pair[0].process(program)
    second = pair[0].process(again, start=1)
    net.run(errors="report")
    assert second.exit_code == 1
    assert "KeyError: 'gone'" in capfd.readouterr().err


def test_ctrl_c_ends_a_run():
    script = textwrap.dedent(
        """
        import os, signal, sys, threading
        import ns3_winsock as ws

        net = ws.Network()
        a, b = net.node("a"), net.node("b")
        net.link(a, b, delay="1us")

        def flood(api, to):
            api.WSAStartup(0x0202)
            s = api.socket(ws.AF_INET, ws.SOCK_DGRAM, ws.IPPROTO_UDP)
            try:
                print("running", flush=True)
                while True:
                    api.sendto(s, b"x", 0, (to, 9))
                    api.sleep("1ms")
            finally:
                print("unwound", flush=True)

        a.process(flood, args=(b.address,))
        try:
            net.run()
        except KeyboardInterrupt:
            net.close()
            print("interrupted", flush=True)
        """
    )
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))
    with subprocess.Popen(
        [sys.executable, "-c", script],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        # A parent that runs in the background may have switched the signal off.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as child:
        assert child.stdout.readline() == "running\n"
        child.send_signal(signal.SIGINT)
        rest = child.communicate(timeout=30)[0]
    assert rest.split() == ["unwound", "interrupted"]
    assert child.returncode == 0


# --- Mistakes -------------------------------------------------------------------------------------


def test_calls_from_outside_are_refused(net, pair):
    apis = []

    def program(api):
        apis.append(api)
        api.WSAStartup(0x0202)
        api.sleep(1)
        return 5

    process = pair[0].process(program)
    net.run(until=0.5)
    with pytest.raises(RuntimeError, match="Only the program"):
        apis[0].WSACleanup()
    net.run(until=2)
    assert process.exit_code == 5
    with pytest.raises(ws.ProcessKilled):
        apis[0].WSACleanup()
    net.close()
    with pytest.raises(RuntimeError, match="closed"):
        apis[0].WSACleanup()


def test_a_program_cannot_run_the_network(net, pair):
    def program(api):
        with pytest.raises(RuntimeError, match="running already"):
            net.run()
        with pytest.raises(RuntimeError, match="cannot close"):
            ws.Network()
        return 1

    process = pair[0].process(program)
    net.run()
    assert process.exit_code == 1


@pytest.mark.parametrize(
    "mistake, words",
    [
        (lambda net, a, b: net.node("c", profile="windows-98"), "windows-98.*wince-6.0"),
        (lambda net, a, b: net.node("pda"), "'pda' already"),
        (lambda net, a, b: net.node("c", catalog="nowhere.txt"), "nowhere.txt"),
        (lambda net, a, b: net.node("c").address, "link first"),
        (lambda net, a, b: net.link(a, a), "two different nodes"),
        (lambda net, a, b: net.link(a, "server"), "not 'server'"),
        (lambda net, a, b: net.link(a, b, rate="fast"), "rate of a link.*'fast'"),
        (lambda net, a, b: net.link(a, b, rate=0), "rate of a link.*0"),
        (lambda net, a, b: net.link(a, b, delay="-1ms"), "delay of a link.*'-1ms'"),
        (lambda net, a, b: net.run(until=float("nan")), "end of a run.*nan"),
        (lambda net, a, b: net.run(errors="ignore"), "'raise', 'stop' or 'report'"),
        (lambda net, a, b: a.process(failing, start=2, stop=1), "before it starts"),
        (lambda net, a, b: ws.Network(seed=0), "seed"),
        (lambda net, a, b: net.run(until=2) or a.process(failing, start=1), "before the present"),
    ],
)
def test_mistakes_say_what_was_expected(net, pair, mistake, words):
    with pytest.raises(ValueError, match=words):
        mistake(net, *pair)


def test_a_trace_needs_a_file_that_can_be_written(net, tmp_path):
    with pytest.raises(FileNotFoundError):
        net.trace_calls(tmp_path / "nowhere" / "calls.txt")


def generate(api):
    """Be no plain function."""
    yield api


async def coroutine(api):
    """Be no plain function either."""


@pytest.mark.parametrize("program", [generate, coroutine, "echo"])
def test_only_plain_functions_are_programs(pair, program):
    with pytest.raises(TypeError, match="function"):
        pair[0].process(program)


def test_decorated_functions_stay_as_they_are(net, pair):
    ran = []

    @pair[0].process(start=1)
    @pair[1].process(start=1)
    def program(api):
        ran.append(api.process.node.name)

    net.run()
    assert ran == ["server", "pda"]
    assert [process.name for process in net.processes] == ["program", "program"]
    assert callable(program) and not isinstance(program, ws.Process)
