/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-stack.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/call-record.h"
#include "ns3/device-attributes.h"
#include "ns3/device-consistency.h"
#include "ns3/late-trace-source.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/stock-catalogs.h"
#include "ns3/string.h"
#include "ns3/winsock-process.h"

#include <algorithm>
#include <cstdlib>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockStack");

NS_OBJECT_ENSURE_REGISTERED(WinsockStack);

namespace
{

/// The profile of stacks that nobody chose one for.
const char* const INITIAL_PROFILE = "windows-10";

std::string
JoinNames(const std::vector<std::string>& names)
{
    std::string joined;
    for (const auto& name : names)
    {
        joined += (joined.empty() ? "" : ", ") + name;
    }
    return joined;
}

} // namespace

TypeId
WinsockStack::GetTypeId()
{
    static TypeId tid = []
    {
        TypeId id = TypeId("ns3::winsock::WinsockStack")
                        .SetParent<Object>()
                        .SetGroupName("Winsock")
                        .AddConstructor<WinsockStack>()
                        .AddAttribute("Profile",
                                      "Device class that all numbers come from which are not set"
                                      " by an attribute of their own.",
                                      StringValue(INITIAL_PROFILE),
                                      MakeStringAccessor(&WinsockStack::SetProfile,
                                                         &WinsockStack::GetProfileName),
                                      MakeStringChecker());
        AddDeviceAttributes(id);
        id.AddAttribute("NetworkUp",
                        "Whether the network subsystem works; while it does not, calls that need"
                        " it fail with WSAENETDOWN.",
                        BooleanValue(true),
                        MakeBooleanAccessor(&WinsockStack::m_networkUp),
                        MakeBooleanChecker())
            .AddAttribute("TranslateHandleDoor",
                          "Whether layers report a refused WPUCreateSocketHandle as WSAEMFILE"
                          " instead of the WSAENOBUFS that the door says.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&WinsockStack::m_translateHandleDoor),
                          MakeBooleanChecker())
            .AddAttribute("FileRedirector",
                          "Whether ReadFile and WriteFile on a handle that is no kernel object are"
                          " led to its provider, as by the ws2ifsl driver of Windows NT; else they"
                          " fail with ERROR_INVALID_HANDLE.",
                          BooleanValue(false),
                          MakeBooleanAccessor(&WinsockStack::m_fileRedirector),
                          MakeBooleanChecker())
            .AddTraceSource("Call",
                            "A call crossed the API or the SPI.",
                            MakeLateTraceSourceAccessor(&WinsockStack::GetTraces, &Traces::call),
                            "ns3::winsock::WinsockStack::CallTracedCallback")
            .AddTraceSource(
                "CatalogChanged",
                "The machine stores another catalog or other name-space providers, which"
                " processes see from their next WSAStartup on.",
                MakeLateTraceSourceAccessor(&WinsockStack::GetTraces, &Traces::catalog),
                "ns3::winsock::WinsockStack::CatalogChangedTracedCallback")
            .AddTraceSource(
                "DescriptorsInUse",
                "Socket descriptors held by all processes of the node.",
                MakeLateTraceSourceAccessor(&WinsockStack::GetTraces, &Traces::descriptors),
                "ns3::winsock::WinsockStack::ResourceTracedCallback")
            .AddTraceSource(
                "PoolBytesInUse",
                "Bytes taken from the node's buffer pool.",
                MakeLateTraceSourceAccessor(&WinsockStack::GetTraces, &Traces::poolBytes),
                "ns3::winsock::WinsockStack::ResourceTracedCallback")
            .AddTraceSource(
                "PoolPacketsInUse",
                "Packets that lie in the node's buffer pool.",
                MakeLateTraceSourceAccessor(&WinsockStack::GetTraces, &Traces::poolPackets),
                "ns3::winsock::WinsockStack::ResourceTracedCallback")
            .AddTraceSource("Refused",
                            "Something was asked for that the device has too little of.",
                            MakeLateTraceSourceAccessor(&WinsockStack::GetTraces, &Traces::refusal),
                            "ns3::winsock::WinsockStack::RefusedTracedCallback");
        return id;
    }();
    return tid;
}

WinsockStack::WinsockStack()
{
    static const DeviceProfile* const initial = FindDeviceProfile(INITIAL_PROFILE);
    m_profile = initial;
    CombineNumbers();
}

WinsockStack::WinsockStack(const WinsockStack& other)
    : Object(other),
      m_profile(other.m_profile),
      m_catalog(other.m_catalog),
      m_namespaces(other.m_namespaces),
      m_numbers(other.m_numbers),
      m_ownValues(other.m_ownValues),
      m_numbersChecked(other.m_numbersChecked),
      m_networkUp(other.m_networkUp),
      m_translateHandleDoor(other.m_translateHandleDoor),
      m_fileRedirector(other.m_fileRedirector)
{
}

