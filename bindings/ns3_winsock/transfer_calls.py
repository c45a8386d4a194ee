# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Data of sockets."""

from typing import TYPE_CHECKING, Optional, Tuple, Union

from ._native import PENDING
from .caller import Address, Caller

if TYPE_CHECKING:
    from .caller import Buffer


class TransferCalls(Caller):
    """The functions that send and receive."""

    __slots__ = ()

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

    def recv_into(self, s: int, buffer: "Buffer", flags: int = 0) -> int:
        """Receive as recv does, into a buffer that can be written.

        Return the number of bytes, 0 at the end of a stream, or SOCKET_ERROR.
        """
        result = self._native.recv_into(s, buffer, flags)
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

    def recvfrom_into(
        self, s: int, buffer: "Buffer", flags: int = 0
    ) -> Tuple[int, Optional[Address]]:
        """Receive as recvfrom does, into a buffer that can be written.

        Return the number of bytes and the sender's address, or (SOCKET_ERROR, None).
        """
        result = self._native.recvfrom_into(s, buffer, flags)
        return self._process._wait() if result is PENDING else result
