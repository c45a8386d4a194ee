/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_POINTER_H
#define WINSOCK_POINTER_H

#include <cstdint>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Judges a pointer that a program handed over, as Windows' memory manager would.
 *
 * On 64-bit Windows nothing of a program can lie in the lowest 64 KiB, where null pointers with an offset
 * point, nor from 0x7fff'ffff'0000 on, where the system begins. What lies between is taken to be the
 * program's own.
 *
 * @param pointer what was handed over; null is the caller's to judge
 * @return whether following it would be an access violation, which calls report as WSAEFAULT
 */
inline bool
IsBadPointer(const void* pointer)
{
    constexpr uintptr_t LOWEST = 0x10000;
    constexpr uintptr_t HIGHEST = 0x7ffffffeffff;
    const auto address = reinterpret_cast<uintptr_t>(pointer);
    return pointer && (address < LOWEST || address > HIGHEST);
}

/**
 * @ingroup winsock
 * @param pointer what a program handed over where something has to be read or written
 * @return whether there is no such place: null, or IsBadPointer()
 */
inline bool
IsNowhere(const void* pointer)
{
    return !pointer || IsBadPointer(pointer);
}

} // namespace ns3::winsock

#endif /* WINSOCK_POINTER_H */
