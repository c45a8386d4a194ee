/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What stands in the files "services" and "protocol" of every Windows machine, as far as programs ask.

#include "name-records.h"

#include "ns3/winsock-constants.h"

namespace ns3::winsock
{

std::vector<ServiceRecord>
GetWellKnownServices()
{
    return {
        {"echo", 7, "tcp", {}},
        {"echo", 7, "udp", {}},
        {"discard", 9, "tcp", {"sink", "null"}},
        {"discard", 9, "udp", {"sink", "null"}},
        {"systat", 11, "tcp", {"users"}},
        {"daytime", 13, "tcp", {}},
        {"daytime", 13, "udp", {}},
        {"qotd", 17, "tcp", {"quote"}},
        {"qotd", 17, "udp", {"quote"}},
        {"chargen", 19, "tcp", {"ttytst", "source"}},
        {"chargen", 19, "udp", {"ttytst", "source"}},
        {"ftp-data", 20, "tcp", {}},
        {"ftp", 21, "tcp", {}},
        {"ssh", 22, "tcp", {}},
        {"telnet", 23, "tcp", {}},
        {"smtp", 25, "tcp", {"mail"}},
        {"time", 37, "tcp", {"timserver"}},
        {"time", 37, "udp", {"timserver"}},
        {"nameserver", 42, "tcp", {"name"}},
        {"nameserver", 42, "udp", {"name"}},
        {"nicname", 43, "tcp", {"whois"}},
        {"domain", 53, "tcp", {}},
        {"domain", 53, "udp", {}},
        {"bootps", 67, "udp", {"dhcps"}},
        {"bootpc", 68, "udp", {"dhcpc"}},
        {"tftp", 69, "udp", {}},
        {"gopher", 70, "tcp", {}},
        {"finger", 79, "tcp", {}},
        {"http", 80, "tcp", {"www", "www-http"}},
        {"kerberos", 88, "tcp", {"krb5", "kerberos-sec"}},
        {"kerberos", 88, "udp", {"krb5", "kerberos-sec"}},
        {"pop2", 109, "tcp", {"postoffice"}},
        {"pop3", 110, "tcp", {}},
        {"sunrpc", 111, "tcp", {"rpcbind", "portmap"}},
        {"sunrpc", 111, "udp", {"rpcbind", "portmap"}},
        {"nntp", 119, "tcp", {"usenet"}},
        {"ntp", 123, "udp", {}},
        {"epmap", 135, "tcp", {"loc-srv"}},
        {"epmap", 135, "udp", {"loc-srv"}},
        {"netbios-ns", 137, "tcp", {"nbname"}},
        {"netbios-ns", 137, "udp", {"nbname"}},
        {"netbios-dgm", 138, "udp", {"nbdatagram"}},
        {"netbios-ssn", 139, "tcp", {"nbsession"}},
        {"imap", 143, "tcp", {"imap4"}},
        {"snmp", 161, "udp", {}},
        {"snmptrap", 162, "udp", {"snmp-trap"}},
        {"ldap", 389, "tcp", {}},
        {"https", 443, "tcp", {"MCom"}},
        {"https", 443, "udp", {"MCom"}},
        {"microsoft-ds", 445, "tcp", {}},
        {"microsoft-ds", 445, "udp", {}},
        {"syslog", 514, "udp", {}},
        {"ms-sql-s", 1433, "tcp", {}},
        {"ms-sql-m", 1434, "udp", {}},
        {"ms-wbt-server", 3389, "tcp", {}},
    };
}

std::vector<ProtocolRecord>
GetWellKnownProtocols()
{
    return {
        {"ip", IPPROTO_IP, {"IP"}},
        {"icmp", IPPROTO_ICMP, {"ICMP"}},
        {"ggp", IPPROTO_GGP, {"GGP"}},
        {"tcp", IPPROTO_TCP, {"TCP"}},
        {"egp", IPPROTO_EGP, {"EGP"}},
        {"pup", IPPROTO_PUP, {"PUP"}},
        {"udp", IPPROTO_UDP, {"UDP"}},
        {"xns-idp", IPPROTO_IDP, {"XNS-IDP"}},
        {"rdp", 27, {"RDP"}},
        {"ipv6", IPPROTO_IPV6, {"IPv6"}},
        {"ipv6-route", IPPROTO_ROUTING, {"IPv6-Route"}},
        {"ipv6-frag", IPPROTO_FRAGMENT, {"IPv6-Frag"}},
        {"esp", IPPROTO_ESP, {"ESP"}},
        {"ah", IPPROTO_AH, {"AH"}},
        {"ipv6-icmp", IPPROTO_ICMPV6, {"IPv6-ICMP"}},
        {"ipv6-nonxt", IPPROTO_NONE, {"IPv6-NoNxt"}},
        {"ipv6-opts", IPPROTO_DSTOPTS, {"IPv6-Opts"}},
    };
}

} // namespace ns3::winsock
