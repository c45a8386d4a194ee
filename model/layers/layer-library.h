/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef LAYER_LIBRARY_H
#define LAYER_LIBRARY_H

#include "ns3/layered-provider.h"
#include "ns3/object.h"
#include "ns3/ptr.h"

#include <string>
#include <utility>

namespace ns3::winsock
{

class ProviderRegistry;
class WinsockStack;

/**
 * @ingroup winsock
 * @brief The library of a layer: the file on a node's disk, with its settings.
 *
 * A layer comes in two parts. The library is an ns-3 object: it has the attributes and the trace
 * sources, and it is what a scenario makes, configures, connects to and registers under the path
 * that catalog entries name. The layer (a LayeredProvider) is what a process gets each time that it
 * loads the library: one for each chain that the library is in (R-SPI-8). Layers keep their library
 * for its settings and traces; the library does not know its layers. One library may be registered
 * on many nodes and under many paths: all layers share its settings then, and its trace sources tell
 * of all of them.
 *
 * @code
 * Ptr<MonitorLibrary> monitor = CreateObject<MonitorLibrary>();
 * monitor->SetAttribute("Handles", StringValue("IFS"));
 * monitor->Register(*stack, "%SystemRoot%\\system32\\monitor.dll");
 * @endcode
 */
class LayerLibrary : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    ~LayerLibrary() override;

    /// @return a fresh layer, for a process that loads the library
    virtual Ptr<ServiceProvider> CreateLayer() = 0;

    /// @return the name that traces show the layers by: the attribute `Name`, or the kind's own name
    std::string GetName() const;

    /// @return whose handles the layers show above: the attribute `Handles`
    HandleKind GetHandleKind() const;

    /**
     * Puts the library on a node's disk; the registry keeps it alive.
     * @param registry the node's libraries
     * @param libraryPath as catalog entries name it; an earlier library of that path is replaced
     */
    void Register(ProviderRegistry& registry, const std::string& libraryPath);

    /**
     * Puts the library on a node's disk; the stack keeps it alive.
     * @param stack the node's
     * @param libraryPath as catalog entries name it; an earlier library of that path is replaced
     */
    void Register(WinsockStack& stack, const std::string& libraryPath);

    /**
     * Lets the library stand for every library that a node does not have: for catalogs that were
     * imported from machines whose files nobody has.
     * @param stack the node's
     */
    void StandInForUnknown(WinsockStack& stack);

  protected:
    /**
     * @param kindName a short name for this kind of layer
     * @param handles whose handles its layers show unless `Handles` says otherwise
     */
    explicit LayerLibrary(std::string kindName, HandleKind handles = HandleKind::NON_IFS);

  private:
    /// @param text of the attribute `Handles`; an unknown one aborts with the known ones
    void SetHandles(const std::string& text);
    /// @return the text of the attribute `Handles`
    std::string GetHandles() const;
    /// @param name the attribute `Name`
    void SetName(const std::string& name);

    std::string m_kindName; //!< a short name for this kind of layer
    std::string m_name;     //!< attribute; empty for the kind's name
    HandleKind m_ownKind;   //!< whose handles this kind of layer shows by itself
    HandleKind m_handles;   //!< whose handles go up
};

/**
 * @ingroup winsock
 * @brief A layered provider that has a LayerLibrary: takes its name and kind of handles from there.
 * @tparam Library the class of its library
 */
template <typename Library>
class LibraryLayer : public LayeredProvider
{
  public:
    /// @param library where the settings are
    explicit LibraryLayer(Ptr<Library> library)
        : LayeredProvider(library->GetName(), library->GetHandleKind()),
          m_library(std::move(library))
    {
    }

  protected:
    /// @return where the settings and the trace sources are
    Library&
    GetLibrary() const
    {
        return *m_library;
    }

  private:
    Ptr<Library> m_library; //!< keeps the settings
};

} // namespace ns3::winsock

#endif /* LAYER_LIBRARY_H */
