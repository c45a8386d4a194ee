# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Windows Sockets 2 for simulated nodes of ns-3: scenarios and programs in Python.

A scenario makes a network of nodes, gives them programs, and runs it::

    import ns3_winsock as ws

    net = ws.Network()
    pda = net.node("pda", profile="wince-6.0")
    server = net.node("server", profile="windows-nt")
    net.link(pda, server, rate="115200bps", delay="20ms")

    @server.process(start=1.0)
    def echo(api):
        api.WSAStartup(0x0202)
        s = api.socket(ws.AF_INET, ws.SOCK_STREAM, ws.IPPROTO_TCP)
        ...

    net.run(until=60.0)

A program is a plain function. Its argument has the functions of Winsock (see `Winsock`); those
that have to wait do so in simulated time, while other programs go on. The constants of Winsock, its
error codes included, are names of this package.
"""

from ._native import CONSTANTS as _CONSTANTS
from ._native import (
    WSAPROTOCOL_INFO,
    ProcessKilled,
    add_profiles,
    error_name,
    error_text,
    profiles,
)
from .constants import *  # noqa: F401,F403
from .name_calls import ADDRINFO, HOSTENT, PROTOENT, SERVENT
from .network import Link, Network, Node
from .program import Process, ProgramError, State
from .winsock import Winsock

__all__ = [
    "ADDRINFO",
    "HOSTENT",
    "Link",
    "Network",
    "Node",
    "PROTOENT",
    "Process",
    "ProcessKilled",
    "ProgramError",
    "SERVENT",
    "State",
    "WSAPROTOCOL_INFO",
    "Winsock",
    "add_profiles",
    "error_name",
    "error_text",
    "profiles",
]
__all__ += _CONSTANTS