WinsockStack::~WinsockStack() = default;

void
WinsockStack::SetProfile(const std::string& name)
{
    NS_LOG_FUNCTION(this << name);
    const DeviceProfile* profile = FindDeviceProfile(name);
    NS_ABORT_MSG_IF(!profile,
                    "There is no Winsock device profile \""
                        << name << "\"; choose one of: " << JoinNames(GetDeviceProfileNames()));
    m_profile = profile;
    CombineNumbers();
}

std::string
WinsockStack::GetProfileName() const
{
    return m_profile->name;
}

Dialect
WinsockStack::GetDialect() const
{
    return m_profile->dialect;
}

void
WinsockStack::SetCatalog(std::shared_ptr<const ProtocolCatalog> catalog)
{
    NS_LOG_FUNCTION(this << catalog->GetSize());
    m_catalog = std::move(catalog);
    if (m_traces)
    {
        m_traces->catalog();
    }
}

void
WinsockStack::ResetCatalog()
{
    SetCatalog(StockCatalog(m_profile->stockCatalog));
}

const std::shared_ptr<const ProtocolCatalog>&
WinsockStack::GetCatalog() const
{
    if (!m_catalog)
    {
        const_cast<WinsockStack*>(this)->m_catalog = StockCatalog(m_profile->stockCatalog);
    }
    return m_catalog;
}

void
WinsockStack::SetNamespaces(std::shared_ptr<const NamespaceList> namespaces)
{
    m_namespaces = std::move(namespaces);
    if (m_traces)
    {
        m_traces->catalog();
    }
}

std::shared_ptr<const NamespaceList>
WinsockStack::GetNamespaces() const
{
    return m_namespaces ? m_namespaces : StockNamespaces(m_profile->stockCatalog);
}

ServiceClasses&
WinsockStack::GetServiceClasses()
{
    if (!m_serviceClasses)
    {
        m_serviceClasses = std::make_unique<ServiceClasses>();
    }
    return *m_serviceClasses;
}

ProviderRegistry&
WinsockStack::GetProviderRegistry()
{
    if (!m_registry)
    {
        m_registry = std::make_unique<ProviderRegistry>();
    }
    return *m_registry;
}

const ProviderRegistry&
WinsockStack::GetProviderRegistry() const
{
    static const ProviderRegistry none;
    return m_registry ? *m_registry : none;
}

ApplicationCategories&
WinsockStack::GetApplicationCategories()
{
    if (!m_categories)
    {
        m_categories = std::make_unique<ApplicationCategories>();
    }
    return *m_categories;
}

DWORD
WinsockStack::GetPermittedCategories(const std::string& path, const std::string& commandLine) const
{
    return m_categories ? m_categories->FindForProcess(path, commandLine) : 0;
}

void
WinsockStack::SetValue(const DeviceValue& value, uint32_t code)
{
    const auto at = std::find_if(m_ownValues.begin(),
                                 m_ownValues.end(),
                                 [&](const OwnValue& own) { return own.value == &value; });
    if (at != m_ownValues.end())
    {
        at->code = code;
    }
    else if (code != FROM_PROFILE)
    {
        m_ownValues.push_back({&value, code});
    }
    else
    {
        return; // the usual case: the attribute's initial value, when the stack is made
    }
    CombineNumbers();
}

uint32_t
WinsockStack::GetOwnValue(const DeviceValue& value) const
{
    for (const auto& own : m_ownValues)
    {
        if (own.value == &value)
        {
            return own.code;
        }
    }
    return FROM_PROFILE;
}

void
WinsockStack::CombineNumbers()
{
    // Stacks without values of their own share the numbers of the profile, which lives for ever.
    m_numbers = std::shared_ptr<const DeviceNumbers>(std::shared_ptr<void>(), &m_profile->numbers);
    m_numbersChecked = m_ownValues.empty();
    if (m_ownValues.empty())
    {
        return;
    }
    auto numbers = std::make_shared<DeviceNumbers>(m_profile->numbers);
    for (const auto& own : m_ownValues)
    {
        if (own.code != FROM_PROFILE)
        {
            own.value->set(*numbers, own.code);
        }
    }
    m_numbers = numbers;
}

void
WinsockStack::CheckOwnNumbers() const
{
    const std::string problem =
        FindImpossibleNumbers(*m_numbers, m_profile->numbers, &DeviceValue::attribute);
    NS_ABORT_MSG_UNLESS(problem.empty(),
                        "The attributes of a WinsockStack with the profile "
                            << m_profile->name << " do not go together: " << problem);
    m_numbersChecked = true;
}

