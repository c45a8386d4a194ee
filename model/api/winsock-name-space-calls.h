/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_NAME_SPACE_CALLS_H
#define WINSOCK_NAME_SPACE_CALLS_H

#include "ns3/winsock-name-calls.h"
#include "ns3/winsock-name-spaces.h"

#include <cstddef>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The functions of Winsock that look up and publish services in name spaces, as one thread of a
 *        simulated program calls them.
 *
 * A name space is asked through its provider, of which each machine has a list. Hosts come from the same
 * names that getaddrinfo knows; services that programs publish are in a directory of the simulation,
 * where the programs of all nodes find them. A program calls the functions as members of its Winsock,
 * whose description says what all calls fail with.
 */
class WinsockNameSpaceCalls : public WinsockNameCalls
{
  public:
    using WinsockNameCalls::WinsockNameCalls;

    /**
     * @name Look-ups
     * @{
     */

    /**
     * Asks the name spaces. The answers of this moment are fetched by WSALookupServiceNextW. A look-up
     * that takes time waits as getaddrinfo does.
     * @param lpqsRestrictions the question: dwSize and lpServiceClassId; lpszServiceInstanceName,
     *        lpVersion, lpafpProtocols, dwNameSpace and lpNSProviderId restrict it
     * @param dwControlFlags LUP_ flags; of the LUP_RETURN_ ones each answer tells no more than is asked
     *        for here
     * @param lphLookup gets a handle for WSALookupServiceEnd
     * @return 0, or SOCKET_ERROR: WSAEFAULT (a pointer to nowhere); WSAEINVAL (another dwSize, an unknown
     *         flag, no class where the providers need one, no such provider); WSASERVICE_NOT_FOUND;
     *         WSANO_DATA (nothing that fits the restrictions; LUP_CONTAINERS, as there are none);
     *         WSAEINTR
     */
    INT WSALookupServiceBeginW(const WSAQUERYSETW* lpqsRestrictions,
                               DWORD dwControlFlags,
                               LPHANDLE lphLookup);

    /// The form for ANSI text; see WSALookupServiceBeginW.
    INT WSALookupServiceBeginA(const WSAQUERYSETA* lpqsRestrictions,
                               DWORD dwControlFlags,
                               LPHANDLE lphLookup);

    /**
     * Fetches the next answer.
     * @param hLookup of WSALookupServiceBegin
     * @param dwControlFlags LUP_ flags that restrict those of the beginning further; LUP_RES_SERVICE puts
     *        the service's address in LocalAddr instead of RemoteAddr; LUP_FLUSHPREVIOUS passes over an
     *        answer that was too long
     * @param lpdwBufferLength bytes of room; gets those needed when that is too little
     * @param lpqsResults gets the answer, with all that it points to behind it; the same answer comes
     *        again after one for which there was too little room
     * @return 0, or SOCKET_ERROR: WSA_INVALID_HANDLE, WSAEFAULT (also for too little room), WSAEINVAL (an
     *         unknown flag), WSA_E_NO_MORE
     */
    INT WSALookupServiceNextW(HANDLE hLookup,
                              DWORD dwControlFlags,
                              LPDWORD lpdwBufferLength,
                              LPWSAQUERYSETW lpqsResults);

    /// The form for ANSI text; see WSALookupServiceNextW.
    INT WSALookupServiceNextA(HANDLE hLookup,
                              DWORD dwControlFlags,
                              LPDWORD lpdwBufferLength,
                              LPWSAQUERYSETA lpqsResults);

    /**
     * Ends a look-up and its notifications.
     * @param hLookup of WSALookupServiceBegin
     * @return 0, or SOCKET_ERROR: WSA_INVALID_HANDLE
     */
    INT WSALookupServiceEnd(HANDLE hLookup);

