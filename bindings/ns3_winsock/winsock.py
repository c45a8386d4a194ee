# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""The functions of Winsock, as a Python program calls them."""

from typing import TYPE_CHECKING, NoReturn

from . import _native
from ._native import PENDING
from .address_calls import AddressCalls
from .connection_calls import ConnectionCalls
from .name_calls import NameCalls
from .readiness_calls import ReadinessCalls
from .socket_calls import SocketCalls
from .transfer_calls import TransferCalls
from .units import Duration, nanoseconds

if TYPE_CHECKING:
    from .program import Process


class Winsock(
    SocketCalls,
    ConnectionCalls,
    TransferCalls,
    ReadinessCalls,
    NameCalls,
    AddressCalls,
):
    """What a program gets as its argument: the functions of Winsock on behalf of its process.

    Names, arguments and results are Winsock's, with these translations: an address is a tuple
    ``(host, port)``; data is any object that has bytes; what C returns through a pointer is the
    result. A call that fails returns what it returns in C, SOCKET_ERROR or INVALID_SOCKET, and
    WSAGetLastError then tells why. Only an argument that has no meaning in C either, such as text
    for a number, raises an exception.

    A call that has to wait lets simulated time and other programs go on. When the process is ended
    meanwhile, the call raises ProcessKilled.
    """

    __slots__ = ()

    @property
    def process(self) -> "Process":
        """The process that runs the program."""
        return self._process

    @property
    def now(self) -> float:
        """Simulated time, in seconds."""
        return _native.now() / 1e9

    def sleep(self, duration: Duration) -> None:
        """Wait: seconds of simulated time, or text such as "20ms"."""
        if self._native.sleep(nanoseconds(duration, "A program's sleep")) is PENDING:
            self._process._wait()

    def exit(self, code: int = 0) -> NoReturn:
        """End the process; its code must be a number."""
        raise SystemExit(code)