void
WinsockStack::TakeInitialValues()
{
    const TypeId tid = GetTypeId();
    for (std::size_t i = 0; i < tid.GetAttributeN(); ++i)
    {
        const TypeId::AttributeInformation attribute = tid.GetAttribute(i);
        if (attribute.initialValue != attribute.originalInitialValue)
        {
            SetAttribute(attribute.name, *attribute.initialValue);
        }
    }
    NotifyConstructionCompleted();
}

bool
WinsockStack::IsNetworkUp() const
{
    return m_networkUp;
}

bool
WinsockStack::TranslatesHandleDoor() const
{
    return m_translateHandleDoor;
}

bool
WinsockStack::RedirectsFiles() const
{
    return m_fileRedirector;
}

bool
WinsockStack::HasHandleFor(const WinsockProcess& process)
{
    CheckNumbers();
    const DeviceNumbers& numbers = GetNumbers();
    const uint64_t own = process.GetHandleCount();
    // A table that serves all processes bounds none of them for itself (R-CE-126).
    if (numbers.handleTableScope == HandleTableScope::PROCESS &&
        own >= numbers.maxHandlesPerProcess)
    {
        CountRefusal({RefusalCause::PROCESS_HANDLES,
                      process.GetId(),
                      1,
                      own,
                      numbers.maxHandlesPerProcess,
                      0});
        return false;
    }
    if (numbers.maxHandlesPerSystem == DeviceNumbers::UNLIMITED)
    {
        return true; // the usual case, in which nobody has to count
    }
    const uint64_t all = GetHandleCount();
    if (all >= numbers.maxHandlesPerSystem)
    {
        CountRefusal({RefusalCause::SYSTEM_HANDLES,
                      process.GetId(),
                      1,
                      all,
                      numbers.maxHandlesPerSystem,
                      0});
        return false;
    }
    return true;
}

uint64_t
WinsockStack::GetHandleCount() const
{
    uint64_t count = 0;
    for (const auto& process : m_processes)
    {
        count += process->GetHandleCount();
    }
    return count;
}

bool
WinsockStack::TakeDescriptor(WinsockProcess& process)
{
    if (!HasHandleFor(process))
    {
        return false;
    }
    const uint64_t before = m_descriptors.GetInUse();
    const uint32_t ofProcess = GetNumbers().maxSocketsPerProcess;
    const uint32_t ofSystem = GetNumbers().maxSocketsPerSystem;
    ResourceLedger& own = process.GetDescriptorLedger();
    if (!own.Take(1, ofProcess))
    {
        CountRefusal(
            {RefusalCause::PROCESS_DESCRIPTORS, process.GetId(), 1, own.GetInUse(), ofProcess, 0});
        return false;
    }
    if (!m_descriptors.Take(1, ofSystem))
    {
        own.Give(1);
        CountRefusal({RefusalCause::SYSTEM_DESCRIPTORS, process.GetId(), 1, before, ofSystem, 0});
        return false;
    }
    if (m_traces)
    {
        m_traces->descriptors(before, before + 1);
    }
    return true;
}

void
WinsockStack::GiveDescriptor(WinsockProcess& process)
{
    const uint64_t before = m_descriptors.GetInUse();
    process.GetDescriptorLedger().Give(1);
    m_descriptors.Give(1);
    if (m_traces)
    {
        m_traces->descriptors(before, before - 1);
    }
}

const Ptr<BufferPool>&
WinsockStack::GetPool()
{
    if (!m_pool)
    {
        m_pool = Create<BufferPool>(*this);
    }
    return m_pool;
}

void
WinsockStack::CountRefusal(ResourceRefusal refusal)
{
    if (!m_traces || m_traces->refusal.IsEmpty())
    {
        return;
    }
    const WinsockThread* const asking = WinsockThread::GetCurrent();
    const bool byNetwork = refusal.cause == RefusalCause::POOL_CONNECTION ||
                           refusal.cause == RefusalCause::POOL_RECEIVE ||
                           refusal.cause == RefusalCause::RECEIVE_QUEUE ||
                           refusal.cause == RefusalCause::BACKLOG;
    if (refusal.process == 0 && asking && !byNetwork)
    {
        refusal.process = asking->GetProcess().GetId();
    }
    const bool handles = refusal.cause == RefusalCause::PROCESS_HANDLES ||
                         refusal.cause == RefusalCause::SYSTEM_HANDLES;
    uint64_t most = 0;
    for (const auto& process : m_processes)
    {
        const uint64_t held =
            handles ? process->GetHandleCount() : process->GetDescriptorLedger().GetInUse();
        if (held > most)
        {
            most = held;
            refusal.largestHolder = process->GetId();
        }
    }
    m_traces->refusal(refusal);
}

void
WinsockStack::TracePool(uint64_t bytesBefore, uint64_t packetsBefore)
{
    if (!m_traces)
    {
        return;
    }
    if (bytesBefore != m_pool->GetBytes().GetInUse())
    {
        m_traces->poolBytes(bytesBefore, m_pool->GetBytes().GetInUse());
    }
    if (packetsBefore != m_pool->GetPackets().GetInUse())
    {
        m_traces->poolPackets(packetsBefore, m_pool->GetPackets().GetInUse());
    }
}

