/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_NAME_TABLE_H
#define WINSOCK_NAME_TABLE_H

#include "ns3/name-records.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/ptr.h"
#include "ns3/service-directory.h"
#include "ns3/traced-callback.h"
#include "ns3/winsock-guid.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The names of a simulation: what its machines' files and name servers would answer.
 *
 * There is one for all nodes; it ends with the simulation. A node is known by the name that ns3::Names
 * has for it, or else by "node" and its id, with the addresses that its interfaces have when somebody
 * asks. A scenario adds hosts that are no nodes, further names, services and protocols, by
 * WinsockNameHelper or here. Upper and lower case are the same in all names.
 *
 * Nothing travels over the network for a look-up. The attribute LookupDelay is how long one takes that a
 * real machine would have to ask a server for.
 */
class WinsockNameTable : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    WinsockNameTable();
    ~WinsockNameTable() override;

    /// @return the table of this simulation, made when it is first asked for
    static Ptr<WinsockNameTable> Get();

    /**
     * @name What a scenario adds
     * @{
     */

    /**
     * @param name of a host, which may be new
     * @param address an Ipv4Address or Ipv6Address of it, after those that it has; another kind aborts
     */
    void AddHost(const std::string& name, const Address& address);

    /**
     * @param alias another name of a host
     * @param name one that the host has; who asks by the alias learns this one
     */
    void AddAlias(const std::string& alias, const std::string& name);

    /**
     * @param node a node
     * @param name by which it is known instead
     */
    void SetHostName(Ptr<Node> node, const std::string& name);

    /// @param service comes before the well-known ones
    void AddService(const ServiceRecord& service);

    /// @param protocol comes before the well-known ones
    void AddProtocol(const ProtocolRecord& protocol);
    /** @} */

    /**
     * @name What programs ask
     * @{
     */

    /// @param node a node; @return its host name
    std::string GetHostName(Ptr<Node> node) const;

    /**
     * @param name a host's; "localhost" and the empty name mean the machine that asks
     * @param asking the machine that asks; its own name has all its addresses
     * @return what is known of the host, the addresses that the machine has the family of in front,
     *         IPv6 before IPv4; no value for an unknown name
     */
    std::optional<HostRecord> FindHost(const std::string& name, Ptr<Node> asking) const;

    /**
     * @param address of a host, without port
     * @param asking the machine that asks
     * @return what is known of the host, with this one address; no value for an unknown address
     */
    std::optional<HostRecord> FindHost(const WinsockSocketAddress& address, Ptr<Node> asking) const;

    /**
     * @param name of a service, official or not
     * @param protocol "tcp", "udp", or empty for any
     * @return the service, or null
     */
    const ServiceRecord* FindService(const std::string& name, const std::string& protocol) const;

    /**
     * @param port in host byte order
     * @param protocol "tcp", "udp", or empty for any
     * @return the service, or null
     */
    const ServiceRecord* FindService(uint16_t port, const std::string& protocol) const;

    /// @param name of a protocol, official or not; @return the protocol, or null
    const ProtocolRecord* FindProtocol(const std::string& name) const;

    /// @param number of a protocol; @return the protocol, or null
    const ProtocolRecord* FindProtocol(int number) const;

    /// @return how long the answer of another machine takes
    Time GetDelay() const;

    /**
     * @param name a host's
     * @param asking the machine that asks
     * @return how long the answer takes: nothing where the machine knows it by itself
     */
    Time GetDelay(const std::string& name, Ptr<Node> asking) const;

    /**
     * @param address a host's
     * @param asking the machine that asks
     * @return how long the answer takes: nothing where the machine knows it by itself
     */
    Time GetDelay(const WinsockSocketAddress& address, Ptr<Node> asking) const;
    /** @} */

    /**
     * @name Services that programs publish
     * @{
     */

    /// @return the directory
    const ServiceDirectory& GetDirectory() const;

    /**
     * Publishes a service, or withdraws it.
     * @param operation what to do
     * @param service whose name and class say which
     * @param node where it is; a wildcard in its addresses stands for all addresses of the node
     * @return 0, or WSASERVICE_NOT_FOUND for one to be withdrawn that is not there
     */
    int SetService(ServiceOperation operation, const NameSpaceRecord& service, Ptr<Node> node);

    /**
     * @brief Signature of the `ServicesChanged` trace source.
     * @param classId the class
     */
    typedef void (*ServicesChangedTracedCallback)(const GUID& classId);
    /** @} */

  private:
    /// @return the node of a name, or null
    Ptr<Node> FindNode(const std::string& name) const;
    /// @return the name that an alias stands for, or the name itself
    std::string Resolve(const std::string& name) const;
    /// @return the other names of a host
    std::vector<std::string> GetAliases(const std::string& name) const;

    /// A host that is no node.
    struct Host
    {
        std::string name;                            //!< as it was written
        std::vector<WinsockSocketAddress> addresses; //!< in the order of their coming
    };

    /// Another name of a host.
    struct Alias
    {
        std::string alias; //!< as it was written
        std::string name;  //!< what it stands for
    };

    Time m_delay;                                //!< attribute
    std::vector<Host> m_hosts;                   //!< in the order of their coming
    std::vector<Alias> m_aliases;                //!< in the order of their coming
    std::map<uint32_t, std::string> m_names;     //!< of nodes, by their ids
    std::vector<ServiceRecord> m_services;       //!< those that were added come first
    std::vector<ProtocolRecord> m_protocols;     //!< likewise
    ServiceDirectory m_directory;                //!< published by programs
    TracedCallback<const GUID&> m_servicesTrace; //!< `ServicesChanged`
};

} // namespace ns3::winsock

#endif /* WINSOCK_NAME_TABLE_H */
