import Inventory
import Testing

/// Composer, .NET, Swift and conda.
struct OtherReaderTests {
    @Test(arguments: [
        #"[{"name": "a/b", "version": "v1.2", "license": ["MIT"], "require": {"php": ">=8", "c/d": "^1"}}]"#,
        #"{"packages": [{"name": "a/b", "version": "v1.2", "license": ["MIT"], "require": {"c/d": "^1"}}], "dev": true}"#,
    ])
    func composerOfBothForms(text: String) {
        let told = PHPReader.told("app/vendor/composer/installed.json", text)
        #expect(told.packages.map(\.label) == ["a/b v1.2"])
        #expect(told.packages.map(\.needs) == [["c/d"]] && told.packages.map(\.licenses) == [["MIT"]])
        #expect(PHPReader.wants("vendor/composer/installed.json"))
        #expect(!PHPReader.wants("vendor/installed.json"))
        #expect(PHPReader.told("composer/installed.json", #"{"a": 1}"#).problems.count == 1)
        #expect(PHPReader.told("composer/installed.json", #"[{"name": "a/b"}]"#).problems.count == 1)
    }

    @Test func dotNetTakesPackagesProjectsAndTheRuntime() throws {
        let told = DotNetReader.told(
            "app/Shop.deps.json",
            """
            {"runtimeTarget": {"name": ".NETCoreApp,Version=v8.0/linux-x64", "signature": ""},
             "targets": {".NETCoreApp,Version=v8.0": {},
              ".NETCoreApp,Version=v8.0/linux-x64": {
               "Shop/1.0.0": {"dependencies": {"Newtonsoft.Json": "13.0.3"}, "runtime": {"Shop.dll": {}}},
               "Newtonsoft.Json/13.0.3": {}}},
             "libraries": {
              "Shop/1.0.0": {"type": "project", "serviceable": false, "sha512": ""},
              "Newtonsoft.Json/13.0.3": {"type": "package", "serviceable": true},
              "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.4": {"type": "runtimepack"},
              "Some.Dll/1.0": {"type": "reference"}}}
            """)
        #expect(
            told.packages.map(\.label) == [
                "Shop 1.0.0", "Newtonsoft.Json 13.0.3", "Microsoft.NETCore.App.Runtime.linux-x64 8.0.4",
            ])
        #expect(told.packages.map(\.isMain) == [true, false, false])
        #expect(told.packages.first?.needs == ["Newtonsoft.Json"])
        #expect(DotNetReader.wants("app/Shop.deps.json") && !DotNetReader.wants("app/packages.lock.json"))
    }

    @Test(arguments: [
        #"{"object": {"pins": [{"package": "swift-nio", "repositoryURL": "git@github.com:apple/swift-nio.git", "state": {"branch": null, "revision": "abc", "version": "2.0.0"}}]}, "version": 1}"#,
        #"{"pins": [{"identity": "swift-nio", "kind": "remoteSourceControl", "location": "https://github.com/apple/swift-nio.git", "state": {"revision": "abc", "version": "2.0.0"}}], "version": 2}"#,
        #"{"originHash": "1", "pins": [{"identity": "swift-nio", "location": "https://user@github.com/apple/swift-nio/", "state": {"version": "2.0.0"}}], "version": 3}"#,
    ])
    func swiftOfAllVersions(text: String) {
        #expect(
            SwiftReader.told("app/Package.resolved", text).packages.map(\.label) == ["github.com/apple/swift-nio 2.0.0"]
        )
    }

    @Test func swiftWithoutAVersionHasARevision() {
        let text =
            #"{"pins": [{"identity": "a", "location": "/src/a", "state": {"branch": "main", "revision": "abc"}}, {"identity": "b", "state": {}}], "version": 2}"#
        let told = SwiftReader.told("Package.resolved", text)
        #expect(told.packages.map(\.label) == ["a abc"] && told.problems.count == 1)
    }

    @Test func pear() {
        let path = "usr/local/lib/php/.registry/archive_tar.reg"
        #expect(PEARReader.wants(path) && !PEARReader.wants("usr/local/lib/php/a.reg"))
        let told = PEARReader.told(
            path,
            #"a:6:{s:4:"name";s:11:"Archive_Tar";s:7:"channel";s:12:"pear.php.net";s:4:"lead";a:1:{i:0;a:1:{s:4:"name";s:1:"X";}}s:7:"version";a:2:{s:7:"release";s:6:"1.4.14";s:3:"api";s:5:"1.4.0";}s:7:"license";a:2:{s:7:"attribs";a:1:{s:3:"uri";s:1:"u";}s:8:"_content";s:3:"BSD";}s:1:"n";N;}"#
        )
        #expect(told.packages.map(\.label) == ["Archive_Tar 1.4.14"] && told.packages.map(\.licenses) == [["BSD"]])
        #expect(told.packages.map { PackageURL($0).description } == ["pkg:pear/pear.php.net/Archive_Tar@1.4.14"])
        #expect(PEARReader.told(path, "").problems.count == 1)
    }

    @Test func conda() {
        let path = "opt/conda/conda-meta/numpy-1.26.0-py311.json"
        #expect(CondaReader.wants(path) && !CondaReader.wants("opt/conda/pkgs/a.json"))
        let told = CondaReader.told(
            path,
            #"{"name": "numpy", "version": "1.26.0", "build": "py311_0", "subdir": "linux-64", "license": "BSD-3-Clause", "depends": ["python >=3.11,<3.12.0a0", "libblas", "__glibc >=2.17"]}"#
        )
        #expect(told.packages.map(\.label) == ["numpy 1.26.0"])
        #expect(told.packages.map(\.needs) == [["python", "libblas"]])
        #expect(told.packages.map { PackageURL($0).description } == ["pkg:conda/numpy@1.26.0?subdir=linux-64"])
    }
}
