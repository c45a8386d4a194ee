# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Winsock's constants and error codes, by the names that winsock2.h gives them."""

from ._native import CONSTANTS as _CONSTANTS

globals().update(_CONSTANTS)
