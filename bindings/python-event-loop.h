/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PYTHON_EVENT_LOOP_H
#define PYTHON_EVENT_LOOP_H

#include "ns3/event-id.h"
#include "ns3/nstime.h"

#include <csignal>
#include <deque>
#include <optional>

namespace ns3::winsock
{

class PythonProgram;

/**
 * @ingroup winsock
 * @brief Runs the simulator until a Python program has its turn.
 *
 * Only Python may switch between Python programs (design decision D4), so the simulator must let go
 * whenever one of them can go on. Whatever makes a program ready stops the simulator after the
 * event that is being processed; Python runs the program and then asks for the next one. No
 * simulated time passes in between, and programs that become ready together run in that order.
 */
class PythonEventLoop
{
  public:
    PythonEventLoop() = default;
    ~PythonEventLoop();

    PythonEventLoop(const PythonEventLoop&) = delete;
    PythonEventLoop& operator=(const PythonEventLoop&) = delete;

    /**
     * Begins a run, during which Ctrl-C stops the simulator as well.
     * @param until when the run is over; without one it goes on as long as there are events
     */
    void Begin(const std::optional<Time>& until);

    /// Ends what Begin() began; harmless without it.
    void End();

    /**
     * Goes on until a program is ready.
     * @return the program, which is the running one from now on, or null when the run is over
     */
    PythonProgram* Advance();

    /**
     * Takes a program that is ready already; no event is processed.
     * @return the program, which is the running one from now on, or null
     */
    PythonProgram* TakeReady();

    /// @param program is ready to go on: Python has to switch to it
    void AddReady(PythonProgram& program);

    /// @param program is forgotten
    void Remove(const PythonProgram& program);

    /// @return whether it is this program that Python runs at the moment
    bool
    IsRunning(const PythonProgram& program) const
    {
        return m_running == &program;
    }

  private:
    /// The event at the end of a run.
    void OnUntil();

    std::deque<PythonProgram*> m_ready; //!< in the order in which they became ready
    PythonProgram* m_running{nullptr};  //!< the one that Python runs
    EventId m_untilEvent;               //!< the end of the run
    struct sigaction m_oldAction;       //!< Python's own treatment of Ctrl-C
    bool m_actionChanged{false};        //!< m_oldAction has to be put back
    bool m_over{false};                 //!< the end of the run has come
};

} // namespace ns3::winsock

#endif /* PYTHON_EVENT_LOOP_H */
