/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_STACK_H
#define WINSOCK_STACK_H

#include "ns3/application-categories.h"
#include "ns3/buffer-pool.h"
#include "ns3/device-profile.h"
#include "ns3/handover-table.h"
#include "ns3/namespace-list.h"
#include "ns3/object.h"
#include "ns3/port-table.h"
#include "ns3/protocol-catalog.h"
#include "ns3/provider-registry.h"
#include "ns3/resource-ledger.h"
#include "ns3/resource-refusal.h"
#include "ns3/service-classes.h"
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
class WinsockStack;
struct CallRecord;

} // namespace ns3::winsock

namespace ns3
{

/**
 * @ingroup winsock
 * @brief Completes a stack that CreateObject() made, with the outcome that ns-3's own walk over all
 *        attributes has, at a fraction of its price.
 *
 * A stack has an attribute for each value of a device, few of which are ever set, and is made once for
 * each node: the walk would take longer than all else that the node's Winsock needs.
 *
 * @param stack a new one
 * @return the stack with its attributes set
 */
template <>
Ptr<winsock::WinsockStack> CompleteConstruct(winsock::WinsockStack* stack);

} // namespace ns3

namespace ns3::winsock
{

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
    /// The code, and the value of a number attribute, that leaves a value to the profile.
    static constexpr uint32_t FROM_PROFILE = UINT32_MAX;

    /// @return the TypeId
    static TypeId GetTypeId();

    WinsockStack();

    /**
     * Makes a stack with the attributes and the catalog of another one, for another node.
     * @param other the other
     */
    WinsockStack(const WinsockStack& other);
    ~WinsockStack() override;

    /// Sets the attributes to whose initial values others were given than those that a new stack has, as
    /// by Config::SetDefault. CreateObject() calls it.
    void TakeInitialValues();

    /**
     * @param name a profile's name; an unknown one aborts with the list of known names
     */
    void SetProfile(const std::string& name);

    /// @return the profile's name
    std::string GetProfileName() const;

    /**
     * @param call a function, an option or a way of calling
     * @return the error that it gives on the machines of the profile, 0 if they have it
     */
    int
    GetRefusal(OptionalCall call) const
    {
        return m_profile->refusals.Get(call);
    }

    /// @return whose results the stack gives where NT and CE documented different ones
    Dialect GetDialect() const;

    /**
     * @param catalog what processes see from their next WSAStartup on (R-CAT-49)
     */
    void SetCatalog(std::shared_ptr<const ProtocolCatalog> catalog);

    /**
     * Does what "netsh winsock reset" does: the machine stores the stock catalog of its profile again,
     * without the layers, chains and base providers that were added, and with its first numbering.
     * Name-space providers stay. Processes keep what they see until their next WSAStartup (R-CAT-49). Libraries stay on the disk,
     * and which layers a program permits stays said (R-CAT-52): that is about programs, not in the
     * catalog.
     */
    void ResetCatalog();

    /// @return the catalog that the machine stores at this moment
    const std::shared_ptr<const ProtocolCatalog>& GetCatalog() const;

    /**
     * @param namespaces the name-space providers that processes see from their next WSAStartup on; null
     *        for those of the profile's system
     */
    void SetNamespaces(std::shared_ptr<const NamespaceList> namespaces);

    /// @return the name-space providers that the machine stores at this moment
    std::shared_ptr<const NamespaceList> GetNamespaces() const;

    /// @return the service classes that are installed on the machine
    ServiceClasses& GetServiceClasses();

    /// @return where the node's programs find the libraries that a catalog names
    ProviderRegistry& GetProviderRegistry();
    /// @copydoc GetProviderRegistry
    const ProviderRegistry& GetProviderRegistry() const;

    /// @return which categories of layers the machine's applications permit
    ApplicationCategories& GetApplicationCategories();

    /**
     * @param path of a process's program
     * @param commandLine with which it was started
     * @return LSP_* bits of what it is restricted to, 0 for nothing
     */
    DWORD GetPermittedCategories(const std::string& path, const std::string& commandLine) const;

    /**
     * @return the numbers in force: those of the profile, but for attributes that were set
     */
    const DeviceNumbers&
    GetNumbers() const
    {
        return *m_numbers;
    }

    /**
     * Sets a value in the place of the profile's. What is held already stays held.
     * @param value which value; one of GetDeviceValues()
     * @param code its code, FROM_PROFILE for the profile's own
     */
    void SetValue(const DeviceValue& value, uint32_t code);

    /**
     * @param value which value
     * @return the code it was set to; FROM_PROFILE if it was not
     */
    uint32_t GetOwnValue(const DeviceValue& value) const;

    /// Aborts where values were set that no device can have together; says what mends it.
    void
    CheckNumbers() const
    {
        if (!m_numbersChecked)
        {
            CheckOwnNumbers();
        }
    }

    /// @return whether the network subsystem works; if not, calls fail with WSAENETDOWN
    bool IsNetworkUp() const;

