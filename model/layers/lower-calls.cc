/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "lower-calls.h"

#include "ns3/stream-relay.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-process.h"

#include <iterator>
#include <utility>

namespace ns3::winsock
{

struct LowerCalls::Call : public WSAOVERLAPPED
{
    LowerCalls* owner{nullptr};      //!< where it is
    Ptr<StreamRelay> relay;          //!< whose
    bool sends{false};               //!< or receives
    bool known{false};               //!< the relay knows of the end already
    DWORD flags{0};                  //!< as recv takes and gives them
    std::list<Call>::iterator place; //!< in the list
};

LowerCalls::LowerCalls(const ServiceProvider& provider)
    : m_provider(provider)
{
}

LowerCalls::~LowerCalls() = default;

LowerCalls::Call&
LowerCalls::Take(StreamRelay& relay, bool sends)
{
    if (m_idle.empty())
    {
        m_idle.emplace_back();
    }
    m_busy.splice(m_busy.end(), m_idle, m_idle.begin());
    Call& call = m_busy.back();
    static_cast<WSAOVERLAPPED&>(call) = WSAOVERLAPPED{};
    call.owner = this;
    call.relay = Ptr<StreamRelay>(&relay);
    call.sends = sends;
    call.known = false;
    call.flags = 0;
    call.place = std::prev(m_busy.end());
    return call;
}

void
LowerCalls::Receive(StreamRelay& relay, WSABUF buffer)
{
    Call& call = Take(relay, false);
    WinsockThread& worker = m_provider.GetProcess().GetWorkerThread();
    WSATHREADID id{&worker, worker.GetId()};
    int error = 0;
    const int result = relay.GetTable().lpWSPRecv(
        relay.GetLower(), &buffer, 1, nullptr, &call.flags, &call, &LowerCalls::OnEnd, &id, &error);
    if (result != 0 && error != WSA_IO_PENDING)
    {
        Refuse(call, error);
    }
}

bool
LowerCalls::Send(StreamRelay& relay, WSABUF buffer)
{
    Call& call = Take(relay, true);
    WinsockThread& worker = m_provider.GetProcess().GetWorkerThread();
    WSATHREADID id{&worker, worker.GetId()};
    int error = 0;
    const int result = relay.GetTable().lpWSPSend(
        relay.GetLower(), &buffer, 1, nullptr, 0, &call, &LowerCalls::OnEnd, &id, &error);
    if (result != 0 && error != WSA_IO_PENDING)
    {
        Refuse(call, error);
    }
    // The routine is to come all the same (R-OVL-3), and finds the call that is its own.
    call.known = result == 0;
    return call.known;
}

void
LowerCalls::Refuse(Call& call, int error)
{
    m_provider.GetProcess().GetWorkerThread().QueueApc([this, &call, error]
                                                       { Finish(call, error, 0); });
}

void
LowerCalls::OnEnd(DWORD error, DWORD bytes, LPWSAOVERLAPPED overlapped, DWORD)
{
    auto& call = *static_cast<Call*>(overlapped);
    call.owner->Finish(call, static_cast<int>(error), bytes);
}

void
LowerCalls::Finish(Call& call, int error, DWORD bytes)
{
    const Ptr<StreamRelay> relay = std::exchange(call.relay, nullptr);
    const bool sends = call.sends;
    const bool known = call.known;
    m_idle.splice(m_idle.begin(), m_busy, call.place);
    if (known)
    {
        return;
    }
    if (sends)
    {
        relay->OnLowerSent(error, bytes);
    }
    else
    {
        relay->OnLowerReceived(error, bytes);
    }
}

void
LowerCalls::Forget()
{
    m_busy.clear();
    m_idle.clear();
}

} // namespace ns3::winsock
