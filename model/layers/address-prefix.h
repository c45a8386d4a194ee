/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ADDRESS_PREFIX_H
#define ADDRESS_PREFIX_H

#include "ns3/winsock-socket-address.h"

#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Addresses that begin alike, such as 10.0.0.0/8.
 */
struct AddressPrefix
{
    WinsockSocketAddress first; //!< its family and the bits that count
    unsigned bits{0};           //!< how many of them

    /// @return the bits of a whole address of the family
    unsigned GetMost() const;

    /// @param address any address @return whether it is of the family and begins like this
    bool Contains(const WinsockSocketAddress& address) const;
};

/**
 * @ingroup winsock
 * @param text an address of either family
 * @param[out] address the address, without a port
 * @return whether the text is one
 */
bool ReadAddress(const std::string& text, WinsockSocketAddress& address);

/**
 * @ingroup winsock
 * @param setting what the text is for; a mistake in it aborts with this, the word and the mend
 * @param text prefixes `ADDRESS/BITS` of either family, or single addresses, with blanks between them
 * @return them in their order
 */
std::vector<AddressPrefix> ReadAddressPrefixes(const std::string& setting, const std::string& text);

} // namespace ns3::winsock

#endif /* ADDRESS_PREFIX_H */
