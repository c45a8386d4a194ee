/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "readiness-wait.h"

#include <utility>

namespace ns3::winsock
{

ReadinessWait::ReadinessWait(WinsockThread& thread, std::function<bool(const IoSocket&)> isWanted)
    : m_thread(thread),
      m_isWanted(std::move(isWanted))
{
}

ReadinessWait::~ReadinessWait()
{
    for (const auto& socket : m_sockets)
    {
        socket->GetWatch().RemoveWait(*this);
    }
}

void
ReadinessWait::Add(Ptr<IoSocket> socket)
{
    socket->GetWatch().AddWait(*this);
    m_sockets.push_back(std::move(socket));
}

void
ReadinessWait::OnNews(const IoSocket& socket)
{
    if (m_isWanted(socket))
    {
        m_thread.Wake();
    }
}

void
ReadinessWait::OnClosed()
{
    m_thread.Wake();
}

} // namespace ns3::winsock
