/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_INSTALLATION_CALL_H
#define WINSOCK_INSTALLATION_CALL_H

#include "ns3/winsock-api-call.h"
#include "ns3/winsock-types.h"

#include <string>

/**
 * @file
 * What the calls that manage the machine's catalog have in common.
 */

namespace ns3::winsock
{

class ProtocolCatalogBuilder;
class WinsockProcess;

/**
 * @ingroup winsock
 * @brief A provider's GUID, for CallScope.
 */
struct GuidArg
{
    const char* name; //!< as in Winsock's prototype
    const GUID* guid; //!< may be null or bad

    /// @return the readable value
    std::string Format() const;
};

/**
 * @ingroup winsock
 * @brief A path or another text that a program gave, for CallScope.
 */
struct WideTextArg
{
    const char* name;  //!< as in Winsock's prototype
    const WCHAR* text; //!< zero-terminated; may be null or bad

    /// @return the readable value
    std::string Format() const;
};

/**
 * @ingroup winsock
 * @param text a zero-terminated text that a program gave, with a good pointer
 * @param longest characters of the longest text allowed
 * @param utf8 gets it as UTF-8, cut if it is too long
 * @return whether it is neither empty nor too long
 */
bool ReadProgramText(const WCHAR* text, std::size_t longest, std::string& utf8);

/**
 * @ingroup winsock
 * @param text what a program gave as a path, with a good pointer
 * @param path gets it as UTF-8
 * @return whether it is one: neither empty nor longer than Windows' paths
 */
bool ReadProgramPath(const WCHAR* text, std::string& path);

/**
 * @ingroup winsock
 * @brief Ends a call that reports its error through a parameter.
 * @param call the call
 * @param error 0 for success
 * @param lpErrno gets the error, unless it is no place to write to: then the result alone says that the
 *        call failed
 * @return what the function returns
 */
int AnswerInstallation(ApiCall& call, int error, LPINT lpErrno);

/**
 * @ingroup winsock
 * @brief Makes a changed catalog the machine's own, if the process may do so.
 * @param process who changes it
 * @param builder the changed catalog
 * @return 0, or WSANO_RECOVERY without the rights
 */
int StoreCatalog(WinsockProcess& process, const ProtocolCatalogBuilder& builder);

} // namespace ns3::winsock

#endif /* WINSOCK_INSTALLATION_CALL_H */
