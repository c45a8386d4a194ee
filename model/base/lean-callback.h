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
 * @brief The implementation of a callback, if it can be made of a function alone: from ns-3.37 on.
 */
template <typename R, typename... Args>
using FunctionCallbackImpl =
    decltype(CallbackImpl<R, Args...>(std::declval<std::function<R(Args...)>>(), {}));

/**
 * @ingroup winsock
 * @brief Whether there is a FunctionCallbackImpl.
 */
template <typename Void, typename R, typename... Args>
struct HasFunctionCallbackImpl : std::false_type
{
};

/// @copydoc HasFunctionCallbackImpl
template <typename R, typename... Args>
struct HasFunctionCallbackImpl<std::void_t<FunctionCallbackImpl<R, Args...>>, R, Args...>
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
    if constexpr (HasFunctionCallbackImpl<void, R, Args...>::value)
    {
        using Implementation = FunctionCallbackImpl<R, Args...>;
        const std::function<R(Args...)> function = [object](Args... args)
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
