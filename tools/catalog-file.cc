/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-file.h"

#include "ns3/catalog-registry.h"
#include "ns3/catalog-store.h"
#include "ns3/catalog-table.h"
#include "ns3/winsock-text-encoding.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace ns3::winsock
{

namespace
{

const char* const WHAT_CATALOGS_ARE =
    "A catalog file holds the English output of \"netsh winsock show catalog\", a registry export "
    "of "
    "Protocol_Catalog9, or a table that \"winsock-catalog export --format table\" wrote. Lists of "
    "ids and names, and reports without "
    "provider ids, do not say enough";

/// What a catalog never comes near; devices have no end.
constexpr std::size_t LARGEST = 16 * 1024 * 1024;

std::string
NameOf(const std::string& path)
{
    return path == "-" ? "standard input" : path;
}

std::string
ReadStream(std::istream& stream, const std::string& name)
{
    std::string text;
    std::array<char, 65536> some{};
    while (stream.read(some.data(), some.size()) || stream.gcount() != 0)
    {
        text.append(some.data(), static_cast<std::size_t>(stream.gcount()));
        if (text.size() > LARGEST)
        {
            throw CommandFailure(name + " has more than 16 MiB. " + WHAT_CATALOGS_ARE);
        }
    }
    return text;
}

std::string
ReadText(const std::string& path)
{
    if (path == "-")
    {
        return ReadStream(std::cin, NameOf(path));
    }
    std::error_code noStatus;
    if (std::filesystem::is_directory(path, noStatus))
    {
        throw CommandFailure(path + " is a directory. Name a catalog file in it");
    }
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file)
    {
        throw CommandFailure("cannot read " + path + ": " + std::strerror(errno) +
                             ". Name a file with the output of \"netsh winsock show catalog\", or "
                             "make one: winsock-catalog reset FILE --profile windows-10");
    }
    return ReadStream(file, path);
}

/// A registry export says what it is; a table has tabs between the names in its first line; a listing has
/// no tab at all.
CatalogFormat
FormatOf(const std::string& text)
{
    if (IsRegistryExport(text))
    {
        return CatalogFormat::REGISTRY;
    }
    const std::string utf8 = DecodeToUtf8(text);
    const bool hasTab = utf8.substr(0, utf8.find('\n')).find('\t') != std::string::npos;
    return hasTab ? CatalogFormat::TABLE : CatalogFormat::NETSH;
}

CommandFailure
NoCatalog(const std::string& path, const CatalogTextProblem& problem)
{
    return CommandFailure(NameOf(path) + ": " + problem.ToString() + ". " + WHAT_CATALOGS_ARE);
}

CatalogTextEntries
ReadEntries(const std::string& text, CatalogFormat format)
{
    switch (format)
    {
    case CatalogFormat::TABLE:
        return ReadCatalogTableEntries(text);
    case CatalogFormat::REGISTRY:
        return ReadCatalogRegistryEntries(text);
    default:
        return ReadCatalogTextEntries(text);
    }
}

CatalogTextResult
ReadCatalogs(const std::string& text, CatalogFormat format)
{
    switch (format)
    {
    case CatalogFormat::TABLE:
        return ReadCatalogTable(text);
    case CatalogFormat::REGISTRY:
        return ReadCatalogRegistry(text);
    default:
        return ReadCatalogText(text);
    }
}

/// A file that does not outlive a failure.
class TemporaryFile
{
  public:
    explicit TemporaryFile(const std::string& beside)
        : m_name(beside + ".XXXXXX"),
          m_descriptor(mkstemp(m_name.data()))
    {
    }

    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    ~TemporaryFile()
    {
        Close();
        if (!m_name.empty())
        {
            unlink(m_name.c_str());
        }
    }

    bool
    Write(const std::string& text, mode_t mode)
    {
        std::size_t written = 0;
        while (m_descriptor != -1 && written < text.size())
        {
            const ssize_t some = write(m_descriptor, text.data() + written, text.size() - written);
            if (some < 0 && errno == EINTR)
            {
                continue;
            }
            if (some <= 0)
            {
                return false;
            }
            written += static_cast<std::size_t>(some);
        }
        return m_descriptor != -1 && fchmod(m_descriptor, mode) == 0 && fsync(m_descriptor) == 0 &&
               Close();
    }

    bool
    MoveTo(const std::string& path)
    {
        const bool moved = std::rename(m_name.c_str(), path.c_str()) == 0;
        m_name = moved ? "" : m_name;
        return moved;
    }

  private:
    bool
    Close()
    {
        const bool closed = m_descriptor == -1 || close(m_descriptor) == 0;
        m_descriptor = -1;
        return closed;
    }

    std::string m_name;
    int m_descriptor;
};

/// The rights of the file that is there, or those of any new file.
mode_t
ModeFor(const std::string& path)
{
    struct stat status = {};
    if (stat(path.c_str(), &status) == 0)
    {
        return status.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
    }
    const mode_t mask = umask(0);
    umask(mask);
    return (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH) & ~mask;
}

/// @return 0, or what stood in the way
int
Replace(const std::string& path, const std::string& text)
{
    std::error_code noStatus;
    if (std::filesystem::is_directory(path, noStatus))
    {
        return EISDIR;
    }
    if (DoesFileExist(path) && access(path.c_str(), W_OK) != 0)
    {
        return errno; // a file that may not be written is not to be replaced either
    }
    TemporaryFile file(path);
    return file.Write(text, ModeFor(path)) && file.MoveTo(path) ? 0 : errno;
}

} // namespace

