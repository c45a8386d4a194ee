/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-application.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/callback.h"
#include "ns3/fiber.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/string.h"
#include "ns3/trace-source-accessor.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-thread.h"
#include "ns3/winsock.h"

#include <utility>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockApplication");

NS_OBJECT_ENSURE_REGISTERED(WinsockApplication);

TypeId
WinsockApplication::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::winsock::WinsockApplication")
            .SetParent<Application>()
            .SetGroupName("Winsock")
            .AddConstructor<WinsockApplication>()
            .AddAttribute("Name",
                          "What people call the program.",
                          StringValue("program"),
                          MakeStringAccessor(&WinsockApplication::m_name),
                          MakeStringChecker())
            .AddAttribute("Administrator",
                          "Whether the program may open raw sockets and change the catalog;"
                          " without, they fail with WSAEACCES and WSANO_RECOVERY.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&WinsockApplication::m_administrator),
                          MakeBooleanChecker())
            .AddAttribute("ImagePath",
                          "Path of the program; see WinsockProcess::ImagePath.",
                          StringValue(""),
                          MakeStringAccessor(&WinsockApplication::m_imagePath),
                          MakeStringChecker())
            .AddAttribute("CommandLine",
                          "The program's command line; see WinsockProcess::CommandLine.",
                          StringValue(""),
                          MakeStringAccessor(&WinsockApplication::m_commandLine),
                          MakeStringChecker())
            .AddAttribute("StackBytes",
                          "Stack of each of the program's threads, bytes; see"
                          " WinsockProcess::StackBytes.",
                          UintegerValue(Fiber::DEFAULT_STACK_BYTES),
                          MakeUintegerAccessor(&WinsockApplication::m_stackBytes),
                          MakeUintegerChecker<uint32_t>())
            .AddTraceSource("Started",
                            "The process was created and its program is about to run.",
                            MakeTraceSourceAccessor(&WinsockApplication::m_startedTrace),
                            "ns3::winsock::WinsockApplication::ProcessTracedCallback")
            .AddTraceSource("Finished",
                            "The program returned and its process has ended.",
                            MakeTraceSourceAccessor(&WinsockApplication::m_finishedTrace),
                            "ns3::winsock::WinsockApplication::FinishedTracedCallback")
            .AddTraceSource("Killed",
                            "The program was ended before it returned, and its process with it.",
                            MakeTraceSourceAccessor(&WinsockApplication::m_killedTrace),
                            "ns3::winsock::WinsockApplication::ProcessTracedCallback")
            .AddTraceSource("Refused",
                            "The device had no room for another process, and the program was not"
                            " started.",
                            MakeTraceSourceAccessor(&WinsockApplication::m_refusedTrace),
                            "ns3::winsock::WinsockApplication::RefusedTracedCallback");
    return tid;
}

WinsockApplication::WinsockApplication() = default;

WinsockApplication::~WinsockApplication() = default;

void
WinsockApplication::SetProgram(Program program)
{
    NS_LOG_FUNCTION(this);
    NS_ABORT_MSG_IF(m_process, "SetProgram comes too late: the application has started already.");
    m_program = std::move(program);
}

Ptr<WinsockProcess>
WinsockApplication::GetProcess() const
{
    return m_process;
}

bool
WinsockApplication::IsRunning() const
{
    return m_process && m_process->IsAlive();
}

bool
WinsockApplication::HasExited() const
{
    return m_exited;
}

int
WinsockApplication::GetExitCode() const
{
    return m_exitCode;
}

void
WinsockApplication::StartApplication()
{
    NS_LOG_FUNCTION(this);
    NS_ABORT_MSG_IF(!m_program,
                    "The Winsock application \""
                        << m_name << "\" on node " << GetNode()->GetId()
                        << " has no program: give it one with WinsockApplication::SetProgram or"
                           " install it with WinsockApplicationHelper.");
    if (!CreateProcess())
    {
        m_refusedTrace(m_name);
        return;
    }
    m_startedTrace(*m_process);
    Ptr<WinsockThread> thread = m_process->CreateThread();
    thread->SetFinishedHandler([this](int) { Kill(); });
    thread->Run([this] { return RunProgram(); });
}

void
WinsockApplication::StopApplication()
{
    NS_LOG_FUNCTION(this);
    Kill();
}

bool
WinsockApplication::CreateProcess()
{
    Ptr<WinsockStack> stack = GetNode()->GetObject<WinsockStack>();
    NS_ABORT_MSG_IF(!stack,
                    "Node " << GetNode()->GetId() << " has no Winsock stack to run \"" << m_name
                            << "\" on: call WinsockStackHelper::Install for the node first.");
    m_process = stack->CreateProcess(m_name);
    if (!m_process)
    {
        return false;
    }
    m_process->SetAttribute("Administrator", BooleanValue(m_administrator));
    m_process->SetAttribute("ImagePath", StringValue(m_imagePath));
    m_process->SetAttribute("CommandLine", StringValue(m_commandLine));
    m_process->SetAttribute("StackBytes", UintegerValue(m_stackBytes));
    m_process->TraceConnectWithoutContext("Terminated",
                                          MakeCallback(&WinsockApplication::OnTerminated, this));
    return true;
}

int
WinsockApplication::RunProgram()
{
    Winsock winsock(*m_process->GetThreads().front());
    m_exitCode = m_program(winsock);
    m_exited = true;
    return m_exitCode;
}

void
WinsockApplication::OnTerminated(const WinsockProcess& process)
{
    NS_LOG_FUNCTION(this << m_exited << m_exitCode);
    if (m_exited)
    {
        m_finishedTrace(process, m_exitCode);
    }
    else
    {
        m_killedTrace(process);
    }
}

void
WinsockApplication::Kill()
{
    if (IsRunning())
    {
        m_process->Terminate();
    }
}

void
WinsockApplication::DoDispose()
{
    NS_LOG_FUNCTION(this);
    Kill();
    if (m_process)
    {
        m_process->Dispose();
        m_process = nullptr;
    }
    m_program = nullptr;
    Application::DoDispose();
}

} // namespace ns3::winsock
