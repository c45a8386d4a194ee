/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Name-space providers: those of the systems and of listings, their installation, and what disabling and
// ordering them changes; service classes. The pages of the functions decide.

#include "catalog-test-support.h"
#include "name-space-test-support.h"
#include "scene-test-support.h"
#include "winsock-test-data.h"

#include "ns3/boolean.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/namespace-list.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-name-helper.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack-helper.h"
#include "ns3/winsock-text-encoding.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ns3::winsock::test
{

namespace
{

/// A class and a provider that nobody else has.
constexpr GUID METERS = {
    0x6d657465, 0x7273, 0x4f1c, {0x9a, 0x10, 0x3c, 0x52, 0x10, 0x77, 0x00, 0x02}};

/// The providers as a process lists them: "Tcpip=12 NTDS=32-", with "-" for one that is not active.
std::string
ListOf(Winsock& ws)
{
    DWORD length = 0;
    ws.WSAEnumNameSpaceProviders(&length, nullptr);
    std::vector<char> buffer(length);
    auto* const infos = reinterpret_cast<WSANAMESPACE_INFOW*>(buffer.data());
    const INT count = ws.WSAEnumNameSpaceProvidersW(&length, infos);
    std::string list;
    for (INT i = 0; i < count; ++i)
    {
        list += (i == 0 ? "" : " ") + Utf16ToUtf8(infos[i].lpszIdentifier) + "=" +
                std::to_string(infos[i].dwNameSpace) + (infos[i].fActive ? "" : "-");
    }
    return list;
}

/// Starts Winsock anew, so that the process sees what the machine stores.
void
Restart(Winsock& ws)
{
    WSADATA data;
    ws.WSACleanup();
    ws.WSAStartup(MAKEWORD(2, 2), &data);
}

constexpr const char* NLA = "Network Location Awareness Legacy (NLAv1) Namespace=15";

void
Lists(Scene& t)
{
    Scene::Link link;
    link.client = "windows-nt";
    link.server = "wince-6.0";
    t.Build(link);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            t.Equal(ListOf(ws), std::string("Tcpip=12 NTDS=32"), "NT");
            DWORD length = 0;
            t.Fails(ws, ws.WSAEnumNameSpaceProvidersA(nullptr, nullptr), WSAEFAULT, "no length");
            t.Fails(ws, ws.WSAEnumNameSpaceProvidersA(&length, nullptr), WSAEFAULT, "no room");
            std::vector<char> buffer(length--);
            auto* const infos = reinterpret_cast<WSANAMESPACE_INFOA*>(buffer.data());
            t.Fails(ws, ws.WSAEnumNameSpaceProviders(&length, infos), WSAEFAULT, "too little");
            t.Equal(ws.WSAEnumNameSpaceProviders(&length, infos), 2, "enough");
            t.Equal(std::string(infos[1].lpszIdentifier), std::string("NTDS"), "ANSI");
            t.True(infos[0].NSProviderId == TCPIP_NAMESPACE_GUID, "id");
        });
    t.Program(t.server,
              [&](Winsock& ws) { t.Equal(ListOf(ws), std::string("Tcpip=12"), "R-CE-102"); });
    t.Play();
}

void
Listings(Scene& t)
{
    t.Build();
    WinsockStackHelper helper;
    helper.SetCatalogFile(DataPath("../../data/catalogs/win10-x64-astrill-trio1659.txt"));
    const Ptr<Node> node = CreateObject<Node>();
    InternetStackHelper().Install(node);
    helper.Install(node);
    StackOf(node)->SetNamespaces(StockNamespaces("wince-6.0"));
    StackOf(node)->ResetCatalog();
    t.Program(node,
              [&](Winsock& ws)
              { t.Equal(ListOf(ws), std::string("Tcpip=12"), "a reset leaves them alone"); });
    const Ptr<Node> other = CreateObject<Node>();
    InternetStackHelper().Install(other);
    helper.SetProfile("windows-nt");
    helper.Install(other);
    t.Program(other,
              [&](Winsock& ws)
              { t.Equal(ListOf(ws), NLA + std::string(" Tcpip=12 NTDS=32"), "of the listing"); });
    t.Play();
}

// ---------------------------------------------------------------- installing

