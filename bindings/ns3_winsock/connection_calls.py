# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Addresses and connections of sockets."""

from typing import Optional, Tuple, Union

from . import constants
from ._native import PENDING
from .caller import Address, Caller


class ConnectionCalls(Caller):
    """The functions that bind and connect sockets."""

    __slots__ = ()

    def bind(self, s: int, address: Address) -> int:
        """Give a socket its local address; host "" is any, port 0 an automatic one.

        Return 0 or SOCKET_ERROR.
        """
        result = self._native.bind(s, address)
        return self._process._wait() if result is PENDING else result

    def listen(self, s: int, backlog: int = constants.SOMAXCONN) -> int:
        """Let a bound socket wait for connections. Return 0 or SOCKET_ERROR."""
        result = self._native.listen(s, backlog)
        return self._process._wait() if result is PENDING else result

    def accept(self, s: int) -> Tuple[int, Optional[Address]]:
        """Take the oldest connection that waits, or wait for one.

        Return its handle and the peer's address, or (INVALID_SOCKET, None).
        """
        result = self._native.accept(s)
        return self._process._wait() if result is PENDING else result

    def connect(self, s: int, address: Address) -> int:
        """Connect a stream socket, or choose a datagram socket's peer. Return 0 or SOCKET_ERROR."""
        result = self._native.connect(s, address)
        return self._process._wait() if result is PENDING else result

    def shutdown(self, s: int, how: int) -> int:
        """End one or both directions: SD_RECEIVE, SD_SEND, SD_BOTH. Return 0 or SOCKET_ERROR."""
        result = self._native.shutdown(s, how)
        return self._process._wait() if result is PENDING else result

    def getsockname(self, s: int) -> Union[Address, int]:
        """Return the local address, or SOCKET_ERROR."""
        result = self._native.getsockname(s)
        return self._process._wait() if result is PENDING else result

    def getpeername(self, s: int) -> Union[Address, int]:
        """Return the peer's address, or SOCKET_ERROR."""
        result = self._native.getpeername(s)
        return self._process._wait() if result is PENDING else result