    /**
     * Tells whether the answers of a look-up would be others now. Network location awareness and the
     * directory of published services know it.
     * @param hLookup of WSALookupServiceBegin
     * @param dwControlCode SIO_NSP_NOTIFY_CHANGE
     * @param lpvInBuffer means nothing
     * @param cbInBuffer means nothing
     * @param lpvOutBuffer means nothing
     * @param cbOutBuffer means nothing
     * @param lpcbBytesReturned gets 0; may be null
     * @param lpCompletion how the next change is to be told, which the directory can; null to be told at
     *        once whether there was one
     * @return 0 if the answers have changed, or SOCKET_ERROR: WSAEWOULDBLOCK (they are still valid),
     *         WSA_IO_PENDING (the change will be told), WSA_INVALID_HANDLE, WSAEFAULT, WSAEINVAL (an
     *         unknown kind of notification, no such window or port, answers of several providers),
     *         WSAEOPNOTSUPP (another code, a provider that cannot tell)
     */
    INT WSANSPIoctl(HANDLE hLookup,
                    DWORD dwControlCode,
                    LPVOID lpvInBuffer,
                    DWORD cbInBuffer,
                    LPVOID lpvOutBuffer,
                    DWORD cbOutBuffer,
                    LPDWORD lpcbBytesReturned,
                    LPWSACOMPLETION lpCompletion);
    /** @} */

    /**
     * @name Services
     * @{
     */

    /**
     * Publishes a service in the directory, or withdraws it. The name space of the Internet takes part
     * and does nothing, as its servers are not told.
     * @param lpqsRegInfo the service: dwSize, its name and class; version, comment, addresses and blob as
     *        far as it has them; dwNameSpace and lpNSProviderId say which providers are meant. An address
     *        is where the service listens, in LocalAddr or, without that, in RemoteAddr; a wildcard stands
     *        for all addresses of the machine
     * @param essOperation RNRSERVICE_REGISTER, RNRSERVICE_DEREGISTER or RNRSERVICE_DELETE
     * @param dwControlFlags SERVICE_MULTIPLE to leave the other addresses of the service alone, or 0
     * @return 0, or SOCKET_ERROR: WSAEFAULT (a member points to no memory), WSAEINVAL (anything missing,
     *         unknown or of another size, no such provider), WSASERVICE_NOT_FOUND (nothing to withdraw)
     */
    INT
    WSASetServiceW(LPWSAQUERYSETW lpqsRegInfo, WSAESETSERVICEOP essOperation, DWORD dwControlFlags);

    /// The form for ANSI text; see WSASetServiceW.
    INT
    WSASetServiceA(LPWSAQUERYSETA lpqsRegInfo, WSAESETSERVICEOP essOperation, DWORD dwControlFlags);
    /** @} */

    /**
     * @name Service classes
     * They are the machine's, whose administrator installs and removes them. On CE all of them are
     * WSAEOPNOTSUPP.
     * @{
     */

    /**
     * @param lpServiceClassInfo the class, its name, and what its services have in common
     * @return 0, or SOCKET_ERROR: WSAEINVAL (anything missing), WSAEALREADY (the class is there),
     *         WSAEACCES (the process is no administrator)
     */
    INT WSAInstallServiceClassW(LPWSASERVICECLASSINFOW lpServiceClassInfo);

    /// The form for ANSI text; see WSAInstallServiceClassW.
    INT WSAInstallServiceClassA(LPWSASERVICECLASSINFOA lpServiceClassInfo);

    /**
     * @param lpServiceClassId a class
     * @return 0, or SOCKET_ERROR: WSAEINVAL (no id), WSATYPE_NOT_FOUND, WSAETOOMANYREFS (a service of the
     *         class is in the directory), WSAEACCES (the process is no administrator)
     */
    INT WSARemoveServiceClass(LPGUID lpServiceClassId);

