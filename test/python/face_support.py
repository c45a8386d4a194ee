# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""What the tests of a program's calls share: running programs, and usual sockets."""

from binding_support import ws


def run_alone(function, profile="windows-nt", until=300, **node):
    """Run one program on one of two connected nodes, a and b; return what it returned."""
    with ws.Network() as net:
        a, b = net.node("a", profile=profile, **node), net.node("b")
        net.link(a, b)
        result = []
        a.process(lambda api: result.append(function(api)))
        net.run(until=until)
        assert result, "the program did not come to its end"
        return result[0]


def run_pair(server, client, until=300, profile="windows-nt"):
    """Run a server on node b, 10.0.1.2, and a client on a half a second later.

    Return what both returned.
    """
    with ws.Network() as net:
        a, b = net.node("a", profile=profile), net.node("b", profile=profile)
        net.link(a, b)
        results = {}
        b.process(lambda api: results.update(server=server(api)))
        a.process(lambda api: results.update(client=client(api)), start=0.5)
        net.run(until=until)
        assert set(results) == {"server", "client"}, "a program did not come to its end"
        return results["server"], results["client"]


def tcp(api):
    """Start Winsock and return a TCP socket."""
    assert api.WSAStartup(0x0202) == 0
    return api.socket(ws.AF_INET, ws.SOCK_STREAM, ws.IPPROTO_TCP)


def udp(api, port=0):
    """Start Winsock and return a bound UDP socket."""
    assert api.WSAStartup(0x0202) == 0
    s = api.socket(ws.AF_INET, ws.SOCK_DGRAM, ws.IPPROTO_UDP)
    assert api.bind(s, ("", port)) == 0
    return s


def listen(api, port=7):
    """Start Winsock and return a listening socket."""
    s = tcp(api)
    assert api.bind(s, ("", port)) == 0
    assert api.listen(s) == 0
    return s


def accept(api, port=7):
    """Start Winsock and return a connection that came to a port."""
    s, _ = api.accept(listen(api, port))
    return s


def connect(api, port=7, host="10.0.1.2"):
    """Start Winsock and return a connection to a host."""
    s = tcp(api)
    assert api.connect(s, (host, port)) == 0
    return s
