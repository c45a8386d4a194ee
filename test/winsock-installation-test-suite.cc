/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Programs that change the catalog: every error of the calls, what they store, and what other
// programs notice of it.

#include "catalog-test-support.h"
#include "layer-scene-test-support.h"
#include "scene-test-support.h"

#include "ns3/boolean.h"
#include "ns3/protocol-catalog-builder.h"
#include "ns3/provider-registry.h"
#include "ns3/winsock-guid.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr const WCHAR* LAYER_PATH = u"%SystemRoot%\\system32\\layer.dll";
constexpr const WCHAR* OTHER_PATH = u"C:\\other.dll";
constexpr int UNTOUCHED = 4711; // what a call leaves alone

GUID
NumberedId(uint32_t number)
{
    GUID id{};
    id.Data1 = number;
    return id;
}

/// A pointer into memory that no program has.
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

/// The catalog as WSCEnumProtocols lists it.
std::vector<WSAPROTOCOL_INFOW>
ListAll(Winsock& ws)
{
    DWORD bytes = 0;
    int error = 0;
    ws.WSCEnumProtocols(nullptr, nullptr, &bytes, &error);
    std::vector<WSAPROTOCOL_INFOW> list(bytes / sizeof(WSAPROTOCOL_INFOW));
    ws.WSCEnumProtocols(nullptr, list.data(), &bytes, &error);
    return list;
}

std::vector<DWORD>
ListIds(Winsock& ws)
{
    std::vector<DWORD> ids;
    for (const WSAPROTOCOL_INFOW& info : ListAll(ws))
    {
        ids.push_back(info.dwCatalogEntryId);
    }
    return ids;
}

/// The id of a provider's first entry, as an installer learns it; 0 if there is none.
DWORD
LearnId(Winsock& ws, const GUID& provider)
{
    for (const WSAPROTOCOL_INFOW& info : ListAll(ws))
    {
        if (info.ProviderId == provider)
        {
            return info.dwCatalogEntryId;
        }
    }
    return 0;
}

/// The machine's UDP over IPv4.
WSAPROTOCOL_INFOW
LearnUdp(Winsock& ws)
{
    const std::vector<WSAPROTOCOL_INFOW> list = ListAll(ws);
    return *std::find_if(list.begin(),
                         list.end(),
                         [](const WSAPROTOCOL_INFOW& info)
                         {
                             return info.iAddressFamily == AF_INET &&
                                    info.iProtocol == IPPROTO_UDP &&
                                    info.ProtocolChain.ChainLen == BASE_PROTOCOL;
                         });
}

WSAPROTOCOL_INFOW
LayerInfo()
{
    return MakeLayer("layer").info;
}

WSAPROTOCOL_INFOW
ChainInfo(const WSAPROTOCOL_INFOW& base, const std::vector<DWORD>& slots)
{
    CatalogEntry over;
    over.info = base;
    return MakeChain("layer over UDP", over, slots).info;
}

/// Calls with the error that they report through their parameter.
class Installer
{
  public:
    Installer(Scene& scene, Winsock& winsock)
        : ws(winsock),
          m_scene(scene)
    {
    }

    /// @return the error of WSCInstallProvider, or UNTOUCHED
    int
    Install(GUID* id, const WCHAR* path, WSAPROTOCOL_INFOW* list, DWORD count)
    {
        int error = UNTOUCHED;
        const int result = ws.WSCInstallProvider(id, path, list, count, &error);
        return Judge(result, error);
    }

    int
    Install(GUID id, std::vector<WSAPROTOCOL_INFOW> list)
    {
        return Install(&id, LAYER_PATH, list.data(), static_cast<DWORD>(list.size()));
    }

    /// @return the error of WSCUpdateProvider, or UNTOUCHED
    int
    Update(GUID* id, const WCHAR* path, WSAPROTOCOL_INFOW* list, DWORD count)
    {
        int error = UNTOUCHED;
        const int result = ws.WSCUpdateProvider(id, path, list, count, &error);
        return Judge(result, error);
    }

