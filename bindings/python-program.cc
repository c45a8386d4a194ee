/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "python-program.h"

#include "python-event-loop.h"

#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/winsock-stack.h"

#include <utility>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockPythonProgram");

PythonProgram::PythonProgram(PythonEventLoop& loop,
                             uint32_t number,
                             Ptr<Node> node,
                             std::string name)
    : m_loop(&loop),
      m_number(number),
      m_node(node),
      m_name(std::move(name))
{
}

PythonProgram::~PythonProgram()
{
    Detach();
}

void
PythonProgram::Schedule(const Time& start, const std::optional<Time>& stop)
{
    const Time now = Simulator::Now();
    m_startEvent = Simulator::Schedule(start - now, &PythonProgram::OnStart, this);
    if (stop)
    {
        m_stopEvent = Simulator::Schedule(*stop - now, &PythonProgram::Terminate, this);
    }
}

uint32_t
PythonProgram::GetNumber() const
{
    return m_number;
}

uint32_t
PythonProgram::GetProcessId() const
{
    return m_process ? m_process->GetId() : 0;
}

bool
PythonProgram::IsAlive() const
{
    return m_process && m_process->IsAlive();
}

void
PythonProgram::OnStart()
{
    NS_LOG_FUNCTION(this << m_name);
    m_process = m_node->GetObject<WinsockStack>()->CreateProcess(m_name);
    if (!m_process)
    {
        m_loop->AddReady(*this); // to learn that it is not alive
        return;
    }
    m_thread = m_process->CreateThread();
    m_thread->SetFinishedHandler([this](int) { OnFinished(); });
    m_winsock = std::make_unique<Winsock>(*m_thread);
    m_loop->AddReady(*this);
}

void
PythonProgram::Terminate()
{
    if (!m_loop)
    {
        return;
    }
    NS_LOG_FUNCTION(this << m_name);
    Simulator::Cancel(m_startEvent);
    Simulator::Cancel(m_stopEvent);
    if (IsAlive())
    {
        m_process->Terminate();
    }
}

void
PythonProgram::Detach()
{
    if (!m_loop)
    {
        return;
    }
    Terminate();
    m_loop->Remove(*this);
    m_loop = nullptr;
    if (m_thread)
    {
        m_thread->SetFinishedHandler({});
    }
    m_operation.reset();
    m_winsock.reset();
    m_thread = nullptr;
    m_process = nullptr;
    m_node = nullptr;
}

Winsock&
PythonProgram::GetWinsock()
{
    if (!m_winsock)
    {
        throw std::runtime_error("The program \"" + m_name +
                                 "\" cannot call Winsock: it has not started, or its network is"
                                 " closed.");
    }
    return *m_winsock;
}

pybind11::object
PythonProgram::Begin(std::unique_ptr<PythonOperation> operation)
{
    GetWinsock();
    if (!IsAlive())
    {
        throw PythonProgramEnded("The process \"" + m_name + "\" has ended.");
    }
    if (!m_loop->IsRunning(*this))
    {
        throw std::runtime_error("Only the program \"" + m_name +
                                 "\" itself can use the api that it was given.");
    }
    m_operation = std::move(operation);
    const bool ended = m_thread->Run(
        [this]
        {
            m_operation->Run(*m_winsock);
            return 0;
        });
    if (ended)
    {
        return TakeResult();
    }
    m_waiting = true;
    return GetPending();
}

pybind11::object
PythonProgram::TakeResult()
{
    const std::unique_ptr<PythonOperation> operation = std::move(m_operation);
    if (!operation || !operation->IsDone())
    {
        throw PythonProgramEnded("The process \"" + m_name + "\" was ended during a call.");
    }
    return operation->TakeResult();
}

pybind11::object
PythonProgram::GetPending()
{
    return pybind11::ellipsis();
}

void
PythonProgram::OnFinished()
{
    if (std::exchange(m_waiting, false))
    {
        m_loop->AddReady(*this);
    }
}

} // namespace ns3::winsock
