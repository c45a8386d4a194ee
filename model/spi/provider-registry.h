/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PROVIDER_REGISTRY_H
#define PROVIDER_REGISTRY_H

#include "ns3/ptr.h"

#include <functional>
#include <map>
#include <string>

namespace ns3::winsock
{

class ServiceProvider;

/**
 * @ingroup winsock
 * @brief Where a node's programs find the library that a catalog entry names (design decision D2).
 *
 * A library path stands for a file on the node's disk. Paths are compared without regard to case,
 * with `%SystemRoot%` expanded and forward slashes taken for backslashes. A path that is not
 * registered behaves as a missing file: the provider cannot be loaded.
 *
 * Every registry knows the base providers that the operating systems ship. A scenario adds its own
 * libraries to one node, or to all nodes by RegisterEverywhere(). For imported catalogs, whose
 * libraries nobody has, SetUnknownLibraries() chooses what an unknown path is.
 */
class ProviderRegistry
{
  public:
    /// Makes one loaded instance of a library.
    using Factory = std::function<Ptr<ServiceProvider>()>;

    /**
     * Puts a library on this node.
     * @param libraryPath as catalog entries name it
     * @param factory makes an instance; an earlier library of this path is replaced
     */
    void Register(const std::string& libraryPath, Factory factory);

    /**
     * Puts a library on every node that has none of its own under that path.
     * @param libraryPath as catalog entries name it
     * @param factory makes an instance
     */
    static void RegisterEverywhere(const std::string& libraryPath, Factory factory);

    /**
     * Takes a library from this node, as if its file had been deleted.
     * @param libraryPath as catalog entries name it
     */
    void Remove(const std::string& libraryPath);

    /**
     * @param factory makes an instance for every path that is not registered; empty (the default)
     *        lets such a path be a missing file
     */
    void SetUnknownLibraries(Factory factory);

    /**
     * Loads a library.
     * @param libraryPath as catalog entries name it
     * @return a fresh instance, or null if there is no such library
     */
    Ptr<ServiceProvider> Load(const std::string& libraryPath) const;

    /**
     * @param libraryPath with or without environment strings
     * @return the form by which paths are compared
     */
    static std::string Normalize(const std::string& libraryPath);

  private:
    /// @return the libraries that every node has
    static std::map<std::string, Factory>& Everywhere();

    std::map<std::string, Factory> m_own; //!< by normalized path; an empty factory hides
    Factory m_unknown;                    //!< for every other path
};

} // namespace ns3::winsock

#endif /* PROVIDER_REGISTRY_H */
