# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""The functions of Winsock, as a Python program calls them."""

from typing import TYPE_CHECKING, Iterable, List, NoReturn, Optional, Tuple, Union

from . import _native, constants
from ._native import PENDING, WSAPROTOCOL_INFO
from .units import Duration, nanoseconds

if TYPE_CHECKING:
    from .program import Process

    Buffer = Union[bytes, bytearray, memoryview]

Address = Tuple
"""("10.0.1.2", 7), or for IPv6 ("2001:db8::1", 7), perhaps with flow label and scope id."""


class Winsock:
    """What a program gets as its argument: the functions of Winsock on behalf of its process.

    Names, arguments and results are Winsock's, with these translations: an address is a tuple
    ``(host, port)``; data is any object that has bytes; what C returns through a pointer is the
    result. A call that fails returns what it returns in C, SOCKET_ERROR or INVALID_SOCKET, and
    WSAGetLastError then tells why. Only an argument that has no meaning in C either, such as text
    for a number, raises an exception.

    A call that has to wait lets simulated time and other programs go on. When the process is ended
    meanwhile, the call raises ProcessKilled.
    """

    __slots__ = ("_native", "_process")

    def __init__(self, native: "_native.NativeProgram", process: "Process"):
        """Make the calls of a process; `Process` does this for its program."""
        self._native = native
        self._process = process

    @property
    def process(self) -> "Process":
        """The process that runs the program."""
        return self._process

    @property
    def now(self) -> float:
        """Simulated time, in seconds."""
        return _native.now() / 1e9

    # --- Start and end ----------------------------------------------------------------------------

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

    # --- Catalog and sockets ----------------------------------------------------------------------

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

    # --- Connections ------------------------------------------------------------------------------

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

    # --- Data -------------------------------------------------------------------------------------

    def send(self, s: int, data: "Buffer", flags: int = 0) -> int:
        """Send to the peer; a blocking stream socket sends everything.

        Return the number of bytes sent, or SOCKET_ERROR.
        """
        result = self._native.send(s, data, flags)
        return self._process._wait() if result is PENDING else result

    def recv(self, s: int, n: int, flags: int = 0) -> Union[bytes, int]:
        """Receive up to n bytes, or wait for some.

        Return them, no bytes at the end of a stream, or SOCKET_ERROR. A datagram longer than n is a
        failure with WSAEMSGSIZE.
        """
        result = self._native.recv(s, n, flags)
        return self._process._wait() if result is PENDING else result

    def sendto(self, s: int, data: "Buffer", flags: int, address: Address) -> int:
        """Send a datagram to an address. Return the number of bytes sent, or SOCKET_ERROR."""
        result = self._native.sendto(s, data, flags, address)
        return self._process._wait() if result is PENDING else result

    def recvfrom(
        self, s: int, n: int, flags: int = 0
    ) -> Tuple[Union[bytes, int], Optional[Address]]:
        """Receive a datagram of up to n bytes, or wait for one.

        Return it and its sender's address, or (SOCKET_ERROR, None). A stream socket gives None for
        the address, too.
        """
        result = self._native.recvfrom(s, n, flags)
        return self._process._wait() if result is PENDING else result

    # --- Options ----------------------------------------------------------------------------------

    def getsockopt(self, s: int, level: int, optname: int) -> int:
        """Return an option whose value is a number, or SOCKET_ERROR."""
        result = self._native.getsockopt(s, level, optname)
        return self._process._wait() if result is PENDING else result

    def setsockopt(self, s: int, level: int, optname: int, value: int) -> int:
        """Set an option whose value is a number. Return 0 or SOCKET_ERROR."""
        result = self._native.setsockopt(s, level, optname, value)
        return self._process._wait() if result is PENDING else result

    def ioctlsocket(self, s: int, cmd: int, argument: int = 0) -> int:
        """Control a socket: FIONBIO with 1 makes it nonblocking, FIONREAD asks for bytes ready.

        Return what the argument is afterwards, or SOCKET_ERROR.
        """
        result = self._native.ioctlsocket(s, cmd, argument)
        return self._process._wait() if result is PENDING else result

    # --- The system around Winsock ----------------------------------------------------------------

    def sleep(self, duration: Duration) -> None:
        """Wait: seconds of simulated time, or text such as "20ms"."""
        if self._native.sleep(nanoseconds(duration, "A program's sleep")) is PENDING:
            self._process._wait()

    def exit(self, code: int = 0) -> NoReturn:
        """End the process; its code must be a number."""
        raise SystemExit(code)
