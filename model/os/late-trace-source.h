/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef LATE_TRACE_SOURCE_H
#define LATE_TRACE_SOURCE_H

#include "ns3/callback.h"
#include "ns3/object-base.h"
#include "ns3/ptr.h"
#include "ns3/trace-source-accessor.h"

#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Reaches a trace source in a part of an object that is made when somebody listens first.
 *
 * Objects of which a simulation has many, and few with listeners, keep their trace sources so.
 * @tparam T the object's class
 * @tparam Traces the part
 * @tparam Source the trace source
 */
template <typename T, typename Traces, typename Source>
class LateTraceSourceAccessor : public TraceSourceAccessor
{
  public:
    /**
     * @param get makes the part, or finds it
     * @param source the trace source in it
     */
    LateTraceSourceAccessor(Traces& (T::*get)(), Source Traces::*source)
        : m_get(get),
          m_source(source)
    {
    }

    bool
    ConnectWithoutContext(ObjectBase* object, const CallbackBase& callback) const override
    {
        Source* const source = Find(object);
        if (source)
        {
            source->ConnectWithoutContext(callback);
        }
        return source;
    }

    bool
    Connect(ObjectBase* object, std::string context, const CallbackBase& callback) const override
    {
        Source* const source = Find(object);
        if (source)
        {
            source->Connect(callback, context);
        }
        return source;
    }

    bool
    DisconnectWithoutContext(ObjectBase* object, const CallbackBase& callback) const override
    {
        Source* const source = Find(object);
        if (source)
        {
            source->DisconnectWithoutContext(callback);
        }
        return source;
    }

    bool
    Disconnect(ObjectBase* object, std::string context, const CallbackBase& callback) const override
    {
        Source* const source = Find(object);
        if (source)
        {
            source->Disconnect(callback, context);
        }
        return source;
    }

  private:
    /// @return the trace source of an object, or null if the object is of another class
    Source*
    Find(ObjectBase* object) const
    {
        T* const owner = dynamic_cast<T*>(object);
        return owner ? &((owner->*m_get)().*m_source) : nullptr;
    }

    Traces& (T::*m_get)();    //!< makes the part, or finds it
    Source Traces::*m_source; //!< the trace source in it
};

/**
 * @ingroup winsock
 * @param get makes the part of the object, or finds it
 * @param source the trace source in it
 * @return what TypeId::AddTraceSource takes
 */
template <typename T, typename Traces, typename Source>
Ptr<const TraceSourceAccessor>
MakeLateTraceSourceAccessor(Traces& (T::*get)(), Source Traces::*source)
{
    return Create<LateTraceSourceAccessor<T, Traces, Source>>(get, source);
}

} // namespace ns3::winsock

#endif /* LATE_TRACE_SOURCE_H */