void
Installation(Scene& t)
{
    t.Build("windows-nt");
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            std::u16string name = u"Paging";
            std::u16string path = u"%SystemRoot%\\paging.dll";
            BYTE bytes[] = {4, 5};
            BLOB data{sizeof(bytes), bytes};
            GUID id = METERS;
            HANDLE watch = nullptr;
            ws.WSAProviderConfigChange(&watch, nullptr, nullptr);
            WSAOVERLAPPED change{};
            change.hEvent = ws.WSACreateEvent();
            ws.WSAProviderConfigChange(&watch, &change, nullptr);
            const auto install = [&](GUID* provider, WCHAR* library)
            { return ws.WSCInstallNameSpace(name.data(), library, NS_NETDES, 7, provider); };
            t.Fails(ws, install(nullptr, path.data()), WSAEINVAL, "no id");
            t.Fails(ws, install(&id, nullptr), WSAEINVAL, "no path");
            t.Fails(ws, install(&id, std::u16string().data()), WSAEINVAL, "an empty path");
            t.Equal(install(&id, path.data()), 0, "installed");
            t.Equal(ws.WaitForSingleObject(change.hEvent, 0), WAIT_OBJECT_0, "R-CAT-49: is told");
            t.Fails(ws, install(&id, path.data()), WSANO_RECOVERY, "installed already");
            t.Equal(ListOf(ws), std::string("Tcpip=12 NTDS=32"), "R-CAT-49: not seen yet");
            Restart(ws);
            t.Equal(ListOf(ws), std::string("Tcpip=12 NTDS=32 Paging=60"), "R-CAT-49: seen now");
            ServiceQuery query{METERS, u"", LUP_RETURN_ALL, NS_NETDES};
            t.Equal(AskAll(ws, query), std::string("WSASERVICE_NOT_FOUND"), "without a library");

            t.Fails(ws, ws.WSCUnInstallNameSpace(nullptr), WSAEFAULT, "no id");
            t.Equal(ws.WSCUnInstallNameSpace(&id), 0, "removed");
            t.Fails(ws, ws.WSCUnInstallNameSpace(&id), WSAEINVAL, "removed before");
            t.Fails(ws,
                    ws.WSCInstallNameSpaceEx(name.data(), path.data(), 60, 7, &id, nullptr),
                    WSAEINVAL,
                    "no data");
            t.Equal(ws.WSCInstallNameSpaceEx(name.data(), path.data(), 60, 7, &id, &data),
                    0,
                    "with data of its own");
            Restart(ws);
            alignas(WSANAMESPACE_INFOEXA) char buffer[1024];
            DWORD length = sizeof(buffer);
            auto* const infos = reinterpret_cast<WSANAMESPACE_INFOEXA*>(buffer);
            t.Equal(ws.WSAEnumNameSpaceProvidersEx(&length, infos), 3, "listed");
            t.True(infos[2].ProviderSpecific.cbSize == 2 && infos[2].dwVersion == 7 &&
                       infos[2].ProviderSpecific.pBlobData[1] == 5,
                   "with the data");
            t.True(!infos[0].ProviderSpecific.pBlobData, "others have none");
        });
    t.Play();
}

