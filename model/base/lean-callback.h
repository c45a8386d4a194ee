/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef LEAN_CALLBACK_H
#define LEAN_CALLBACK_H

#include "ns3/callback.h"
#include "ns3/ptr.h"

#include <functional>
#include <type_traits>
#include <utility>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Whether the implementation of a callback can be made of a function alone, as from ns-3.37 on.
 */
template <typename Implementation, typename Function, typename = void>
struct TakesFunction : std::false_type
{
};

/// @copydoc TakesFunction
template <typename Implementation, typename Function>
struct TakesFunction<Implementation,
                     Function,
                     std::void_t<decltype(Implementation(std::declval<Function>(), {}))>>
    : std::true_type
{
};

/**
 * @ingroup winsock
 * @brief MakeCallback() for callbacks of which there are very many, and which nobody compares.
 *
 * ns-3.37 and later keep the parts of a callback twice, for calling and for comparing, each part in an
 * object of its own: five blocks and some 270 bytes, where this takes one block of 80.
 * @tparam METHOD a member function
 * @tparam T its class
 * @tparam R what it returns
 * @tparam Args what it takes
 * @param object whose member function is called; not kept alive
 * @return the callback, which must not be compared with another one
 */
template <auto METHOD, typename T, typename R, typename... Args>
Callback<R, Args...>
MakeLeanCallback(T* object, R (T::*)(Args...))
{
    using Function = std::function<R(Args...)>;
    using Implementation = CallbackImpl<R, Args...>;
    if constexpr (TakesFunction<Implementation, Function>::value)
    {
        const Function function = [object](Args... args)
        { return (object->*METHOD)(std::forward<Args>(args)...); };
        return Callback<R, Args...>(Ptr<Implementation>(new Implementation(function, {}), false));
    }
    else
    {
        return MakeCallback(METHOD, object);
    }
}

/// @copydoc MakeLeanCallback
template <auto METHOD, typename T>
auto
MakeLeanCallback(T* object)
{
    return MakeLeanCallback<METHOD>(object, METHOD);
}

} // namespace ns3::winsock

#endif /* LEAN_CALLBACK_H */
