/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "failure-observer.h"

namespace ns3::winsock
{

FailureObserver* FailureObserver::g_observer = nullptr;

void
FailureObserver::Set(FailureObserver* observer)
{
    g_observer = observer;
}

} // namespace ns3::winsock
