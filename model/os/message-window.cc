/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "message-window.h"

#include "ns3/simulator.h"

namespace ns3::winsock
{

MessageWindow::MessageWindow(Ptr<WinsockThread> thread)
    : m_thread(thread)
{
}

MessageWindow::~MessageWindow() = default;

void
MessageWindow::SetHandle(HWND handle)
{
    m_handle = handle;
}

HWND
MessageWindow::GetHandle() const
{
    return m_handle;
}

void
MessageWindow::Post(UINT message, WPARAM wParam, LPARAM lParam)
{
    MSG posted{};
    posted.hwnd = m_handle;
    posted.message = message;
    posted.wParam = wParam;
    posted.lParam = lParam;
    posted.time = static_cast<DWORD>(Simulator::Now().GetMilliSeconds());
    m_thread->GetInbox().messages.push_back(posted);
    m_thread->Wake();
}

} // namespace ns3::winsock