    /// @return the error of WSCDeinstallProvider, or UNTOUCHED
    int
    Deinstall(GUID id)
    {
        int error = UNTOUCHED;
        const int result = ws.WSCDeinstallProvider(&id, &error);
        return Judge(result, error);
    }

    int
    Order(std::vector<DWORD> ids)
    {
        return ws.WSCWriteProviderOrder(ids.data(), static_cast<DWORD>(ids.size()));
    }

    /// @return the error of WSCGetProviderPath, or UNTOUCHED
    int
    Path(GUID id, WCHAR* path, INT* length)
    {
        int error = UNTOUCHED;
        const int result = ws.WSCGetProviderPath(&id, path, length, &error);
        return Judge(result, error);
    }

    /// Expects a success.
    void
    Succeeds(int error, const std::string& what)
    {
        m_scene.Equal(error, UNTOUCHED, what);
    }

    /// Expects a failure that changed nothing.
    void
    Refused(int error, int expected, const std::string& what)
    {
        m_scene.Equal(Scene::NameOf(error), Scene::NameOf(expected), what);
        m_scene.True(m_before == ws.GetProcess().GetStack().GetCatalog(),
                     what + ": the catalog is as it was");
    }

    /// Takes the catalog as the one that failures must keep.
    void
    Remember()
    {
        m_before = ws.GetProcess().GetStack().GetCatalog();
    }

    Winsock& ws; //!< who calls

  private:
    int
    Judge(int result, int error)
    {
        m_scene.Equal(result, error == UNTOUCHED ? 0 : SOCKET_ERROR, "result and error agree");
        return error;
    }

    Scene& m_scene;
    std::shared_ptr<const ProtocolCatalog> m_before;
};

/// A scene in which one program calls, after its last WSACleanup (R-INI-7).
void
Alone(Scene& t, const std::string& profile, const std::function<void(Installer&)>& body)
{
    t.Build(profile);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  ws.WSACleanup();
                  ws.WSASetLastError(UNTOUCHED);
                  Installer installer(t, ws);
                  installer.Remember();
                  body(installer);
                  t.Equal(ws.WSAGetLastError(), UNTOUCHED, "the last error is nobody's business");
              });
    t.Play();
}

void
InstallPointers(Scene& t)
{
    Alone(t,
          "windows-10",
          [&](Installer& by)
          {
              GUID id = NumberedId(1);
              WSAPROTOCOL_INFOW info = LayerInfo();
              for (bool bad : {false, true})
              {
                  const std::string what = bad ? "R-CAT-41: bad " : "R-CAT-41: no ";
                  GUID* noId = bad ? BadPointer<GUID>() : nullptr;
                  WCHAR* noPath = bad ? BadPointer<WCHAR>() : nullptr;
                  WSAPROTOCOL_INFOW* noList = bad ? BadPointer<WSAPROTOCOL_INFOW>() : nullptr;
                  int* noErrno = bad ? BadPointer<int>() : nullptr;
                  by.Refused(by.Install(noId, LAYER_PATH, &info, 1), WSAEFAULT, what + "id");
                  by.Refused(by.Install(&id, noPath, &info, 1), WSAEFAULT, what + "path");
                  by.Refused(by.Install(&id, LAYER_PATH, noList, 0), WSAEFAULT, what + "list");
                  by.Refused(by.Update(noId, LAYER_PATH, &info, 1), WSAEFAULT, what + "id");
                  by.Refused(by.Update(&id, noPath, &info, 1), WSAEFAULT, what + "path");
                  by.Refused(by.Update(&id, LAYER_PATH, noList, 0), WSAEFAULT, what + "list");
                  t.Equal(by.ws.WSCInstallProvider(&id, LAYER_PATH, &info, 1, noErrno),
                          SOCKET_ERROR,
                          what + "lpErrno");
                  t.Equal(by.ws.WSCUpdateProvider(&id, LAYER_PATH, &info, 1, noErrno),
                          SOCKET_ERROR,
                          what + "lpErrno");
                  t.Equal(by.ws.WSCDeinstallProvider(&id, noErrno), SOCKET_ERROR, what + "lpErrno");
                  int error = 0;
                  t.Equal(by.ws.WSCDeinstallProvider(noId, &error), SOCKET_ERROR, what + "id");
                  by.Refused(error, WSAEFAULT, "R-CAT-46: the same");
              }
          });
}

