# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Start and end of Winsock, sockets and their options."""

from typing import TYPE_CHECKING, Iterable, List, Optional, Union

from . import constants
from ._native import PENDING, WSAPROTOCOL_INFO
from .caller import Caller

if TYPE_CHECKING:
    from .caller import Buffer


class SocketCalls(Caller):
    """The functions that start Winsock, and that make, change and close sockets."""

    __slots__ = ()

    def WSAStartup(self, version: int) -> int:
        """Start Winsock; the version is 0x0202 for 2.2. Return 0 or the error."""
        result = self._native.WSAStartup(version)
        return self._process._wait() if result is PENDING else result

    def WSACleanup(self) -> int:
        """Balance one WSAStartup; the last one resets all sockets. Return 0 or SOCKET_ERROR."""
        result = self._native.WSACleanup()
        return self._process._wait() if result is PENDING else result

    def WSAGetLastError(self) -> int:
        """Return the error of the last call that failed; see also `error_name`."""
        return self._native.WSAGetLastError()

    def WSASetLastError(self, code: int) -> None:
        """Set what WSAGetLastError returns."""
        self._native.WSASetLastError(code)

    def WSAEnumProtocols(
        self, protocols: Optional[Iterable[int]] = None
    ) -> Union[List[WSAPROTOCOL_INFO], int]:
        """List the catalog entries that programs can see: all, or those of the protocols given.

        Return SOCKET_ERROR if the call fails.
        """
        result = self._native.WSAEnumProtocols(None if protocols is None else list(protocols))
        return self._process._wait() if result is PENDING else result

    def socket(self, af: int, type: int, protocol: int = 0) -> int:
        """Make a socket; return its handle, or INVALID_SOCKET."""
        result = self._native.socket(af, type, protocol)
        return self._process._wait() if result is PENDING else result

    def WSASocket(
        self,
        af: int,
        type: int,
        protocol: int,
        info: Union[WSAPROTOCOL_INFO, int, None] = None,
        g: int = 0,
        flags: int = constants.WSA_FLAG_OVERLAPPED,
    ) -> int:
        """Make a socket of the catalog entry for the triple, or of the one that `info` names.

        `info` is an entry that WSAEnumProtocols returned, or just the number of one. Return the
        socket's handle, or INVALID_SOCKET.
        """
        result = self._native.WSASocket(af, type, protocol, info, g, flags)
        return self._process._wait() if result is PENDING else result

    def closesocket(self, s: int) -> int:
        """Close a handle; a connection ends in the background. Return 0 or SOCKET_ERROR."""
        result = self._native.closesocket(s)
        return self._process._wait() if result is PENDING else result

    # --- Options ----------------------------------------------------------------------------------

    def getsockopt(
        self, s: int, level: int, optname: int, buflen: Optional[int] = None
    ) -> Union[int, bytes]:
        """Return an option's value, or SOCKET_ERROR.

        The value is a number; with `buflen` it is the bytes of the option's structure, at most that
        many, such as SO_LINGER's four.
        """
        result = self._native.getsockopt(s, level, optname, buflen)
        return self._process._wait() if result is PENDING else result

    def setsockopt(self, s: int, level: int, optname: int, value: Union[int, "Buffer"]) -> int:
        """Set an option to a number, or to the bytes of its structure. Return 0 or SOCKET_ERROR."""
        result = self._native.setsockopt(s, level, optname, value)
        return self._process._wait() if result is PENDING else result

    def ioctlsocket(self, s: int, cmd: int, argument: int = 0) -> int:
        """Control a socket: FIONBIO with 1 makes it nonblocking, FIONREAD asks for bytes ready.

        Return what the argument is afterwards, or SOCKET_ERROR.
        """
        result = self._native.ioctlsocket(s, cmd, argument)
        return self._process._wait() if result is PENDING else result