    /**
     * Tells what was installed for a class, as far as it belongs to a provider's name space.
     * @param lpProviderId a provider
     * @param lpServiceClassId a class
     * @param lpdwBufSize bytes of room; gets those needed when that is too little
     * @param lpServiceClassInfo gets the class, with all that it points to behind it
     * @return 0, or SOCKET_ERROR: WSAEINVAL (anything missing, no such provider), WSATYPE_NOT_FOUND,
     *         WSAEFAULT (too little room)
     */
    INT WSAGetServiceClassInfoW(LPGUID lpProviderId,
                                LPGUID lpServiceClassId,
                                LPDWORD lpdwBufSize,
                                LPWSASERVICECLASSINFOW lpServiceClassInfo);

    /// The form for ANSI text; see WSAGetServiceClassInfoW.
    INT WSAGetServiceClassInfoA(LPGUID lpProviderId,
                                LPGUID lpServiceClassId,
                                LPDWORD lpdwBufSize,
                                LPWSASERVICECLASSINFOA lpServiceClassInfo);

    /**
     * Tells the name of a class: of an installed one, or of a well-known port.
     * @param lpServiceClassId the class
     * @param lpszServiceClassName gets its name
     * @param lpdwBufferLength characters of room; gets those of the name with its zero
     * @return 0, or SOCKET_ERROR: WSA_INVALID_PARAMETER (no class), WSANO_DATA (no name for it),
     *         WSAEFAULT (too little room)
     */
    INT WSAGetServiceClassNameByClassIdW(LPGUID lpServiceClassId,
                                         LPWSTR lpszServiceClassName,
                                         LPDWORD lpdwBufferLength);

    /// The form for ANSI text; see WSAGetServiceClassNameByClassIdW.
    INT WSAGetServiceClassNameByClassIdA(LPGUID lpServiceClassId,
                                         LPSTR lpszServiceClassName,
                                         LPDWORD lpdwBufferLength);
    /** @} */

    /**
     * @name Providers
     * A process sees those of its WSAStartup; changes are for the programs that start Winsock later
     * (R-CAT-49). The calls that change the machine's list need no WSAStartup.
     * @{
     */

    /**
     * Lists the name-space providers.
     * @param lpdwBufferLength bytes of room; gets those needed when that is too little
     * @param lpnspBuffer gets the structures, with all that they point to behind them
     * @return how many, or SOCKET_ERROR: WSAEFAULT
     */
    INT WSAEnumNameSpaceProvidersW(LPDWORD lpdwBufferLength, LPWSANAMESPACE_INFOW lpnspBuffer);

    /// The form for ANSI text; see WSAEnumNameSpaceProvidersW.
    INT WSAEnumNameSpaceProvidersA(LPDWORD lpdwBufferLength, LPWSANAMESPACE_INFOA lpnspBuffer);

    /// Lists them with the data of WSCInstallNameSpaceEx; see WSAEnumNameSpaceProvidersW.
    INT WSAEnumNameSpaceProvidersExW(LPDWORD lpdwBufferLength, LPWSANAMESPACE_INFOEXW lpnspBuffer);

    /// The form for ANSI text; see WSAEnumNameSpaceProvidersExW.
    INT WSAEnumNameSpaceProvidersExA(LPDWORD lpdwBufferLength, LPWSANAMESPACE_INFOEXA lpnspBuffer);

    /**
     * Adds a provider behind all others. What it answers is decided by its id: see NameSpaceQuery.
     * @param lpszIdentifier its name for people
     * @param lpszPathName its library, less than 260 characters; may hold environment strings
     * @param dwNameSpace NS_ number
     * @param dwVersion its version
     * @param lpProviderId its id
     * @return 0, or SOCKET_ERROR: WSAEINVAL (anything missing, an impossible path), WSANO_RECOVERY (the
     *         provider is there, the process is no administrator)
     */
    INT WSCInstallNameSpace(LPWSTR lpszIdentifier,
                            LPWSTR lpszPathName,
                            DWORD dwNameSpace,
                            DWORD dwVersion,
                            LPGUID lpProviderId);

