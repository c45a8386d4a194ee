/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Programs that install layers in one step and say which programs load them: every error of the
// calls, what they store, and when other programs notice it.

#include "layer-scene-test-support.h"
#include "scene-test-support.h"

#include "ns3/application-categories.h"
#include "ns3/boolean.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/provider-registry.h"
#include "ns3/winsock-guid.h"

#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr const WCHAR* PATH = u"%SystemRoot%\\system32\\layer.dll";
constexpr const WCHAR* NAME = u"Layer";
constexpr const WCHAR* PROGRAM = u"C:\\program.exe";
constexpr int UNTOUCHED = 4711; // what a call leaves alone

template <typename T>
T*
BadPointer()
{
    return reinterpret_cast<T*>(0x10);
}

const ProtocolCatalog&
CatalogOf(Winsock& ws)
{
    return *ws.GetProcess().GetStack().GetCatalog();
}

WSAPROTOCOL_INFOW
Triple(int af, int type, int protocol)
{
    WSAPROTOCOL_INFOW info{};
    info.iAddressFamily = af;
    info.iSocketType = type;
    info.iProtocol = protocol;
    info.dwCatalogEntryId = 9999;        // not looked at
    info.ProtocolChain.ChainLen = -1;    // not looked at
    info.dwServiceFlags1 = XP1_UNI_SEND; // not looked at
    return info;
}

const WSAPROTOCOL_INFOW TCP = Triple(AF_INET, SOCK_STREAM, IPPROTO_TCP);
const WSAPROTOCOL_INFOW UDP = Triple(AF_INET, SOCK_DGRAM, IPPROTO_UDP);

/// Arguments of WSCInstallProviderAndChains, all good.
struct Arguments
{
    GUID guid{GuidFromName("layer")};
    std::vector<WSAPROTOCOL_INFOW> protocols{TCP};
    DWORD layerId{0};
    LPGUID id{&guid};
    LPCWSTR path{PATH};
    LPCWSTR name{NAME};
    DWORD flags{0};
    LPWSAPROTOCOL_INFOW list{protocols.data()};
    DWORD count{1};
    LPDWORD entry{&layerId};

    Arguments() = default;
    Arguments(const Arguments&) = delete;
    Arguments& operator=(const Arguments&) = delete;

    /// Calls. @return the error, or UNTOUCHED
    int
    Install(Scene& t, Winsock& ws)
    {
        int error = UNTOUCHED;
        const int result =
            ws.WSCInstallProviderAndChains(id, path, name, flags, list, count, entry, &error);
        t.Equal(result, error == UNTOUCHED ? 0 : SOCKET_ERROR, "result and error agree");
        return error;
    }
};

/// Spoils good arguments and expects an error that changes nothing.
void
Refuses(Scene& t,
        Winsock& ws,
        const std::function<void(Arguments&)>& spoil,
        int expected,
        const std::string& what)
{
    const auto before = ws.GetProcess().GetStack().GetCatalog();
    Arguments arguments;
    spoil(arguments);
    t.Equal(Scene::NameOf(arguments.Install(t, ws)), Scene::NameOf(expected), "R-CAT-45: " + what);
    t.True(before == ws.GetProcess().GetStack().GetCatalog(), what + ": nothing changed");
    t.Equal(arguments.layerId, 0U, what + ": no id");
}

/// A scene in which one program calls, after its last WSACleanup (R-INI-7).
void
Alone(Scene& t, const std::string& profile, const SceneProgram& body, bool administrator = true)
{
    t.Build(profile);
    Ptr<WinsockApplication> application =
        t.Program(t.client,
                  [&t, body](Winsock& ws)
                  {
                      ws.WSACleanup();
                      ws.WSASetLastError(UNTOUCHED);
                      body(ws);
                      t.Equal(ws.WSAGetLastError(), UNTOUCHED, "R-INI-7: no last error");
                  });
    application->SetAttribute("Administrator", BooleanValue(administrator));
    t.Play();
}

