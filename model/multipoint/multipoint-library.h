/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MULTIPOINT_LIBRARY_H
#define MULTIPOINT_LIBRARY_H

#include "ns3/ipv4-address.h"
#include "ns3/nstime.h"
#include "ns3/object.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-socket-address.h"
#include "ns3/winsock-structures.h"

#include <string>
#include <vector>

namespace ns3::winsock
{

class ServiceProvider;
class WinsockStack;

/**
 * @ingroup winsock
 * @brief The protocols of the multipoint provider, all of family AF_INET.
 *
 * The numbers are such as no protocol of the Internet has.
 */
enum MultipointProtocol : int
{
    MULTIPOINT_CIRCUIT = 250,    //!< rooted control and data plane: messages of the root, in order
    MULTIPOINT_CONFERENCE = 251, //!< rooted control, nonrooted data plane: datagrams of all members
    MULTIPOINT_GROUP = 252,      //!< nonrooted planes: datagrams over IP multicast
};

/**
 * @ingroup winsock
 * @brief A third party's base provider for multipoint sessions: the file on a node's disk.
 *
 * It has sessions of three kinds, which are three entries of the catalog (MultipointProtocol). A scenario
 * puts the library on the disks of its nodes by Register(), and a program, or Install(), puts the entries
 * into the catalog. doc/multipoint.rst tells what the provider does and what it does not model.
 *
 * @code
 * Ptr<MultipointLibrary> library = CreateObject<MultipointLibrary>();
 * library->Register(*stack);
 * library->Install(*stack);
 * @endcode
 */
class MultipointLibrary : public Object
{
  public:
    /// How the messages of a circuit get to the leaves.
    enum DataPath
    {
        GROUP,  //!< once, to an IP multicast group; what a leaf has lost comes again to it alone
        COPIES, //!< to each leaf its own copy, over its control connection
    };

    /// Where the library usually lies.
    static constexpr const char* PATH = "%SystemRoot%\\system32\\mpoint.dll";

    /// @return the TypeId
    static TypeId GetTypeId();

    MultipointLibrary();
    ~MultipointLibrary() override;

    /// @return the provider's GUID
    static const GUID& GetProviderId();

    /// @return the entries that an installation program gives to WSCInstallProvider
    static std::vector<WSAPROTOCOL_INFOW> GetEntries();

    /**
     * Puts the library on a node's disk; the stack keeps it alive.
     * @param stack the node's
     * @param libraryPath as catalog entries name it
     */
    void Register(WinsockStack& stack, const std::string& libraryPath = PATH);

    /**
     * Puts the entries into a node's catalog, as an installation program would.
     * @param stack the node's
     * @param libraryPath where the library lies
     */
    static void Install(WinsockStack& stack, const std::string& libraryPath = PATH);

    /// @return the attribute `DataPath`
    DataPath GetDataPath() const;

    /// @return the attribute `ProbeInterval`
    Time GetProbeInterval() const;

    /// @return the attribute `Heartbeat`
    Time GetHeartbeat() const;

    /// @param root address and port of a root @return the group of its session
    WinsockSocketAddress GetGroupOf(const WinsockSocketAddress& root) const;

  private:
    /// @param text of the attribute `DataPath`; an unknown one aborts with the known ones
    void SetDataPath(const std::string& text);
    /// @return the text of the attribute `DataPath`
    std::string GetDataPathName() const;

    DataPath m_dataPath{GROUP}; //!< attribute
    Time m_probeInterval;       //!< attribute
    Time m_heartbeat;           //!< attribute
    Ipv4Address m_firstGroup;   //!< attribute
};

} // namespace ns3::winsock

#endif /* MULTIPOINT_LIBRARY_H */
