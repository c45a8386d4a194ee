/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "oracle-setups.h"

#include "oracle-peers.h"

#include <utility>

namespace ns3::winsock::test
{

namespace
{

const OracleSceneTable&
Table()
{
    static const auto table = []
    {
        OracleSceneTable all;
        AddStartupScenes(all);
        AddCreationScenes(all);
        AddBindScenes(all);
        AddConnectScenes(all);
        AddStreamScenes(all);
        AddDatagramScenes(all);
        AddOptionScenes(all);
        AddReadinessScenes(all);
        AddIoctlScenes(all);
        AddAddressScenes(all);
        AddNameScenes(all);
        AddOverlappedScenes(all);
        return all;
    }();
    return table;
}

OracleScene
Find(const std::map<std::string, OracleScene>& scenes, const std::string& setup)
{
    const auto found = scenes.find(setup);
    return found == scenes.end() ? OracleScene() : found->second;
}

} // namespace

OracleAnswer
PerformSetup(Winsock& ws, const OracleRow& row)
{
    const auto [first, last] = Table().equal_range(row.call);
    if (first == last)
    {
        return OracleAnswer::None("unknown function");
    }
    for (auto it = first; it != last; ++it)
    {
        if (const OracleScene scene = it->second(row.setup))
        {
            return scene(ws);
        }
    }
    return OracleAnswer::None("unknown setup");
}

OracleSceneParser
Scenes(std::map<std::string, OracleScene> scenes)
{
    return [scenes = std::move(scenes)](const std::string& setup)
    { return Started(Find(scenes, setup)); };
}

OracleSceneParser
UnstartedScenes(std::map<std::string, OracleScene> scenes)
{
    return [scenes = std::move(scenes)](const std::string& setup) { return Find(scenes, setup); };
}

OracleScene
Started(OracleScene scene)
{
    if (!scene)
    {
        return nullptr;
    }
    return [scene = std::move(scene)](Winsock& ws)
    {
        Start(ws);
        return scene(ws);
    };
}

} // namespace ns3::winsock::test