void
Administration(Scene& t)
{
    t.Build("windows-nt");
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            GUID dns = TCPIP_NAMESPACE_GUID;
            GUID unknown = METERS;
            const ServiceQuery own{SVCID_HOSTNAME, u"", LUP_RETURN_NAME};
            t.Fails(ws, ws.WSCEnableNSProvider(nullptr, TRUE), WSAEFAULT, "no id");
            t.Fails(ws, ws.WSCEnableNSProvider(&unknown, TRUE), WSAEINVAL, "no such provider");
            t.Equal(ws.WSCEnableNSProvider(&dns, FALSE), 0, "disabled");
            t.True(AskAll(ws, own) != "WSASERVICE_NOT_FOUND", "R-CAT-49: goes on to be asked");
            Restart(ws);
            t.Equal(ListOf(ws), std::string("Tcpip=12- NTDS=32"), "listed");
            t.Equal(AskAll(ws, own), std::string("WSASERVICE_NOT_FOUND"), "is not asked");
            ServiceQuery only = own;
            only.providerId = dns;
            t.Equal(AskAll(ws, only), std::string("WSASERVICE_NOT_FOUND"), "nor if it is named");
            ws.WSCEnableNSProvider(&dns, TRUE);

            GUID order[] = {NTDS_NAMESPACE_GUID, TCPIP_NAMESPACE_GUID};
            t.Equal(ws.WSCWriteNameSpaceOrder(order, 1), WSAEINVAL, "not all");
            t.Equal(ws.WSCWriteNameSpaceOrder(nullptr, 2), WSAEFAULT, "none");
            t.Equal(ws.WSCWriteNameSpaceOrder(order, 2), 0, "ordered");
            Restart(ws);
            t.Equal(ListOf(ws), std::string("NTDS=32 Tcpip=12"), "ordered");
            order[0] = order[1];
            t.Equal(ws.WSCWriteNameSpaceOrder(order, 2), WSAEINVAL, "one twice");
            PublishedService(u"server", SVCID_TCP(80)).At(Ip4("10.1.1.2", 81)).Set(ws, 0);
            WinsockNameHelper().AddHost("server", Ipv4Address("10.1.1.9"));
            t.Equal(AskAll(ws, {SVCID_TCP(80), u"server", LUP_RETURN_ADDR}),
                    std::string("-: 10.1.1.2:81/1/6; -: 10.1.1.9:80/1/6"),
                    "answers come in the order of the providers");
        });
    t.Play();
}

void
Rights(Scene& t)
{
    t.Build("windows-nt");
    const Ptr<WinsockApplication> user =
        t.Program(t.client,
                  [&](Winsock& ws)
                  {
                      std::u16string text = u"x";
                      GUID id = METERS;
                      GUID dns = TCPIP_NAMESPACE_GUID;
                      GUID order[] = {NTDS_NAMESPACE_GUID, TCPIP_NAMESPACE_GUID};
                      WSASERVICECLASSINFOW info{&id, text.data(), 0, nullptr};
                      t.Fails(ws,
                              ws.WSCInstallNameSpace(text.data(), text.data(), 1, 1, &id),
                              WSANO_RECOVERY,
                              "installing");
                      t.Fails(ws, ws.WSCUnInstallNameSpace(&dns), WSANO_RECOVERY, "removing");
                      t.Fails(ws, ws.WSCEnableNSProvider(&dns, FALSE), WSANO_RECOVERY, "disabling");
                      t.Equal(ws.WSCWriteNameSpaceOrder(order, 2), WSANO_RECOVERY, "ordering");
                      t.Fails(ws, ws.WSAInstallServiceClass(&info), WSAEACCES, "a class");
                      StackOf(t.client)->GetServiceClasses().Install({id, text, {}});
                      t.Fails(ws, ws.WSARemoveServiceClass(&id), WSAEACCES, "removing a class");
                      Restart(ws);
                      t.Equal(ListOf(ws), std::string("Tcpip=12 NTDS=32"), "nothing changes");
                  });
    user->SetAttribute("Administrator", BooleanValue(false));
    t.Play();
}

// ---------------------------------------------------------------- service classes

// The layouts of 64-bit Windows that no oracle has measured, by the members' sizes.
static_assert(sizeof(WSANSCLASSINFOW) == 32 && offsetof(WSANSCLASSINFOW, lpValue) == 24);
static_assert(sizeof(WSASERVICECLASSINFOW) == 32 &&
              offsetof(WSASERVICECLASSINFOW, lpClassInfos) == 24);
static_assert(sizeof(WSANAMESPACE_INFOEXW) == 56 &&
              offsetof(WSANAMESPACE_INFOEXW, ProviderSpecific) == 40);
static_assert(sizeof(WSACOMPLETION) == 32 && offsetof(WSACOMPLETION, Parameters) == 8);

/// The ids that svcguid.h makes.
void
ClassIds(Scene& t)
{
    const auto text = [](const GUID& id) { return GuidToString(id).substr(1, 18); };
    t.Equal(text(SVCID_INET_HOSTADDRBYNAME), std::string("0002A803-0000-0000"), "a host");
    t.Equal(text(SVCID_TCP(80)), std::string("00090050-0000-0000"), "a TCP port");
    t.Equal(text(SVCID_UDP_RR(53, 1)), std::string("000A0035-0000-0001"), "a record by UDP");
    t.Equal(GuidToString(SVCID_DNS_TYPE_AAAA),
            std::string("{00090035-0000-001C-C000-000000000046}"),
            "a record");
    const GUID udp = SVCID_UDP(161);
    const GUID host = SVCID_HOSTNAME;
    t.True(IS_SVCID_UDP(&udp) && !IS_SVCID_TCP(&udp) && PORT_FROM_SVCID_UDP(&udp) == 161, "read");
    t.True(!IS_SVCID_TCP(&host) && !IS_SVCID_UDP(&host) && !IS_SVCID_TCP(&METERS), "no port");
}

