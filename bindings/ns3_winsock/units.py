# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Times and data rates as people write them."""

import math
import re
from typing import Union

Duration = Union[int, float, str]
"""A time: seconds as a number, or text such as "20ms"."""

Rate = Union[int, float, str]
"""A data rate: bits per second as a number, or text such as "115200bps" or "1Mbps"."""

_NANOSECONDS_OF = {
    "ns": 1,
    "us": 10**3,
    "ms": 10**6,
    "s": 10**9,
    "min": 60 * 10**9,
    "h": 3600 * 10**9,
}
_PREFIXES = {
    "": 1,
    "k": 10**3,
    "K": 10**3,
    "M": 10**6,
    "G": 10**9,
    "Ki": 2**10,
    "Mi": 2**20,
    "Gi": 2**30,
}
_DURATION = re.compile(r"([0-9]+(?:\.[0-9]*)?(?:e[+-]?[0-9]+)?) *(ns|us|ms|s|min|h)")
_RATE = re.compile(r"([0-9]+(?:\.[0-9]*)?(?:e[+-]?[0-9]+)?) *(|[kKMG]|[KMG]i)(b|B)(?:ps|/s)")

# The longest time that ns-3 can count in nanoseconds.
_MAX_NANOSECONDS = 2**63 - 1


def nanoseconds(duration: Duration, what: str) -> int:
    """Return a time in nanoseconds; `what` names it in the message of an error."""
    value: float = math.nan
    if isinstance(duration, str):
        match = _DURATION.fullmatch(duration.strip())
        if match:
            value = float(match[1]) * _NANOSECONDS_OF[match[2]]
    elif isinstance(duration, (int, float)) and not isinstance(duration, bool):
        value = duration * 10**9
    else:
        raise TypeError(f"{what} must be seconds or text such as '20ms', not {duration!r}")
    if not 0 <= value <= _MAX_NANOSECONDS:
        raise ValueError(
            f"{what} must be a time of 0 or more such as 1.5 or '20ms', not {duration!r}"
        )
    return round(value)


def bits_per_second(rate: Rate, what: str) -> int:
    """Return a data rate in bits per second; `what` names it in the message of an error."""
    value: float = math.nan
    if isinstance(rate, str):
        match = _RATE.fullmatch(rate.strip())
        if match:
            value = float(match[1]) * _PREFIXES[match[2]] * (8 if match[3] == "B" else 1)
    elif isinstance(rate, (int, float)) and not isinstance(rate, bool):
        value = rate
    else:
        raise TypeError(f"{what} must be bits per second or text such as '1Mbps', not {rate!r}")
    if not 1 <= value < 2**63:
        raise ValueError(f"{what} must be a data rate such as 115200 or '1Mbps', not {rate!r}")
    return round(value)