const ResourceLedger&
WinsockStack::GetDescriptorLedger() const
{
    return m_descriptors;
}

const ResourceLedger&
WinsockStack::GetPoolLedger() const
{
    return const_cast<WinsockStack*>(this)->GetPool()->GetBytes();
}

PortTable&
WinsockStack::GetTcpPorts()
{
    if (!m_tcpPorts)
    {
        m_tcpPorts = std::make_unique<PortTable>();
    }
    return *m_tcpPorts;
}

PortTable&
WinsockStack::GetUdpPorts()
{
    if (!m_udpPorts)
    {
        m_udpPorts = std::make_unique<PortTable>();
    }
    return *m_udpPorts;
}

SharedListeners&
WinsockStack::GetSharedListeners()
{
    if (!m_sharedListeners)
    {
        m_sharedListeners = std::make_unique<SharedListeners>();
    }
    return *m_sharedListeners;
}

HandoverTable&
WinsockStack::GetHandovers()
{
    if (!m_handovers)
    {
        m_handovers = std::make_unique<HandoverTable>();
    }
    return *m_handovers;
}

void
WinsockStack::RemoveHandle(WinsockProcess& process, SOCKET s)
{
    const HandleEntry& entry = *process.GetHandles().Find(s);
    const bool charged = entry.charged;
    if (m_handovers && entry.object && entry.object->GetHandleCount() == 1)
    {
        m_handovers->Withdraw(*entry.object);
    }
    process.GetHandles().Remove(s);
    if (charged)
    {
        GiveDescriptor(process);
    }
}

Ptr<WinsockProcess>
WinsockStack::CreateProcess(const std::string& name)
{
    NS_LOG_FUNCTION(this << name);
    NS_ABORT_MSG_IF(!m_node,
                    "A Winsock stack without a node cannot run programs: install it with"
                    " WinsockStackHelper::Install, or aggregate it to a node.");
    CheckNumbers();
    const uint64_t most = GetNumbers().maxProcesses;
    if (m_processes.size() >= most)
    {
        CountRefusal({RefusalCause::PROCESSES, 0, 1, m_processes.size(), most, 0});
        return nullptr;
    }
    Ptr<WinsockProcess> process = CreateObject<WinsockProcess>();
    process->Attach(*this, ++m_nextProcessId, name);
    m_processes.push_back(process);
    return process;
}

void
WinsockStack::RemoveProcess(const WinsockProcess& process)
{
    const auto at = std::find_if(m_processes.begin(),
                                 m_processes.end(),
                                 [&](const auto& other) { return PeekPointer(other) == &process; });
    if (at != m_processes.end())
    {
        m_processes.erase(at);
    }
    if (m_handovers)
    {
        m_handovers->ForgetProcess(process.GetId());
    }
}

const std::vector<Ptr<WinsockProcess>>&
WinsockStack::GetProcesses() const
{
    return m_processes;
}

Ptr<Node>
WinsockStack::GetNode() const
{
    return m_node;
}

uint32_t
WinsockStack::GetNodeId() const
{
    return m_node->GetId();
}

WinsockStack::Traces&
WinsockStack::GetTraces()
{
    if (!m_traces)
    {
        m_traces = std::make_unique<Traces>();
    }
    return *m_traces;
}

void
WinsockStack::TraceCall(const CallRecord& record) const
{
    if (m_traces)
    {
        m_traces->call(record);
    }
}

void
WinsockStack::NotifyNewAggregate()
{
    if (!m_node)
    {
        m_node = GetObject<Node>();
    }
    Object::NotifyNewAggregate();
}

void
WinsockStack::DoDispose()
{
    NS_LOG_FUNCTION(this);
    while (!m_processes.empty())
    {
        Ptr<WinsockProcess> process = m_processes.back();
        process->Terminate();
        RemoveProcess(*process);
        process->Dispose();
    }
    if (m_pool)
    {
        m_pool->Detach();
    }
    m_node = nullptr;
    Object::DoDispose();
}

} // namespace ns3::winsock

namespace ns3
{

template <>
Ptr<winsock::WinsockStack>
CompleteConstruct(winsock::WinsockStack* stack)
{
    stack->SetTypeId(winsock::WinsockStack::GetTypeId());
    // Whoever sets attributes by the environment gets the walk over all of them.
    static const bool environment = std::getenv("NS_ATTRIBUTE_DEFAULT") != nullptr;
    if (environment)
    {
        stack->Object::Construct(AttributeConstructionList());
    }
    else
    {
        stack->TakeInitialValues();
    }
    return Ptr<winsock::WinsockStack>(stack, false);
}

} // namespace ns3
