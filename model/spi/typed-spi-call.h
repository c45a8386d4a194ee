/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef TYPED_SPI_CALL_H
#define TYPED_SPI_CALL_H

#include "ns3/call-gate.h"
#include "ns3/call-record.h"
#include "ns3/service-provider.h"
#include "ns3/winsock-names.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace ns3::winsock
{

/// A number, shown by name where the parameter's name says what it numbers.
struct NumberArg
{
    const char* name; //!< of the parameter
    int value;        //!< as it was given

    /// @return the readable value
    std::string
    Format() const
    {
        const std::string_view parameter(name);
        if (parameter == "af")
        {
            return AddressFamilyName(value);
        }
        if (parameter == "type")
        {
            return SocketTypeName(value);
        }
        return parameter == "protocol" ? ProtocolName(value) : FormatArgument(value);
    }
};

/// A pointer with nothing behind it that a trace could show: left out where it is null.
struct PointerArg
{
    const char* name;    //!< of the parameter
    const void* pointer; //!< as it was given

    /// @return the readable value
    std::string
    Format() const
    {
        return pointer ? "set" : "";
    }
};

/// A word as wide as a pointer: a handle, or the caller's own, which most often is a pointer. Where
/// something lies on the host must not show, or two runs would differ.
struct WordArg
{
    const char* name; //!< of the parameter
    DWORD_PTR value;  //!< as it was given

    /// @return the readable value
    std::string
    Format() const
    {
        if (std::string_view(name) == "dwCallbackData")
        {
            return value ? "set" : "";
        }
        return FormatArgument(value);
    }
};

/// One argument for the trace, named as the procedure table says.
template <typename T>
auto
NamedArg(const char* name, T value)
{
    if constexpr (std::is_same_v<T, int>)
    {
        return NumberArg{name, value};
    }
    else if constexpr (std::is_same_v<T, DWORD_PTR>)
    {
        return WordArg{name, value};
    }
    else if constexpr (std::is_pointer_v<T> && !std::is_same_v<T, LPWSAPROTOCOL_INFOW> &&
                       !std::is_same_v<T, LPWSABUF> && !std::is_convertible_v<T, const SOCKADDR*>)
    {
        return PointerArg{name, reinterpret_cast<const void*>(value)};
    }
    else
    {
        return Arg<T>(name, value);
    }
}

/// A call of one method of ServiceProvider with its arguments; lpErrno is always the last one.
template <uint32_t Place, auto Method>
class TypedSpiCall;

/// The same with the method's signature taken apart.
template <uint32_t Place,
          typename Result,
          typename... Arguments,
          Result (ServiceProvider::*Method)(Arguments...)>
class TypedSpiCall<Place, Method> final : public SpiCall
{
  public:
    /// @param provider who serves the call @param arguments of the method
    explicit TypedSpiCall(ServiceProvider& provider, Arguments... arguments)
        : SpiCall(Place, std::get<ARGUMENTS - 1>(std::tie(arguments...))),
          m_provider(provider),
          m_arguments(arguments...)
    {
        if constexpr (std::is_same_v<First, SOCKET>)
        {
            m_socket = std::get<0>(m_arguments);
        }
        if constexpr (Has<LPWSAPROTOCOL_INFOW>())
        {
            m_protocolInfo = std::get<LPWSAPROTOCOL_INFOW>(m_arguments);
        }
        if constexpr (Has<LPWSABUF>() && Has<LPWSAOVERLAPPED>())
        {
            m_data = {&std::get<1>(m_arguments),
                      &std::get<2>(m_arguments),
                      std::get<3>(m_arguments),
                      std::get<LPWSAOVERLAPPED>(m_arguments)};
        }
    }

    int64_t
    Proceed() override
    {
        const auto call = [this](auto... arguments)
        { return static_cast<int64_t>((m_provider.*Method)(arguments...)); };
        return std::apply(call, m_arguments);
    }

    void
    AddArguments(CallRecord& record) const override
    {
        AddNamed(record, std::make_index_sequence<ARGUMENTS - 1>());
    }

  private:
    static constexpr std::size_t ARGUMENTS = sizeof...(Arguments);   //!< with lpErrno
    using First = std::tuple_element_t<0, std::tuple<Arguments...>>; //!< type of the first one

    /// @return whether there is exactly one argument of the type
    template <typename T>
    static constexpr bool
    Has()
    {
        return (std::is_same_v<T, Arguments> + ...) == 1;
    }

    /// Adds the arguments one by one.
    template <std::size_t... Indexes>
    void
    AddNamed(CallRecord& record, std::index_sequence<Indexes...>) const
    {
        [[maybe_unused]] const auto& names = GetSpiFunction(Place).parameters;
        (AddArgument(record, NamedArg(names[Indexes], std::get<Indexes>(m_arguments))), ...);
    }

    ServiceProvider& m_provider;          //!< who serves the call
    std::tuple<Arguments...> m_arguments; //!< of the method
};

} // namespace ns3::winsock

#endif /* TYPED_SPI_CALL_H */
