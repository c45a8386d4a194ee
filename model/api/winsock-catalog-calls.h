/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_CATALOG_CALLS_H
#define WINSOCK_CATALOG_CALLS_H

#include "ns3/mswsock-calls.h"
#include "ns3/winsock-spi.h"
#include "ns3/winsock-structures.h"

#include <cstddef>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The functions of Winsock that list and change the protocol catalog, as one thread of a
 *        simulated program calls them.
 *
 * Programs list what they may open; installers add providers and layers, order and remove them. A
 * program calls them as members of its Winsock, whose description says what all calls fail with.
 */
class WinsockCatalogCalls : public MswsockCalls
{
  public:
    using MswsockCalls::MswsockCalls;

    /**
     * @name Catalog
     * @{
     */

    /**
     * Lists the entries that an application can see (R-CAT-31).
     * @param lpiProtocols zero-terminated protocols wanted, or null for all
     * @param lpProtocolBuffer where to
     * @param lpdwBufferLength bytes of room; gets the bytes needed when that is too little (R-CAT-32)
     * @return number of entries, or SOCKET_ERROR: WSAENOBUFS, WSAEFAULT
     */
    int WSAEnumProtocolsW(LPINT lpiProtocols,
                          LPWSAPROTOCOL_INFOW lpProtocolBuffer,
                          LPDWORD lpdwBufferLength);

    /// The form with ANSI text in the structures; see WSAEnumProtocolsW.
    int WSAEnumProtocolsA(LPINT lpiProtocols,
                          LPWSAPROTOCOL_INFOA lpProtocolBuffer,
                          LPDWORD lpdwBufferLength);

    /**
     * @name WSAEnumProtocols
     * The form that fits the buffer, as the macro of winsock2.h chooses by UNICODE.
     * @{
     */
    /// The form for wide text; see WSAEnumProtocolsW.
    int
    WSAEnumProtocols(LPINT protocols, LPWSAPROTOCOL_INFOW buffer, LPDWORD length)
    {
        return WSAEnumProtocolsW(protocols, buffer, length);
    }

    /// The form for ANSI text; see WSAEnumProtocolsA.
    int
    WSAEnumProtocols(LPINT protocols, LPWSAPROTOCOL_INFOA buffer, LPDWORD length)
    {
        return WSAEnumProtocolsA(protocols, buffer, length);
    }

    /// The form without a buffer, which asks for its length; see WSAEnumProtocolsW.
    int
    WSAEnumProtocols(LPINT protocols, std::nullptr_t, LPDWORD length)
    {
        return WSAEnumProtocolsW(protocols, nullptr, length);
    }

    /** @} */

    /**
     * Lists all entries, hidden ones and layers included (R-CAT-30). Needs no WSAStartup and sees the
     * machine's catalog of this moment.
     * @param lpiProtocols zero-terminated protocols wanted, or null for all
     * @param lpProtocolBuffer where to
     * @param lpdwBufferLength bytes of room; gets the bytes needed when that is too little
     * @param lpErrno gets WSAENOBUFS or WSAEFAULT
     * @return number of entries, or SOCKET_ERROR
     */
    int WSCEnumProtocols(LPINT lpiProtocols,
                         LPWSAPROTOCOL_INFOW lpProtocolBuffer,
                         LPDWORD lpdwBufferLength,
                         LPINT lpErrno);
    /** @} */

    /**
     * Tells when the machine's catalog changes (R-CAT-49); the process's own view stays. With a null
     * handle the call makes a notification handle, to be closed by CloseHandle. With that handle it
     * completes when the catalog has changed since the call.
     * @param lpNotificationHandle the handle, or null where it is to be put
     * @param lpOverlapped where the notification is reported; null to wait for it
     * @param lpCompletionRoutine called with the notification; may be null
     * @return 0, or SOCKET_ERROR: WSA_IO_PENDING (the notification comes later), WSA_INVALID_HANDLE,
     *         WSAEFAULT
     */
    int WSAProviderConfigChange(LPHANDLE lpNotificationHandle,
                                LPWSAOVERLAPPED lpOverlapped,
                                LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine);

    /**
     * @name Installation
     * Changes of the catalog that the machine stores. They need no WSAStartup (R-INI-7) and leave
     * the last error alone. A process that has started Winsock keeps its view until it starts it
     * again after its last WSACleanup, and open sockets are not disturbed (R-CAT-49). A call that
     * fails changes nothing; with a bad lpErrno it fails with no more than SOCKET_ERROR.
     * @{
     */