    /// @return whether a layer turns its handle door's WSAENOBUFS into WSAEMFILE (R-ACC-6)
    bool TranslatesHandleDoor() const;

    /// @return whether ReadFile and WriteFile reach handles that are no kernel objects
    bool RedirectsFiles() const;

    /**
     * Asks for one more handle of any kind (R-ACC-10). Handles are counted where they are kept, so that
     * there is nothing to give back: a handle that is gone is not counted any more.
     * @param process who wants it
     * @return whether the limits allow it; if not, the refusal was told
     */
    bool HasHandleFor(const WinsockProcess& process);

    /// @return how many handles of any kind all processes of the node hold
    uint64_t GetHandleCount() const;

    /**
     * Takes one descriptor for a process, of its own and of the node's; it is a handle as well.
     * @param process who wants it
     * @return whether both limits allowed it; a refusal changes nothing
     */
    bool TakeDescriptor(WinsockProcess& process);

    /// @param process who gives a descriptor back
    void GiveDescriptor(WinsockProcess& process);

    /// @return the node's buffer memory, which connections may hold longer than the stack lives
    const Ptr<BufferPool>& GetPool();

    /// @return the node's descriptors
    const ResourceLedger& GetDescriptorLedger() const;

    /// @return bytes of the node's buffer memory
    const ResourceLedger& GetPoolLedger() const;

    /**
     * Tells the trace source `Refused`.
     * @param refusal what was refused; the largest holder is found here
     */
    void CountRefusal(ResourceRefusal refusal);

    /**
     * Tells the trace sources of the buffer pool.
     * @param bytesBefore bytes in use before the change
     * @param packetsBefore packets in use before the change
     */
    void TracePool(uint64_t bytesBefore, uint64_t packetsBefore);

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
        return m_traces && !m_traces->call.IsEmpty();
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

    /**
     * @brief Signature of the `Refused` trace source.
     * @param refusal what was refused
     */
    typedef void (*RefusedTracedCallback)(const ResourceRefusal& refusal);

  protected:
    /// Finds the node that the stack was aggregated to.
    void NotifyNewAggregate() override;
    /// Ends all processes.
    void DoDispose() override;

  private:
    /// A value that was set in the place of the profile's.
    struct OwnValue
    {
        const DeviceValue* value; //!< which
        uint32_t code;            //!< what
    };

    /// The trace sources.
    struct Traces
    {
        TracedCallback<const CallRecord&> call;         //!< `Call`
        TracedCallback<> catalog;                       //!< `CatalogChanged`
        TracedCallback<uint64_t, uint64_t> descriptors; //!< `DescriptorsInUse`
        TracedCallback<uint64_t, uint64_t> poolBytes;   //!< `PoolBytesInUse`
        TracedCallback<uint64_t, uint64_t> poolPackets; //!< `PoolPacketsInUse`
        TracedCallback<const ResourceRefusal&> refusal; //!< `Refused`
    };

    /// @return the trace sources, made by the first call
    Traces& GetTraces();
    /// Finds the numbers in force again.
    void CombineNumbers();
    /// Does what CheckNumbers() says.
    void CheckOwnNumbers() const;

    const DeviceProfile* m_profile;                      //!< where unset values come from
    std::shared_ptr<const ProtocolCatalog> m_catalog;    //!< null until first asked for
    std::shared_ptr<const NamespaceList> m_namespaces;   //!< null: the profile's
    std::unique_ptr<ServiceClasses> m_serviceClasses;    //!< null until first asked for
    std::unique_ptr<ProviderRegistry> m_registry;        //!< null until first asked for
    std::unique_ptr<ApplicationCategories> m_categories; //!< R-CAT-52; null until first asked for
    Ptr<Node> m_node;                                    //!< whose stack this is
    std::vector<Ptr<WinsockProcess>> m_processes;        //!< alive, oldest first
    ResourceLedger m_descriptors;                        //!< of the node
    std::shared_ptr<const DeviceNumbers> m_numbers;      //!< in force
    std::vector<OwnValue> m_ownValues;                   //!< set by attributes
    Ptr<BufferPool> m_pool;                              //!< null until first asked for
    std::unique_ptr<PortTable> m_tcpPorts;               //!< null until first asked for
    std::unique_ptr<PortTable> m_udpPorts;               //!< null until first asked for
    std::unique_ptr<SharedListeners> m_sharedListeners;  //!< of TCP; null until first asked for
    std::unique_ptr<HandoverTable> m_handovers;          //!< null until first asked for
    uint32_t m_nextProcessId{0};                         //!< counts processes ever made
    mutable bool m_numbersChecked{true};                 //!< no value was set since
    bool m_networkUp{true};                              //!< attribute
    bool m_translateHandleDoor{true};                    //!< attribute
    bool m_fileRedirector{false};                        //!< attribute
    std::unique_ptr<Traces> m_traces;                    //!< null until somebody listens
};

} // namespace ns3::winsock

#endif /* WINSOCK_STACK_H */
