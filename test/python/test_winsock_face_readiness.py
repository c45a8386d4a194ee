# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Waiting for sockets, options with structures, and receiving into buffers, in Python programs."""

import struct

import pytest
from binding_support import ws
from face_support import accept, connect, listen, run_alone, run_pair, tcp, udp
from hypothesis import given, settings
from hypothesis import strategies as st

# --- select ---------------------------------------------------------------------------------------


def test_select_waits_for_what_can_be_read():
    def server(api):
        s = accept(api)
        ready = api.select([s], None, None, 10)
        return ready, api.now, api.recv(s, 10)

    def client(api):
        s = connect(api)
        api.sleep(1)
        api.send(s, b"now")
        api.sleep(1)

    (ready, when, data), _ = run_pair(server, client)
    assert ready[0] and not ready[1] and not ready[2]
    assert 1.5 < when < 1.6
    assert data == b"now"


def test_select_ends_with_its_time_out():
    def program(api):
        s = udp(api)
        first = api.select([s], [s], [], 0)
        return first == ([], [s], []), api.select([s], timeout="1500ms"), api.now

    assert run_alone(program) == (True, ([], [], []), 1.5)


def test_select_takes_more_sockets_than_fd_setsize():
    def program(api):
        sockets = [udp(api) for _ in range(ws.FD_SETSIZE + 36)]
        return api.select(None, sockets)[1] == sockets

    assert run_alone(program)


def test_select_that_fails():
    def program(api):
        s = udp(api)
        none = api.select([], timeout=1), api.WSAGetLastError()
        return none, api.select([s + 4000]), api.WSAGetLastError()

    assert run_alone(program) == (
        (ws.SOCKET_ERROR, ws.WSAEINVAL),
        ws.SOCKET_ERROR,
        ws.WSAENOTSOCK,
    )


@settings(max_examples=15)
@given(st.lists(st.booleans(), min_size=1, max_size=8))
def test_select_finds_exactly_the_sockets_with_data(full):
    def program(api):
        sockets = [udp(api) for _ in full]
        sender = udp(api)
        for s, gets_data in zip(sockets, full):
            if gets_data:
                api.sendto(sender, b"x", 0, ("127.0.0.1", api.getsockname(s)[1]))
        api.sleep(1)
        wanted = [s for s, gets_data in zip(sockets, full) if gets_data]
        return api.select(sockets, timeout=0)[0] == wanted

    assert run_alone(program)


# --- WSAPoll --------------------------------------------------------------------------------------


def test_poll_tells_what_holds():
    def server(api):
        s = accept(api)
        nothing = api.WSAPoll([(s, ws.POLLRDNORM)], 10)
        data = api.WSAPoll([(s, ws.POLLRDNORM | ws.POLLWRNORM), (s, ws.POLLWRNORM)])
        return nothing, data

    def client(api):
        s = connect(api)
        api.sleep(1)
        api.send(s, b"x")
        api.sleep(1)

    (nothing, data), _ = run_pair(server, client)
    assert nothing == [0]
    assert data == [ws.POLLWRNORM, ws.POLLWRNORM]


def test_poll_of_a_device_that_has_none():
    def program(api):
        return api.WSAPoll([(udp(api), ws.POLLRDNORM)], 0), api.WSAGetLastError()

    assert run_alone(program, profile="wince-6.0") == (ws.SOCKET_ERROR, ws.WSAEOPNOTSUPP)


# --- Options and buffers --------------------------------------------------------------------------


def test_options_that_are_structures():
    def program(api):
        s = tcp(api)
        return (
            api.setsockopt(s, ws.SOL_SOCKET, ws.SO_LINGER, struct.pack("<HH", 1, 20)),
            api.getsockopt(s, ws.SOL_SOCKET, ws.SO_LINGER, 4),
            api.getsockopt(s, ws.SOL_SOCKET, ws.SO_LINGER, 2),
            api.WSAGetLastError(),
        )

    assert run_alone(program) == (
        0,
        struct.pack("<HH", 1, 20),
        ws.SOCKET_ERROR,
        ws.WSAEFAULT,
    )


def test_a_receive_time_out_is_in_milliseconds():
    def program(api):
        s = udp(api)
        api.setsockopt(s, ws.SOL_SOCKET, ws.SO_RCVTIMEO, 2500)
        return api.recvfrom(s, 10), ws.error_name(api.WSAGetLastError()), api.now

    outcome, error, when = run_alone(program)
    assert outcome == (ws.SOCKET_ERROR, None)
    assert error == "WSAETIMEDOUT"
    assert 2.5 <= when < 3.1


def test_receiving_into_a_buffer():
    def server(api):
        s = accept(api)
        room = bytearray(b"........")
        got = api.recv_into(s, memoryview(room)[2:6])
        return got, bytes(room), api.recv_into(s, room)

    def client(api):
        s = connect(api)
        api.send(s, b"abcd")
        api.sleep(1)
        api.shutdown(s, ws.SD_SEND)

    assert run_pair(server, client)[0] == (4, b"..abcd..", 0)


def test_receiving_a_datagram_into_a_buffer():
    def server(api):
        room = bytearray(8)
        got, sender = api.recvfrom_into(udp(api, 9), room)
        return got, bytes(room[:got]), sender[0]

    def client(api):
        return api.sendto(udp(api), b"abc", 0, ("10.0.1.2", 9))

    assert run_pair(server, client) == ((3, b"abc", "10.0.1.1"), 3)


def test_a_buffer_must_be_writable():
    def program(api):
        s = udp(api)
        with pytest.raises(BufferError):
            api.recv_into(s, b"read only")
        with pytest.raises(TypeError):
            api.recv_into(s, "text")

    run_alone(program)


def test_ended_while_it_waits_in_select():
    with ws.Network() as net:
        a = net.node("a")

        def program(api):
            api.select([listen(api)])

        process = a.process(program, stop=2)
        net.run(until=3)
        assert process.state is ws.State.KILLED
