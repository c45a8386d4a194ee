# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""The functions of Winsock as Python programs see them: arguments, results, errors, constants."""

import ast
import inspect

import pytest
from binding_support import ws
from ns3_winsock import _native, constants, network, program, units, winsock


def run_program(function, profile="windows-nt", **node):
    """Run one program on one of two connected nodes; return what it returned in a list."""
    with ws.Network() as net:
        a, b = net.node("a", profile=profile, **node), net.node("b")
        net.link(a, b)
        result = []
        a.process(lambda api: result.append(function(api)))
        net.run(until=300)
        assert result, "the program did not come to its end"
        return result[0]


def tcp(api):
    """Start Winsock and return a TCP socket."""
    assert api.WSAStartup(0x0202) == 0
    return api.socket(ws.AF_INET, ws.SOCK_STREAM, ws.IPPROTO_TCP)


def test_failures_return_what_c_returns():
    def program(api):
        outcomes = [("socket", api.socket(2, 1, 6), api.WSAGetLastError())]
        s = tcp(api)
        outcomes += [
            (call, function(*arguments), api.WSAGetLastError())
            for call, function, arguments in (
                ("socket", api.socket, (ws.AF_INET, 77, 0)),
                ("listen", api.listen, (s, 5)),
                ("accept", api.accept, (s,)),
                ("recv", api.recv, (s, 10)),
                ("recvfrom", api.recvfrom, (s, 10)),
                ("send", api.send, (s, b"x")),
                ("getpeername", api.getpeername, (s,)),
                ("getsockname", api.getsockname, (s,)),
                ("bind", api.bind, (s, ("9.9.9.9", 1))),
                ("connect", api.connect, (s, ("10.0.1.2", 99))),
                ("closesocket", api.closesocket, (s + 4000,)),
                ("getsockopt", api.getsockopt, (s, ws.SOL_SOCKET, 0x7777)),
                ("ioctlsocket", api.ioctlsocket, (s, 1, 0)),
            )
        ]
        return [(call, result, ws.error_name(error)) for call, result, error in outcomes]

    assert run_program(program) == [
        ("socket", ws.INVALID_SOCKET, "WSANOTINITIALISED"),
        ("socket", ws.INVALID_SOCKET, "WSAESOCKTNOSUPPORT"),
        ("listen", ws.SOCKET_ERROR, "WSAEINVAL"),
        ("accept", (ws.INVALID_SOCKET, None), "WSAEINVAL"),
        ("recv", ws.SOCKET_ERROR, "WSAENOTCONN"),
        ("recvfrom", (ws.SOCKET_ERROR, None), "WSAENOTCONN"),
        ("send", ws.SOCKET_ERROR, "WSAECONNRESET"),
        ("getpeername", ws.SOCKET_ERROR, "WSAENOTCONN"),
        ("getsockname", ws.SOCKET_ERROR, "WSAEINVAL"),
        ("bind", ws.SOCKET_ERROR, "WSAEADDRNOTAVAIL"),
        ("connect", ws.SOCKET_ERROR, "WSAECONNREFUSED"),
        ("closesocket", ws.SOCKET_ERROR, "WSAENOTSOCK"),
        ("getsockopt", ws.SOCKET_ERROR, "WSAENOPROTOOPT"),
        ("ioctlsocket", ws.SOCKET_ERROR, "WSAEOPNOTSUPP"),
    ]


def test_startup_returns_its_error():
    versions = run_program(lambda api: [api.WSAStartup(0x0000), api.WSAStartup(0x0202)])
    assert versions == [ws.WSAVERNOTSUPPORTED, 0]


def test_last_error_can_be_set():
    def program(api):
        api.WSASetLastError(ws.WSAEMFILE)
        return api.WSAGetLastError()

    assert run_program(program) == ws.WSAEMFILE