    /**
     * Appends entries of a new provider to the catalog, behind all others (R-CAT-20, R-CAT-22,
     * R-CAT-40).
     * @param lpProviderId the provider; all its entries get it
     * @param lpszProviderDllPath its library, less than 260 characters; may hold environment
     *        strings
     * @param lpProtocolInfoList the entries: base protocols, layers or chains; their ids are
     *        ignored (R-CAT-2)
     * @param dwNumberOfEntries number of them
     * @param lpErrno gets WSAEFAULT; WSAEINVAL (no entries, a path or an entry that is not
     *        possible, a chain that names no entry); WSANO_RECOVERY (the provider is installed, the
     *        process is no administrator, all ids are used up); in this order (R-CAT-41)
     * @return 0, or SOCKET_ERROR
     */
    int WSCInstallProvider(LPGUID lpProviderId,
                           LPCWSTR lpszProviderDllPath,
                           LPWSAPROTOCOL_INFOW lpProtocolInfoList,
                           DWORD dwNumberOfEntries,
                           LPINT lpErrno);

    /**
     * Rewrites entries of a provider where they stand: ids and order stay (R-CAT-48).
     * @param lpProviderId the provider
     * @param lpszProviderDllPath the new path of these entries
     * @param lpProtocolInfoList the new contents; dwCatalogEntryId says which entry
     * @param dwNumberOfEntries number of them
     * @param lpErrno gets WSAEFAULT; WSAEINVAL (as WSCInstallProvider, and an id that is none of
     *        the provider's); WSANO_RECOVERY (the process is no administrator)
     * @return 0, or SOCKET_ERROR
     */
    int WSCUpdateProvider(LPGUID lpProviderId,
                          LPCWSTR lpszProviderDllPath,
                          LPWSAPROTOCOL_INFOW lpProtocolInfoList,
                          DWORD dwNumberOfEntries,
                          LPINT lpErrno);

    /**
     * Removes all entries of a provider (R-CAT-46). Chains of others that name them stay, and fail
     * with WSAEPROVIDERFAILEDINIT when a socket is made through them (R-CAT-47).
     * @param lpProviderId the provider
     * @param lpErrno gets WSAEFAULT, WSAEINVAL (no such provider) or WSANO_RECOVERY (the process
     *        is no administrator)
     * @return 0, or SOCKET_ERROR
     */
    int WSCDeinstallProvider(LPGUID lpProviderId, LPINT lpErrno);

    /**
     * Puts the catalog into an order, in which entries are enumerated and selected (R-CAT-21,
     * R-CAT-23).
     * @param lpwdCatalogEntryId the ids of all entries, layers and hidden ones included, each once
     * @param dwNumberOfEntries number of them
     * @return 0; WSAEINVAL for anything else than all ids; WSANO_RECOVERY when the process is no
     *         administrator; WSAEOPNOTSUPP on CE, which has no such function (R-CE-113)
     */
    int WSCWriteProviderOrder(LPDWORD lpwdCatalogEntryId, DWORD dwNumberOfEntries);

    /**
     * Tells where a provider's library is, with environment strings unexpanded (R-CAT-50).
     * @param lpProviderId the provider
     * @param lpszProviderDllPath where to
     * @param lpProviderDllPathLen characters of room; gets those of the path without its
     *        terminator, or those needed with it when the room is too little or there is none
     * @param lpErrno gets WSAEFAULT (also for too little room) or WSAEINVAL (no such provider)
     * @return 0, or SOCKET_ERROR
     */
    int WSCGetProviderPath(LPGUID lpProviderId,
                           LPWSTR lpszProviderDllPath,
                           LPINT lpProviderDllPathLen,
                           LPINT lpErrno);
    /** @} */

    /**
     * @name Layers
     * Layered providers as installers and administrators manage them, by the rules of the group
     * Installation. They came with Windows Vista: in the CE dialect all of them are WSAEOPNOTSUPP.
     * @{
     */

    /**
     * Installs a layer and its chains in one step: the layer by itself goes to the end of the catalog,
     * its chains to the beginning (R-CAT-45). A layer with IFS handles goes below those without
     * (R-CAT-43): see InstallLayer().
     * @param lpProviderId the layer; its chains get ids of their own
     * @param lpszProviderDllPath its library, less than 260 characters; may hold environment strings
     * @param lpszLspName its name, at most WSAPROTOCOL_LEN characters
     * @param dwServiceFlags XP1_IFS_HANDLES for a layer that shows the handles of the provider below;
     *        other bits mean nothing
     * @param lpProtocolInfoList which protocols to stand over: family, type and protocol name the first
     *        entry that has them, other layers' chains included; null for the base protocol of every
     *        family, type and protocol
     * @param dwNumberOfEntries number of them
     * @param lpdwCatalogEntryId gets the id of the layer's own entry; may be null
     * @param lpErrno gets WSAEFAULT; WSAEINVAL (no provider id, no path or name or one that is not
     *        possible, an empty list, a name or id in use, a protocol that no entry serves);
     *        WSANO_RECOVERY (the layer is installed already, no list and no base protocol, a chain
     *        longer than MAX_PROTOCOL_CHAIN, no administrator, all ids used up)
     * @return 0, or SOCKET_ERROR
     */
    int WSCInstallProviderAndChains(LPGUID lpProviderId,
                                    LPCWSTR lpszProviderDllPath,
                                    LPCWSTR lpszLspName,
                                    DWORD dwServiceFlags,
                                    LPWSAPROTOCOL_INFOW lpProtocolInfoList,
                                    DWORD dwNumberOfEntries,
                                    LPDWORD lpdwCatalogEntryId,
                                    LPINT lpErrno);