void
InstallArguments(Scene& t)
{
    Alone(t,
          "windows-10",
          [&](Installer& by)
          {
              GUID id = NumberedId(1);
              WSAPROTOCOL_INFOW good = LayerInfo();
              const auto refuses = [&](const std::u16string& path,
                                       std::vector<WSAPROTOCOL_INFOW> list,
                                       const std::string& what)
              {
                  by.Refused(
                      by.Install(&id, path.c_str(), list.data(), static_cast<DWORD>(list.size())),
                      WSAEINVAL,
                      "R-CAT-41: " + what);
              };
              const std::u16string path = OTHER_PATH;
              by.Refused(by.Install(&id, LAYER_PATH, &good, 0), WSAEINVAL, "R-CAT-41: no entries");
              refuses(u"", {good}, "empty path");
              refuses(std::u16string(260, u'x'), {good}, "a path without room for its end");
              WSAPROTOCOL_INFOW wrong = good;
              wrong.ProtocolChain.ChainLen = MAX_PROTOCOL_CHAIN + 1;
              refuses(path, {wrong}, "chain too long");
              refuses(path, {good, wrong}, "the second entry counts as well");
              wrong.ProtocolChain.ChainLen = -1;
              refuses(path, {wrong}, "negative chain length");
              refuses(path, {ChainInfo(LearnUdp(by.ws), {9999, 1001})}, "no such layer");
              GUID installed = LearnUdp(by.ws).ProviderId;
              by.Refused(by.Install(&installed, u"", &good, 1), WSAEINVAL, "arguments come first");
              by.Refused(by.Install(installed, {good}), WSANO_RECOVERY, "R-CAT-41: installed");
              const std::u16string longest(259, u'\u00e4');
              by.Succeeds(by.Install(&id, longest.c_str(), &good, 1), "259 characters fit");
          });
}

void
NumbersUsedUp(Scene& t)
{
    Alone(t,
          "windows-10",
          [&](Installer& by)
          {
              ProtocolCatalogBuilder builder(CatalogOf(by.ws));
              builder.ReserveEntryIds(std::numeric_limits<DWORD>::max() - 1);
              by.ws.GetProcess().GetStack().SetCatalog(builder.Build());
              by.Remember();
              const WSAPROTOCOL_INFOW info = LayerInfo();
              by.Refused(
                  by.Install(NumberedId(1), {info, info}), WSANO_RECOVERY, "one number is left");
              by.Succeeds(by.Install(NumberedId(1), {info}), "the last number");
              by.Remember();
              by.Refused(by.Install(NumberedId(2), {info}), WSANO_RECOVERY, "R-CAT-2");
          });
}

void
InstallAppends(Scene& t)
{
    Alone(t,
          "windows-10",
          [&](Installer& by)
          {
              std::vector<DWORD> ids = ListIds(by.ws);
              const DWORD next = CatalogOf(by.ws).GetNextEntryId();
              WSAPROTOCOL_INFOW first = LayerInfo();
              WSAPROTOCOL_INFOW second = LearnUdp(by.ws);
              first.dwCatalogEntryId = ids.front();
              first.ProviderId = NumberedId(77);
              by.Succeeds(by.Install(NumberedId(1), {first, second}), "R-CAT-40: two entries");
              ids.insert(ids.end(), {next, next + 1});
              t.True(ListIds(by.ws) == ids, "R-CAT-2, R-CAT-20: new numbers, at the end");
              const auto list = ListAll(by.ws);
              t.True(list.back().ProviderId == NumberedId(1), "R-CAT-40: under the provider's id");
              t.True(list[list.size() - 2].ProviderId == NumberedId(1), "R-CAT-3: both");
              t.Equal(CatalogOf(by.ws).FindById(next + 1)->libraryPath,
                      std::string("%SystemRoot%\\system32\\layer.dll"),
                      "R-CAT-40: the path as it was given");
              by.Succeeds(by.Deinstall(NumberedId(1)), "R-CAT-46");
              ids.resize(ids.size() - 2);
              t.True(ListIds(by.ws) == ids, "R-CAT-46: all entries of the provider go");
              by.Remember();
              by.Refused(by.Deinstall(NumberedId(1)), WSAEINVAL, "R-CAT-46: gone already");
              by.Succeeds(by.Install(NumberedId(1), {first}), "again");
              t.Equal(ListIds(by.ws).back(), next + 2, "R-CAT-2: no number comes twice");
          });
}

