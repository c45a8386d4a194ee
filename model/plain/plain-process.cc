/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "plain-process.h"

#include "plain-stream-socket.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/callback.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/trace-source-accessor.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <algorithm>
#include <utility>

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(PlainProcess);

TypeId
PlainProcess::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::winsock::PlainProcess")
            .SetParent<Object>()
            .SetGroupName("Winsock")
            .AddConstructor<PlainProcess>()
            .AddAttribute("Name",
                          "What people call the process of the plain ns-3 applications.",
                          StringValue("ns-3 applications"),
                          MakeStringAccessor(&PlainProcess::m_name),
                          MakeStringChecker())
            .AddAttribute(
                "RefuseLate",
                "Whether Bind succeeds on a socket that the chain refuses, so that Connect,"
                " Listen and sends fail in its place. Most applications of ns-3 end the"
                " simulation when Bind fails.",
                BooleanValue(false),
                MakeBooleanAccessor(&PlainProcess::m_refuseLate),
                MakeBooleanChecker())
            .AddTraceSource("Refused",
                            "The chain has refused a socket, or a listener a descriptor for a"
                            " connection.",
                            MakeTraceSourceAccessor(&PlainProcess::m_refusedTrace),
                            "ns3::winsock::PlainProcess::RefusedTracedCallback");
    return tid;
}

PlainProcess::PlainProcess() = default;

PlainProcess::~PlainProcess() = default;

Ptr<Node>
PlainProcess::GetNode() const
{
    return GetObject<Node>();
}

Winsock&
PlainProcess::GetWinsock()
{
    if (!m_process || !m_process->IsAlive())
    {
        Ptr<WinsockStack> stack = GetObject<WinsockStack>();
        NS_ABORT_MSG_IF(!stack,
                        "A node without a Winsock stack cannot give sockets of Winsock to its"
                        " applications: call WinsockStackHelper::Install for the node first.");
        m_process = stack->CreateProcess(m_name);
        m_process->TraceConnectWithoutContext("Terminated",
                                              MakeCallback(&PlainProcess::OnTerminated, this));
        m_winsock = std::make_unique<Winsock>(m_process);
        WSADATA data;
        m_winsock->WSAStartup(MAKEWORD(2, 2), &data);
    }
    return *m_winsock;
}

Ptr<WinsockProcess>
PlainProcess::GetProcess() const
{
    return m_process;
}

bool
PlainProcess::RefusesLate() const
{
    return m_refuseLate;
}

void
PlainProcess::ReportRefusal(int error) const
{
    m_refusedTrace(error);
}

void
PlainProcess::Keep(Ptr<PlainSocket> socket)
{
    m_sockets.push_back(std::move(socket));
}

void
PlainProcess::Forget(const PlainSocket& socket)
{
    const auto at = std::find_if(m_sockets.begin(),
                                 m_sockets.end(),
                                 [&](const auto& kept) { return PeekPointer(kept) == &socket; });
    if (at != m_sockets.end())
    {
        m_sockets.erase(at);
    }
}

void
PlainProcess::AwaitRelease(Ptr<PlainStreamSocket> listener)
{
    m_waiting.push_back(std::move(listener));
    FollowResources(!m_retrying);
}

void
PlainProcess::FollowResources(bool follow)
{
    if (follow == m_following)
    {
        return;
    }
    m_following = follow;
    Ptr<WinsockStack> stack = GetObject<WinsockStack>();
    const auto callback = MakeCallback(&PlainProcess::OnResource, this);
    for (const char* source : {"DescriptorsInUse", "PoolBytesInUse"})
    {
        if (follow)
        {
            stack->TraceConnectWithoutContext(source, callback);
        }
        else
        {
            stack->TraceDisconnectWithoutContext(source, callback);
        }
    }
}

void
PlainProcess::OnResource(uint64_t oldValue, uint64_t newValue)
{
    // Not before what gives back has given everything back.
    if (newValue < oldValue && m_retry.IsExpired())
    {
        m_retry = Simulator::ScheduleNow(&PlainProcess::Retry, this);
    }
}

void
PlainProcess::Retry()
{
    std::vector<Ptr<PlainStreamSocket>> waiting;
    waiting.swap(m_waiting);
    // A chain that refuses once more gives back what its elements took: that must not count.
    FollowResources(false);
    m_retrying = true;
    for (const auto& listener : waiting)
    {
        listener->AcceptAgain();
    }
    m_retrying = false;
    FollowResources(!m_waiting.empty());
}

void
PlainProcess::OnTerminated(const WinsockProcess&)
{
    m_waiting.clear();
    std::vector<Ptr<PlainSocket>> sockets;
    sockets.swap(m_sockets);
    for (const auto& socket : sockets)
    {
        socket->OnProcessEnded();
    }
}

void
PlainProcess::DoDispose()
{
    m_retry.Cancel();
    FollowResources(false);
    if (m_process)
    {
        m_process->Terminate();
    }
    m_winsock.reset();
    m_process = nullptr;
    Object::DoDispose();
}

} // namespace ns3::winsock
