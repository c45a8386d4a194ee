/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "protocol-selector.h"

#include "ns3/lsp-categories.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <sstream>

namespace ns3::winsock
{

namespace
{

/** Whether the whole catalog serves a protocol number in any family or type. */
bool
IsServedSomewhere(const CatalogIndex& index, int af, int protocol)
{
    return index.FindFirst(af, 0, protocol) != CatalogIndex::NONE;
}

Selection
Refuse(int error, SelectionReason reason)
{
    return {nullptr, error, reason};
}

/** Which documented error fits a known family and type without the protocol (R-SEL-22). */
Selection
RefuseProtocolAsDocumented(const CatalogIndex& index, const SelectionRequest& request)
{
    if (request.type != 0 && IsServedSomewhere(index, request.af, request.protocol))
    {
        return Refuse(WSAEPROTOTYPE, SelectionReason::PROTOCOL_OF_ANOTHER_TYPE);
    }
    if (IsServedSomewhere(index, 0, request.protocol))
    {
        return Refuse(WSAEINVAL, SelectionReason::COMBINATION_NOT_SERVED);
    }
    return Refuse(WSAEPROTONOSUPPORT, SelectionReason::PROTOCOL_NOT_SERVED);
}

/** The error for a request that no entry matches, judged over all usable entries at once. */
Selection
RefuseTriple(const CatalogIndex& index, const SelectionRequest& request, Dialect dialect)
{
    // Type before family: so Windows does, and the documents name no order (R-SEL-21).
    if (!index.Knows(0, request.type))
    {
        return Refuse(WSAESOCKTNOSUPPORT, SelectionReason::UNKNOWN_TYPE);
    }
    if (!index.Knows(request.af, 0))
    {
        return Refuse(WSAEAFNOSUPPORT, SelectionReason::UNKNOWN_FAMILY);
    }
    if (!index.Knows(request.af, request.type))
    {
        return Refuse(WSAESOCKTNOSUPPORT, SelectionReason::TYPE_NOT_IN_FAMILY);
    }
    const bool documented = dialect == Dialect::CE && request.protocol != FROM_PROTOCOL_INFO;
    return documented ? RefuseProtocolAsDocumented(index, request)
                      : Refuse(WSAEPROTONOSUPPORT, SelectionReason::PROTOCOL_NOT_SERVED);
}

/** FROM_PROTOCOL_INFO, which is a protocol number only where numbers are negative (R-SEL-14). */
bool
IsPlaceholder(const SelectionRequest& request)
{
    return request.protocol == FROM_PROTOCOL_INFO && request.af != AF_NETBIOS;
}

bool
MatchesProtocol(const WSAPROTOCOL_INFOW& info, const SelectionRequest& request)
{
    const int protocol = request.protocol;
    const bool inRange = protocol >= info.iProtocol &&
                         protocol <= std::int64_t(info.iProtocol) + info.iProtocolMaxOffset;
    const bool byFlag = protocol == 0 && (info.dwProviderFlags & PFL_MATCHES_PROTOCOL_ZERO) != 0;
    return (inRange || byFlag) && !IsPlaceholder(request);
}

bool
MatchesValue(int asked, int offered)
{
    return asked == 0 || asked == offered;
}

/** The three comparisons of one entry, as Explain() counts them. */
struct Match
{
    bool family;
    bool type;
    bool protocol;

