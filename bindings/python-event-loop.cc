/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "python-event-loop.h"

#include "python-program.h"

#include "ns3/log.h"
#include "ns3/simulator.h"

#include <pybind11/pybind11.h>

#include <algorithm>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockPythonEventLoop");

namespace
{

volatile std::sig_atomic_t g_interrupted = 0; //!< Ctrl-C was pressed
void (*g_oldHandler)(int) = nullptr;          //!< what Python does about it

/// Python only notes the signal; the simulator has to come back so that Python can act on it.
void
OnInterrupt(int signal)
{
    g_oldHandler(signal);
    g_interrupted = 1;
    Simulator::Stop();
}

} // namespace

PythonEventLoop::~PythonEventLoop()
{
    End();
}

void
PythonEventLoop::Begin(const std::optional<Time>& until)
{
    NS_LOG_FUNCTION(this);
    End();
    m_over = false;
    if (until)
    {
        m_untilEvent =
            Simulator::Schedule(*until - Simulator::Now(), &PythonEventLoop::OnUntil, this);
    }
    g_interrupted = 0;
    struct sigaction action = {};
    sigaction(SIGINT, nullptr, &m_oldAction);
    if (m_oldAction.sa_handler != SIG_DFL && m_oldAction.sa_handler != SIG_IGN &&
        (m_oldAction.sa_flags & SA_SIGINFO) == 0)
    {
        g_oldHandler = m_oldAction.sa_handler;
        action = m_oldAction;
        action.sa_handler = OnInterrupt;
        m_actionChanged = sigaction(SIGINT, &action, nullptr) == 0;
    }
}

void
PythonEventLoop::End()
{
    Simulator::Cancel(m_untilEvent);
    m_untilEvent = EventId();
    m_running = nullptr;
    if (m_actionChanged)
    {
        sigaction(SIGINT, &m_oldAction, nullptr);
        m_actionChanged = false;
    }
}

PythonProgram*
PythonEventLoop::Advance()
{
    m_running = nullptr;
    if (m_ready.empty() && !m_over)
    {
        Simulator::Run();
        if (g_interrupted)
        {
            g_interrupted = 0;
            if (PyErr_CheckSignals() != 0)
            {
                throw pybind11::error_already_set();
            }
        }
    }
    return TakeReady();
}

PythonProgram*
PythonEventLoop::TakeReady()
{
    m_running = nullptr;
    if (!m_ready.empty())
    {
        m_running = m_ready.front();
        m_ready.pop_front();
    }
    return m_running;
}

void
PythonEventLoop::AddReady(PythonProgram& program)
{
    m_ready.push_back(&program);
    Simulator::Stop();
}

void
PythonEventLoop::Remove(const PythonProgram& program)
{
    m_ready.erase(std::remove(m_ready.begin(), m_ready.end(), &program), m_ready.end());
    if (m_running == &program)
    {
        m_running = nullptr;
    }
}

void
PythonEventLoop::OnUntil()
{
    m_over = true;
    Simulator::Stop();
}

} // namespace ns3::winsock