void
InstallPointers(Scene& t)
{
    Alone(t,
          "windows-10",
          [&](Winsock& ws)
          {
              const auto fault = [&](auto spoil, const std::string& what)
              { Refuses(t, ws, spoil, WSAEFAULT, "bad " + what); };
              fault([](auto& a) { a.id = BadPointer<GUID>(); }, "id");
              fault([](auto& a) { a.path = BadPointer<const WCHAR>(); }, "path");
              fault([](auto& a) { a.name = BadPointer<const WCHAR>(); }, "name");
              fault([](auto& a) { a.list = BadPointer<WSAPROTOCOL_INFOW>(); }, "list");
              fault([](auto& a) { a.entry = BadPointer<DWORD>(); }, "place for the id");
              for (int* noErrno : {static_cast<int*>(nullptr), BadPointer<int>()})
              {
                  Arguments a;
                  t.Equal(ws.WSCInstallProviderAndChains(
                              a.id, a.path, a.name, 0, a.list, a.count, a.entry, noErrno),
                          SOCKET_ERROR,
                          "R-CAT-45: no lpErrno");
              }
              Arguments withoutEntry;
              withoutEntry.entry = nullptr;
              t.Equal(withoutEntry.Install(t, ws), UNTOUCHED, "R-CAT-45: the id is optional");
          });
}

void
InstallArguments(Scene& t)
{
    Alone(t,
          "windows-10",
          [&](Winsock& ws)
          {
              const std::u16string longPath(260, u'x');
              const std::u16string longName(256, u'x');
              const auto invalid = [&](auto spoil, const std::string& what)
              { Refuses(t, ws, spoil, WSAEINVAL, what); };
              invalid([](auto& a) { a.id = nullptr; }, "no id");
              invalid([](auto& a) { a.path = nullptr; }, "no path");
              invalid([](auto& a) { a.path = u""; }, "empty path");
              invalid([&](auto& a) { a.path = longPath.c_str(); }, "path beyond MAX_PATH");
              invalid([](auto& a) { a.name = nullptr; }, "no name");
              invalid([](auto& a) { a.name = u""; }, "empty name");
              invalid([&](auto& a) { a.name = longName.c_str(); }, "name beyond WSAPROTOCOL_LEN");
              invalid([](auto& a) { a.count = 0; }, "a list without entries");
              invalid([](auto& a) { a.protocols[0].iSocketType = SOCK_RDM; }, "no match");
              Arguments good;
              t.Equal(good.Install(t, ws), UNTOUCHED, "R-CAT-45: installed");
              invalid([](auto& a) { a.guid = GuidFromName("another"); }, "the name is in use");
              invalid([](auto& a) { a.path = u"other.dll"; }, "the id is in use");
              Refuses(
                  t, ws, [](auto&) {}, WSANO_RECOVERY, "installed already");
          });
}

void
InstallRecovery(Scene& t)
{
    Alone(t,
          "windows-10",
          [&](Winsock& ws)
          {
              WinsockStack& stack = ws.GetProcess().GetStack();
              for (const char* name : {"a", "b", "c", "d", "e", "f"})
              {
                  const std::u16string wide(1, static_cast<WCHAR>(name[0]));
                  Arguments layer;
                  layer.guid = GuidFromName(name);
                  layer.name = wide.c_str();
                  t.Equal(layer.Install(t, ws), UNTOUCHED, "R-CAT-6: up to seven elements");
              }
              t.Equal(CatalogOf(ws).begin()->info.ProtocolChain.ChainLen, 7, "R-CAT-6: seven");
              Refuses(
                  t, ws, [](auto&) {}, WSANO_RECOVERY, "MAX_PROTOCOL_CHAIN is reached");
              ProtocolCatalogBuilder full(CatalogOf(ws));
              full.ReserveEntryIds(std::numeric_limits<DWORD>::max() - 1);
              stack.SetCatalog(full.Build());
              Refuses(
                  t, ws, [](auto& a) { a.protocols[0] = UDP; }, WSANO_RECOVERY, "all ids are used");
              stack.SetCatalog(ProtocolCatalog::Empty());
              Refuses(
                  t,
                  ws,
                  [](auto& a)
                  {
                      a.list = nullptr;
                      a.count = 0;
                  },
                  WSANO_RECOVERY,
                  "no list and no base protocol");
          });
}

