/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PLAIN_PROCESS_H
#define PLAIN_PROCESS_H

#include "ns3/event-id.h"
#include "ns3/object.h"
#include "ns3/ptr.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ns3
{
class Node;
} // namespace ns3

namespace ns3::winsock
{

class PlainSocket;
class PlainStreamSocket;
class Winsock;
class WinsockProcess;
class WinsockStack;

/**
 * @ingroup winsock
 * @brief The process in which the plain ns-3 applications of a node use Winsock.
 *
 * Aggregated to the node by WinsockStackHelper. The process itself, a WinsockProcess with one thread
 * that never waits, is made with the first socket; after its end, the next socket makes another one.
 */
class PlainProcess : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    PlainProcess();
    ~PlainProcess() override;

    /// @return the node
    Ptr<Node> GetNode() const;

    /**
     * Makes the process, unless there is one, and starts Winsock; a node without a stack aborts.
     * @return 0, or the profile's ErrorPool where the device has no room for a process (`MaxProcesses`)
     */
    int Start();

    /// @return the calls of the process, after Start()
    Winsock& GetWinsock();

    /// @return the process, or null before the first socket
    Ptr<WinsockProcess> GetProcess() const;

    /// @return the attribute `RefuseLate`
    bool RefusesLate() const;

    /// @param error why the chain has refused a socket, for the trace source `Refused`
    void ReportRefusal(int error) const;

    /// @param socket has a handle and is kept alive as long
    void Keep(Ptr<PlainSocket> socket);

    /// @param socket has no handle any more
    void Forget(const PlainSocket& socket);

    /// @param listener is told when the node has given a descriptor or buffer memory back
    void AwaitRelease(Ptr<PlainStreamSocket> listener);

    /**
     * @brief Signature of the `Refused` trace source.
     * @param error what WSAGetLastError gave
     */
    typedef void (*RefusedTracedCallback)(int error);

  protected:
    /// Ends the process.
    void DoDispose() override;

  private:
    /// What there is from the first socket on.
    struct Use
    {
        Ptr<WinsockProcess> process;                 //!< makes the calls
        std::unique_ptr<Winsock> winsock;            //!< its calls
        std::vector<Ptr<PlainSocket>> sockets;       //!< with handles, oldest first
        std::vector<Ptr<PlainStreamSocket>> waiting; //!< for what they need to accept
        EventId retry;                               //!< Retry(), where it is due
        bool following{false};                       //!< OnResource() is connected
        bool retrying{false};                        //!< inside Retry()
    };

    /// The trace sources.
    struct Traces
    {
        TracedCallback<int> refused; //!< `Refused`
    };

    /// @return the trace sources, made by the first call
    Traces& GetTraces();
    /// @return what there is, made by the first call
    Use& GetUse();
    /// @param name the attribute `Name`
    void SetName(std::string name);
    /// @return the attribute `Name`
    std::string GetName() const;
    /// The process has ended, and with it all handles.
    void OnTerminated(const WinsockProcess& process);
    /// Something of the node's was taken or given back.
    void OnResource(uint64_t oldValue, uint64_t newValue);
    /// Lets the listeners that wait try again.
    void Retry();
    /// @param follow whether OnResource() is to hear what the node takes and gives back
    void FollowResources(bool follow);

    std::unique_ptr<std::string> m_name; //!< attribute; null for the usual name
    std::unique_ptr<Use> m_use;          //!< null before the first socket
    std::unique_ptr<Traces> m_traces;    //!< null until somebody listens
    bool m_refuseLate;                   //!< attribute
};

} // namespace ns3::winsock

#endif /* PLAIN_PROCESS_H */