void
UpdateInPlace(Scene& t)
{
    Alone(t,
          "windows-10",
          [&](Installer& by)
          {
              const WSAPROTOCOL_INFOW udp = LearnUdp(by.ws);
              by.Succeeds(by.Install(NumberedId(1), {LayerInfo(), udp}), "installed");
              by.Succeeds(by.Install(NumberedId(2), {LayerInfo()}), "another");
              by.Remember();
              const std::vector<DWORD> ids = ListIds(by.ws);
              GUID id = NumberedId(1);
              WSAPROTOCOL_INFOW info = ChainInfo(udp, {ids.back(), udp.dwCatalogEntryId});
              info.dwCatalogEntryId = LearnId(by.ws, id) + 1;
              const auto refuses = [&](GUID provider,
                                       const std::u16string& path,
                                       WSAPROTOCOL_INFOW content,
                                       DWORD count,
                                       const std::string& what)
              { by.Refused(by.Update(&provider, path.c_str(), &content, count), WSAEINVAL, what); };
              refuses(id, u"", info, 1, "R-CAT-48: empty path");
              refuses(id, std::u16string(260, u'x'), info, 1, "R-CAT-48: path too long");
              refuses(id, OTHER_PATH, info, 0, "R-CAT-48: no entries");
              refuses(NumberedId(3), OTHER_PATH, info, 1, "R-CAT-48: no such provider");
              refuses(NumberedId(2), OTHER_PATH, info, 1, "R-CAT-48: somebody else's entry");
              WSAPROTOCOL_INFOW wrong = info;
              wrong.dwCatalogEntryId = 9999;
              refuses(id, OTHER_PATH, wrong, 1, "R-CAT-48: no such entry");
              wrong = info;
              wrong.ProtocolChain.ChainEntries[0] = 9999;
              refuses(id, OTHER_PATH, wrong, 1, "R-CAT-41: no such layer");
              by.Succeeds(by.Update(&id, OTHER_PATH, &info, 1), "R-CAT-48");
              t.True(ListIds(by.ws) == ids, "R-CAT-48: numbers and order stay");
              const CatalogEntry* entry = CatalogOf(by.ws).FindById(info.dwCatalogEntryId);
              t.Equal(entry->info.ProtocolChain.ChainLen, 2, "R-CAT-48: the new content");
              t.True(entry->info.ProviderId == id, "R-CAT-48: still the provider's");
              t.Equal(entry->libraryPath, std::string("C:\\other.dll"), "R-CAT-48: the new path");
          });
}

void
WriteOrder(Scene& t)
{
    Alone(t,
          "windows-10",
          [&](Installer& by)
          {
              by.Succeeds(by.Install(NumberedId(1), {LayerInfo()}), "a hidden layer counts too");
              by.Remember();
              std::vector<DWORD> ids = ListIds(by.ws);
              std::reverse(ids.begin(), ids.end());
              const auto count = static_cast<DWORD>(ids.size());
              std::vector<DWORD> wrong(ids.begin(), ids.end() - 1);
              by.Refused(by.Order(wrong), WSAEINVAL, "R-CAT-23: one is missing");
              wrong.push_back(ids.front());
              by.Refused(by.Order(wrong), WSAEINVAL, "R-CAT-23: one is there twice");
              wrong.back() = 9999;
              by.Refused(by.Order(wrong), WSAEINVAL, "R-CAT-23: one is unknown");
              wrong = ids;
              wrong.push_back(ids.front());
              by.Refused(by.Order(wrong), WSAEINVAL, "R-CAT-23: one too many");
              by.Refused(by.Order({}), WSAEINVAL, "R-CAT-23: none");
              by.Refused(
                  by.ws.WSCWriteProviderOrder(nullptr, count), WSAEINVAL, "R-CAT-23: nowhere");
              by.Refused(by.ws.WSCWriteProviderOrder(BadPointer<DWORD>(), count),
                         WSAEINVAL,
                         "R-CAT-23: bad pointer");
              t.Equal(by.Order(ids), 0, "R-CAT-23");
              t.True(ListIds(by.ws) == ids, "R-CAT-21: enumerated in the new order");
          });
}