void
InstallForAll(Scene& t)
{
    Alone(t,
          "windows-10",
          [&](Winsock& ws)
          {
              std::vector<DWORD> order = CatalogOf(ws).GetOrder();
              Arguments all;
              all.list = nullptr;
              all.count = 4711; // means nothing without a list
              all.flags = XP1_IFS_HANDLES | XP1_UNI_RECV;
              t.Equal(all.Install(t, ws), UNTOUCHED, "R-CAT-45: over everything");
              const ProtocolCatalog& now = CatalogOf(ws);
              const std::vector<DWORD> changed = now.GetOrder();
              t.Equal(changed.back(), all.layerId, "R-CAT-45: the layer's entry is the last");
              const std::size_t chains = changed.size() - order.size() - 1;
              t.True(chains >= 6, "R-CAT-44: TCP, UDP and raw of both families");
              t.True(std::vector<DWORD>(changed.begin() + std::ptrdiff_t(chains),
                                        changed.end() - 1) == order,
                     "R-CAT-45: chains first, the others as they were");
              for (std::size_t i = 0; i < chains; ++i)
              {
                  const WSAPROTOCOL_INFOW& info = now.GetEntry(i).info;
                  t.Equal(info.ProtocolChain.ChainLen, 2, "a chain");
                  t.Equal(info.dwServiceFlags1 & (XP1_IFS_HANDLES | XP1_UNI_RECV),
                          XP1_IFS_HANDLES,
                          "R-CAT-45: of the flags only that of the handles counts");
              }
          });
}

void
WhoNoticesWhen(Scene& t)
{
    int layered = 0;
    t.Build();
    StackOf(t.client)->GetProviderRegistry().Register(
        "c:\\windows\\system32\\layer.dll", [&] { return Create<SocketCountingLayer>(layered); });
    const auto socket = [](Winsock& ws) { return ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP); };
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  const DWORD before = CatalogOf(ws).begin()->Id();
                  Arguments layer;
                  t.Equal(layer.Install(t, ws), UNTOUCHED, "installed");
                  DWORD bytes = 0;
                  int error = 0;
                  ws.WSCEnumProtocols(nullptr, nullptr, &bytes, &error);
                  t.Equal(bytes / sizeof(WSAPROTOCOL_INFOW),
                          CatalogOf(ws).GetSize(),
                          "R-CAT-30: WSCEnumProtocols shows the machine's catalog of the moment");
                  t.Equal(ws.GetProcess().GetCatalog().begin()->Id(), before, "R-CAT-49: own view");
                  t.Works(ws, socket(ws), "R-CAT-49: as before");
                  t.Equal(layered, 0, "R-CAT-49: a running program keeps its view");
                  ws.WSACleanup();
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
                  t.Works(ws, socket(ws), "R-CAT-49: after a new start");
                  t.Equal(layered, 1, "R-CAT-45: through the layer, without further ordering");
              });
    t.Play();
}

/// Asks for the categories of a provider. @return the error, or UNTOUCHED
int
GetInfo(Winsock& ws, GUID id, int type, void* info, SIZE_T* size)
{
    int error = UNTOUCHED;
    ws.WSCGetProviderInfo(&id, type, static_cast<PBYTE>(info), size, 0, &error);
    return error;
}

int
SetInfo(Winsock& ws, GUID id, int type, DWORD* info, SIZE_T size)
{
    int error = UNTOUCHED;
    ws.WSCSetProviderInfo(&id, type, reinterpret_cast<PBYTE>(info), size, 0, &error);
    return error;
}

