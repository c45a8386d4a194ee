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
#include "ns3/late-trace-source.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock.h"

#include <algorithm>
#include <utility>

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(PlainProcess);

namespace
{

/// What the process is called unless a scenario says otherwise.
constexpr const char* USUAL_NAME = "ns-3 applications";

} // namespace

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
                          StringValue(USUAL_NAME),
                          MakeStringAccessor(&PlainProcess::SetName, &PlainProcess::GetName),
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
                            MakeLateTraceSourceAccessor(&PlainProcess::GetTraces, &Traces::refused),
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

PlainProcess::Traces&
PlainProcess::GetTraces()
{
    if (!m_traces)
    {
        m_traces = std::make_unique<Traces>();
    }
    return *m_traces;
}

PlainProcess::Use&
PlainProcess::GetUse()
{
    if (!m_use)
    {
        m_use = std::make_unique<Use>();
    }
    return *m_use;
}

void
PlainProcess::SetName(std::string name)
{
    m_name = name == USUAL_NAME ? nullptr : std::make_unique<std::string>(std::move(name));
}

std::string
PlainProcess::GetName() const
{
    return m_name ? *m_name : USUAL_NAME;
}

int
PlainProcess::Start()
{
    Use& use = GetUse();
    if (use.process && use.process->IsAlive())
    {
        return 0;
    }
    Ptr<WinsockStack> stack = GetObject<WinsockStack>();
    NS_ABORT_MSG_IF(!stack,
                    "A node without a Winsock stack cannot give sockets of Winsock to its"
                    " applications: call WinsockStackHelper::Install for the node first.");
    Ptr<WinsockProcess> process = stack->CreateProcess(GetName());
    if (!process)
    {
        return stack->GetNumbers().errorPool;
    }
    process->TraceConnectWithoutContext("Terminated",
                                        MakeCallback(&PlainProcess::OnTerminated, this));
    use.process = process;
    use.winsock = std::make_unique<Winsock>(process);
    WSADATA data;
    use.winsock->WSAStartup(MAKEWORD(2, 2), &data);
    return 0;
}

Winsock&
PlainProcess::GetWinsock()
{
    return *GetUse().winsock;
}

Ptr<WinsockProcess>
PlainProcess::GetProcess() const
{
    return m_use ? m_use->process : nullptr;
}

bool
PlainProcess::RefusesLate() const
{
    return m_refuseLate;
}

void
PlainProcess::ReportRefusal(int error) const
{
    if (m_traces)
    {
        m_traces->refused(error);
    }
}

void
PlainProcess::Keep(Ptr<PlainSocket> socket)
{
    GetUse().sockets.push_back(std::move(socket));
}

void
PlainProcess::Forget(const PlainSocket& socket)
{
    std::vector<Ptr<PlainSocket>>& sockets = GetUse().sockets;
    const auto at = std::find_if(sockets.begin(),
                                 sockets.end(),
                                 [&](const auto& kept) { return PeekPointer(kept) == &socket; });
    if (at != sockets.end())
    {
        sockets.erase(at);
    }
}

void
PlainProcess::AwaitRelease(Ptr<PlainStreamSocket> listener)
{
    GetUse().waiting.push_back(std::move(listener));
    FollowResources(!m_use->retrying);
}

void
PlainProcess::FollowResources(bool follow)
{
    Use& use = GetUse();
    if (follow == use.following)
    {
        return;
    }
    use.following = follow;
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
    if (newValue < oldValue && m_use->retry.IsExpired())
    {
        m_use->retry = Simulator::ScheduleNow(&PlainProcess::Retry, this);
    }
}

void
PlainProcess::Retry()
{
    std::vector<Ptr<PlainStreamSocket>> waiting;
    waiting.swap(m_use->waiting);
    // A chain that refuses once more gives back what its elements took: that must not count.
    FollowResources(false);
    m_use->retrying = true;
    for (const auto& listener : waiting)
    {
        listener->AcceptAgain();
    }
    m_use->retrying = false;
    FollowResources(!m_use->waiting.empty());
}

void
PlainProcess::OnTerminated(const WinsockProcess&)
{
    m_use->waiting.clear();
    std::vector<Ptr<PlainSocket>> sockets;
    sockets.swap(m_use->sockets);
    for (const auto& socket : sockets)
    {
        socket->OnProcessEnded();
    }
}

void
PlainProcess::DoDispose()
{
    if (m_use)
    {
        m_use->retry.Cancel();
        FollowResources(false);
        if (m_use->process)
        {
            m_use->process->Terminate();
        }
        m_use->winsock.reset();
        m_use->process = nullptr;
    }
    Object::DoDispose();
}

} // namespace ns3::winsock