    bool
    All() const
    {
        return family && type && protocol;
    }
};

Match
Compare(const CatalogEntry& entry, const SelectionRequest& request)
{
    return {MatchesValue(request.af, entry.info.iAddressFamily),
            MatchesValue(request.type, entry.info.iSocketType),
            MatchesProtocol(entry.info, request)};
}

/** What a walk over the catalog sees. */
struct Survey
{
    std::size_t usable{0};
    std::size_t layers{0};
    std::size_t refused{0};
    std::size_t family{0};
    std::size_t type{0};
    std::size_t protocol{0};
    std::vector<const CatalogEntry*> matching{};
};

Survey
TakeSurvey(const ProtocolCatalog& catalog, const SelectionRequest& request)
{
    Survey survey;
    for (const CatalogEntry& entry : catalog)
    {
        if (entry.IsLayer())
        {
            ++survey.layers;
            continue;
        }
        if (catalog.IsRefused(entry.Id()))
        {
            ++survey.refused;
            continue;
        }
        const Match match = Compare(entry, request);
        ++survey.usable;
        survey.family += match.family;
        survey.type += match.type;
        survey.protocol += match.protocol;
        if (match.All())
        {
            survey.matching.push_back(&entry);
        }
    }
    return survey;
}

/** How many entries match in each respect. */
void
PrintSurvey(std::ostream& os, const Survey& survey)
{
    os << "  of " << survey.usable << " entries that can be opened, " << survey.family
       << " match the family, " << survey.type << " the type, " << survey.protocol
       << " the protocol, " << survey.matching.size() << " all three";
    if (survey.layers != 0)
    {
        os << " (" << survey.layers
           << (survey.layers == 1 ? " layer by itself takes" : " layers by themselves take")
           << " no part)";
    }
    if (survey.refused != 0)
    {
        os << " (refused for the program: " << survey.refused << ")";
    }
    os << '\n';
}

void
PrintChosen(std::ostream& os,
            const ProtocolCatalog& catalog,
            const CatalogEntry& chosen,
            const Survey& survey)
{
    os << "  chosen " << DescribeChain(catalog, chosen) << '\n';
    os << "  because " << SelectionReasonText(SelectionReason::FIRST_MATCH);
    const char* separator = "; it stands before ";
    for (const CatalogEntry* other : survey.matching)
    {
        if (other != &chosen)
        {
            os << separator << other->Id() << ' ' << other->Name();
            separator = ", ";
        }
    }
    os << '\n';
}

/** "AF_INET (2)", or "0" for a value left open. */
std::string
NumberOrAny(int number, const std::string& name)
{
    const std::string digits = std::to_string(number);
    return number == 0 || name == digits ? digits : name + " (" + digits + ")";
}

/** One element of a chain: its id and name, or that it is missing. */
void
PrintElement(std::ostream& os, const ProtocolCatalog& catalog, DWORD id)
{
    const CatalogEntry* element = catalog.FindById(id);
    os << id << ' ' << (element != nullptr ? element->Name() : "(missing)");
}

} // namespace

Selection
Select(const ProtocolCatalog& catalog, const SelectionRequest& request, Dialect dialect)
{
    if (request.af == AF_UNSPEC && request.protocol == 0)
    {
        return Refuse(WSAEINVAL, SelectionReason::NOTHING_STATED);
    }
    const CatalogIndex& index = catalog.GetIndex();
    const std::size_t first = IsPlaceholder(request)
                                  ? CatalogIndex::NONE
                                  : index.FindFirst(request.af, request.type, request.protocol);
    if (first == CatalogIndex::NONE)
    {
        return RefuseTriple(index, request, dialect);
    }
    return {&catalog.GetEntry(first), 0, SelectionReason::FIRST_MATCH};
}

Selection
SelectById(const ProtocolCatalog& catalog, const WSAPROTOCOL_INFOW& protocolInfo)
{
    const CatalogEntry* entry = catalog.FindById(protocolInfo.dwCatalogEntryId);
    if (entry == nullptr)
    {
        return Refuse(WSAEINVAL, SelectionReason::UNKNOWN_ID);
    }
    if (entry->IsLayer())
    {
        return Refuse(WSAEINVAL, SelectionReason::LAYER_BY_ITSELF);
    }
    if (!catalog.IsRefused(entry->Id()))
    {
        return {entry, 0, SelectionReason::NAMED_BY_ID};
    }
    const CatalogEntry* below = FindPermittedBelow(catalog, *entry);
    return below ? Selection{below, 0, SelectionReason::BELOW_REFUSED_LAYER}
                 : Refuse(WSAEPROVIDERFAILEDINIT, SelectionReason::NOTHING_BELOW_REFUSED);
}

std::string
Explain(const ProtocolCatalog& catalog, const SelectionRequest& request, Dialect dialect)
{
    const Selection selection = Select(catalog, request, dialect);
    const Survey survey = TakeSurvey(catalog, request);
    std::ostringstream os;
    os << NumberOrAny(request.af, AddressFamilyName(request.af)) << ", "
       << NumberOrAny(request.type, SocketTypeName(request.type)) << ", "
       << NumberOrAny(request.protocol, ProtocolName(request.af, request.protocol)) << '\n';
    PrintSurvey(os, survey);
    if (selection.entry != nullptr)
    {
        PrintChosen(os, catalog, *selection.entry, survey);
        return os.str();
    }
    os << "  refused with " << WinsockErrorName(selection.error) << '\n';
    os << "  because " << SelectionReasonText(selection.reason) << '\n';
    return os.str();
}

const char*
SelectionReasonText(SelectionReason reason)
{
    switch (reason)
    {
    case SelectionReason::FIRST_MATCH:
        return "it is the first matching entry in catalog order";
    case SelectionReason::NAMED_BY_ID:
        return "the protocol information names its catalog entry id";
    case SelectionReason::BELOW_REFUSED_LAYER:
        return "it is the nearest entry below a layer that is refused for the program";
    case SelectionReason::NOTHING_STATED:
        return "family and protocol are both 0";
    case SelectionReason::UNKNOWN_TYPE:
        return "no entry has this socket type";
    case SelectionReason::UNKNOWN_FAMILY:
        return "no entry has this address family";
    case SelectionReason::TYPE_NOT_IN_FAMILY:
        return "no entry has this socket type in this address family";
    case SelectionReason::PROTOCOL_NOT_SERVED:
        return "no entry of this family and type serves this protocol";
    case SelectionReason::PROTOCOL_OF_ANOTHER_TYPE:
        return "the protocol belongs to another socket type of this family";
    case SelectionReason::COMBINATION_NOT_SERVED:
        return "family, type and protocol are known, but not in this combination";
    case SelectionReason::UNKNOWN_ID:
        return "the protocol information names no catalog entry";
    case SelectionReason::LAYER_BY_ITSELF:
        return "the protocol information names a layer, which cannot be opened by itself";
    case SelectionReason::NOTHING_BELOW_REFUSED:
        return "the protocol information names a chain with a layer that is refused for the program"
               " and nothing below that";
    }
    return "unknown reason";
}

std::string
DescribeChain(const ProtocolCatalog& catalog, const CatalogEntry& entry)
{
    std::ostringstream os;
    os << entry.Id() << ' ' << entry.Name();
    if (!entry.IsChain())
    {
        return os.str();
    }
    const WSAPROTOCOLCHAIN& chain = entry.info.ProtocolChain;
    const char* separator = " = ";
    for (int slot = 0; slot < chain.ChainLen; ++slot)
    {
        os << separator;
        PrintElement(os, catalog, chain.ChainEntries[slot]);
        separator = " > ";
    }
    return os.str();
}

} // namespace ns3::winsock
