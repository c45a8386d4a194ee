/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The look-ups of Winsock 1.1 that post their answers to a window.
 */

#include "winsock-name-calls.h"

#include "ns3/event-id.h"
#include "ns3/message-window.h"
#include "ns3/simulator.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"

#include <utility>

namespace ns3::winsock
{

namespace
{

/// A look-up under way: its handle's object, which takes it along when it goes.
class NameLookup : public KernelObject
{
  public:
    ~NameLookup() override
    {
        m_event.Cancel();
    }

    /// @param delay until the answer comes @param answer what happens then
    void
    Start(const Time& delay, std::function<void()> answer)
    {
        m_answer = std::move(answer);
        m_event = Simulator::Schedule(delay, &NameLookup::Answer, this);
    }

  private:
    /// The answer has come: nobody needs the object after this.
    void
    Answer()
    {
        const std::function<void()> answer = std::move(m_answer);
        answer();
    }

    std::function<void()> m_answer; //!< what happens when the answer comes
    EventId m_event;                //!< when it does
};

} // namespace

HANDLE
WinsockNameCalls::Begin(const char* function,
                        HWND window,
                        UINT message,
                        char* buffer,
                        int bytes,
                        const Time& delay,
                        Question question)
{
    ApiCall call(m_thread, function, Arg("wMsg", message), Arg("buflen", bytes));
    const Ptr<MessageWindow> target = GetProcess().GetObjects().Find<MessageWindow>(window);
    if (call.IsOffered(OptionalCall::ASYNC_GET))
    {
        call.SetError(!target ? WSAEINVAL : (IsNowhere(buffer) ? WSAEFAULT : 0));
    }
    if (call.GetError() != 0)
    {
        call.FinishTruth(FALSE);
        return nullptr;
    }
    const Ptr<NameLookup> lookup = Create<NameLookup>();
    ObjectTable& objects = GetProcess().GetObjects();
    const HANDLE handle = objects.Add(lookup);
    if (!handle)
    {
        call.SetError(WSAENOBUFS); // no handle is left (R-ACC-10)
        call.FinishTruth(FALSE);
        return nullptr;
    }
    lookup->Start(delay,
                  [=, &objects]
                  {
                      Packer packer;
                      int error = question(packer);
                      const std::size_t needed = error == 0 ? packer(nullptr) : 0;
                      if (needed > static_cast<std::size_t>(bytes < 0 ? 0 : bytes))
                      {
                          error = WSAENOBUFS;
                      }
                      else if (error == 0)
                      {
                          packer(buffer);
                      }
                      target->Post(
                          message,
                          reinterpret_cast<WPARAM>(handle),
                          MAKELONG(static_cast<unsigned>(needed), static_cast<unsigned>(error)));
                      objects.Remove(handle);
                  });
    call.FinishTruth(TRUE);
    return handle;
}

HANDLE
WinsockNameCalls::WSAAsyncGetHostByName(
    HWND hWnd, UINT wMsg, const char* name, char* buf, int buflen)
{
    const bool bad = IsBadPointer(name);
    const Question failure = [](Packer&) { return WSAEFAULT; };
    return Begin("WSAAsyncGetHostByName",
                 hWnd,
                 wMsg,
                 buf,
                 buflen,
                 bad ? Time(0) : GetDelay(name),
                 bad ? failure : AskHost(name));
}

HANDLE
WinsockNameCalls::WSAAsyncGetHostByAddr(
    HWND hWnd, UINT wMsg, const char* addr, int len, int type, char* buf, int buflen)
{
    return Begin("WSAAsyncGetHostByAddr",
                 hWnd,
                 wMsg,
                 buf,
                 buflen,
                 GetDelay(addr, len, type),
                 AskHost(addr, len, type));
}

HANDLE
WinsockNameCalls::WSAAsyncGetServByName(
    HWND hWnd, UINT wMsg, const char* name, const char* proto, char* buf, int buflen)
{
    return Begin(
        "WSAAsyncGetServByName", hWnd, wMsg, buf, buflen, Time(0), AskService(name, proto));
}

HANDLE
WinsockNameCalls::WSAAsyncGetServByPort(
    HWND hWnd, UINT wMsg, int port, const char* proto, char* buf, int buflen)
{
    return Begin(
        "WSAAsyncGetServByPort", hWnd, wMsg, buf, buflen, Time(0), AskService(port, proto));
}

HANDLE
WinsockNameCalls::WSAAsyncGetProtoByName(
    HWND hWnd, UINT wMsg, const char* name, char* buf, int buflen)
{
    return Begin("WSAAsyncGetProtoByName", hWnd, wMsg, buf, buflen, Time(0), AskProtocol(name));
}

HANDLE
WinsockNameCalls::WSAAsyncGetProtoByNumber(HWND hWnd, UINT wMsg, int number, char* buf, int buflen)
{
    return Begin("WSAAsyncGetProtoByNumber", hWnd, wMsg, buf, buflen, Time(0), AskProtocol(number));
}

int
WinsockNameCalls::WSACancelAsyncRequest(HANDLE hAsyncTaskHandle)
{
    ApiCall call(m_thread, "WSACancelAsyncRequest");
    if (!call.IsOffered(OptionalCall::CANCEL_ASYNC))
    {
        return call.Finish(SOCKET_ERROR);
    }
    call.SetError(WSAEINVAL);
    ObjectTable& objects = GetProcess().GetObjects();
    const bool runs = objects.Find<NameLookup>(hAsyncTaskHandle) != nullptr;
    return call.Finish(runs && objects.Remove(hAsyncTaskHandle) ? 0 : SOCKET_ERROR);
}

} // namespace ns3::winsock