void
OrderOnCe(Scene& t)
{
    Alone(t,
          "wince-6.0",
          [&](Installer& by)
          {
              by.Refused(by.Order(ListIds(by.ws)), WSAEOPNOTSUPP, "R-CE-113");
              by.Refused(by.Order({}), WSAEOPNOTSUPP, "R-CE-113: whatever the arguments");
              by.Succeeds(by.Install(NumberedId(1), {LayerInfo()}), "R-CE-116: this one exists");
              by.Succeeds(by.Deinstall(NumberedId(1)), "and this one");
          });
}

void
ProviderPath(Scene& t)
{
    Alone(t,
          "windows-10",
          [&](Installer& by)
          {
              GUID id = NumberedId(1);
              by.Succeeds(by.Install(id, {LayerInfo()}), "installed");
              by.Remember();
              const std::u16string path = LAYER_PATH;
              const auto length = static_cast<INT>(path.size());
              std::vector<WCHAR> room(path.size() + 1, u'?');
              INT size = length;
              by.Refused(by.Path(id, room.data(), &size), WSAEFAULT, "R-CAT-50: one too little");
              t.Equal(size, length + 1, "R-CAT-50: what is needed");
              t.True(room.front() == u'?', "R-CAT-50: nothing in part");
              by.Succeeds(by.Path(id, room.data(), &size), "R-CAT-50");
              t.True(room.data() == path, "R-CAT-50: unexpanded");
              t.Equal(size, length, "R-CAT-50: without the terminator");
              for (WCHAR* nowhere : {static_cast<WCHAR*>(nullptr), BadPointer<WCHAR>()})
              {
                  size = 260;
                  by.Refused(by.Path(id, nowhere, &size), WSAEFAULT, "R-CAT-50: no room");
                  t.Equal(size, length + 1, "R-CAT-50: what is needed");
              }
              size = -1;
              by.Refused(by.Path(id, room.data(), &size), WSAEFAULT, "R-CAT-50: negative");
              by.Refused(by.Path(id, room.data(), nullptr), WSAEFAULT, "R-CAT-50: no length");
              by.Refused(
                  by.Path(id, room.data(), BadPointer<INT>()), WSAEFAULT, "R-CAT-50: bad length");
              by.Refused(by.Path(NumberedId(2), room.data(), &size), WSAEINVAL, "R-CAT-50");
              int error = 0;
              t.Equal(by.ws.WSCGetProviderPath(nullptr, room.data(), &size, &error),
                      SOCKET_ERROR,
                      "R-CAT-50: no id");
              by.Refused(error, WSAEFAULT, "R-CAT-50: no id");
              t.Equal(by.ws.WSCGetProviderPath(&id, room.data(), &size, nullptr),
                      SOCKET_ERROR,
                      "R-CAT-50: no lpErrno");
          });
}