void
ProviderInfo(Scene& t)
{
    constexpr int CATEGORIES = ProviderInfoLspCategories;
    Alone(t,
          "windows-10",
          [&](Winsock& ws)
          {
              Arguments layer;
              layer.Install(t, ws);
              const GUID id = layer.guid;
              const GUID nobody = GuidFromName("nobody");
              DWORD bits = UNTOUCHED;
              SIZE_T size = 100;
              t.Equal(GetInfo(ws, id, CATEGORIES, &bits, &size), UNTOUCHED, "R-CAT-51: asked");
              t.Equal(bits, 0U, "R-CAT-51: no categories");
              t.Equal(size, SIZE_T(4), "R-CAT-51: four bytes");
              bits = LSP_SYSTEM | LSP_INSPECTOR;
              t.Equal(SetInfo(ws, id, CATEGORIES, &bits, 4), UNTOUCHED, "R-CAT-51: set");
              bits = 0;
              t.Equal(GetInfo(ws, id, CATEGORIES, &bits, &size), UNTOUCHED, "R-CAT-51: asked");
              t.Equal(bits, LSP_SYSTEM | LSP_INSPECTOR, "R-CAT-51: what was set");
              WSAPROTOCOL_INFOW same = CatalogOf(ws).FindById(layer.layerId)->info;
              int error = UNTOUCHED;
              GUID own = id;
              ws.WSCUpdateProvider(&own, u"moved.dll", &same, 1, &error);
              bits = 0;
              GetInfo(ws, id, CATEGORIES, &bits, &size);
              t.Equal(bits, LSP_SYSTEM | LSP_INSPECTOR, "R-CAT-48: an update keeps them");

              size = 3;
              t.Equal(GetInfo(ws, id, CATEGORIES, &bits, &size), WSAEFAULT, "R-CAT-51: no room");
              t.Equal(size, SIZE_T(4), "R-CAT-51: what is needed");
              size = 100;
              t.Equal(GetInfo(ws, id, CATEGORIES, nullptr, &size), WSAEFAULT, "R-CAT-51: no place");
              t.Equal(size, SIZE_T(4), "R-CAT-51: what is needed");
              t.Equal(GetInfo(ws, id, CATEGORIES, BadPointer<void>(), &size), WSAEFAULT, "bad");
              t.Equal(GetInfo(ws, id, CATEGORIES, &bits, nullptr), WSAEFAULT, "R-CAT-51: no size");
              t.Equal(GetInfo(ws, id, CATEGORIES, &bits, BadPointer<SIZE_T>()), WSAEFAULT, "bad");
              t.Equal(GetInfo(ws, id, ProviderInfoAudit, &bits, &size),
                      ERROR_CALL_NOT_IMPLEMENTED,
                      "R-CAT-51: audit");
              t.Equal(GetInfo(ws, id, 2, &bits, &size), WSAEINVAL, "R-CAT-51: no such type");
              t.Equal(GetInfo(ws, nobody, CATEGORIES, &bits, &size),
                      WSAEINVALIDPROVIDER,
                      "R-CAT-51: nobody's id");

              const auto before = ws.GetProcess().GetStack().GetCatalog();
              t.Equal(SetInfo(ws, id, CATEGORIES, nullptr, 4), WSAEFAULT, "R-CAT-51: no place");
              t.Equal(SetInfo(ws, id, CATEGORIES, BadPointer<DWORD>(), 4), WSAEFAULT, "bad");
              t.Equal(SetInfo(ws, id, ProviderInfoAudit, &bits, 4),
                      ERROR_CALL_NOT_IMPLEMENTED,
                      "R-CAT-51: audit");
              t.Equal(SetInfo(ws, id, -1, &bits, 4), WSAEINVAL, "R-CAT-51: no such type");
              t.Equal(SetInfo(ws, id, CATEGORIES, &bits, 8), WSAEINVAL, "R-CAT-51: another size");
              t.Equal(SetInfo(ws, nobody, CATEGORIES, &bits, 4),
                      WSAEINVALIDPROVIDER,
                      "A-22: nobody's id");
              t.True(before == ws.GetProcess().GetStack().GetCatalog(), "nothing changed");
              PBYTE place = reinterpret_cast<PBYTE>(&bits);
              for (LPGUID bad : {static_cast<LPGUID>(nullptr), BadPointer<GUID>()})
              {
                  ws.WSCGetProviderInfo(bad, CATEGORIES, place, &size, 0, &error);
                  t.Equal(error, WSAEFAULT, "R-CAT-51: no id");
                  ws.WSCSetProviderInfo(bad, CATEGORIES, place, 4, 0, &error);
                  t.Equal(error, WSAEFAULT, "R-CAT-51: no id");
              }
              t.Equal(ws.WSCGetProviderInfo(&own, CATEGORIES, place, &size, 0, nullptr),
                      SOCKET_ERROR,
                      "R-CAT-51: no lpErrno");
              t.Equal(ws.WSCSetProviderInfo(&own, CATEGORIES, place, 4, 0, nullptr),
                      SOCKET_ERROR,
                      "R-CAT-51: no lpErrno");
          });
}

/// A program as the calls name it, and the calls.
struct Application
{
    LPCWSTR path{PROGRAM};
    DWORD pathLength{14};
    LPCWSTR extra{nullptr};
    DWORD extraLength{0};

    int
    Set(Winsock& ws, DWORD categories, DWORD* previous = nullptr) const
    {
        int error = UNTOUCHED;
        ws.WSCSetApplicationCategory(
            path, pathLength, extra, extraLength, categories, previous, &error);
        return error;
    }

    int
    Get(Winsock& ws, DWORD* categories) const
    {
        int error = UNTOUCHED;
        ws.WSCGetApplicationCategory(path, pathLength, extra, extraLength, categories, &error);
        return error;
    }
};