    /**
     * Tells the categories of a layer (R-CAT-51).
     * @param lpProviderId the layer, by the id of its own entry; chains and base protocols have none
     * @param InfoType ProviderInfoLspCategories
     * @param Info gets a DWORD of LSP_* bits; null asks for the size
     * @param InfoSize bytes of room; gets those needed
     * @param Flags means nothing
     * @param lpErrno gets WSAEFAULT (also for too little room); ERROR_CALL_NOT_IMPLEMENTED
     *        (ProviderInfoAudit); WSAEINVAL (another type); WSAEINVALIDPROVIDER (no such provider)
     * @return 0, or SOCKET_ERROR
     */
    int WSCGetProviderInfo(LPGUID lpProviderId,
                           WSC_PROVIDER_INFO_TYPE InfoType,
                           PBYTE Info,
                           SIZE_T* InfoSize,
                           DWORD Flags,
                           LPINT lpErrno);

    /**
     * Sets the categories of a layer, which decide which programs load it (R-CAT-51, R-LSP-2).
     * @param lpProviderId the layer, by the id of its own entry
     * @param InfoType ProviderInfoLspCategories
     * @param Info a DWORD of LSP_* bits
     * @param InfoSize bytes of it
     * @param Flags means nothing
     * @param lpErrno gets WSAEFAULT; ERROR_CALL_NOT_IMPLEMENTED (ProviderInfoAudit); WSAEINVAL (another
     *        type, another size); WSAEINVALIDPROVIDER (no such provider); WSANO_RECOVERY (the process is
     *        no administrator)
     * @return 0, or SOCKET_ERROR
     */
    int WSCSetProviderInfo(LPGUID lpProviderId,
                           WSC_PROVIDER_INFO_TYPE InfoType,
                           PBYTE Info,
                           SIZE_T InfoSize,
                           DWORD Flags,
                           LPINT lpErrno);

    /**
     * Permits categories of layers to a program, beside those that it permits already (R-CAT-52). From
     * its next start on it does without all other layers; its sockets skip their chains (R-LSP-2,
     * R-LSP-3).
     * @param Path the program's, as in WinsockProcess::ImagePath; may hold environment strings
     * @param PathLength characters of it, 1 to 259
     * @param Extra the command line of the instances that are meant, as in
     *        WinsockProcess::CommandLine; null for every instance
     * @param ExtraLength characters of it
     * @param PermittedLspCategories LSP_* bits
     * @param pPrevPermLspCat gets what was permitted before, 0 for nothing; may be null
     * @param lpErrno gets WSAEFAULT, WSAEINVAL (a length that cannot be, a text that ends before) or
     *        WSANO_RECOVERY (the process is no administrator)
     * @return 0, or SOCKET_ERROR
     */
    int WSCSetApplicationCategory(LPCWSTR Path,
                                  DWORD PathLength,
                                  LPCWSTR Extra,
                                  DWORD ExtraLength,
                                  DWORD PermittedLspCategories,
                                  LPDWORD pPrevPermLspCat,
                                  LPINT lpErrno);

    /**
     * Tells which categories of layers a program permits (R-CAT-52).
     * @param Path the program's
     * @param PathLength characters of it
     * @param Extra the command line, as it was given to WSCSetApplicationCategory
     * @param ExtraLength characters of it
     * @param pPermittedLspCategories gets LSP_* bits
     * @param lpErrno gets WSAEFAULT, WSAEINVAL, or WSASERVICE_NOT_FOUND (it was never said)
     * @return 0, or SOCKET_ERROR
     */
    int WSCGetApplicationCategory(LPCWSTR Path,
                                  DWORD PathLength,
                                  LPCWSTR Extra,
                                  DWORD ExtraLength,
                                  LPDWORD pPermittedLspCategories,
                                  LPINT lpErrno);
    /** @} */
};

} // namespace ns3::winsock

#endif /* WINSOCK_CATALOG_CALLS_H */