void
Classes(Scene& t)
{
    t.Build("windows-nt");
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            GUID id = METERS;
            GUID directory = NTDS_NAMESPACE_GUID;
            GUID unknown = SVCID_TCP(1);
            std::u16string name = u"Meters";
            std::u16string port = SERVICE_TYPE_VALUE_TCPPORTW;
            DWORD number = 4711;
            WSANSCLASSINFOW values[] = {{port.data(), NS_DNS, 4, sizeof(number), &number},
                                        {port.data(), NS_NTDS, 4, sizeof(number), &number}};
            WSASERVICECLASSINFOW info{&id, name.data(), 2, values};
            t.Fails(
                ws, ws.WSAInstallServiceClassW(nullptr), WSAEINVAL, "the page: WSAEINVAL for NULL");
            info.lpszServiceClassName = nullptr;
            t.Fails(ws, ws.WSAInstallServiceClass(&info), WSAEINVAL, "no name");
            info.lpszServiceClassName = name.data();
            values[1].lpValue = nullptr;
            t.Fails(ws, ws.WSAInstallServiceClass(&info), WSAEINVAL, "no value");
            values[1].lpValue = &number;
            t.Equal(ws.WSAInstallServiceClass(&info), 0, "installed");
            t.Fails(ws, ws.WSAInstallServiceClass(&info), WSAEALREADY, "installed before");

            alignas(WSASERVICECLASSINFOA) char buffer[1024];
            auto* const told = reinterpret_cast<WSASERVICECLASSINFOA*>(buffer);
            DWORD length = 1;
            const auto get = [&](GUID* provider, GUID* classId)
            { return ws.WSAGetServiceClassInfo(provider, classId, &length, told); };
            t.Fails(ws, get(&directory, &id), WSAEFAULT, "too little room");
            t.Equal(get(&directory, &id), 0, "exactly enough");
            t.True(std::string(told->lpszServiceClassName) == "Meters" && told->dwCount == 1 &&
                       *static_cast<DWORD*>(told->lpClassInfos->lpValue) == 4711,
                   "what belongs to the name space");
            t.Fails(ws, get(&directory, &unknown), WSATYPE_NOT_FOUND, "no such class");
            t.Fails(ws, get(&unknown, &id), WSAEINVAL, "no such provider");
            t.Fails(ws, get(nullptr, &id), WSAEINVAL, "no provider");

            PublishedService meter(u"meter", METERS);
            meter.Set(ws, RNRSERVICE_REGISTER);
            t.Fails(ws, ws.WSARemoveServiceClass(&id), WSAETOOMANYREFS, "in use");
            meter.Set(ws, RNRSERVICE_DELETE);
            t.Fails(ws, ws.WSARemoveServiceClass(nullptr), WSAEINVAL, "no class");
            t.Equal(ws.WSARemoveServiceClass(&id), 0, "removed");
            t.Fails(ws, ws.WSARemoveServiceClass(&id), WSATYPE_NOT_FOUND, "removed before");
        });
    t.Play();
}