def test_options_and_nonblocking_mode():
    def program(api):
        s = tcp(api)
        return [
            api.getsockopt(s, ws.SOL_SOCKET, ws.SO_TYPE),
            api.setsockopt(s, ws.SOL_SOCKET, ws.SO_RCVBUF, 10000),
            api.getsockopt(s, ws.SOL_SOCKET, ws.SO_RCVBUF),
            api.setsockopt(s, ws.IPPROTO_TCP, ws.TCP_NODELAY, 1),
            api.getsockopt(s, ws.IPPROTO_TCP, ws.TCP_NODELAY),
            api.bind(s, ("", 80)),
            api.getsockname(s),
            api.listen(s),
            api.ioctlsocket(s, ws.FIONBIO, 1),
            api.accept(s),
            api.WSAGetLastError(),
            api.now,
        ]

    assert run_program(program) == [
        ws.SOCK_STREAM,
        0,
        10000,
        0,
        1,
        0,
        ("0.0.0.0", 80),
        0,
        1,
        (ws.INVALID_SOCKET, None),
        ws.WSAEWOULDBLOCK,
        0.0,
    ]


def test_catalog_entries_are_readable():
    def program(api):
        api.WSAStartup(0x0202)
        return api.WSAEnumProtocols(), api.WSAEnumProtocols([ws.IPPROTO_UDP])

    everything, udp = run_program(program)
    assert 0 < len(udp) < len(everything)
    assert {entry.iProtocol for entry in udp} == {ws.IPPROTO_UDP}
    tcp_entry = next(entry for entry in everything if entry.iProtocol == ws.IPPROTO_TCP)
    assert tcp_entry.iSocketType == ws.SOCK_STREAM
    assert tcp_entry.ChainLen == ws.BASE_PROTOCOL and tcp_entry.ChainEntries == []
    assert tcp_entry.dwServiceFlags1 & ws.XP1_GUARANTEED_ORDER
    assert tcp_entry.ProviderId.startswith("{") and len(tcp_entry.ProviderId) == 38
    assert repr(tcp_entry) == (
        f"<WSAPROTOCOL_INFO {tcp_entry.dwCatalogEntryId} '{tcp_entry.szProtocol}'"
        " AF_INET SOCK_STREAM IPPROTO_TCP, base protocol>"
    )


def test_enumeration_fails_before_startup():
    assert run_program(lambda api: api.WSAEnumProtocols()) == ws.SOCKET_ERROR


def test_sockets_of_a_named_entry():
    def program(api):
        api.WSAStartup(0x0202)
        udp = api.WSAEnumProtocols([ws.IPPROTO_UDP])[0]
        types = []
        for info in (udp, udp.dwCatalogEntryId, ws.WSAPROTOCOL_INFO(udp)):
            any_of_it = [ws.FROM_PROTOCOL_INFO] * 3
            s = api.WSASocket(*any_of_it, info)
            types.append(api.getsockopt(s, ws.SOL_SOCKET, ws.SO_TYPE))
        return types, api.WSASocket(2, 1, 6, 4242), api.WSAGetLastError()

    types, no_socket, error = run_program(program)
    assert types == [ws.SOCK_DGRAM] * 3
    assert (no_socket, ws.error_name(error)) == (ws.INVALID_SOCKET, "WSAEINVAL")


def test_a_device_runs_out_of_descriptors():
    def program(api):
        api.WSAStartup(0x0202)
        sockets = [api.socket(ws.AF_INET, ws.SOCK_DGRAM, 0)]
        while sockets[-1] != ws.INVALID_SOCKET:
            sockets.append(api.socket(ws.AF_INET, ws.SOCK_DGRAM, 0))
        error = api.WSAGetLastError()
        api.closesocket(sockets[0])
        return ws.error_name(error), api.socket(ws.AF_INET, ws.SOCK_DGRAM, 0)

    error, after_closing_one = run_program(program, profile="wince-6.0")
    assert error in ("WSAEMFILE", "WSAENOBUFS")
    assert after_closing_one != ws.INVALID_SOCKET


def test_catalog_of_a_real_machine(root):
    listing = sorted((root / "data" / "catalogs").glob("*win10*lavasoft*.txt"))[0]

    def program(api):
        api.WSAStartup(0x0202)
        return [entry for entry in api.WSAEnumProtocols() if entry.ChainEntries]

    chains = run_program(program, catalog=listing)
    assert chains
    assert " > " in repr(chains[0]) and "chain" in repr(chains[0])


