import Basics
import Inventory
import OCIImage
import Testing

/// No reader crashes on input that was cut or changed, and none takes long.
struct HostileTests {
    /// xorshift: the same mutations in every run.
    struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    static let seeds: [(any PackageReader.Type, String, [UInt8])] = [
        (
            PythonReader.self, "a-1.dist-info/METADATA",
            Array("Name: a\nVersion: 1\nLicense: MIT\nRequires-Dist: b; extra == 'x'\n\nbody".utf8)
        ),
        (
            NodeReader.self, "node_modules/a/package.json",
            Array(#"{"name":"a","version":"1","license":{"type":"MIT"},"dependencies":{"b":"1"}}"#.utf8)
        ),
        (
            RubyReader.self, "specifications/a.gemspec",
            Array("# stub: a 1 ruby lib\ns.licenses = [\"MIT\".freeze]\ns.add_dependency(%q<b>)".utf8)
        ),
        (
            PHPReader.self, "composer/installed.json",
            Array(#"{"packages":[{"name":"a/b","version":"1","license":["MIT"],"authors":[{"name":"x"}]}]}"#.utf8)
        ),
        (
            DotNetReader.self, "a.deps.json",
            Array(
                #"{"runtimeTarget":{"name":"x"},"targets":{"x":{"a/1":{"dependencies":{"b":"1"}}}},"libraries":{"a/1":{"type":"package"}}}"#
                    .utf8)
        ),
        (
            SwiftReader.self, "Package.resolved",
            Array(#"{"pins":[{"identity":"a","location":"git@h:a/b.git","state":{"version":"1"}}]}"#.utf8)
        ),
        (CondaReader.self, "conda-meta/a.json", Array(#"{"name":"a","version":"1","depends":["b 1"]}"#.utf8)),
        (
            PEARReader.self, "php/.registry/a.reg",
            Array(#"a:2:{s:4:"name";s:1:"A";s:7:"version";a:1:{s:7:"release";s:1:"1";}}"#.utf8)
        ),
        (
            JavaReader.self, "a-1.jar",
            ZipMaker.zip([
                ("META-INF/MANIFEST.MF", Array("Bundle-SymbolicName: org.a;x\nBundle-Version: 1\n".utf8)),
                (
                    "lib/b-2.jar",
                    ZipMaker.zip(
                        [("META-INF/maven/g/b/pom.properties", "groupId=g\nartifactId=b\nversion=2")], deflated: true)
                ),
            ])
        ),
    ]

    static func mutated(_ seed: [UInt8], _ random: inout Random) -> [UInt8] {
        var bytes = seed
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            guard !bytes.isEmpty else { break }
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(at...)
            case 2: bytes.remove(at: at)
            case 3: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 40)], at: at)
            default: bytes[at] = Array("{}[]\",:<>\\\n;=-/@#%".utf8).randomElement(using: &random) ?? 0
            }
        }
        return bytes
    }

    @Test(arguments: seeds.indices)
    func mutationsAreRead(index: Int) {
        let (reader, path, seed) = Self.seeds[index]
        #expect(!reader.told(path, seed).packages.isEmpty)
        var random = Random(state: UInt64(index) * 7919 + 1)
        for _ in 0..<1500 {
            for package in reader.told(path, Self.mutated(seed, &random)).packages {
                // Whatever was told can be shown and written.
                #expect(!package.name.isEmpty && !package.version.isEmpty)
                #expect(!package.name.unicodeScalars.contains { $0.value < 0x20 })
                #expect(PackageURL(PackageURL(package).description) != nil)
            }
        }
        for length in seed.indices { _ = reader.told(path, Array(seed[..<length])) }
    }

    @Test func manyLevelsAndLongLinesTakeLinearTime() {
        let deep = Array(repeating: UInt8(ascii: "["), count: 2_000_000)
        let long = Array("Name: a\nVersion: 1\n".utf8) + Array(repeating: UInt8(ascii: ":"), count: 2_000_000)
        let strings = Array("s.licenses = [".utf8) + Array(repeating: UInt8(ascii: "\""), count: 2_000_001)
        let clock = ContinuousClock()
        let time = clock.measure {
            for (reader, path, _) in Self.seeds {
                for bytes in [deep, long, strings] { _ = reader.told(path, bytes) }
            }
        }
        #expect(time < .seconds(60), "\(time)")
    }

    @Test func whatIsTooLargeIsTold() {
        struct Huge: FileContent {
            var count: Int { 1 << 40 }
            func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
                Array(repeating: 0, count: min(count, 1 << 17))
            }
        }
        for (reader, path, _) in Self.seeds {
            let told = reader.read(LayerEntry(path: path, size: 1 << 40), Huge())
            #expect(told.packages.isEmpty && told.problems.count == 1, "\(path)")
        }
    }
}