void
ApplicationCategory(Scene& t)
{
    Alone(t,
          "windows-10",
          [&](Winsock& ws)
          {
              DWORD bits = UNTOUCHED;
              const Application program;
              t.Equal(program.Get(ws, &bits), WSASERVICE_NOT_FOUND, "R-CAT-52: never said");
              t.Equal(bits, DWORD(UNTOUCHED), "R-CAT-52: nothing written");
              t.Equal(program.Set(ws, LSP_SYSTEM, &bits), UNTOUCHED, "R-CAT-52: said");
              t.Equal(bits, 0U, "R-CAT-52: nothing before");
              t.Equal(program.Set(ws, LSP_REDIRECTOR, &bits), UNTOUCHED, "R-CAT-52: again");
              t.Equal(bits, LSP_SYSTEM, "R-CAT-52: what was before");
              t.Equal(program.Get(ws, &bits), UNTOUCHED, "R-CAT-52: asked");
              t.Equal(bits, LSP_SYSTEM | LSP_REDIRECTOR, "R-CAT-52: or'ed");
              const Application instance{u"c:\\PROGRAM.EXE and more", 14, u"-k one!", 6};
              t.Equal(instance.Get(ws, &bits), WSASERVICE_NOT_FOUND, "R-CAT-52: another identity");
              t.Equal(instance.Set(ws, LSP_PROXY), UNTOUCHED, "R-CAT-52: lengths, not terminators");
              const auto& known = ws.GetProcess().GetStack().GetApplicationCategories();
              t.Equal(known.Find("C:\\program.exe", "-k one").value_or(0), LSP_PROXY, "stored");
              t.Equal(known.Find("C:\\program.exe", "").value_or(0),
                      LSP_SYSTEM | LSP_REDIRECTOR,
                      "beside the other");
          });
}

void
ApplicationErrors(Scene& t)
{
    Alone(
        t,
        "windows-10",
        [&](Winsock& ws)
        {
            const auto refuses = [&](const Application& program, int error, const char* what)
            {
                DWORD bits = 0;
                t.Equal(Scene::NameOf(program.Set(ws, LSP_PROXY)), Scene::NameOf(error), what);
                t.Equal(Scene::NameOf(program.Get(ws, &bits)), Scene::NameOf(error), what);
            };
            const std::u16string longest(259, u'x');
            refuses({nullptr, 14}, WSAEFAULT, "R-CAT-52: no path");
            refuses({BadPointer<const WCHAR>(), 14}, WSAEFAULT, "R-CAT-52: bad path");
            refuses({PROGRAM, 14, BadPointer<const WCHAR>(), 1}, WSAEFAULT, "R-CAT-52: bad extra");
            refuses({PROGRAM, 0}, WSAEINVAL, "R-CAT-52: no length");
            refuses({longest.c_str(), 260}, WSAEINVAL, "R-CAT-52: beyond MAX_PATH");
            refuses({PROGRAM, 15}, WSAEINVAL, "R-CAT-52: the terminator does not count");
            refuses({PROGRAM, 14, nullptr, 1}, WSAEINVAL, "R-CAT-52: a length of nothing");
            refuses({PROGRAM, 14, u"-k", 3}, WSAEINVAL, "R-CAT-52: ends before");
            refuses({PROGRAM, 14, u"-k", 32767}, WSAEINVAL, "R-CAT-52: no command line");
            DWORD bits = 0;
            const Application program;
            t.Equal(program.Set(ws, 1, BadPointer<DWORD>()), WSAEFAULT, "R-CAT-52: bad place");
            t.Equal(program.Get(ws, nullptr), WSAEFAULT, "R-CAT-52: no place");
            t.Equal(program.Get(ws, BadPointer<DWORD>()), WSAEFAULT, "R-CAT-52: bad place");
            t.Equal(ws.WSCSetApplicationCategory(PROGRAM, 14, nullptr, 0, 1, nullptr, nullptr),
                    SOCKET_ERROR,
                    "R-CAT-52: no lpErrno");
            t.Equal(ws.WSCGetApplicationCategory(PROGRAM, 14, nullptr, 0, &bits, nullptr),
                    SOCKET_ERROR,
                    "R-CAT-52: no lpErrno");
            t.Equal(program.Get(ws, &bits), WSASERVICE_NOT_FOUND, "R-CAT-52: nothing was stored");
            const Application atLimit{longest.c_str(), 259};
            t.Equal(atLimit.Set(ws, LSP_PROXY), UNTOUCHED, "259 characters fit");
        });
}

