#!/usr/bin/python3
# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""A handheld device sends a line to a server over a slow link and gets it back.

After ./winsock build, run it with

    PYTHONPATH=build/python examples/python/first.py
"""

import ns3_winsock as ws

net = ws.Network()
pda = net.node("pda", profile="wince-6.0")
server = net.node("server", profile="windows-nt")
net.link(pda, server, rate="115200bps", delay="20ms")


def say(api, text):
    """Print a line with the simulated time and who says it."""
    print(f"{api.now:9.6f} s  {api.process.node.name:6}  {text}")


@server.process(start=1.0)
def echo(api):
    """Serve one connection: send back what comes in, until the peer has nothing more to say."""
    api.WSAStartup(0x0202)
    listener = api.socket(ws.AF_INET, ws.SOCK_STREAM, ws.IPPROTO_TCP)
    api.bind(listener, ("", 7))
    api.listen(listener)
    s, peer = api.accept(listener)  # waits in simulated time
    say(api, f"connection from {peer[0]}")
    while (data := api.recv(s, 512)) not in (b"", ws.SOCKET_ERROR):
        api.send(s, data)
    api.closesocket(s)
    api.closesocket(listener)
    api.WSACleanup()


@pda.process(start=2.0)
def client(api):
    """Say something and wait for the answer."""
    api.WSAStartup(0x0202)
    s = api.socket(ws.AF_INET, ws.SOCK_STREAM, ws.IPPROTO_TCP)
    if api.connect(s, (server.address, 7)) == ws.SOCKET_ERROR:
        say(api, f"no connection: {ws.error_text(api.WSAGetLastError())}")
        return 1
    say(api, f"connected to {api.getpeername(s)[0]}")
    api.send(s, b"Hello over the wire")
    say(api, f"received {api.recv(s, 512)!r}")
    api.shutdown(s, ws.SD_SEND)
    api.closesocket(s)
    api.WSACleanup()
    return 0


net.run(until=60.0)
