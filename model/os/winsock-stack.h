/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_STACK_H
#define WINSOCK_STACK_H

#include "ns3/application-categories.h"
#include "ns3/device-profile.h"
#include "ns3/handover-table.h"
#include "ns3/object.h"
#include "ns3/port-table.h"
#include "ns3/protocol-catalog.h"
#include "ns3/provider-registry.h"
#include "ns3/resource-ledger.h"
#include "ns3/shared-listeners.h"
#include "ns3/traced-callback.h"

#include <memory>
#include <string>
#include <vector>

namespace ns3
{
class Node;
} // namespace ns3

namespace ns3::winsock
{

class WinsockProcess;
struct CallRecord;

/**
 * @ingroup winsock
 * @brief A node's Winsock: its protocol catalog, the limits of its operating system, and the
 *        processes that run on it.
 *
 * One stack is aggregated to each node by WinsockStackHelper. A profile gives all its numbers;
 * each number can be set by an attribute as well, and an attribute that was set wins over the
 * profile.
 */
class WinsockStack : public Object
{
  public:
    /// The value of a number attribute that leaves the number to the profile.
    static constexpr uint32_t FROM_PROFILE = UINT32_MAX;

    /// @return the TypeId
    static TypeId GetTypeId();

    WinsockStack();
    ~WinsockStack() override;

    /**
     * @param name a profile's name; an unknown one aborts with the list of known names
     */
    void SetProfile(const std::string& name);

    /// @return the profile's name
    std::string GetProfileName() const;

    /// @return whose results the stack gives where NT and CE documented different ones
    Dialect GetDialect() const;

    /**
     * @param catalog what processes see from their next WSAStartup on (R-CAT-49)
     */
    void SetCatalog(std::shared_ptr<const ProtocolCatalog> catalog);

    /**
     * Does what "netsh winsock reset" does: the machine stores the stock catalog of its profile again,
     * without the layers, chains and base providers that were added, and with its first numbering.
     * Processes keep what they see until their next WSAStartup (R-CAT-49). Libraries stay on the disk,
     * and which layers a program permits stays said (R-CAT-52): that is about programs, not in the
     * catalog.
     */
    void ResetCatalog();

    /// @return the catalog that the machine stores at this moment
    const std::shared_ptr<const ProtocolCatalog>& GetCatalog() const;

    /// @return where the node's programs find the libraries that a catalog names
    ProviderRegistry& GetProviderRegistry();

    /// @return which categories of layers the machine's applications permit
    ApplicationCategories& GetApplicationCategories();

    /**
     * @name Numbers in force
     * An attribute that was set, else the profile's number.
     * @{
     */
    uint32_t GetMaxSocketsPerProcess() const; //!< @return descriptors of one process
    uint32_t GetMaxSocketsPerSystem() const;  //!< @return descriptors of the node
    uint64_t GetPoolBytes() const;            //!< @return size of the buffer pool, bytes
    uint32_t GetSocketOverheadBytes() const;  //!< @return pool bytes of a socket itself
    uint32_t GetTcpSndBuf() const;            //!< @return SO_SNDBUF of new stream sockets, bytes
    uint32_t GetTcpRcvBuf() const;            //!< @return SO_RCVBUF of new stream sockets, bytes
    uint32_t GetUdpSndBuf() const;            //!< @return SO_SNDBUF of other new sockets, bytes
    uint32_t GetUdpRcvBuf() const;            //!< @return SO_RCVBUF of other new sockets, bytes
    uint32_t GetBufferMax() const;            //!< @return largest buffer size honoured, bytes
    uint32_t GetBacklogMax() const;           //!< @return most connections waiting for accept
    uint16_t GetEphemeralFirst() const;       //!< @return lowest automatic port
    uint16_t GetEphemeralLast() const;        //!< @return highest automatic port
    int GetErrorPorts() const;                //!< @return error for no automatic port left
    bool HasTimeoutOptions() const;           //!< @return SO_RCVTIMEO and SO_SNDTIMEO exist
    /** @} */

    /// @return whether creating a socket also takes its SO_SNDBUF and SO_RCVBUF from the pool
    bool ReservesBuffers() const;

    /// @return whether the network subsystem works; if not, calls fail with WSAENETDOWN
    bool IsNetworkUp() const;

    /// @return whether a layer turns its handle door's WSAENOBUFS into WSAEMFILE (R-ACC-6)
    bool TranslatesHandleDoor() const;

    /// @return whether ReadFile and WriteFile reach handles that are no kernel objects
    bool RedirectsFiles() const;

    /**
     * Takes one descriptor for a process, of its own and of the node's.
     * @param process who wants it
     * @return whether both limits allowed it; a refusal changes nothing
     */
    bool TakeDescriptor(WinsockProcess& process);

    /// @param process who gives a descriptor back
    void GiveDescriptor(WinsockProcess& process);

    /**
     * @param bytes wanted from the buffer pool
     * @return whether they were free; a refusal changes nothing
     */
    bool TakePool(uint64_t bytes);

