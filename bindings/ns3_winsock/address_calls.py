# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Text and byte order of addresses and numbers."""

from typing import TYPE_CHECKING, Optional, Union

from ._native import PENDING, WSAPROTOCOL_INFO
from .caller import Address, Caller

if TYPE_CHECKING:
    from .caller import Buffer


class AddressCalls(Caller):
    """The functions that write and read addresses, and that turn bytes about."""

    __slots__ = ()

    def WSAAddressToString(
        self, address: Address, info: Optional[WSAPROTOCOL_INFO] = None
    ) -> Union[str, int]:
        """Let a provider write an address, the first of its family or that of an entry.

        Return text such as "10.0.1.2:7", or SOCKET_ERROR.
        """
        result = self._native.WSAAddressToString(address, info)
        return self._process._wait() if result is PENDING else result

    def WSAStringToAddress(
        self, text: str, family: int, info: Optional[WSAPROTOCOL_INFO] = None
    ) -> Union[Address, int]:
        """Let a provider read an address. Return it, or SOCKET_ERROR."""
        result = self._native.WSAStringToAddress(text, family, info)
        return self._process._wait() if result is PENDING else result

    def WSAHtonl(self, s: int, hostlong: int) -> int:
        """Turn 32 bits into a socket's network byte order. Return them, or SOCKET_ERROR."""
        result = self._native.WSAHtonl(s, hostlong)
        return self._process._wait() if result is PENDING else result

    def WSAHtons(self, s: int, hostshort: int) -> int:
        """Turn 16 bits into a socket's network byte order. Return them, or SOCKET_ERROR."""
        result = self._native.WSAHtons(s, hostshort)
        return self._process._wait() if result is PENDING else result

    def WSANtohl(self, s: int, netlong: int) -> int:
        """Turn 32 bits back into host byte order. Return them, or SOCKET_ERROR."""
        result = self._native.WSANtohl(s, netlong)
        return self._process._wait() if result is PENDING else result

    def WSANtohs(self, s: int, netshort: int) -> int:
        """Turn 16 bits back into host byte order. Return them, or SOCKET_ERROR."""
        result = self._native.WSANtohs(s, netshort)
        return self._process._wait() if result is PENDING else result

    def inet_addr(self, text: str) -> int:
        """Return an IPv4 address as a number in network byte order, or INADDR_NONE."""
        return self._native.inet_addr(text)

    def inet_ntoa(self, address: int) -> str:
        """Return the text of an IPv4 address in network byte order."""
        return self._native.inet_ntoa(address)

    def inet_pton(self, family: int, text: str) -> Union[bytes, int]:
        """Return the bytes of an address, 0 for text that is none, or -1 for another family."""
        return self._native.inet_pton(family, text)

    def inet_ntop(self, family: int, address: "Buffer") -> Optional[str]:
        """Return the text of an address's bytes, or None for another family."""
        return self._native.inet_ntop(family, address)

    def htonl(self, hostlong: int) -> int:
        """Turn 32 bits into network byte order."""
        return self._native.htonl(hostlong)

    def htons(self, hostshort: int) -> int:
        """Turn 16 bits into network byte order."""
        return self._native.htons(hostshort)

    def ntohl(self, netlong: int) -> int:
        """Turn 32 bits back into host byte order."""
        return self._native.ntohl(netlong)

    def ntohs(self, netshort: int) -> int:
        """Turn 16 bits back into host byte order."""
        return self._native.ntohs(netshort)