void
Rights(Scene& t)
{
    t.Build();
    Ptr<WinsockApplication> user = t.Program(
        t.client,
        [&](Winsock& ws)
        {
            Installer by(t, ws);
            by.Remember();
            WSAPROTOCOL_INFOW info = LearnUdp(ws);
            GUID udp = info.ProviderId;
            by.Refused(by.Install(NumberedId(1), {LayerInfo()}), WSANO_RECOVERY, "R-CAT-41");
            by.Refused(by.Update(&udp, OTHER_PATH, &info, 1), WSANO_RECOVERY, "R-CAT-48");
            by.Refused(by.Deinstall(udp), WSANO_RECOVERY, "R-CAT-46");
            by.Refused(by.Order(ListIds(ws)), WSANO_RECOVERY, "R-CAT-23");
            by.Refused(by.Deinstall(NumberedId(1)), WSAEINVAL, "R-CAT-46: arguments come first");
            INT length = 0;
            by.Refused(by.Path(udp, nullptr, &length), WSAEFAULT, "R-CAT-50: reading is free");
            t.True(length > 1, "R-CAT-50: the size");
        });
    user->SetAttribute("Administrator", BooleanValue(false));
    t.Play();
}

const GUID DUMMY = NumberedId(0xd);
const GUID CHAIN = NumberedId(0xc);

SOCKET
UdpSocket(Winsock& ws)
{
    return ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
}

/// Both steps of an installation; the chain comes last in the catalog.
void
InstallLayer(Scene& t, Winsock& ws)
{
    Installer by(t, ws);
    by.Succeeds(by.Install(DUMMY, {LayerInfo()}), "R-CAT-42: the layer");
    const WSAPROTOCOL_INFOW udp = LearnUdp(ws);
    const DWORD dummy = LearnId(ws, DUMMY);
    by.Succeeds(by.Install(CHAIN, {ChainInfo(udp, {dummy, udp.dwCatalogEntryId})}),
                "R-CAT-42: the chain");
}

void
PutChainFirst(Scene& t, Winsock& ws)
{
    std::vector<DWORD> ids = ListIds(ws);
    std::rotate(ids.begin(), ids.end() - 1, ids.end());
    t.Equal(ids.front(), LearnId(ws, CHAIN), "the chain was last");
    t.Equal(Installer(t, ws).Order(ids), 0, "R-CAT-42: reordered");
}

/// What a program finds that runs all the time.
void
RunThroughout(Scene& t, Winsock& ws, const int& layered)
{
    const SOCKET old = UdpSocket(ws);
    ws.Sleep(3500); // until the chain comes first
    t.Works(ws, UdpSocket(ws), "R-CAT-49: a running program makes sockets as before");
    t.Equal(layered, 1, "R-CAT-49: without the layer; another program's went through it");
    t.Equal(SendTo(ws, old, "old", Ip4(Scene::SERVER, 9)), 3, "R-CAT-49: its sockets work");
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
    ws.WSACleanup();
    t.Works(ws, UdpSocket(ws), "R-CAT-49: it never cleaned up to zero");
    t.Equal(layered, 1, "R-CAT-49: so its view stays");
    ws.WSACleanup();
    ws.WSAStartup(MAKEWORD(2, 2), &data);
    t.Works(ws, UdpSocket(ws), "R-CAT-49: after a new start");
    t.Equal(layered, 2, "R-CAT-49: through the layer");
    ws.Sleep(2500); // until the layer is gone
    t.Works(ws, UdpSocket(ws), "R-CAT-49: a running program does not miss the layer");
    t.Equal(layered, 3, "R-CAT-49: which serves it still");
}

/// What a program finds that starts when the chain is an orphan.
void
FindOrphan(Scene& t, Winsock& ws, const int& layered)
{
    t.Fails(ws, UdpSocket(ws), WSAEPROVIDERFAILEDINIT, "R-CAT-47: an orphan is selected");
    t.Equal(layered, 3, "R-CAT-47: and nothing was made");
    t.True(LearnId(ws, CHAIN) != 0, "R-CAT-47: and listed");
    t.Works(ws, ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP), "the others are well");
}

