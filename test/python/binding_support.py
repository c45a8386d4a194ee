# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""The Python package under test, as ws.

Tests that import this are skipped where the package was not built, and only there: one that was built
and cannot be imported is an error.
"""

import conftest
import pytest

if not (conftest.BUILD / "python" / "ns3_winsock").is_dir():
    pytest.skip("the Python package was not built", allow_module_level=True)

import ns3_winsock as ws  # noqa: E402

__all__ = ["ws"]
