/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CALL_RECORD_H
#define CALL_RECORD_H

#include "ns3/nstime.h"
#include "ns3/winsock-structures.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief One end of a call that crossed the API or the SPI: what a trace sink is given.
 *
 * Each call makes two records with the same fields, one as it enters and one as it leaves; only the
 * one that leaves has a result. Records of one thread nest: depth 0 is the program's own API call,
 * depth 1 the call into the top service provider, and so on down a protocol chain.
 */
struct CallRecord
{
    /// Which end of the call this is.
    enum class Phase : uint8_t
    {
        ENTER, //!< the call begins
        LEAVE, //!< the call has its result
    };

    /// Which interface was crossed.
    enum class Side : uint8_t
    {
        API, //!< program to Winsock
        SPI, //!< Winsock, or a layer, to a service provider
    };

    Phase phase{Phase::ENTER}; //!< which end
    Side side{Side::API};      //!< which interface
    Time start;                //!< simulated time at which the call was entered
    Time time;                 //!< simulated time of this record
    uint32_t node{0};          //!< id of the node
    uint32_t process{0};       //!< id of the process on its node
    uint32_t thread{0};        //!< id of the thread in its process
    uint32_t depth{0};         //!< calls of this thread that this one is nested in
    const char* function{""};  //!< Winsock's name of the function
    std::string provider;      //!< which service provider was called; empty for the API
    std::vector<std::pair<const char*, std::string>> arguments; //!< names and readable values
    int64_t result{0};                                          //!< what the function returned
    int error{0};        //!< the error that it reported, 0 for none
    bool unwound{false}; //!< the process was ended inside the call; there is no result
};

/**
 * @ingroup winsock
 * @brief Writes a record as a line for people: `WSASocketW(af=AF_INET, ...) = 256`.
 * @param os where to
 * @param record what; times and ids are left to the caller
 * @return os
 */
std::ostream& operator<<(std::ostream& os, const CallRecord& record);

/**
 * @name Readable values of arguments
 * Overloads of FormatArgument turn what a function was given into the text of a record.
 * @{
 */
std::string FormatArgument(bool value);
std::string FormatArgument(int32_t value);
std::string FormatArgument(uint32_t value);
std::string FormatArgument(int64_t value);
std::string FormatArgument(uint64_t value);
std::string FormatArgument(const std::string& value);
std::string FormatArgument(const void* value);
std::string FormatArgument(const SOCKADDR* value);
std::string FormatArgument(const WSABUF* value);
std::string FormatArgument(const WSAPROTOCOL_INFOW* value);

/** @} */

/// An argument of a call, for CallScope: cheap to make, formatted only if somebody listens.
template <typename T>
struct Arg
{
    const char* name; //!< as in Winsock's prototype
    T value;          //!< the argument itself

    /// @param argumentName as in Winsock's prototype @param argument the argument itself
    Arg(const char* argumentName, T argument)
        : name(argumentName),
          value(argument)
    {
    }

    /// @return the readable value
    std::string
    Format() const
    {
        return FormatArgument(value);
    }
};

/// An address family, shown by its name.
struct FamilyArg
{
    const char* name;           //!< as in Winsock's prototype
    int value;                  //!< AF_INET ...
    std::string Format() const; //!< @return the readable value
};

/// A socket type, shown by its name.
struct SocketTypeArg
{
    const char* name;           //!< as in Winsock's prototype
    int value;                  //!< SOCK_STREAM ...
    std::string Format() const; //!< @return the readable value
};

/// A protocol number, shown by its name.
struct ProtocolArg
{
    const char* name;           //!< as in Winsock's prototype
    int value;                  //!< IPPROTO_TCP ...
    std::string Format() const; //!< @return the readable value
};

/// A socket address, shown as address and port.
struct AddressArg
{
    const char* name;           //!< as in Winsock's prototype
    const SOCKADDR* address;    //!< may be null
    int length;                 //!< bytes of it
    std::string Format() const; //!< @return the readable value
};

/// A pointer to a catalog structure, shown by its entry id.
struct ProtocolInfoArg
{
    const char* name;              //!< as in Winsock's prototype
    const WSAPROTOCOL_INFOW* info; //!< may be null
    std::string Format() const;    //!< @return the readable value
};

/// A control code, shown by name.
struct IoctlArg
{
    const char* name;           //!< as in Winsock's prototype
    DWORD code;                 //!< FIONBIO ...
    std::string Format() const; //!< @return the readable value
};

/// An option's level and name, shown by name.
struct OptionArg
{
    const char* name;           //!< as in Winsock's prototype
    int level;                  //!< SOL_SOCKET ...
    int option;                 //!< SO_RCVBUF ...
    std::string Format() const; //!< @return the readable value
};

/**
 * Adds an argument to a record, unless it has nothing to show.
 * @param record to this
 * @param argument Arg or one of its relatives
 */
template <typename Argument>
void
AddArgument(CallRecord& record, const Argument& argument)
{
    std::string value = argument.Format();
    if (!value.empty())
    {
        record.arguments.emplace_back(argument.name, std::move(value));
    }
}

} // namespace ns3::winsock

#endif /* CALL_RECORD_H */
