/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-installation-call.h"

#include "ns3/protocol-catalog-builder.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-text-encoding.h"

#include <algorithm>
#include <string_view>

namespace ns3::winsock
{

namespace
{

/// MAX_PATH of Windows less the terminator.
constexpr std::size_t LONGEST_PATH = 259;

/// @param pointer leads nowhere; @return what a record shows of it
std::string
FormatNowhere(const void* pointer)
{
    return pointer ? "bad pointer" : "NULL";
}

} // namespace

std::string
GuidArg::Format() const
{
    return IsNowhere(guid) ? FormatNowhere(guid) : GuidToString(*guid);
}

std::string
WideTextArg::Format() const
{
    if (IsNowhere(text))
    {
        return FormatNowhere(text);
    }
    std::string shown;
    ReadProgramPath(text, shown);
    return FormatArgument(shown);
}

bool
ReadProgramText(const WCHAR* text, std::size_t longest, std::string& utf8)
{
    const WCHAR* const end = std::find(text, text + longest + 1, u'\0');
    utf8 = Utf16ToUtf8(std::u16string_view(text, static_cast<std::size_t>(end - text)));
    return end != text && end != text + longest + 1;
}

bool
ReadProgramPath(const WCHAR* text, std::string& path)
{
    return ReadProgramText(text, LONGEST_PATH, path);
}

int
AnswerInstallation(ApiCall& call, int error, LPINT lpErrno)
{
    if (error == 0)
    {
        return call.Leave(0);
    }
    if (!IsNowhere(lpErrno))
    {
        *lpErrno = error;
    }
    return call.Leave(SOCKET_ERROR, error);
}

int
StoreCatalog(WinsockProcess& process, const ProtocolCatalogBuilder& builder)
{
    if (!process.IsAdministrator())
    {
        return WSANO_RECOVERY;
    }
    process.GetStack().SetCatalog(builder.Build());
    return 0;
}

} // namespace ns3::winsock
