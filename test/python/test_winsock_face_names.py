# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Names and addresses, as Python programs ask for them."""

import socket as real

import pytest
from binding_support import ws
from face_support import run_alone, tcp
from hypothesis import given, settings
from hypothesis import strategies as st


def started(function):
    """Return what a program returns that has started Winsock."""

    def program(api):
        assert api.WSAStartup(0x0202) == 0
        return function(api)

    return run_alone(program)


def test_addresses_of_a_name():
    answers = started(
        lambda api: api.getaddrinfo("10.0.1.2", "80", ws.AF_INET, ws.SOCK_STREAM, ws.IPPROTO_TCP)
    )
    assert answers == [(ws.AF_INET, ws.SOCK_STREAM, ws.IPPROTO_TCP, "", ("10.0.1.2", 80))]
    assert answers[0].ai_addr == ("10.0.1.2", 80)


def test_loopback_and_wildcard():
    loopback, passive = started(
        lambda api: (
            api.getaddrinfo(None, "7", ws.AF_INET6),
            api.getaddrinfo(None, "7", ws.AF_INET, flags=ws.AI_PASSIVE),
        )
    )
    assert loopback[0].ai_addr == ("::1", 7, 0, 0)
    assert passive[0].ai_addr == ("0.0.0.0", 7)


def test_errors_of_getaddrinfo_are_its_result():
    def program(api):
        return (
            api.getaddrinfo("no.such.host"),
            api.WSAGetLastError(),
            api.getaddrinfo("10.0.1.2", "no-such-service", ws.AF_INET, ws.SOCK_STREAM),
            api.getnameinfo(("10.9.9.9", 7), ws.NI_NAMEREQD),
        )

    assert started(program) == (
        ws.WSAHOST_NOT_FOUND,
        ws.WSAHOST_NOT_FOUND,
        ws.WSATYPE_NOT_FOUND,
        ws.WSAHOST_NOT_FOUND,
    )


def test_numeric_names_of_an_address():
    flags = ws.NI_NUMERICHOST | ws.NI_NUMERICSERV
    assert started(lambda api: api.getnameinfo(("10.0.1.2", 7), flags)) == ("10.0.1.2", "7")


def test_names_of_this_machine():
    def program(api):
        name = api.gethostname()
        return name, api.gethostbyname(name), api.gethostbyname("no.such.host")

    name, host, nothing = started(program)
    assert name and isinstance(name, str)
    assert host.h_addrtype == ws.AF_INET
    assert host.h_addr_list == ["10.0.1.1"]
    assert nothing is None


def test_services_and_protocols():
    def program(api):
        return (
            api.getservbyname("http", "tcp"),
            api.getservbyport(80, "tcp"),
            api.getservbyname("no-such-service"),
            api.getprotobyname("tcp"),
            api.getprotobynumber(17),
            api.getprotobynumber(200),
        )

    http, port80, nothing, protocol_tcp, protocol_udp, no_protocol = started(program)
    assert (http.s_name, http.s_port, http.s_proto) == ("http", 80, "tcp")
    assert port80 == http
    assert nothing is None and no_protocol is None
    assert protocol_tcp.p_proto == ws.IPPROTO_TCP
    assert protocol_udp.p_name == "udp"


def test_texts_that_providers_write_and_read():
    def program(api):
        return (
            api.WSAAddressToString(("10.0.1.2", 7)),
            api.WSAStringToAddress("10.0.1.2:7", ws.AF_INET),
            api.WSAStringToAddress("nonsense", ws.AF_INET),
            api.WSAGetLastError(),
        )

    assert started(program) == (
        "10.0.1.2:7",
        ("10.0.1.2", 7),
        ws.SOCKET_ERROR,
        ws.WSAEINVAL,
    )


def test_byte_order_of_a_socket():
    def program(api):
        s = tcp(api)
        return (
            api.WSAHtonl(s, 1),
            api.WSAHtons(s, 1),
            api.WSANtohl(s, 0x01000000),
            api.WSANtohs(s, 0x0100),
            api.WSAHtonl(s + 4000, 1),
        )

    assert run_alone(program) == (0x01000000, 0x0100, 1, 1, ws.SOCKET_ERROR)


def test_conversions_need_no_startup():
    def program(api):
        return (
            api.inet_addr("10.0.1.2"),
            api.inet_addr("nonsense"),
            api.inet_ntoa(api.inet_addr("10.0.1.2")),
            api.inet_pton(ws.AF_INET, "nonsense"),
            api.inet_pton(99, "10.0.1.2"),
            api.inet_ntop(99, bytes(4)),
            (api.htons(1), api.ntohs(0x0100), api.htonl(1), api.ntohl(0x01000000)),
        )

    assert run_alone(program) == (
        0x0201000A,
        ws.INADDR_NONE,
        "10.0.1.2",
        0,
        -1,
        None,
        (0x0100, 1, 0x01000000, 1),
    )


@settings(max_examples=20)
@given(st.ip_addresses())
def test_addresses_come_back_as_the_host_system_writes_them(address):
    family = ws.AF_INET if address.version == 4 else ws.AF_INET6
    host_family = real.AF_INET if address.version == 4 else real.AF_INET6

    def program(api):
        packed = api.inet_pton(family, str(address))
        return packed, api.inet_pton(family, api.inet_ntop(family, packed))

    assert run_alone(program) == (address.packed, address.packed)
    assert real.inet_pton(host_family, str(address)) == address.packed


def test_a_wrong_number_of_bytes_is_explained():
    def program(api):
        with pytest.raises(ValueError, match="4 bytes, not 3"):
            api.inet_ntop(ws.AF_INET, bytes(3))

    run_alone(program)
