/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "device-attributes.h"

#include "ns3/abort.h"
#include "ns3/device-value.h"
#include "ns3/nstime.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-stack.h"

namespace ns3::winsock
{

namespace
{

const char* const PROFILES_OWN = "profile"; //!< what a StringValue says to leave it to the profile

/// Reaches one value of a stack as an attribute of one type.
template <typename ValueType>
class DeviceAttributeAccessor : public AttributeAccessor
{
  public:
    /// @param value which value; one of GetDeviceValues()
    explicit DeviceAttributeAccessor(const DeviceValue& value)
        : m_value(value)
    {
    }

    bool
    Set(ObjectBase* object, const AttributeValue& value) const override
    {
        auto* stack = dynamic_cast<WinsockStack*>(object);
        const auto* given = dynamic_cast<const ValueType*>(&value);
        if (stack && given)
        {
            stack->SetValue(m_value, ToCode(*given));
        }
        return stack && given;
    }

    bool
    Get(const ObjectBase* object, AttributeValue& value) const override
    {
        const auto* stack = dynamic_cast<const WinsockStack*>(object);
        auto* wanted = dynamic_cast<ValueType*>(&value);
        if (stack && wanted)
        {
            Store(stack->GetOwnValue(m_value), *wanted);
        }
        return stack && wanted;
    }

    bool
    HasGetter() const override
    {
        return true;
    }

    bool
    HasSetter() const override
    {
        return true;
    }

  private:
    /// @return the code of what an attribute was given
    uint32_t ToCode(const ValueType& given) const;
    /// Puts what a code means into an attribute's value.
    void Store(uint32_t code, ValueType& wanted) const;

    const DeviceValue& m_value; //!< which value
};

template <>
uint32_t
DeviceAttributeAccessor<UintegerValue>::ToCode(const UintegerValue& given) const
{
    return static_cast<uint32_t>(given.Get());
}

template <>
void
DeviceAttributeAccessor<UintegerValue>::Store(uint32_t code, UintegerValue& wanted) const
{
    wanted.Set(code);
}

template <>
uint32_t
DeviceAttributeAccessor<TimeValue>::ToCode(const TimeValue& given) const
{
    const int64_t milliseconds = given.Get().GetMilliSeconds();
    NS_ABORT_MSG_IF(milliseconds >= DeviceNumbers::UNLIMITED,
                    "WinsockStack::" << m_value.attribute << " cannot be "
                                     << given.Get().As(Time::S) << ": choose less than 49 days.");
    return given.Get().IsStrictlyNegative() ? WinsockStack::FROM_PROFILE
                                            : static_cast<uint32_t>(milliseconds);
}

template <>
void
DeviceAttributeAccessor<TimeValue>::Store(uint32_t code, TimeValue& wanted) const
{
    wanted.Set(code == WinsockStack::FROM_PROFILE ? Seconds(-1) : MilliSeconds(code));
}

template <>
uint32_t
DeviceAttributeAccessor<StringValue>::ToCode(const StringValue& given) const
{
    uint32_t code = WinsockStack::FROM_PROFILE;
    NS_ABORT_MSG_UNLESS(given.Get() == PROFILES_OWN || ParseDeviceValue(m_value, given.Get(), code),
                        "WinsockStack::" << m_value.attribute << " cannot be \"" << given.Get()
                                         << "\": write " << DescribeDeviceValue(m_value) << ", or "
                                         << PROFILES_OWN << " for what the profile says.");
    return code;
}

template <>
void
DeviceAttributeAccessor<StringValue>::Store(uint32_t code, StringValue& wanted) const
{
    wanted.Set(code == WinsockStack::FROM_PROFILE ? PROFILES_OWN
                                                  : FormatDeviceValue(m_value, code));
}

} // namespace

void
AddDeviceAttributes(TypeId& tid)
{
    for (const DeviceValue& value : GetDeviceValues())
    {
        const std::string help = value.help;
        if (value.kind == DeviceValueKind::DURATION)
        {
            tid.AddAttribute(value.attribute,
                             help + " A negative time takes the profile's.",
                             TimeValue(Seconds(-1)),
                             Create<DeviceAttributeAccessor<TimeValue>>(value),
                             MakeTimeChecker());
        }
        else if (value.kind < DeviceValueKind::DURATION)
        {
            tid.AddAttribute(value.attribute,
                             help + " 4294967295 takes the profile's number" +
                                 (value.boundless ? ", 4294967294 is no bound." : "."),
                             UintegerValue(WinsockStack::FROM_PROFILE),
                             Create<DeviceAttributeAccessor<UintegerValue>>(value),
                             MakeUintegerChecker<uint32_t>());
        }
        else
        {
            tid.AddAttribute(value.attribute,
                             help + " \"profile\" takes the profile's.",
                             StringValue(PROFILES_OWN),
                             Create<DeviceAttributeAccessor<StringValue>>(value),
                             MakeStringChecker());
        }
    }
}

} // namespace ns3::winsock
