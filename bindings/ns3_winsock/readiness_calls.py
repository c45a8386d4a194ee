# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Readiness of sockets."""

from typing import Iterable, List, Optional, Tuple, Union

from ._native import PENDING
from .caller import Caller
from .units import Duration, nanoseconds

Sockets = Optional[Iterable[int]]
"""A set of sockets, or None for none."""


class ReadinessCalls(Caller):
    """The functions that wait until sockets are ready."""

    __slots__ = ()

    def select(
        self,
        readfds: Sockets = None,
        writefds: Sockets = None,
        exceptfds: Sockets = None,
        timeout: Optional[Duration] = None,
    ) -> Union[Tuple[List[int], List[int], List[int]], int]:
        """Wait until sockets are ready to be read or written, or something exceptional has happened.

        The time-out is seconds or text such as "20ms", counted in microseconds; 0 looks only, None has
        no limit. Return those sockets of each set that are ready, which are none after the time-out;
        or SOCKET_ERROR. The sets may be of any size.
        """
        microseconds = (
            None if timeout is None else -(-nanoseconds(timeout, "The time-out of select") // 1000)
        )
        result = self._native.select(
            None if readfds is None else list(readfds),
            None if writefds is None else list(writefds),
            None if exceptfds is None else list(exceptfds),
            microseconds,
        )
        return self._process._wait() if result is PENDING else result

    def WSAPoll(
        self, fds: Iterable[Tuple[int, int]], timeout: int = -1
    ) -> Union[List[int], int]:
        """Wait until sockets are in states that are asked for.

        `fds` are pairs of a socket and POLL flags; `timeout` is milliseconds, 0 looks only and a
        negative number has no limit. Return the flags that hold, one number for each pair, all 0 after
        the time-out; or SOCKET_ERROR.
        """
        result = self._native.WSAPoll(list(fds), timeout)
        return self._process._wait() if result is PENDING else result
