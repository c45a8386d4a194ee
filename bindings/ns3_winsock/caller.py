# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""What the groups of Winsock's functions have in common."""

from typing import TYPE_CHECKING, Tuple, Union

if TYPE_CHECKING:
    from . import _native
    from .program import Process

    Buffer = Union[bytes, bytearray, memoryview]

Address = Tuple
"""("10.0.1.2", 7), or for IPv6 ("2001:db8::1", 7), perhaps with flow label and scope id."""


class Caller:
    """Who calls: the C++ half of a program, and its process.

    Each function makes its call there. One that has to wait answers PENDING, and the process lets the
    event loop go on until the result is there.
    """

    __slots__ = ("_native", "_process")

    def __init__(self, native: "_native.NativeProgram", process: "Process"):
        """Make the calls of a process; `Process` does this for its program."""
        self._native = native
        self._process = process
