/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SERVICE_CLASSES_H
#define SERVICE_CLASSES_H

#include "ns3/winsock-types.h"

#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief Something that all services of a class have in common in one name space.
 */
struct ServiceClassValue
{
    std::u16string name;     //!< what it is
    DWORD nameSpace{0};      //!< NS_ number
    DWORD type{0};           //!< REG_ number
    std::vector<BYTE> bytes; //!< the value
};

/**
 * @ingroup winsock
 * @brief A class of services, as WSAInstallServiceClass describes it.
 */
struct ServiceClass
{
    GUID id{};                             //!< the class
    std::u16string name;                   //!< for people
    std::vector<ServiceClassValue> values; //!< in the order of the installation
};

/**
 * @ingroup winsock
 * @brief The service classes that are installed on a machine.
 */
class ServiceClasses
{
  public:
    /// @param added a class @return whether it was not there before
    bool Install(ServiceClass added);

    /// @param id a class @return whether it was there
    bool Remove(const GUID& id);

    /// @param id a class @return it, or null
    const ServiceClass* Find(const GUID& id) const;

  private:
    std::vector<ServiceClass> m_classes; //!< in the order of their coming
};

} // namespace ns3::winsock

#endif /* SERVICE_CLASSES_H */
