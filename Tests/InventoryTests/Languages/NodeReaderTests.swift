import Inventory
import Testing

struct NodeReaderTests {
    private static let plain = #"{"name": "a", "version": "1.0.0"}"#

    @Test(arguments: [
        ("app/node_modules/a/package.json", true, false),
        ("app/node_modules/@scope/a/package.json", true, false),
        ("app/node_modules/a/node_modules/b/package.json", true, false),
        ("app/node_modules/.pnpm/a@1.0.0/node_modules/a/package.json", true, false),
        ("usr/share/nodejs/a/package.json", true, false),
        ("usr/share/nodejs/@scope/a/package.json", true, false),
        ("app/package.json", true, true), ("package.json", true, true),
        ("app/node_modules/a/test/fixtures/package.json", false, false),
        ("app/node_modules/@scope/a/dist/esm/package.json", false, false),
        ("app/node_modules/package.json", false, false),
        ("usr/share/nodejs/a/lib/package.json", false, false),
        ("app/composer-package.json", false, false), ("app/package-lock.json", false, false),
    ])
    func aPackageStandsDirectlyInItsStore(path: String, wanted: Bool, isMain: Bool) {
        #expect(NodeReader.wants(path) == wanted)
        if wanted {
            let told = NodeReader.told(path, Self.plain)
            #expect(told.packages.map(\.isMain) == [isMain])
        }
    }

    @Test(arguments: [
        (#""license": "MIT""#, ["MIT"]), (#""license": {"type": "ISC", "url": "u"}"#, ["ISC"]),
        (#""licenses": [{"type": "MIT"}, {"type": "GPL-2.0"}]"#, ["MIT", "GPL-2.0"]),
        (#""licenses": ["MIT", "MIT"]"#, ["MIT"]), (#""license": 3"#, []),
        (#""license": "(MIT OR GPL-2.0)""#, ["(MIT OR GPL-2.0)"]),
    ])
    func licensesOfAllTimes(member: String, licenses: [String]) {
        let told = NodeReader.told("node_modules/a/package.json", #"{"name": "a", "version": "1", \#(member)}"#)
        #expect(told.packages.map(\.licenses) == [licenses])
    }

    @Test func needsAreWhatIsInstalledWithIt() {
        let told = NodeReader.told(
            "node_modules/@s/a/package.json",
            """
            {"name": "@s/a", "version": "2.0.0-rc.1", "author": {"name": "Jane"},
             "dependencies": {"b": "^1", "@s/c": "*"}, "devDependencies": {"jest": "1"},
             "optionalDependencies": {"fsevents": "2", "b": "^1"}}
            """)
        #expect(told.packages.map(\.needs) == [["b", "@s/c", "fsevents"]])
        #expect(told.packages.map(\.supplier) == ["Jane"])
    }

    @Test func whatHasNoNameOrVersionIsNoPackage() {
        for text in [
            #"{"type": "module"}"#, #"{"name": "a"}"#, #"{"name": "", "version": "1"}"#,
            #"{"name": "a b", "version": "1"}"#,
        ] {
            let told = NodeReader.told("node_modules/a/package.json", text)
            #expect(told.packages.isEmpty && told.problems.isEmpty, "\(text)")
        }
        #expect(NodeReader.told("node_modules/a/package.json", "<html>").problems.count == 1)
        #expect(NodeReader.told("templates/package.json", "{{ name }}").problems.isEmpty)
    }
}