void
ClassNames(Scene& t)
{
    t.Build("windows-nt");
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  std::string name = "Meters";
                  GUID id = METERS;
                  WSASERVICECLASSINFOA info{&id, name.data(), 0, nullptr};
                  ws.WSAInstallServiceClass(&info);
                  WCHAR wide[16];
                  CHAR ansi[16];
                  DWORD length = 6;
                  t.Fails(ws,
                          ws.WSAGetServiceClassNameByClassId(&id, wide, &length),
                          WSAEFAULT,
                          "too little room");
                  t.Equal(length, DWORD{7}, "characters with the zero");
                  t.Equal(ws.WSAGetServiceClassNameByClassId(&id, wide, &length), 0, "enough");
                  t.True(std::u16string(wide) == u"Meters", "an installed class");
                  GUID http = SVCID_HTTP_TCP;
                  GUID snmp = SVCID_SNMP_UDP;
                  GUID mail = SVCID_DNS(15);
                  length = 16;
                  t.Equal(ws.WSAGetServiceClassNameByClassId(&http, ansi, &length), 0, "a port");
                  t.Equal(std::string(ansi), std::string("http"), "a port");
                  length = 16;
                  t.Equal(
                      ws.WSAGetServiceClassNameByClassId(&snmp, ansi, &length), 0, "a UDP port");
                  t.Equal(std::string(ansi), std::string("snmp"), "a UDP port");
                  t.Fails(ws,
                          ws.WSAGetServiceClassNameByClassId(&mail, ansi, &length),
                          WSANO_DATA,
                          "a record");
                  t.Fails(ws,
                          ws.WSAGetServiceClassNameByClassIdA(nullptr, ansi, &length),
                          WSA_INVALID_PARAMETER,
                          "no class");
                  t.Fails(ws,
                          ws.WSAGetServiceClassNameByClassId(&http, ansi, nullptr),
                          WSAEFAULT,
                          "no length");
              });
    t.Play();
}

// ---------------------------------------------------------------- CE

void
Device(Scene& t)
{
    t.Build("wince-6.0");
    WinsockNameHelper().SetHostName(t.server, "server");
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            t.Equal(AskAll(ws, {SVCID_TCP(80), u"server", LUP_RETURN_ADDR}),
                    std::string("-: 10.1.1.2:80/1/6"),
                    "hosts");
            PublishedService meter(u"meter", METERS);
            meter.At(Ip4(Scene::ANY, 1));
            t.Equal(meter.Set(ws, RNRSERVICE_REGISTER), 0, "does nothing without a directory");
            t.Equal(AskAll(ws, {METERS}), std::string("WSASERVICE_NOT_FOUND"), "does nothing");
            std::u16string text = u"x";
            GUID id = METERS;
            GUID dns = TCPIP_NAMESPACE_GUID;
            BLOB data{0, nullptr};
            DWORD length = 0;
            WSASERVICECLASSINFOW info{&id, text.data(), 0, nullptr};
            const auto refused = [&](INT result, const std::string& what)
            { t.Fails(ws, result, WSAEOPNOTSUPP, what); };
            refused(ws.WSAInstallServiceClass(&info), "WSAInstallServiceClass");
            refused(ws.WSARemoveServiceClass(&id), "WSARemoveServiceClass");
            refused(ws.WSAGetServiceClassInfo(&dns, &id, &length, &info), "WSAGetServiceClassInfo");
            refused(ws.WSAGetServiceClassNameByClassId(&id, text.data(), &length), "its name");
            refused(ws.WSCInstallNameSpaceEx(text.data(), text.data(), 1, 1, &id, &data), "Ex");
            t.Equal(ws.WSCWriteNameSpaceOrder(&dns, 1), WSAEOPNOTSUPP, "R-CE-113");
        });
    StackOf(t.server)->SetNamespaces(StockNamespaces("windows-nt"));
    t.Program(t.server,
              [&](Winsock& ws)
              {
                  PublishedService meter(u"meter", METERS);
                  meter.At(Ip4(Scene::ANY, 1)).Set(ws, RNRSERVICE_REGISTER);
                  t.Equal(AskAll(ws, {METERS}),
                          std::string("meter: 10.1.1.2:1/1/6"),
                          "with the providers of another system");
              });
    t.Play();
}

class NameSpaceProvidersTestSuite : public TestSuite
{
  public:
    NameSpaceProvidersTestSuite()
        : TestSuite("winsock-name-space-providers", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("the providers of the systems", Lists));
        AddTestCase(new Scene("the providers of a machine's listing", Listings));
        AddTestCase(new Scene("installing and removing", Installation));
        AddTestCase(new Scene("disabling and ordering", Administration));
        AddTestCase(new Scene("rights", Rights));
        AddTestCase(new Scene("ids of service classes", ClassIds));
        AddTestCase(new Scene("service classes", Classes));
        AddTestCase(new Scene("names of service classes", ClassNames));
        AddTestCase(new Scene("CE devices", Device));
    }
};

NameSpaceProvidersTestSuite g_nameSpaceProvidersTestSuite;

} // namespace

} // namespace ns3::winsock::test