    /// @param bytes given back to the buffer pool
    void GivePool(uint64_t bytes);

    /// @return the node's descriptors
    const ResourceLedger& GetDescriptorLedger() const;

    /// @return the node's buffer pool
    const ResourceLedger& GetPoolLedger() const;

    /// @return who holds which TCP port of the node
    PortTable& GetTcpPorts();

    /// @return who holds which UDP port of the node
    PortTable& GetUdpPorts();

    /// @return the listeners that share their ports
    SharedListeners& GetSharedListeners();

    /// @return the sockets that wait to be taken by another process
    HandoverTable& GetHandovers();

    /**
     * Forgets a handle: its descriptor is given back, and what waited to be taken by another process
     * waits no longer if this was the object's last handle. The object itself is not told.
     * @param process whose handle
     * @param s an existing handle
     */
    void RemoveHandle(WinsockProcess& process, SOCKET s);

    /**
     * @param name what people call the program
     * @return a new process without a thread
     */
    Ptr<WinsockProcess> CreateProcess(const std::string& name);

    /// @param process a process that has ended and is forgotten
    void RemoveProcess(const WinsockProcess& process);

    /// @return the processes that have not ended, oldest first
    const std::vector<Ptr<WinsockProcess>>& GetProcesses() const;

    /// @return the node
    Ptr<Node> GetNode() const;

    /// @return the id of the node
    uint32_t GetNodeId() const;

    /// @return whether somebody listens to the `Call` trace source
    bool
    IsCallTraced() const
    {
        return !m_callTrace.IsEmpty();
    }

    /// @param record is handed to the listeners of the `Call` trace source
    void TraceCall(const CallRecord& record) const;

    /**
     * @brief Signature of the `Call` trace source.
     * @param record one end of a call
     */
    typedef void (*CallTracedCallback)(const CallRecord& record);

    /// @brief Signature of the `CatalogChanged` trace source.
    typedef void (*CatalogChangedTracedCallback)();

    /**
     * @brief Signature of the `DescriptorsInUse` and `PoolBytesInUse` trace sources.
     * @param oldValue what was held before
     * @param newValue what is held now
     */
    typedef void (*ResourceTracedCallback)(uint64_t oldValue, uint64_t newValue);

  protected:
    /// Finds the node that the stack was aggregated to.
    void NotifyNewAggregate() override;
    /// Ends all processes.
    void DoDispose() override;

  private:
    /// @return own where it was set, else the profile's number
    static uint32_t Effective(uint32_t own, uint32_t fromProfile);

    const DeviceProfile* m_profile{nullptr};              //!< where unset numbers come from
    std::shared_ptr<const ProtocolCatalog> m_catalog;     //!< null until first asked for
    std::unique_ptr<ProviderRegistry> m_registry;         //!< null until first asked for
    ApplicationCategories m_applicationCategories;        //!< R-CAT-52
    Ptr<Node> m_node;                                     //!< whose stack this is
    std::vector<Ptr<WinsockProcess>> m_processes;         //!< alive, oldest first
    ResourceLedger m_descriptors;                         //!< of the node
    ResourceLedger m_pool;                                //!< of the node
    std::unique_ptr<PortTable> m_tcpPorts;                //!< null until first asked for
    std::unique_ptr<PortTable> m_udpPorts;                //!< null until first asked for
    SharedListeners m_sharedListeners;                    //!< of TCP
    std::unique_ptr<HandoverTable> m_handovers;           //!< null until first asked for
    uint32_t m_nextProcessId{0};                          //!< counts processes ever made
    uint32_t m_maxSocketsPerProcess;                      //!< attribute
    uint32_t m_maxSocketsPerSystem;                       //!< attribute
    uint32_t m_poolBytes;                                 //!< attribute
    uint32_t m_socketOverheadBytes;                       //!< attribute
    uint32_t m_tcpSndBuf;                                 //!< attribute
    uint32_t m_tcpRcvBuf;                                 //!< attribute
    uint32_t m_udpSndBuf;                                 //!< attribute
    uint32_t m_udpRcvBuf;                                 //!< attribute
    uint32_t m_backlogMax;                                //!< attribute
    uint32_t m_ephemeralFirst;                            //!< attribute
    uint32_t m_ephemeralLast;                             //!< attribute
    bool m_reserveBuffers;                                //!< attribute
    bool m_networkUp;                                     //!< attribute
    bool m_translateHandleDoor;                           //!< attribute
    bool m_fileRedirector;                                //!< attribute
    TracedCallback<const CallRecord&> m_callTrace;        //!< `Call`
    TracedCallback<uint64_t, uint64_t> m_descriptorTrace; //!< `DescriptorsInUse`
    TracedCallback<> m_catalogTrace;                      //!< `CatalogChanged`
    TracedCallback<uint64_t, uint64_t> m_poolTrace;       //!< `PoolBytesInUse`
};

} // namespace ns3::winsock

#endif /* WINSOCK_STACK_H */