void
LifeOfALayer(Scene& t)
{
    int layered = 0;
    std::string received;
    t.Build();
    StackOf(t.client)->GetProviderRegistry().Register(
        "C:\\Windows\\System32\\Layer.dll", [&] { return Create<SocketCountingLayer>(layered); });
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  const SOCKET s = UdpSocket(ws);
                  BindTo(ws, s, Ip4(Scene::ANY, 9));
                  received = ReceiveOnce(ws, s) + " ";
                  received += ReceiveOnce(ws, s);
              });
    const auto at = [&](double seconds, SceneProgram program)
    { t.Program(t.client, std::move(program), Seconds(seconds)); };
    at(3, [&](Winsock& ws) { RunThroughout(t, ws, layered); });
    at(4, [&](Winsock& ws) { InstallLayer(t, ws); });
    at(5,
       [&](Winsock& ws)
       {
           t.Works(ws, UdpSocket(ws), "R-CAT-22: a socket of the next program");
           t.Equal(layered, 0, "R-CAT-22: the base protocol still comes first");
           PutChainFirst(t, ws);
       });
    at(6,
       [&](Winsock& ws)
       {
           const SOCKET s = t.Works(ws, UdpSocket(ws), "a socket of the next program");
           t.Equal(layered, 1, "R-CAT-49: through the layer");
           t.Equal(SendTo(ws, s, "new", Ip4(Scene::SERVER, 9)), 3, "and it works");
       });
    at(7,
       [&](Winsock& ws)
       {
           Installer by(t, ws);
           by.Succeeds(by.Deinstall(DUMMY), "R-CAT-47: chains do not hold their layers");
       });
    at(10, [&](Winsock& ws) { FindOrphan(t, ws, layered); });
    at(11,
       [&](Winsock& ws)
       {
           Installer by(t, ws);
           by.Succeeds(by.Deinstall(CHAIN), "R-CAT-46: the orphan");
       });
    at(12,
       [&](Winsock& ws)
       {
           t.Works(ws, UdpSocket(ws), "as at the beginning");
           t.Equal(layered, 3, "without a layer");
       });
    t.Play();
    t.Equal(received, std::string("new old"), "datagrams of both programs arrived");
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
                  Installer by(t, ws);
                  by.Install(NumberedId(1), {LayerInfo()});
                  by.Install(BadPointer<GUID>(), nullptr, nullptr, 0);
                  by.Deinstall(NumberedId(1));
                  by.Order({1});
              });
    t.Play();
    const std::vector<std::string> expected{
        "WSCInstallProvider(lpProviderId={00000001-0000-0000-0000-000000000000}, "
        "lpszProviderDllPath=\"%SystemRoot%\\system32\\layer.dll\", dwNumberOfEntries=1) = 0",
        "WSCInstallProvider(lpProviderId=bad pointer, lpszProviderDllPath=NULL, "
        "dwNumberOfEntries=0) failed: WSAEFAULT",
        "WSCDeinstallProvider(lpProviderId={00000001-0000-0000-0000-000000000000}) = 0",
        "WSCWriteProviderOrder(dwNumberOfEntries=1) failed: WSAEINVAL"};
    for (std::size_t i = 0; i < expected.size(); ++i)
    {
        t.Equal(i < lines.size() ? lines[i] : "nothing", expected[i], "the record");
    }
}

class InstallationTestSuite : public TestSuite
{
  public:
    InstallationTestSuite()
        : TestSuite("winsock-installation", TestSuite::Type::UNIT)
    {
        Add("R-CAT-41, R-CAT-46, R-CAT-48: bad pointers", InstallPointers);
        Add("R-CAT-41: arguments of an installation", InstallArguments);
        Add("R-CAT-41: no numbers left", NumbersUsedUp);
        Add("R-CAT-2, R-CAT-20, R-CAT-40, R-CAT-46: install and deinstall", InstallAppends);
        Add("R-CAT-48: update", UpdateInPlace);
        Add("R-CAT-23: order", WriteOrder);
        Add("R-CE-113: no order on CE", OrderOnCe);
        Add("R-CAT-50: path", ProviderPath);
        Add("R-CAT-23, R-CAT-41, R-CAT-46, R-CAT-48: rights", Rights);
        Add("R-CAT-22, R-CAT-42, R-CAT-47, R-CAT-49: life of a layer", LifeOfALayer);
        Add("records of the calls", Records);
    }

  private:
    void
    Add(const std::string& name, Scene::Script script)
    {
        AddTestCase(new Scene(name, std::move(script)));
    }
};

InstallationTestSuite g_installationTestSuite;

} // namespace