@pytest.mark.parametrize(
    "address, error",
    [
        ("10.0.1.2:7", TypeError),
        (("10.0.1.2",), TypeError),
        (("10.0.1.2", "7"), TypeError),
        (("10.0.1.2", 70000), ValueError),
        (("10.0.1.2", -1), ValueError),
        (("10.0.1.2", 2**80), ValueError),
        (("server", 7), ValueError),
        ((7, "10.0.1.2"), TypeError),
        (None, TypeError),
    ],
)
def test_addresses_that_are_none(address, error):
    def program(api):
        s = tcp(api)
        with pytest.raises(error):
            api.connect(s, address)

    run_program(program)


def test_arguments_without_a_meaning_in_c():
    def program(api):
        s = tcp(api)
        with pytest.raises(TypeError):
            api.send(s, "text")
        with pytest.raises(ValueError, match="negative"):
            api.recv(s, -1)
        with pytest.raises(TypeError):
            api.socket("AF_INET", 1, 6)
        with pytest.raises(ValueError):
            api.sleep(-1)

    run_program(program)


@pytest.mark.parametrize(
    "text, bits",
    [
        ("115200bps", 115200),
        ("1.5Mbps", 1500000),
        ("2 kB/s", 16000),
        ("1Kib/s", 1024),
        (9600, 9600),
    ],
)
def test_rates(text, bits):
    assert units.bits_per_second(text, "It") == bits


@pytest.mark.parametrize(
    "text, nanoseconds",
    [
        ("20ms", 20_000_000),
        ("1.5 s", 1_500_000_000),
        (0.25, 250_000_000),
        (3, 3_000_000_000),
        ("1min", 60_000_000_000),
    ],
)
def test_durations(text, nanoseconds):
    assert units.nanoseconds(text, "It") == nanoseconds


# --- Names ----------------------------------------------------------------------------------------


def test_errors_have_names_and_texts():
    assert ws.WSAEWOULDBLOCK == 10035
    assert ws.error_name(10035) == "WSAEWOULDBLOCK"
    assert ws.error_name(12) == ws.error_name(-1)
    assert ws.error_text(ws.WSAEMFILE)


def test_constants_are_those_of_winsock():
    assert (ws.AF_INET6, ws.SOL_SOCKET, ws.SO_RCVBUF) == (23, 0xFFFF, 0x1002)
    assert ws.INVALID_SOCKET == 2**64 - 1
    assert ws.SOCKET_ERROR == -1


def stub(name):
    """Return the parsed type stub of a module of the package."""
    path = next(iter(ws.__path__)) + f"/{name}.pyi"
    with open(path, encoding="utf-8") as file:
        return ast.parse(file.read())


def test_constants_stub_lists_every_constant():
    listed = {
        node.target.id for node in stub("constants").body if isinstance(node, ast.AnnAssign)
    }
    assert listed - {"__all__"} == set(_native.CONSTANTS)
    assert set(_native.CONSTANTS) <= set(ws.__all__)


def test_native_stub_lists_every_name():
    def names(body):
        found = set()
        for node in body:
            if isinstance(node, ast.AnnAssign):
                found.add(node.target.id)
            elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                found.add(node.name)
        return {name for name in found if not name.startswith("_")}

    body = stub("_native").body
    assert names(body) == {name for name in dir(_native) if not name.startswith("_")}
    for node in body:
        if isinstance(node, ast.ClassDef) and node.name != "ProcessKilled":
            real = getattr(_native, node.name)
            assert names(node.body) == {name for name in dir(real) if not name.startswith("_")}


def test_everything_public_is_documented():
    undocumented = []
    for module in (ws, constants, network, program, units, winsock):
        assert module.__doc__
        for name, thing in vars(module).items():
            if not inspect.isclass(thing) or not thing.__module__.startswith("ns3_winsock"):
                continue
            assert thing.__doc__, name
            for member_name, member in vars(thing).items():
                target = getattr(member, "fget", member)
                written_here = str(getattr(target, "__module__", "")).startswith("ns3_winsock")
                if inspect.isfunction(target) and written_here and not target.__doc__:
                    undocumented.append(f"{name}.{member_name}")
    assert not undocumented