CatalogFile
ReadCatalogFrom(const std::string& path)
{
    if (const auto place = FindStorePlace(path))
    {
        CatalogStore store(place->store, SqliteMode::READ);
        return {CatalogFormat::NETSH, store.Load(store.Choose(place->machine)).catalogs, {}};
    }
    const std::string text = ReadText(path);
    const CatalogFormat format = FormatOf(text);
    CatalogTextResult result = ReadCatalogs(text, format);
    if (!result)
    {
        const bool isReadable = bool(ReadEntries(text, format));
        throw isReadable ? CommandFailure(NameOf(path) + ": " + result.problem.ToString() +
                                          ". \"winsock-catalog check " + path +
                                          "\" names all that is wrong with it")
                         : NoCatalog(path, result.problem);
    }
    return {format, result.catalogs, result.layout};
}

CatalogTextEntries
ReadEntriesFrom(const std::string& path)
{
    if (const auto place = FindStorePlace(path))
    {
        CatalogStore store(place->store, SqliteMode::READ);
        return store.LoadEntries(store.Choose(place->machine));
    }
    const std::string text = ReadText(path);
    CatalogTextEntries entries = ReadEntries(text, FormatOf(text));
    if (!entries)
    {
        throw NoCatalog(path, entries.problem);
    }
    return entries;
}

bool
DoesFileExist(const std::string& path)
{
    std::error_code noStatus;
    const auto place = FindStorePlace(path);
    if (!place)
    {
        return std::filesystem::exists(path, noStatus);
    }
    if (!std::filesystem::exists(place->store, noStatus))
    {
        return false;
    }
    CatalogStore store(place->store, SqliteMode::READ);
    return place->machine.empty() ? !store.GetMachines().empty() : store.Has(place->machine);
}

std::string
FormatCatalog(const CatalogFile& file)
{
    switch (file.format)
    {
    case CatalogFormat::TABLE:
        return WriteCatalogTable(file.catalogs);
    case CatalogFormat::REGISTRY:
        return WriteCatalogRegistry(file.catalogs);
    default:
        return WriteCatalogText(file.catalogs, file.layout);
    }
}

void
WriteFile(const std::string& path, const std::string& text)
{
    std::error_code noTarget;
    const std::filesystem::path target = std::filesystem::canonical(path, noTarget);
    const int error = Replace(noTarget ? path : target.string(), text);
    if (error != 0)
    {
        throw CommandFailure("cannot write " + path + ": " + std::strerror(error) +
                             ". Nothing was changed; choose another place, or ask for the right to "
                             "write there");
    }
}

void
WriteCatalogTo(const std::string& path, const CatalogFile& file)
{
    const auto place = FindStorePlace(path);
    if (!place)
    {
        WriteFile(path, FormatCatalog(file));
        return;
    }
    if (place->machine.empty() && !DoesFileExist(path))
    {
        throw CommandFailure("a new machine in " + place->store + " needs a name: " + place->store +
                             ":MACHINE");
    }
    CatalogStore store(place->store);
    const std::string name = store.Choose(place->machine);
    StoredMachine machine;
    if (store.Has(name))
    {
        machine = store.Load(name); // what applications permit is in no catalog file
    }
    machine.knowsNamespaces = machine.knowsNamespaces || !file.catalogs.nativeNamespaces.empty();
    machine.catalogs = file.catalogs;
    store.Save(name, machine, {"winsock-catalog", {}});
}

} // namespace ns3::winsock
