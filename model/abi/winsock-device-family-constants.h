/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_DEVICE_FAMILY_CONSTANTS_H
#define WINSOCK_DEVICE_FAMILY_CONSTANTS_H

#include "winsock-types.h"

/**
 * @file
 * @ingroup winsock
 * Families that come with a kind of device: infrared, Bluetooth, IPX, NetBIOS, and
 * network location awareness.
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

// Infrared (af_irda.h): the number of the family.
inline constexpr int WCE_AF_IRDA = 22; //!< the number of AF_IRDA on Windows CE
inline constexpr int WCE_PF_IRDA = 22;
inline constexpr int WINDOWS_AF_IRDA = 26; //!< the number of AF_IRDA elsewhere
inline constexpr int WINDOWS_PF_IRDA = 26;

// Infrared: options of level SOL_IRLMP.
inline constexpr int IRDA_PROTO_SOCK_STREAM = 0x1;
inline constexpr int IRLMP_ENUMDEVICES = 0x10;
inline constexpr int IRLMP_IAS_SET = 0x11;
inline constexpr int IRLMP_IAS_QUERY = 0x12;
inline constexpr int IRLMP_SEND_PDU_LEN = 0x13;
inline constexpr int IRLMP_EXCLUSIVE_MODE = 0x14;
inline constexpr int IRLMP_IRLPT_MODE = 0x15;
inline constexpr int IRLMP_9WIRE_MODE = 0x16;
inline constexpr int IRLMP_TINYTP_MODE = 0x17;
inline constexpr int IRLMP_PARAMETERS = 0x18;
inline constexpr int IRLMP_DISCOVERY_MODE = 0x19;
inline constexpr int IRLMP_SHARP_MODE = 0x20;

// Infrared: the information access service.
inline constexpr int IAS_ATTRIB_NO_ATTRIB = 0;
inline constexpr int IAS_ATTRIB_INT = 1;
inline constexpr int IAS_ATTRIB_OCTETSEQ = 2;
inline constexpr int IAS_ATTRIB_STR = 3;
inline constexpr int IAS_ATTRIB_NO_CLASS = 16;
inline constexpr int IAS_MAX_CLASSNAME = 64;
inline constexpr int IAS_MAX_ATTRIBNAME = 256;
inline constexpr int IAS_MAX_USER_STRING = 256;
inline constexpr int IAS_MAX_OCTET_STRING = 1024;

// Infrared: speeds, hint bits, character sets.
inline constexpr int LmCharSetASCII = 0x0;
inline constexpr int LM_HB1_PnP = 0x1;
inline constexpr int LM_HB2_Telephony = 0x1;
inline constexpr int LmCharSetISO_8859_1 = 0x1;
inline constexpr int LM_HB1_PDA_Palmtop = 0x2;
inline constexpr int LM_HB2_FileServer = 0x2;
inline constexpr int LmCharSetISO_8859_2 = 0x2;
inline constexpr int LmCharSetISO_8859_3 = 0x3;
inline constexpr int LM_HB1_Computer = 0x4;
inline constexpr int LmCharSetISO_8859_4 = 0x4;
inline constexpr int LmCharSetISO_8859_5 = 0x5;
inline constexpr int LmCharSetISO_8859_6 = 0x6;
inline constexpr int LmCharSetISO_8859_7 = 0x7;
inline constexpr int LM_HB1_Printer = 0x8;
inline constexpr int LmCharSetISO_8859_8 = 0x8;
inline constexpr int LmCharSetISO_8859_9 = 0x9;
inline constexpr int LM_HB1_Modem = 0x10;
inline constexpr int LM_HB1_Fax = 0x20;
inline constexpr int LM_HB1_LANAccess = 0x40;
inline constexpr int LM_HB_Extension = 0x80;
inline constexpr int LmCharSetUNICODE = 0xff;
inline constexpr int LM_BAUD_1200 = 0x4b0;
inline constexpr int LM_BAUD_2400 = 0x960;
inline constexpr int LM_BAUD_9600 = 0x2580;
inline constexpr int LM_BAUD_19200 = 0x4b00;
inline constexpr int LM_BAUD_38400 = 0x9600;
inline constexpr int LM_BAUD_57600 = 0xe100;
inline constexpr int LM_BAUD_115200 = 0x1c200;
inline constexpr int LM_BAUD_576K = 0x8ca00;
inline constexpr int LM_BAUD_1152K = 0x119400;
inline constexpr int LM_BAUD_4M = 0x3d0900;

// Bluetooth (ws2bth.h).
inline constexpr int BTH_SDP_VERSION = 0x1;
inline constexpr int SDP_SERVICE_SEARCH_REQUEST = 0x1;
inline constexpr int SDP_SERVICE_ATTRIBUTE_REQUEST = 0x2;
inline constexpr int BTHPROTO_RFCOMM = 0x3;
inline constexpr int SDP_SERVICE_SEARCH_ATTRIBUTE_REQUEST = 0x3;
inline constexpr int SDP_DEFAULT_INQUIRY_SECONDS = 0x6;
inline constexpr int BTH_ADDR_STRING_SIZE = 0xc;
inline constexpr int SDP_MAX_INQUIRY_SECONDS = 0x3c;
inline constexpr int SDP_DEFAULT_INQUIRY_MAX_RESPONSES = 0xff;
inline constexpr int BTHPROTO_L2CAP = 0x100;
inline constexpr int BTHNS_RESULT_DEVICE_CONNECTED = 0x10000;
inline constexpr int BTHNS_RESULT_DEVICE_REMEMBERED = 0x20000;
inline constexpr int BTHNS_RESULT_DEVICE_AUTHENTICATED = 0x40000;

// Bluetooth: ports, which are RFCOMM channels and L2CAP multiplexers.
inline constexpr DWORD BT_PORT_MIN = 0x1;
inline constexpr DWORD BT_PORT_DYN_FIRST = 0x1001;
inline constexpr DWORD BT_PORT_MAX = 0xffff;
inline constexpr DWORD BT_PORT_ANY = 0xffffffff;

// Bluetooth: RFCOMM commands and line parameters.
inline constexpr int RFCOMM_CMD_NONE = 0x0;
inline constexpr int RPN_BAUD_2400 = 0x0;
inline constexpr int RPN_DATA_5 = 0x0;
inline constexpr int RPN_PARITY_NONE = 0x0;
inline constexpr int RPN_STOP_1 = 0x0;
inline constexpr int RFCOMM_CMD_MSC = 0x1;
inline constexpr int RLS_ERROR = 0x1;
inline constexpr int RPN_BAUD_4800 = 0x1;
inline constexpr int RPN_DATA_6 = 0x1;
inline constexpr int RPN_FLOW_X_IN = 0x1;
inline constexpr int RPN_PARAM_BAUD = 0x1;
inline constexpr int RPN_PARAM_X_IN = 0x1;
inline constexpr int MSC_BREAK_BIT = 0x2;
inline constexpr int MSC_FC_BIT = 0x2;
inline constexpr int RFCOMM_CMD_RLS = 0x2;
inline constexpr int RLS_OVERRUN = 0x2;
inline constexpr int RPN_BAUD_7200 = 0x2;
inline constexpr int RPN_DATA_7 = 0x2;
inline constexpr int RPN_FLOW_X_OUT = 0x2;
inline constexpr int RPN_PARAM_DATA = 0x2;
inline constexpr int RPN_PARAM_X_OUT = 0x2;
inline constexpr int RFCOMM_CMD_RPN = 0x3;
inline constexpr int RPN_BAUD_9600 = 0x3;
inline constexpr int RPN_DATA_8 = 0x3;
inline constexpr int MSC_RTC_BIT = 0x4;
inline constexpr int RFCOMM_CMD_RPN_REQUEST = 0x4;
inline constexpr int RLS_PARITY = 0x4;
inline constexpr int RPN_BAUD_19200 = 0x4;
inline constexpr int RPN_FLOW_RTR_IN = 0x4;
inline constexpr int RPN_PARAM_RTR_IN = 0x4;
inline constexpr int RPN_PARAM_STOP = 0x4;
inline constexpr int RPN_STOP_1_5 = 0x4;
inline constexpr int RFCOMM_CMD_RPN_RESPONSE = 0x5;
inline constexpr int RPN_BAUD_38400 = 0x5;
inline constexpr int RPN_BAUD_57600 = 0x6;
inline constexpr int RPN_BAUD_115200 = 0x7;
inline constexpr int MSC_RTR_BIT = 0x8;
inline constexpr int RLS_FRAMING = 0x8;
inline constexpr int RPN_BAUD_230400 = 0x8;
inline constexpr int RPN_FLOW_RTR_OUT = 0x8;
inline constexpr int RPN_PARAM_PARITY = 0x8;
inline constexpr int RPN_PARAM_RTR_OUT = 0x8;
inline constexpr int RPN_PARITY_ODD = 0x8;
inline constexpr int RPN_FLOW_RTC_IN = 0x10;
inline constexpr int RPN_PARAM_P_TYPE = 0x10;
inline constexpr int RPN_PARAM_RTC_IN = 0x10;
inline constexpr int RFCOMM_MIN_MTU = 0x17;
inline constexpr int RPN_PARITY_EVEN = 0x18;
inline constexpr int RPN_FLOW_RTC_OUT = 0x20;
inline constexpr int RPN_PARAM_RTC_OUT = 0x20;
inline constexpr int RPN_PARAM_XON = 0x20;
inline constexpr int RPN_PARITY_MARK = 0x28;
inline constexpr int MSC_RESERVED = 0x30;
inline constexpr int RPN_PARITY_SPACE = 0x38;
inline constexpr int MSC_IC_BIT = 0x40;
inline constexpr int RPN_PARAM_XOFF = 0x40;
inline constexpr int MSC_DV_BIT = 0x80;
inline constexpr int RFCOMM_MAX_MTU = 0x3f3;

// NetBIOS (wsnetbs.h).
inline constexpr int NETBIOS_UNIQUE_NAME = 0;
inline constexpr int NETBIOS_GROUP_NAME = 1;
inline constexpr int NETBIOS_TYPE_QUICK_UNIQUE = 2;
inline constexpr int NETBIOS_TYPE_QUICK_GROUP = 3;
inline constexpr int NETBIOS_NAME_LENGTH = 16;

// Unix domain (afunix.h).
inline constexpr int UNIX_PATH_MAX = 108;

// Network location awareness (mswsock.h).
inline constexpr int NLA_INTERNET_UNKNOWN = 0;
inline constexpr int NLA_NETWORK_AD_HOC = 0;
inline constexpr int NLA_RAW_DATA = 0;
inline constexpr int NLA_ALLUSERS_NETWORK = 1;
inline constexpr int NLA_INTERFACE = 1;
inline constexpr int NLA_INTERNET_NO = 1;
inline constexpr int NLA_NETWORK_MANAGED = 1;
inline constexpr int NLA_802_1X_LOCATION = 2;
inline constexpr int NLA_FRIENDLY_NAME = 2;
inline constexpr int NLA_INTERNET_YES = 2;
inline constexpr int NLA_NETWORK_UNMANAGED = 2;
inline constexpr int NLA_CONNECTIVITY = 3;
inline constexpr int NLA_NETWORK_UNKNOWN = 3;
inline constexpr int NLA_ICS = 4;

/** @} */

} // namespace ns3::winsock

#endif // WINSOCK_DEVICE_FAMILY_CONSTANTS_H
