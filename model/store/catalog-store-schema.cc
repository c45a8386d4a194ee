/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "catalog-store-schema.h"

namespace ns3::winsock
{

namespace
{

/// "WSKC" as a number: what the file program and SQLite tell such files by.
constexpr std::uint32_t APPLICATION_ID = 0x57534b43;

// Slots of chains may name entries that are gone (R-CAT-47), so that nothing refers from a slot to what
// it names; the view orphan finds those.
const char* const VERSION_1 = R"sql(
CREATE TABLE machine (
    id             INTEGER PRIMARY KEY,
    name           TEXT NOT NULL UNIQUE CHECK (length(name) > 0),
    next_entry_id  INTEGER NOT NULL CHECK (next_entry_id BETWEEN 1 AND 4294967295),
    next_entry_id_32 INTEGER NOT NULL CHECK (next_entry_id_32 BETWEEN 1 AND 4294967295),
    knows_name_spaces INTEGER NOT NULL CHECK (knows_name_spaces IN (0, 1))
);

CREATE TABLE protocol (
    machine             INTEGER NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
    catalog             TEXT NOT NULL CHECK (catalog IN ('native', '32')),
    id                  INTEGER NOT NULL CHECK (id BETWEEN 1 AND 4294967295),
    position            INTEGER NOT NULL CHECK (position >= 0),
    kind                TEXT NOT NULL CHECK (kind IN ('layer', 'base', 'chain')),
    name                TEXT NOT NULL CHECK (length(name) <= 255),
    provider_id         TEXT NOT NULL CHECK (provider_id GLOB '{*}' AND length(provider_id) = 38),
    library_path        TEXT NOT NULL CHECK (length(library_path) BETWEEN 1 AND 259),
    version             INTEGER NOT NULL,
    address_family      INTEGER NOT NULL,
    socket_type         INTEGER NOT NULL,
    protocol            INTEGER NOT NULL,
    protocol_max_offset INTEGER NOT NULL CHECK (protocol_max_offset >= 0),
    max_address         INTEGER NOT NULL,
    min_address         INTEGER NOT NULL,
    byte_order          INTEGER NOT NULL,
    security_scheme     INTEGER NOT NULL,
    message_size        INTEGER NOT NULL CHECK (message_size BETWEEN 0 AND 4294967295),
    service_flags1      INTEGER NOT NULL CHECK (service_flags1 BETWEEN 0 AND 4294967295),
    service_flags2      INTEGER NOT NULL CHECK (service_flags2 BETWEEN 0 AND 4294967295),
    service_flags3      INTEGER NOT NULL CHECK (service_flags3 BETWEEN 0 AND 4294967295),
    service_flags4      INTEGER NOT NULL CHECK (service_flags4 BETWEEN 0 AND 4294967295),
    provider_flags      INTEGER NOT NULL CHECK (provider_flags BETWEEN 0 AND 4294967295),
    provider_reserved   INTEGER NOT NULL CHECK (provider_reserved BETWEEN 0 AND 4294967295),
    lsp_categories      INTEGER NOT NULL CHECK (lsp_categories BETWEEN 0 AND 4294967295),
    PRIMARY KEY (machine, catalog, id),
    UNIQUE (machine, catalog, position)
) WITHOUT ROWID;

CREATE TABLE chain_slot (
    machine INTEGER NOT NULL,
    catalog TEXT NOT NULL,
    chain   INTEGER NOT NULL,
    slot    INTEGER NOT NULL CHECK (slot BETWEEN 0 AND 6),
    entry   INTEGER NOT NULL CHECK (entry BETWEEN 1 AND 4294967295),
    PRIMARY KEY (machine, catalog, chain, slot),
    FOREIGN KEY (machine, catalog, chain) REFERENCES protocol (machine, catalog, id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE name_space (
    machine       INTEGER NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
    catalog       TEXT NOT NULL CHECK (catalog IN ('native', '32')),
    position      INTEGER NOT NULL CHECK (position >= 0),
    name          TEXT NOT NULL,
    provider_id   TEXT NOT NULL CHECK (provider_id GLOB '{*}' AND length(provider_id) = 38),
    name_space    INTEGER NOT NULL CHECK (name_space BETWEEN 0 AND 4294967295),
    active        INTEGER NOT NULL CHECK (active IN (0, 1)),
    version       INTEGER NOT NULL CHECK (version BETWEEN 0 AND 4294967295),
    provider_data BLOB NOT NULL,
    PRIMARY KEY (machine, catalog, position)
) WITHOUT ROWID;

CREATE TABLE application (
    machine        INTEGER NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
    path           TEXT NOT NULL,
    command_line   TEXT NOT NULL,
    lsp_categories INTEGER NOT NULL CHECK (lsp_categories BETWEEN 0 AND 4294967295),
    PRIMARY KEY (machine, path, command_line)
) WITHOUT ROWID;

CREATE TABLE change (
    id      INTEGER PRIMARY KEY,
    machine INTEGER NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
    time_ns INTEGER CHECK (time_ns >= 0),
    who     TEXT NOT NULL,
    action  TEXT NOT NULL CHECK (action IN
                ('created', 'installed', 'removed', 'updated', 'reordered', 'renamed')),
    subject TEXT NOT NULL CHECK (subject IN ('machine', 'protocol', 'name space', 'application')),
    catalog TEXT NOT NULL CHECK (catalog IN ('native', '32')),
    entry   INTEGER CHECK (entry BETWEEN 1 AND 4294967295),
    name    TEXT NOT NULL,
    details TEXT NOT NULL
);
CREATE INDEX change_of_machine ON change (machine, id);

CREATE VIEW catalog AS
SELECT machine.name AS machine, p.catalog, p.position, p.id, p.kind, p.name, p.library_path,
       p.address_family, p.socket_type, p.protocol,
       (SELECT group_concat(s.entry, ' > ')
        FROM (SELECT entry FROM chain_slot
              WHERE machine = p.machine AND catalog = p.catalog AND chain = p.id
              ORDER BY slot) AS s) AS chain
FROM protocol AS p JOIN machine ON machine.id = p.machine
ORDER BY machine.name, p.catalog DESC, p.position;

CREATE VIEW orphan AS
SELECT machine.name AS machine, s.catalog, p.id, p.name, s.entry AS missing
FROM chain_slot AS s
JOIN protocol AS p ON p.machine = s.machine AND p.catalog = s.catalog AND p.id = s.chain
JOIN machine ON machine.id = s.machine
WHERE NOT EXISTS (SELECT 1 FROM protocol AS q
                  WHERE q.machine = s.machine AND q.catalog = s.catalog AND q.id = s.entry);

CREATE VIEW history AS
SELECT change.id, machine.name AS machine, time_ns / 1e9 AS seconds, who, action, subject, catalog, entry,
       change.name, details
FROM change JOIN machine ON machine.id = change.machine
ORDER BY change.id;
)sql";

} // namespace

const SqliteSchema&
CatalogStoreSchema()
{
    static const SqliteSchema schema{"catalog store", APPLICATION_ID, {VERSION_1}};
    return schema;
}

} // namespace ns3::winsock
