import Basics
import Foundation
import Inventory
import OCIImage
import Testing

struct SBOMWriterTests {
    @Test func theOrderOfPackagesChangesNothing() {
        var other = SBOMSample.document
        other.packages.reverse()
        #expect(other.spdx() == SBOMSample.document.spdx())
        #expect(other.cycloneDX() == SBOMSample.document.cycloneDX())
        other.packages[0].version += "1"
        #expect(other.cycloneDX() != SBOMSample.document.cycloneDX())
    }

    @Test(arguments: [true, false])
    func whatIsWrittenIsReadBack(isSPDX: Bool) throws {
        let document = SBOMSample.document
        let read = try SBOMReader.read(isSPDX ? document.spdx() : document.cycloneDX())
        #expect(read.format == (isSPDX ? "SPDX 2.3" : "CycloneDX 1.6"))
        #expect(read.name == document.name && read.digest == document.digest)
        #expect(
            read.system?.id == "debian" && read.system?.version == "12" && read.system?.name == "Debian GNU/Linux 12")
        #expect(read.problems.isEmpty)
        func key(_ package: Package) -> [String] {
            let source = package.source.flatMap { $0.name == package.name && $0.version == package.version ? nil : $0 }
            return [
                package.kind.rawValue, package.name, package.version, package.architecture ?? "", package.path,
                package.inner ?? "", package.layer.map(String.init) ?? "", package.owner ?? "", package.supplier ?? "",
                source?.name ?? "", source?.version ?? "", String(package.isMain),
            ]
        }
        let expected = document.packages.map(key).sorted { $0.lexicographicallyPrecedes($1) }
        #expect(read.packages.map(key).sorted { $0.lexicographicallyPrecedes($1) } == expected)
        #expect(read.packages.first { $0.name == "libssl3" }?.needs == ["libc6"])
        let index = try #require(read.packages.firstIndex { $0.name == "libc6" })
        #expect(read.layers[index] == SBOMSample.layers.first)
    }

    @Test func ofSeveralVersionsTheNearestIsNeeded() throws {
        let root = try #require(JSONNode(root: SBOMSample.document.cycloneDX()))
        let components = root["components"]?.elements ?? []
        let big = try #require(components.first { $0["name"]?.string == "Big" }?["bom-ref"]?.string)
        let needs = root["dependencies"]?.elements.first { $0["ref"]?.string == big }?["dependsOn"]?.elements
        let needed = components.first { $0["bom-ref"]?.string == needs?.first?.string }
        #expect(needs?.count == 1 && needed?["version"]?.string == "2.0.0")
    }

    @Test func licencesAreExpressionsOnlyWhereTheyAreValid() throws {
        let root = try #require(JSONNode(root: SBOMSample.document.spdx()))
        func declared(_ name: String) -> String? {
            root["packages"]?.elements.first { $0["name"]?.string == name }?["licenseDeclared"]?.string
        }
        #expect(declared("@scope/Big") == "(MIT OR ISC) AND BSD-3-Clause")
        #expect(declared("libc6") == "NOASSERTION")
        let reference = try #require(declared("Newtonsoft.Json"))
        #expect(reference.hasPrefix("LicenseRef-"))
        let info = root["hasExtractedLicensingInfos"]?.elements.first { $0["licenseId"]?.string == reference }
        #expect(info?["name"]?.string == "https://x.example/a b")
    }

    // MARK: Schemas

    private static let python = Tool.above("/.build-tools/test/bin/python")
    private static let schemas = Tool.above("/shared/schemas/spdx-2.3.schema.json").map { String($0.dropLast(21)) }

    private static let check = """
        import json, sys
        from jsonschema import Draft7Validator, RefResolver
        folder, schema, document = sys.argv[1:]
        load = lambda name: json.load(open(folder + "/" + name))
        main = load(schema)
        store = {}
        for ref, name in [("spdx", "cyclonedx-spdx"), ("jsf-0.82", "cyclonedx-jsf-0.82")]:
            store["http://cyclonedx.org/schema/%s.schema.json" % ref] = load(name + ".schema.json")
        resolver = RefResolver(main.get("$id", ""), main, store=store)
        errors = list(Draft7Validator(main, resolver=resolver).iter_errors(json.load(open(document))))
        for error in errors[:5]: print(list(error.absolute_path), error.message[:300])
        sys.exit(1 if errors else 0)
        """

    @Test(
        .enabled(
            if: python != nil && schemas != nil,
            "Scripts/test-tools has not installed jsonschema, or ../shared is absent"),
        arguments: ["spdx-2.3.schema.json", "cyclonedx-bom-1.6.schema.json"])
    func documentsAreValid(schema: String) throws {
        let bytes = schema.hasPrefix("spdx") ? SBOMSample.document.spdx() : SBOMSample.document.cycloneDX()
        let empty = SBOMDocument(name: "x", packages: [], created: Moment(seconds: 0), toolVersion: "1")
        for bytes in [bytes, schema.hasPrefix("spdx") ? empty.spdx() : empty.cycloneDX()] {
            let file = FileManager.default.temporaryDirectory.appending(path: "plimsoll-sbom-\(UUID().uuidString).json")
            try Data(bytes).write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }
            let said = try Tool.run(
                try #require(Self.python), "-W", "ignore", "-c", Self.check, try #require(Self.schemas), schema,
                file.path)
            #expect(said.status == 0, "\(said.text)")
        }
    }
}

/// Runs a program of this machine.
enum Tool {
    static func run(_ program: String, _ arguments: String...) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }

    /// A file in one of the folders above this one.
    static func above(_ name: String) -> String? {
        var folder = #filePath
        while let slash = folder.lastIndex(of: "/") {
            folder = String(folder[..<slash])
            if FileManager.default.fileExists(atPath: folder + name) { return folder + name }
        }
        return nil
    }

    /// Where a program is, or nil.
    static func find(_ name: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
