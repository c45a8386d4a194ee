/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ORACLE_SETUPS_H
#define ORACLE_SETUPS_H

#include "oracle-answer.h"
#include "oracle-row.h"

#include <functional>
#include <map>
#include <string>

namespace ns3::winsock::test
{

/**
 * @ingroup winsock-test
 * @brief What a row of api-errors.csv stands for: everything that comes before the call, and the call.
 *
 * The rows were made one after the other, so that the words of a row may speak of what the rows
 * before it have done. Here each does that itself: any selection of rows can be performed.
 */
using OracleScene = std::function<OracleAnswer(Winsock&)>;

/// Understands a row's setup; null for a text that it does not know. Winsock is not started yet.
using OracleSceneParser = std::function<OracleScene(const std::string& setup)>;

/// Who understands the setups of which function, in the order in which they are asked.
using OracleSceneTable = std::multimap<std::string, OracleSceneParser>;

/**
 * @ingroup winsock-test
 * @param ws who calls; Winsock is not started yet
 * @param row one of api-errors.csv
 * @return what the call answered
 */
OracleAnswer PerformSetup(Winsock& ws, const OracleRow& row);

/// @param scenes by setup; Winsock is started for them; @return who knows these alone
OracleSceneParser Scenes(std::map<std::string, OracleScene> scenes);

/// As Scenes(), for scenes that start Winsock themselves.
OracleSceneParser UnstartedScenes(std::map<std::string, OracleScene> scenes);

/// @param scene to be played with Winsock started; @return it with the start; null for null
OracleScene Started(OracleScene scene);

/**
 * @name Who understands what
 * Each adds the functions of one topic to a table.
 * @{
 */
void AddStartupScenes(OracleSceneTable& table);
void AddCreationScenes(OracleSceneTable& table);
void AddBindScenes(OracleSceneTable& table);
void AddConnectScenes(OracleSceneTable& table);
void AddStreamScenes(OracleSceneTable& table);
void AddDatagramScenes(OracleSceneTable& table);
void AddOptionScenes(OracleSceneTable& table);
void AddReadinessScenes(OracleSceneTable& table);
void AddIoctlScenes(OracleSceneTable& table);
void AddAddressScenes(OracleSceneTable& table);
void AddNameScenes(OracleSceneTable& table);
void AddOverlappedScenes(OracleSceneTable& table);
/** @} */

} // namespace ns3::winsock::test

#endif /* ORACLE_SETUPS_H */
