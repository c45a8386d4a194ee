/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NAME_SPACE_TEST_SUPPORT_H
#define NAME_SPACE_TEST_SUPPORT_H

#include "ns3/winsock-name-service-constants.h"
#include "ns3/winsock.h"

#include <optional>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief What a program asks the name spaces, without pointers.
 */
struct ServiceQuery
{
    GUID classId{};                       //!< of the service
    std::u16string name{};                //!< of the instance; empty for none
    DWORD flags{LUP_RETURN_ALL};          //!< LUP_ flags of the beginning and of each answer
    DWORD nameSpace{NS_ALL};              //!< NS_ number
    std::vector<AFPROTOCOLS> protocols{}; //!< wanted
    std::optional<WSAVERSION> version{};  //!< wanted
    std::optional<GUID> providerId{};     //!< the only provider
};

/// @param ws who asks @param query what @param handle gets the look-up @return as WSALookupServiceBegin
INT BeginQuery(Winsock& ws, ServiceQuery query, HANDLE& handle);

/**
 * @param set an answer
 * @return "name: address/type/protocol ...", with "alias " in front of other names; addresses are those of
 *         RemoteAddr
 */
std::string TextOf(const WSAQUERYSETW& set);

/**
 * Asks and fetches all answers.
 * @return each as text, with "; " between them; the error's name if the beginning failed
 */
std::string AskAll(Winsock& ws, const ServiceQuery& query);

/**
 * @ingroup winsock-test
 * @brief A service to be published, as a program would build it.
 */
class PublishedService
{
  public:
    /// @param name of the instance @param classId of the service
    PublishedService(const std::u16string& name, const GUID& classId);

    /// @param address where it listens, by TCP @return the service
    PublishedService& At(const SOCKADDR_IN& address);

    /// @param ws who publishes @param operation RNRSERVICE_ number @param flags of the call
    /// @return as WSASetService
    INT Set(Winsock& ws, WSAESETSERVICEOP operation, DWORD flags = 0);

    /// @return the structure, good until the service changes
    WSAQUERYSETW& GetSet();

  private:
    std::u16string m_name;                //!< of the instance
    GUID m_classId;                       //!< of the service
    std::vector<SOCKADDR_IN> m_addresses; //!< where it listens
    std::vector<CSADDR_INFO> m_infos;     //!< the same for the structure
    WSAQUERYSETW m_set{};                 //!< for the call
};

} // namespace ns3::winsock::test

#endif /* NAME_SPACE_TEST_SUPPORT_H */
