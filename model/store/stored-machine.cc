/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "stored-machine.h"

#include "ns3/application-categories.h"
#include "ns3/namespace-list.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <utility>

namespace ns3::winsock
{

namespace
{

/// How entries of a list are told from each other, and what a change says of one.
struct ProtocolTraits
{
    using Key = DWORD;                                 //!< tells entries apart
    static constexpr const char* SUBJECT = "protocol"; //!< in a change

    /// @return what tells an entry from the others
    static Key
    KeyOf(const CatalogEntry& entry)
    {
        return entry.Id();
    }

    /// @return the change without action and catalog
    static MachineChange
    Describe(const CatalogEntry& entry)
    {
        return {"", SUBJECT, "", entry.Id(), entry.Name(), entry.libraryPath};
    }

    /// @return the entry in a text about the order
    static std::string
    Short(const CatalogEntry& entry)
    {
        return std::to_string(entry.Id());
    }
};

/// @copydoc ProtocolTraits
struct NamespaceTraits
{
    using Key = std::string;                             //!< tells entries apart
    static constexpr const char* SUBJECT = "name space"; //!< in a change

    /// @return what tells an entry from the others
    static Key
    KeyOf(const NamespaceEntry& entry)
    {
        return GuidToString(entry.providerId);
    }

    /// @return the change without action and catalog
    static MachineChange
    Describe(const NamespaceEntry& entry)
    {
        return {"", SUBJECT, "", 0, entry.description, KeyOf(entry)};
    }

    /// @return the entry in a text about the order
    static std::string
    Short(const NamespaceEntry& entry)
    {
        return entry.description;
    }
};

/// Compares two ordered lists and collects what differs.
template <typename Traits, typename Entry>
class ListComparison
{
  public:
    ListComparison(const std::vector<Entry>& before,
                   const std::vector<Entry>& after,
                   std::string catalog,
                   std::vector<MachineChange>& changes)
        : m_before(before),
          m_after(after),
          m_catalog(std::move(catalog)),
          m_changes(changes)
    {
    }

    void
    Compare()
    {
        for (const Entry& entry : m_before)
        {
            if (!Find(m_after, entry))
            {
                Note("removed", entry);
            }
        }
        for (const Entry& entry : m_after)
        {
            const Entry* old = Find(m_before, entry);
            if (!old)
            {
                Note("installed", entry);
            }
            else if (!(*old == entry))
            {
                Note("updated", entry);
            }
        }
        if (CommonOrder(m_before, m_after) != CommonOrder(m_after, m_before))
        {
            m_changes.push_back({"reordered", Traits::SUBJECT, m_catalog, 0, "", OrderText()});
        }
    }

  private:
    static const Entry*
    Find(const std::vector<Entry>& entries, const Entry& wanted)
    {
        const auto found = std::find_if(entries.begin(),
                                        entries.end(),
                                        [&wanted](const Entry& entry)
                                        { return Traits::KeyOf(entry) == Traits::KeyOf(wanted); });
        return found == entries.end() ? nullptr : &*found;
    }

    void
    Note(const char* action, const Entry& entry)
    {
        MachineChange change = Traits::Describe(entry);
        change.action = action;
        change.catalog = m_catalog;
        m_changes.push_back(std::move(change));
    }

    /// @return the entries of the first list that are in the second one as well, in order
    static std::vector<typename Traits::Key>
    CommonOrder(const std::vector<Entry>& of, const std::vector<Entry>& with)
    {
        std::vector<typename Traits::Key> keys;
        for (const Entry& entry : of)
        {
            if (Find(with, entry))
            {
                keys.push_back(Traits::KeyOf(entry));
            }
        }
        return keys;
    }

    std::string
    OrderText() const
    {
        std::string text;
        for (const Entry& entry : m_after)
        {
            text += (text.empty() ? "" : " ") + Traits::Short(entry);
        }
        return text;
    }

    const std::vector<Entry>& m_before;
    const std::vector<Entry>& m_after;
    std::string m_catalog;
    std::vector<MachineChange>& m_changes;
};

void
CompareProtocols(const ProtocolCatalog& before,
                 const ProtocolCatalog& after,
                 const char* catalog,
                 std::vector<MachineChange>& changes)
{
    ListComparison<ProtocolTraits, CatalogEntry>(
        {before.begin(), before.end()}, {after.begin(), after.end()}, catalog, changes)
        .Compare();
}

void
CompareNamespaces(const std::vector<NamespaceEntry>& before,
                  const std::vector<NamespaceEntry>& after,
                  const char* catalog,
                  std::vector<MachineChange>& changes)
{
    ListComparison<NamespaceTraits, NamespaceEntry>(before, after, catalog, changes).Compare();
}

/// @return program and arguments
std::string
ApplicationName(const StoredMachine::Application& application)
{
    return application.first + (application.second.empty() ? "" : " ") + application.second;
}

MachineChange
ApplicationChange(const char* action,
                  const StoredMachine::Application& application,
                  DWORD categories)
{
    char text[32];
    std::snprintf(text, sizeof(text), "0x%x", static_cast<unsigned>(categories));
    return {action, "application", "native", 0, ApplicationName(application), text};
}

void
CompareApplications(const std::map<StoredMachine::Application, DWORD>& before,
                    const std::map<StoredMachine::Application, DWORD>& after,
                    std::vector<MachineChange>& changes)
{
    for (const auto& [application, categories] : before)
    {
        if (after.count(application) == 0)
        {
            changes.push_back(ApplicationChange("removed", application, categories));
        }
    }
    for (const auto& [application, categories] : after)
    {
        const auto old = before.find(application);
        if (old == before.end())
        {
            changes.push_back(ApplicationChange("installed", application, categories));
        }
        else if (old->second != categories)
        {
            changes.push_back(ApplicationChange("updated", application, categories));
        }
    }
}

} // namespace

StoredMachine
DescribeStack(WinsockStack& stack)
{
    StoredMachine machine;
    machine.catalogs.native = stack.GetCatalog();
    machine.catalogs.nativeNamespaces = *stack.GetNamespaces();
    machine.knowsNamespaces = true;
    machine.categories = stack.GetApplicationCategories().GetAll();
    return machine;
}

void
ApplyToStack(const StoredMachine& machine, WinsockStack& stack)
{
    ApplicationCategories categories;
    for (const auto& [application, permitted] : machine.categories)
    {
        categories.Permit(application.first, application.second, permitted);
    }
    stack.GetApplicationCategories() = categories;
    if (machine.knowsNamespaces)
    {
        stack.SetNamespaces(
            std::make_shared<const NamespaceList>(machine.catalogs.nativeNamespaces));
    }
    stack.SetCatalog(machine.catalogs.native);
}

std::vector<MachineChange>
FindMachineChanges(const StoredMachine& before, const StoredMachine& after)
{
    std::vector<MachineChange> changes;
    CompareProtocols(*before.catalogs.native, *after.catalogs.native, "native", changes);
    CompareProtocols(*before.catalogs.wow64, *after.catalogs.wow64, "32", changes);
    CompareNamespaces(
        before.catalogs.nativeNamespaces, after.catalogs.nativeNamespaces, "native", changes);
    CompareNamespaces(
        before.catalogs.wow64Namespaces, after.catalogs.wow64Namespaces, "32", changes);
    CompareApplications(before.categories, after.categories, changes);
    return changes;
}

} // namespace ns3::winsock