void
Rights(Scene& t)
{
    Alone(
        t,
        "windows-10",
        [&](Winsock& ws)
        {
            Refuses(
                t, ws, [](auto&) {}, WSANO_RECOVERY, "no administrator");
            Refuses(
                t, ws, [](auto& a) { a.path = u""; }, WSAEINVAL, "arguments come first");
            const GUID base = CatalogOf(ws).begin()->info.ProviderId;
            DWORD bits = LSP_PROXY;
            SIZE_T size = sizeof(bits);
            t.Equal(SetInfo(ws, base, ProviderInfoLspCategories, &bits, 4),
                    WSANO_RECOVERY,
                    "R-CAT-51: no administrator");
            t.Equal(GetInfo(ws, base, ProviderInfoLspCategories, &bits, &size),
                    UNTOUCHED,
                    "R-CAT-51: reading is free");
            const Application program;
            t.Equal(program.Set(ws, LSP_PROXY), WSANO_RECOVERY, "R-CAT-52: no administrator");
            t.Equal(program.Get(ws, &bits), WSASERVICE_NOT_FOUND, "R-CAT-52: reading is free");
        },
        false);
}

void
NotOnCe(Scene& t)
{
    Alone(t,
          "wince-6.0",
          [&](Winsock& ws)
          {
              Refuses(
                  t, ws, [](auto&) {}, WSAEOPNOTSUPP, "CE has no such function");
              Refuses(
                  t, ws, [](auto& a) { a.path = u""; }, WSAEOPNOTSUPP, "whatever the arguments");
              const GUID base = CatalogOf(ws).begin()->info.ProviderId;
              DWORD bits = LSP_PROXY;
              SIZE_T size = sizeof(bits);
              t.Equal(SetInfo(ws, base, 0, &bits, 4), WSAEOPNOTSUPP, "nor this");
              t.Equal(GetInfo(ws, base, 0, &bits, &size), WSAEOPNOTSUPP, "nor this");
              t.Equal(Application().Set(ws, LSP_PROXY), WSAEOPNOTSUPP, "nor this");
              t.Equal(Application().Get(ws, &bits), WSAEOPNOTSUPP, "nor this");
          });
}

void
Records(Scene& t)
{
    std::vector<std::string> lines;
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  RecordReturns(t.client, lines);
                  Arguments layer;
                  layer.guid = GUID_NULL;
                  layer.Install(t, ws);
                  Application{u"a.exe|", 5, BadPointer<const WCHAR>(), 1}.Set(ws, 1);
                  Application{u"a.exe|", 32767}.Set(ws, 1);
              });
    t.Play();
    const std::vector<std::string> expected{
        "WSCInstallProviderAndChains(lpProviderId={00000000-0000-0000-0000-000000000000}, "
        "lpszProviderDllPath=\"%SystemRoot%\\system32\\layer.dll\", lpszLspName=\"Layer\", "
        "dwServiceFlags=0, dwNumberOfEntries=1) = 0",
        "WSCSetApplicationCategory(Path=\"a.exe\", Extra=bad pointer, PermittedLspCategories=1) "
        "failed: WSAEFAULT",
        "WSCSetApplicationCategory(Path=32767 characters, Extra=NULL, PermittedLspCategories=1) "
        "failed: WSAEINVAL"};
    for (std::size_t i = 0; i < expected.size(); ++i)
    {
        t.Equal(i < lines.size() ? lines[i] : "nothing", expected[i], "the record");
    }
}

class LayerManagementTestSuite : public TestSuite
{
  public:
    LayerManagementTestSuite()
        : TestSuite("winsock-layer-management", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("R-CAT-45: WSAEFAULT", InstallPointers));
        AddTestCase(new Scene("R-CAT-45: WSAEINVAL, and an installed layer", InstallArguments));
        AddTestCase(new Scene("R-CAT-45: WSANO_RECOVERY", InstallRecovery));
        AddTestCase(new Scene("R-CAT-44, R-CAT-45: over everything", InstallForAll));
        AddTestCase(new Scene("R-CAT-45, R-CAT-49: who notices when", WhoNoticesWhen));
        AddTestCase(new Scene("R-CAT-51: categories of a layer", ProviderInfo));
        AddTestCase(new Scene("R-CAT-52: categories of a program", ApplicationCategory));
        AddTestCase(new Scene("R-CAT-52: every error", ApplicationErrors));
        AddTestCase(new Scene("R-CAT-45, R-CAT-51, R-CAT-52: rights", Rights));
        AddTestCase(new Scene("R-CAT-45, R-CAT-51, R-CAT-52: not on CE", NotOnCe));
        AddTestCase(new Scene("Records of the calls", Records));
    }
};

LayerManagementTestSuite g_layerManagementTestSuite;

} // namespace
