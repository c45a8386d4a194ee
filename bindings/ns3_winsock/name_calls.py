# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Names of hosts, services and protocols."""

from typing import List, NamedTuple, Optional, Tuple, Union

from ._native import PENDING
from .caller import Address, Caller


class HOSTENT(NamedTuple):
    """A host, as gethostbyname tells of it."""

    h_name: str
    h_aliases: List[str]
    h_addrtype: int
    h_addr_list: List[str]


class SERVENT(NamedTuple):
    """A service, as getservbyname tells of it; the port is in host byte order."""

    s_name: str
    s_aliases: List[str]
    s_port: int
    s_proto: str


class PROTOENT(NamedTuple):
    """A protocol, as getprotobyname tells of it."""

    p_name: str
    p_aliases: List[str]
    p_proto: int


class ADDRINFO(NamedTuple):
    """One answer of getaddrinfo."""

    ai_family: int
    ai_socktype: int
    ai_protocol: int
    ai_canonname: str
    ai_addr: Address


class NameCalls(Caller):
    """The functions that look up names; those that fail without an error number return None."""

    __slots__ = ()

    def getaddrinfo(
        self,
        node: Optional[str],
        service: Optional[str] = None,
        family: int = 0,
        socktype: int = 0,
        protocol: int = 0,
        flags: int = 0,
    ) -> Union[List[ADDRINFO], int]:
        """Find addresses for a host and a service; what follows them are the hints.

        Return the answers, or the error.
        """
        result = self._native.getaddrinfo(node, service, family, socktype, protocol, flags)
        if result is PENDING:
            result = self._process._wait()
        return result if isinstance(result, int) else [ADDRINFO(*answer) for answer in result]

    def getnameinfo(self, address: Address, flags: int = 0) -> Union[Tuple[str, str], int]:
        """Return the names of an address's host and port, or the error."""
        result = self._native.getnameinfo(address, flags)
        return self._process._wait() if result is PENDING else result

    def gethostname(self) -> Union[str, int]:
        """Return the machine's name, or SOCKET_ERROR."""
        result = self._native.gethostname()
        return self._process._wait() if result is PENDING else result

    def gethostbyname(self, name: Optional[str]) -> Optional[HOSTENT]:
        """Find the IPv4 addresses of a host; None is this machine."""
        result = self._native.gethostbyname(name)
        if result is PENDING:
            result = self._process._wait()
        return None if result is None else HOSTENT(*result)

    def gethostbyaddr(self, host: str) -> Optional[HOSTENT]:
        """Find the name of a host by its address, such as "10.0.1.2"."""
        result = self._native.gethostbyaddr(host)
        if result is PENDING:
            result = self._process._wait()
        return None if result is None else HOSTENT(*result)

    def getservbyname(self, name: str, proto: Optional[str] = None) -> Optional[SERVENT]:
        """Find a service, of "tcp", "udp" or any protocol."""
        result = self._native.getservbyname(name, proto)
        if result is PENDING:
            result = self._process._wait()
        return None if result is None else SERVENT(*result)

    def getservbyport(self, port: int, proto: Optional[str] = None) -> Optional[SERVENT]:
        """Find the service of a port, in host byte order."""
        result = self._native.getservbyport(port, proto)
        if result is PENDING:
            result = self._process._wait()
        return None if result is None else SERVENT(*result)

    def getprotobyname(self, name: str) -> Optional[PROTOENT]:
        """Find a protocol by its name."""
        result = self._native.getprotobyname(name)
        if result is PENDING:
            result = self._process._wait()
        return None if result is None else PROTOENT(*result)

    def getprotobynumber(self, number: int) -> Optional[PROTOENT]:
        """Find a protocol by its number."""
        result = self._native.getprotobynumber(number)
        if result is PENDING:
            result = self._process._wait()
        return None if result is None else PROTOENT(*result)