    /**
     * As WSCInstallNameSpace, with data of the provider's own.
     * @param lpszIdentifier its name for people
     * @param lpszPathName its library
     * @param dwNameSpace NS_ number
     * @param dwVersion its version
     * @param lpProviderId its id
     * @param lpProviderSpecific the data; WSAEINVAL without it
     * @return as WSCInstallNameSpace; WSAEOPNOTSUPP on CE, as the call came with Windows Vista
     */
    INT WSCInstallNameSpaceEx(LPWSTR lpszIdentifier,
                              LPWSTR lpszPathName,
                              DWORD dwNameSpace,
                              DWORD dwVersion,
                              LPGUID lpProviderId,
                              LPBLOB lpProviderSpecific);

    /**
     * @param lpProviderId a provider, which is forgotten
     * @return 0, or SOCKET_ERROR: WSAEFAULT, WSAEINVAL (no such provider), WSANO_RECOVERY (the process is
     *         no administrator)
     */
    INT WSCUnInstallNameSpace(LPGUID lpProviderId);

    /**
     * @param lpProviderId a provider
     * @param fEnable whether it is asked from now on
     * @return as WSCUnInstallNameSpace
     */
    INT WSCEnableNSProvider(LPGUID lpProviderId, BOOL fEnable);

    /**
     * Puts the providers into an order, in which their answers come.
     * @param lpProviderId the ids of all of them, each once
     * @param dwNumberOfEntries number of them
     * @return 0; WSAEFAULT without ids; WSAEINVAL for anything else than all of them; WSANO_RECOVERY when
     *         the process is no administrator; WSAEOPNOTSUPP on CE, which has no such function (R-CE-113)
     */
    INT WSCWriteNameSpaceOrder(LPGUID lpProviderId, DWORD dwNumberOfEntries);

    /** @} */

    /**
     * @name Forms without a letter
     * Those that fit the arguments, as the macros of winsock2.h choose by UNICODE.
     * @{
     */
    /// The form for wide text; see WSALookupServiceBeginW.
    INT
    WSALookupServiceBegin(const WSAQUERYSETW* restrictions, DWORD flags, LPHANDLE lookup)
    {
        return WSALookupServiceBeginW(restrictions, flags, lookup);
    }

    /// The form for ANSI text; see WSALookupServiceBeginW.
    INT
    WSALookupServiceBegin(const WSAQUERYSETA* restrictions, DWORD flags, LPHANDLE lookup)
    {
        return WSALookupServiceBeginA(restrictions, flags, lookup);
    }

    /// The form for wide text; see WSALookupServiceNextW.
    INT
    WSALookupServiceNext(HANDLE lookup, DWORD flags, LPDWORD length, LPWSAQUERYSETW results)
    {
        return WSALookupServiceNextW(lookup, flags, length, results);
    }

    /// The form for ANSI text; see WSALookupServiceNextW.
    INT
    WSALookupServiceNext(HANDLE lookup, DWORD flags, LPDWORD length, LPWSAQUERYSETA results)
    {
        return WSALookupServiceNextA(lookup, flags, length, results);
    }

    /// The form for wide text; see WSASetServiceW.
    INT
    WSASetService(LPWSAQUERYSETW service, WSAESETSERVICEOP operation, DWORD flags)
    {
        return WSASetServiceW(service, operation, flags);
    }

    /// The form for ANSI text; see WSASetServiceW.
    INT
    WSASetService(LPWSAQUERYSETA service, WSAESETSERVICEOP operation, DWORD flags)
    {
        return WSASetServiceA(service, operation, flags);
    }

    /// The form for wide text; see WSAInstallServiceClassW.
    INT
    WSAInstallServiceClass(LPWSASERVICECLASSINFOW info)
    {
        return WSAInstallServiceClassW(info);
    }

    /// The form for ANSI text; see WSAInstallServiceClassW.
    INT
    WSAInstallServiceClass(LPWSASERVICECLASSINFOA info)
    {
        return WSAInstallServiceClassA(info);
    }

