/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CATALOG_COMMANDS_H
#define CATALOG_COMMANDS_H

// The commands of winsock-catalog. Each returns 0, or 1 for findings, prints what it did, and throws
// CommandFailure when it could not do it, with every file as it was.

#include "catalog-file.h"

#include <string>
#include <vector>

namespace ns3::winsock
{

/// Where a command finds the catalog, and where it puts the changed one.
struct CatalogPlace
{
    std::string file{};   //!< the catalog file
    std::string output{}; //!< another file for the result; empty: the same
    bool wow64{false};    //!< whether the catalog for 32-bit programs is meant
};

/// @param file the catalog file; @param full whether as netsh prints it; @return 0
int ShowCatalog(const std::string& file, bool full);

/// @param name a device profile, or empty for a list of all
/// @param file where more profiles are; empty for none
/// @return 0
int ShowProfile(const std::string& name, const std::string& file);

/// @param file the catalog file; @return 0, or 1 if something was found
int CheckCatalogFile(const std::string& file);

/// What becomes of a file that is converted.
struct Conversion
{
    std::string source{};                       //!< what is read
    std::string target{};                       //!< what is written; "-" is the standard output
    CatalogFormat format{CatalogFormat::NETSH}; //!< of the target
    bool replace{false};                        //!< whether a target that is there is replaced
};

/// @param conversion from what people have to a catalog file; @return 0
int ImportCatalog(const Conversion& conversion);

/// @param conversion from a catalog file to what other programs read; @return 0
int ExportCatalog(const Conversion& conversion);

/// What becomes of the machines of a store; with nothing set they are only listed.
struct MachineManagement
{
    std::string store{};               //!< the file
    std::vector<std::string> copy{};   //!< a machine, and the name of its copy
    std::vector<std::string> rename{}; //!< a machine, and its new name
    std::string remove{};              //!< a machine that is forgotten
};

/// @param management what to do, after which the machines are listed; @return 0
int ManageMachines(const MachineManagement& management);

/// @param path a store, or a machine in one; @return 0
int ShowHistory(const std::string& path);

/// A layer to install.
struct NewLayer
{
    std::string guid{};           //!< provider id; empty: one made of the name
    std::string path{};           //!< library
    std::string name{};           //!< what people call it
    bool ifs{false};              //!< whether it shows the handles from below
    std::vector<unsigned> over{}; //!< ids of the protocols; none: all
};

/// @param place the catalog; @param layer what to install; @return 0
int AddLayer(const CatalogPlace& place, const NewLayer& layer);

/// What to remove.
struct Removal
{
    std::vector<unsigned> ids{}; //!< entries of the providers
    bool chains{false};          //!< whether they are layers that go with their chains
    bool base{false};            //!< whether base protocols may go
};

/// @param place the catalog; @param removal what goes; @return 0
int RemoveProviders(const CatalogPlace& place, const Removal& removal);

/// A new order.
struct Reordering
{
    std::vector<unsigned> ids{}; //!< the entries to move, in their new order
    bool last{false};            //!< whether behind all others
    bool all{false};             //!< whether these are all entries
    unsigned before{0};          //!< the entry to put them before; 0: none
};

/// @param place the catalog; @param order which entries go where; @return 0
int OrderEntries(const CatalogPlace& place, const Reordering& order);

/**
 * @param place the catalog
 * @param profile a device profile, whose stock catalog is written
 * @param replace whether a file that holds no catalog is replaced
 * @return 0
 */
int ResetCatalogFile(const CatalogPlace& place, const std::string& profile, bool replace);

} // namespace ns3::winsock

#endif // CATALOG_COMMANDS_H
