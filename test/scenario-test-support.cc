/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "scenario-test-support.h"

#include "ns3/abort.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/object-ptr-container.h"
#include "ns3/simulator.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/winsock-application-helper.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-tcp-socket.h"

#include <csignal>
#include <iostream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace ns3::winsock::test
{

namespace
{

void
RunAction(std::function<void()> action)
{
    action();
}

/// The child's side: errors go into the pipe, and an abort leaves no core file behind.
[[noreturn]] void
RunMistake(const std::function<void()>& mistake, int errors)
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    dup2(errors, STDERR_FILENO);
    mistake();
    _exit(0);
}

std::string
ReadAll(int descriptor)
{
    std::string text;
    char buffer[512];
    ssize_t count;
    while ((count = read(descriptor, buffer, sizeof(buffer))) > 0)
    {
        text.append(buffer, static_cast<std::size_t>(count));
    }
    return text;
}

} // namespace

void
At(const Time& time, std::function<void()> action)
{
    Simulator::Schedule(time, &RunAction, std::move(action));
}

Ptr<Node>
MakeWinsockNode(const std::string& profile)
{
    Ptr<Node> node = CreateObject<Node>();
    InternetStackHelper internet;
    internet.Install(node);
    WinsockStackHelper winsock;
    winsock.SetProfile(profile);
    winsock.Install(node);
    return node;
}

Ptr<WinsockApplication>
RunOn(Ptr<Node> node, WinsockApplication::Program program, const Time& start, const Time& stop)
{
    ApplicationContainer applications = WinsockApplicationHelper(std::move(program)).Install(node);
    applications.Start(start);
    if (!stop.IsZero())
    {
        applications.Stop(stop);
    }
    return DynamicCast<WinsockApplication>(applications.Get(0));
}

std::string
MessageOfAbort(const std::function<void()>& mistake)
{
    // What waits in a buffer would be written by the child as well.
    std::cout.flush();
    int ends[2];
    NS_ABORT_MSG_IF(pipe(ends) != 0, "no pipe for the child's errors");
    const pid_t child = fork();
    NS_ABORT_MSG_IF(child < 0, "no child process");
    if (child == 0)
    {
        RunMistake(mistake, ends[1]);
    }
    close(ends[1]);
    const std::string errors = ReadAll(ends[0]);
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT ? errors : "no abort: " + errors;
}

PoolShare
GetOrphanShare(Ptr<Node> node)
{
    PoolShare share;
    ObjectPtrContainerValue sockets;
    if (Ptr<TcpL4Protocol> tcp = node->GetObject<TcpL4Protocol>())
    {
        tcp->GetAttribute("SocketList", sockets);
    }
    for (auto each = sockets.Begin(); each != sockets.End(); ++each)
    {
        Ptr<WinsockTcpSocket> socket = DynamicCast<WinsockTcpSocket>(each->second);
        if (socket && socket->IsOrphan())
        {
            share += socket->GetPoolShare();
        }
    }
    return share;
}

} // namespace ns3::winsock::test
