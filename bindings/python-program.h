/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PYTHON_PROGRAM_H
#define PYTHON_PROGRAM_H

#include "python-operation.h"

#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/winsock.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

namespace ns3::winsock
{

class PythonEventLoop;

/**
 * @ingroup winsock
 * @brief Thrown out of a call of a program whose process has been ended.
 */
class PythonProgramEnded : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

/**
 * @ingroup winsock
 * @brief A Python function that runs as a simulated program: the C++ half.
 *
 * The other half is a greenlet, which Python switches to when PythonEventLoop names this program.
 * Each call of the program runs on a fiber of its own. A call that has to wait leaves its fiber
 * suspended and returns GetPending(); Python then switches back to its event loop, and when the
 * fiber has come to its end the program is ready again and collects the result.
 */
class PythonProgram
{
  public:
    /**
     * @param loop where the program gets its turns, until Detach()
     * @param number tells the network's programs apart
     * @param node where the program runs; it has a WinsockStack
     * @param name what people call the program
     */
    PythonProgram(PythonEventLoop& loop, uint32_t number, Ptr<Node> node, std::string name);
    ~PythonProgram();

    PythonProgram(const PythonProgram&) = delete;
    PythonProgram& operator=(const PythonProgram&) = delete;

    /**
     * Sets when the program begins and, perhaps, when it is ended.
     * @param start simulated time, not before now
     * @param stop simulated time; nothing for a program that is left to itself
     */
    void Schedule(const Time& start, const std::optional<Time>& stop);

    /// @return what tells the network's programs apart
    uint32_t GetNumber() const;

    /// @return number of the process on its node, 0 before its start
    uint32_t GetProcessId() const;

    /// @return whether the process was started and has not ended
    bool IsAlive() const;

    /**
     * Ends the process. A program that waits in a call gets ready, and its call throws.
     */
    void Terminate();

    /// Lets go of everything in the simulator; every later call throws.
    void Detach();

    /// @return the thread's Winsock, for what neither waits nor fails; throws before the start
    Winsock& GetWinsock();

    /**
     * Makes a call of the program.
     * @param work takes a Winsock&, returns a value; runs on a fiber and does not touch Python
     * @param finish takes the value, returns a Python object
     * @return that object, or GetPending()
     */
    template <typename Work, typename Finish>
    pybind11::object
    Call(Work work, Finish finish)
    {
        return Begin(
            std::make_unique<PythonOperationOf<Work, Finish>>(std::move(work), std::move(finish)));
    }

    /**
     * Makes a call of the program whose result Python takes as it is.
     * @param work as above
     * @return the result, or GetPending()
     */
    template <typename Work>
    pybind11::object
    Call(Work work)
    {
        return Call(std::move(work), [](auto value) { return pybind11::cast(value); });
    }

    /// @return the result of the call that was pending; throws PythonProgramEnded if it was ended
    pybind11::object TakeResult();

    /// @return what a call returns that has to wait
    static pybind11::object GetPending();

  private:
    /// The event at the start time.
    void OnStart();
    /// Makes a call, on a fiber.
    pybind11::object Begin(std::unique_ptr<PythonOperation> operation);
    /// Told by the thread when a fiber has come to its end.
    void OnFinished();

    PythonEventLoop* m_loop;                      //!< where the turns come from; null: detached
    uint32_t m_number;                            //!< tells the network's programs apart
    Ptr<Node> m_node;                             //!< where it runs
    std::string m_name;                           //!< what people call it
    EventId m_startEvent;                         //!< OnStart()
    EventId m_stopEvent;                          //!< Terminate()
    Ptr<WinsockProcess> m_process;                //!< null before the start
    Ptr<WinsockThread> m_thread;                  //!< its only thread
    std::unique_ptr<Winsock> m_winsock;           //!< the thread's calls
    std::unique_ptr<PythonOperation> m_operation; //!< the call being made
    bool m_waiting{false};                        //!< the call has gone to its fiber to wait
};

} // namespace ns3::winsock

#endif /* PYTHON_PROGRAM_H */
