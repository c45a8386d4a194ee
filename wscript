# -*- Mode: python; coding: utf-8; -*-
"""The module inside an ns-3 tree that is built with waf (ns-3.35)."""

import os


def read_files(root):
    """Return what module-files.txt lists: {section: [path, ...]}."""
    files = {}
    section = None
    with open(os.path.join(root, 'module-files.txt')) as lines:
        for line in lines:
            line = line.split('#')[0].strip()
            if line.startswith('['):
                section = files.setdefault(line.strip('[]'), [])
            elif line:
                section.append(line)
    return files


def select(paths, extension):
    """Return those of the paths that end in extension."""
    return [path for path in paths if path.endswith(extension)]


def required_boost_libs(conf):
    """Name the Boost libraries for ns-3's own search."""
    conf.env['REQUIRED_BOOST_LIBS'] += ['context']


def embed_profiles(data):
    """Return the C++ text that defines what model/os/device-profile-data.h declares.

    CMake writes the same text. Compilers need not accept long literals, so the data is cut.
    """
    pieces = ['R"json(%s)json",\n' % data[begin:begin + 8000] for begin in range(0, len(data), 8000)]
    return ('#include "ns3/device-profile-data.h"\n\n'
            'const char* const ns3::winsock::DEVICE_PROFILE_DATA[] = {\n%snullptr};\n' % ''.join(pieces))


def write_profiles(task):
    """Do the task that makes a source of the data."""
    task.outputs[0].write(embed_profiles(task.inputs[0].read()))


def configure(conf):
    """Leave the module out, with a message, where something that it needs is missing."""
    conf.missing_boost_libs('winsock', 'Windows Sockets 2', ['context'])
    if not conf.check_cxx(header_name='nlohmann/json.hpp', mandatory=False):
        conf.report_optional_feature('winsock', 'Windows Sockets 2', False,
                                     'nlohmann/json.hpp not found (Debian: nlohmann-json3-dev)')
        conf.env['MODULES_NOT_BUILT'].append('winsock')
        return

    # SQLite is used where it is. The static library of SQLiteCpp comes before what it needs.
    conf.env['WINSOCK_HAS_SQLITE'] = bool(conf.check_cxx(
        header_name='SQLiteCpp/SQLiteCpp.h', lib=['SQLiteCpp', 'sqlite3'], uselib_store='WINSOCK_SQLITE',
        mandatory=False))
    conf.report_optional_feature('winsock-sqlite', 'Winsock catalogs and records in SQLite files',
                                 conf.env['WINSOCK_HAS_SQLITE'],
                                 'SQLiteCpp not found (Debian: libsqlitecpp-dev libsqlite3-dev)')


def build(bld):
    """Declare the library, its headers, its tests and its examples."""
    if 'winsock' in bld.env['MODULES_NOT_BUILT']:
        return

    root = bld.path.abspath()
    files = read_files(root)
    library = files['model'] + files['helper']

    # Tests and examples need more modules than the library; ns-3 enables only dependencies of the latter.
    dependencies = ['core', 'network', 'internet']
    if bld.env['ENABLE_TESTS'] or bld.env['ENABLE_EXAMPLES']:
        dependencies += ['applications', 'point-to-point', 'csma', 'config-store', 'wifi', 'mobility']

    module = bld.create_ns3_module('winsock', dependencies)
    profiles = bld.path.find_or_declare('device-profile-data.cc')
    bld(rule=write_profiles, source='data/device-profiles.json', target=profiles)
    module.source = select(library, '.cc') + [profiles]
    module.use.append('BOOST')
    if bld.env['WINSOCK_HAS_SQLITE']:
        module.use.append('WINSOCK_SQLITE')
        module.env.append_value('DEFINES', 'WINSOCK_HAS_SQLITE')

    module_test = bld.create_ns3_module_test_library('winsock')
    module_test.source = select(files['test'], '.cc')
    module_test.use += ['ns3-applications', 'ns3-point-to-point', 'ns3-csma', 'ns3-config-store', 'BOOST']
    module_test.env.append_value('DEFINES', 'WINSOCK_TEST_DATA_DIR="%s/test/data"' % root)

    headers = bld(features='ns3header')
    headers.module = 'winsock'
    headers.source = select(library, '.h')

    if bld.env['ENABLE_EXAMPLES']:
        bld.recurse('examples')