    /// The form for wide text; see WSAGetServiceClassInfoW.
    INT
    WSAGetServiceClassInfo(LPGUID provider, LPGUID id, LPDWORD size, LPWSASERVICECLASSINFOW info)
    {
        return WSAGetServiceClassInfoW(provider, id, size, info);
    }

    /// The form for ANSI text; see WSAGetServiceClassInfoW.
    INT
    WSAGetServiceClassInfo(LPGUID provider, LPGUID id, LPDWORD size, LPWSASERVICECLASSINFOA info)
    {
        return WSAGetServiceClassInfoA(provider, id, size, info);
    }

    /// The form for wide text; see WSAGetServiceClassNameByClassIdW.
    INT
    WSAGetServiceClassNameByClassId(LPGUID id, LPWSTR name, LPDWORD length)
    {
        return WSAGetServiceClassNameByClassIdW(id, name, length);
    }

    /// The form for ANSI text; see WSAGetServiceClassNameByClassIdW.
    INT
    WSAGetServiceClassNameByClassId(LPGUID id, LPSTR name, LPDWORD length)
    {
        return WSAGetServiceClassNameByClassIdA(id, name, length);
    }

    /// The form for wide text; see WSAEnumNameSpaceProvidersW.
    INT
    WSAEnumNameSpaceProviders(LPDWORD length, LPWSANAMESPACE_INFOW buffer)
    {
        return WSAEnumNameSpaceProvidersW(length, buffer);
    }

    /// The form for ANSI text; see WSAEnumNameSpaceProvidersW.
    INT
    WSAEnumNameSpaceProviders(LPDWORD length, LPWSANAMESPACE_INFOA buffer)
    {
        return WSAEnumNameSpaceProvidersA(length, buffer);
    }

    /// The form for wide text; see WSAEnumNameSpaceProvidersExW.
    INT
    WSAEnumNameSpaceProvidersEx(LPDWORD length, LPWSANAMESPACE_INFOEXW buffer)
    {
        return WSAEnumNameSpaceProvidersExW(length, buffer);
    }

    /// The form for ANSI text; see WSAEnumNameSpaceProvidersExW.
    INT
    WSAEnumNameSpaceProvidersEx(LPDWORD length, LPWSANAMESPACE_INFOEXA buffer)
    {
        return WSAEnumNameSpaceProvidersExA(length, buffer);
    }

    /// The form without a buffer, which asks for its length; see WSAEnumNameSpaceProvidersW.
    INT
    WSAEnumNameSpaceProviders(LPDWORD length, std::nullptr_t)
    {
        return WSAEnumNameSpaceProvidersW(length, nullptr);
    }

    /** @} */

  private:
    /// What both forms of WSALookupServiceBegin share.
    template <typename Set>
    INT BeginLookup(ApiCall& call, const Set* restrictions, DWORD flags, LPHANDLE handle);
    /// What both forms of WSALookupServiceNext share.
    template <typename Set>
    INT FetchNext(ApiCall& call, HANDLE handle, DWORD flags, LPDWORD length, Set* results);
    /// What both forms of WSASetService share.
    template <typename Set>
    INT SetService(ApiCall& call, const Set* info, WSAESETSERVICEOP operation, DWORD flags);
    /// What both forms of WSAInstallServiceClass share.
    template <typename Info>
    INT InstallClass(ApiCall& call, const Info* info);
    /// What both forms of WSAGetServiceClassInfo share.
    template <typename Info>
    INT GetClass(ApiCall& call, const GUID* provider, const GUID* id, LPDWORD size, Info* info);
    /// What both forms of WSAGetServiceClassNameByClassId share.
    template <typename Character>
    INT GetClassName(ApiCall& call, const GUID* id, Character* name, LPDWORD length);
    /// What all forms of WSAEnumNameSpaceProviders share.
    template <typename Info>
    INT ListProviders(ApiCall& call, LPDWORD length, Info* buffer);
};

} // namespace ns3::winsock

#endif /* WINSOCK_NAME_SPACE_CALLS_H */
