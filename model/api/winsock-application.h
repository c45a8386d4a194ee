/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_APPLICATION_H
#define WINSOCK_APPLICATION_H

#include "ns3/application.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <functional>
#include <string>

namespace ns3::winsock
{

class Winsock;
class WinsockProcess;

/**
 * @ingroup winsock
 * @brief An ns-3 application that runs a Winsock program.
 *
 * At its start time the application creates a process on its node's WinsockStack and runs the
 * program on the process's first thread; the node must have a stack by then. When the program
 * returns, the process ends as well, with whatever threads it has besides. At the stop time, or at
 * the end of the simulation, a program that has not returned is ended: its stack is unwound, so that
 * destructors run, its connections are reset, and every descriptor and buffer is given back.
 *
 * An application runs its program once. On a device that has as many processes as it can have
 * (`MaxProcesses`) the program is not started, and the trace source `Refused` says so.
 */
class WinsockApplication : public Application
{
  public:
    /// What an application runs: a program's main function. The value is its exit code.
    using Program = std::function<int(Winsock&)>;

    /// @return the TypeId
    static TypeId GetTypeId();

    WinsockApplication();
    ~WinsockApplication() override;

    /// @param program what to run from the start time on
    void SetProgram(Program program);

    /**
     * @return the process, from the start time until the application is disposed of; null before, and if
     *         the device had no room for one. A process that has ended is no longer alive, but can still be asked
     */
    Ptr<WinsockProcess> GetProcess() const;

    /// @return whether the program was started and neither returned nor was ended
    bool IsRunning() const;

    /// @return whether the program returned by itself; false for one that was ended
    bool HasExited() const;

    /// @return what the program returned; 0 as long as HasExited() is false
    int GetExitCode() const;

    /**
     * @brief Signature of the `Started` and `Killed` trace sources.
     * @param process the process that the program runs in
     */
    typedef void (*ProcessTracedCallback)(const WinsockProcess& process);

    /**
     * @brief Signature of the `Finished` trace source.
     * @param process the process that the program ran in
     * @param exitCode what the program returned
     */
    typedef void (*FinishedTracedCallback)(const WinsockProcess& process, int exitCode);

    /**
     * @brief Signature of the `Refused` trace source.
     * @param name the attribute Name of the application
     */
    typedef void (*RefusedTracedCallback)(const std::string& name);

  protected:
    /// Ends the program, if it runs, and forgets the process.
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /// Makes the process with the application's attributes; aborts if the node has no stack.
    /// @return whether the device had room for it
    bool CreateProcess();
    /// Runs on the program's fiber. @return the exit code
    int RunProgram();
    /// Called when the process holds nothing any more, whichever way it ended.
    void OnTerminated(const WinsockProcess& process);
    /// Ends the process, with all its threads, if it is alive.
    void Kill();

    Program m_program;             //!< what to run
    Ptr<WinsockProcess> m_process; //!< null until started
    std::string m_name;            //!< attribute
    std::string m_imagePath;       //!< attribute
    std::string m_commandLine;     //!< attribute
    uint32_t m_stackBytes;         //!< attribute
    int m_exitCode{0};             //!< what the program returned
    bool m_administrator;          //!< attribute
    bool m_exited{false};          //!< the program returned

    TracedCallback<const WinsockProcess&> m_startedTrace;       //!< `Started`
    TracedCallback<const WinsockProcess&, int> m_finishedTrace; //!< `Finished`
    TracedCallback<const WinsockProcess&> m_killedTrace;        //!< `Killed`
    TracedCallback<const std::string&> m_refusedTrace;          //!< `Refused`
};

} // namespace ns3::winsock

#endif /* WINSOCK_APPLICATION_H */
