import Inventory
import OCIImage
import Testing

struct PythonReaderTests {
    @Test(arguments: [
        ("usr/lib/python3/dist-packages/six-1.16.0.egg-info/PKG-INFO", true),
        ("usr/lib/python3/dist-packages/six-1.16.0.egg-info", true),
        ("usr/local/lib/python3.12/site-packages/six-1.16.0.dist-info/METADATA", true),
        ("opt/a.egg/EGG-INFO/PKG-INFO", true),
        ("usr/local/lib/python3.12/site-packages/six-1.16.0.dist-info/RECORD", false),
        ("usr/local/lib/python3.12/site-packages/~ix-1.16.0.dist-info/METADATA", false),
        ("src/PKG-INFO", false), ("METADATA", false), ("", false),
    ])
    func onlyWhatIsInstalledIsWanted(path: String, wanted: Bool) {
        #expect(PythonReader.wants(path) == wanted)
        #expect(!PythonReader.wants(path, kind: .folder))
    }

    @Test func theHeadersTellAPackageAndTheBodyDoesNot() throws {
        let told = PythonReader.told(
            "site-packages/Foo_Bar-1.0.dist-info/METADATA",
            """
            Metadata-Version: 2.4
            Name: Foo_Bar
            Version: 1.0.post1+local
            Author: Jane
            License-Expression: MIT OR Apache-2.0
            License: something else
            Classifier: License :: OSI Approved :: BSD License
            Requires-Dist: requests[socks] (>=2.0) ; python_version < "3"
            Requires-Dist: zope.interface>=5
            Requires-Dist: pytest ; extra == 'test'
            Requires-Dist: requests

            Name: evil
            Version: 2
            """)
        let package = try #require(told.packages.first)
        #expect(told.packages.count == 1 && told.problems.isEmpty)
        #expect(package.label == "Foo_Bar 1.0.post1+local")
        #expect(package.normalName == "foo-bar")
        #expect(package.licenses == ["MIT OR Apache-2.0"])
        #expect(package.needs == ["requests", "zope.interface"])
        #expect(package.supplier == "Jane")
    }

    @Test(arguments: [
        ("License: MIT", ["MIT"]), ("License: UNKNOWN", []),
        ("License: UNKNOWN\nClassifier: License :: OSI Approved :: MIT License", ["MIT License"]),
        (
            "License: Permission is granted\n  to everyone\nClassifier: License :: OSI Approved\nClassifier: License :: Public Domain",
            ["Public Domain"]
        ),
        ("Classifier: Programming Language :: Python", []),
    ])
    func licensesAreTakenWhereTheyAreNames(lines: String, licenses: [String]) {
        let told = PythonReader.told("a-1.dist-info/METADATA", "Name: a\nVersion: 1\n\(lines)\n")
        #expect(told.packages.map(\.licenses) == [licenses])
    }

    @Test func theFolderTellsWhatTheFileDoesNot() {
        #expect(
            PythonReader.told("x/six-1.16.0-py3.11.egg-info", "Metadata-Version: 1.1\r\n").packages.map(\.label) == [
                "six 1.16.0"
            ])
        let nothing = PythonReader.told("x/.egg-info", "")
        #expect(nothing.packages.isEmpty && nothing.problems.count == 1)
    }

    @Test(arguments: [("Foo.Bar__baz", "foo-bar-baz"), ("a---b", "a-b"), ("six", "six")])
    func namesAreComparedAsPEP503Says(name: String, normal: String) {
        #expect(PackageKind.pypi.normalName(name) == normal)
    }
}
