/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Windows that have messages only, and the message queue of a thread.
 */

#include "windows-calls.h"

#include "ns3/message-window.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-pointer.h"

#include <algorithm>

namespace ns3::winsock
{

namespace
{

/// What a program wants of its thread's queue.
struct MessageFilter
{
    HWND window;  //!< null for any
    UINT lowest;  //!< number; both zero for any
    UINT highest; //!< number

    bool
    operator()(const MSG& message) const
    {
        const bool any = lowest == 0 && highest == 0;
        return (!window || message.hwnd == window) &&
               (any || message.message == WM_QUIT ||
                (message.message >= lowest && message.message <= highest));
    }
};

/// Copies the first message that fits, and takes it out if asked. @return whether there was one
bool
TakeMessage(WinsockThread& thread, const MessageFilter& fits, bool remove, MSG& message)
{
    auto& queue = thread.GetInbox().messages;
    const auto at = std::find_if(queue.begin(), queue.end(), fits);
    if (at == queue.end())
    {
        return false;
    }
    message = *at;
    if (remove)
    {
        queue.erase(at);
    }
    return true;
}

} // namespace

HWND
WindowsCalls::CreateMessageWindow()
{
    ApiCall call(m_thread, "CreateMessageWindow");
    const Ptr<MessageWindow> window = Create<MessageWindow>(Ptr<WinsockThread>(&m_thread));
    window->SetHandle(GetProcess().GetObjects().Add(window));
    if (!window->GetHandle())
    {
        call.SetError(ERROR_NOT_ENOUGH_MEMORY); // no handle is left (R-ACC-10)
        call.FinishTruth(FALSE);
        return nullptr;
    }
    call.Leave(0);
    return window->GetHandle();
}

BOOL
WindowsCalls::DestroyWindow(HWND hWnd)
{
    ApiCall call(m_thread, "DestroyWindow");
    call.SetError(ERROR_INVALID_HANDLE);
    ObjectTable& objects = GetProcess().GetObjects();
    return call.FinishTruth(objects.Find<MessageWindow>(hWnd) && objects.Remove(hWnd));
}

BOOL
WindowsCalls::PostMessage(HWND hWnd, UINT Msg, WPARAM wParam, LPARAM lParam)
{
    ApiCall call(m_thread, "PostMessage", Arg("Msg", Msg));
    call.SetError(ERROR_INVALID_HANDLE);
    const Ptr<MessageWindow> window = GetProcess().GetObjects().Find<MessageWindow>(hWnd);
    if (window)
    {
        window->Post(Msg, wParam, lParam);
    }
    return call.FinishTruth(window != nullptr);
}

BOOL
WindowsCalls::PeekMessage(
    LPMSG lpMsg, HWND hWnd, UINT wMsgFilterMin, UINT wMsgFilterMax, UINT wRemoveMsg)
{
    ApiCall call(m_thread, "PeekMessage");
    const MessageFilter filter{hWnd, wMsgFilterMin, wMsgFilterMax};
    const bool found =
        !IsNowhere(lpMsg) && TakeMessage(m_thread, filter, (wRemoveMsg & PM_REMOVE) != 0, *lpMsg);
    return call.Leave(found ? TRUE : FALSE);
}

BOOL
WindowsCalls::GetMessage(LPMSG lpMsg, HWND hWnd, UINT wMsgFilterMin, UINT wMsgFilterMax)
{
    ApiCall call(m_thread, "GetMessage");
    if (IsNowhere(lpMsg))
    {
        call.SetError(ERROR_INVALID_PARAMETER);
        return call.Finish(BOOL{-1});
    }
    const MessageFilter filter{hWnd, wMsgFilterMin, wMsgFilterMax};
    while (!TakeMessage(m_thread, filter, true, *lpMsg))
    {
        if (!m_thread.CanBlock() || !m_thread.Block())
        {
            call.SetError(WSAEWOULDBLOCK);
            return call.Finish(BOOL{-1});
        }
    }
    return call.Finish(lpMsg->message == WM_QUIT ? FALSE : TRUE);
}

} // namespace ns3::winsock
