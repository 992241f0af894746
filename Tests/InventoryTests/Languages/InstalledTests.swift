import Basics
import Foundation
import Inventory
import OCIImage
import Testing

/// Held against the package managers of this machine: what they list is what is read from their files.
struct InstalledTests {
    /// Reads each file below a folder that the reader wants; symbolic links are not followed.
    private static func packages(_ reader: any PackageReader.Type, _ root: String) throws -> [Package] {
        var found: [Package] = []
        let files = try #require(FileManager.default.enumerator(atPath: root))
        for case let name as String in files {
            let path = root.hasSuffix("/") ? root + name : root + "/" + name
            guard reader.wants(String(path.dropFirst())) else { continue }
            let type = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
            guard type == .typeRegular, let data = FileManager.default.contents(atPath: path) else { continue }
            let told = reader.told(String(path.dropFirst()), Array(data))
            #expect(told.problems.isEmpty, "\(told.problems.map(\.en))")
            found += told.packages
        }
        return found
    }

    @Test(.enabled(if: Tool.find("python3") != nil, "python3 is not installed"))
    func pipListsTheSame() throws {
        let python = try #require(Tool.find("python3"))
        let site = try Tool.run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").text
            .trimmingCharacters(in: .newlines)
        let listed = try Tool.run(
            python, "-m", "pip", "list", "--format", "json", "--path", site, "--disable-pip-version-check")
        guard listed.status == 0, FileManager.default.fileExists(atPath: site) else { return }
        let nodes = try #require(JSONNode(root: Array(listed.text.utf8))).elements
        let expected = Set(
            nodes.map { "\(PackageKind.pypi.normalName($0["name"]?.string ?? "")) \($0["version"]?.string ?? "")" })
        // What a package brings for itself (setuptools/_vendor) is in the image, but pip does not list it.
        let read = try Self.packages(PythonReader.self, site).filter { package in
            package.path.dropFirst(site.count).split(separator: "/").count == 2 || package.path.hasSuffix(".egg-info")
        }
        #expect(Set(read.map { "\($0.normalName) \($0.version)" }) == expected)
    }

    @Test(.enabled(if: Tool.find("npm") != nil, "npm is not installed"))
    func npmListsTheSame() throws {
        let npm = try #require(Tool.find("npm"))
        let root = try Tool.run(npm, "root", "--global").text.trimmingCharacters(in: .newlines)
        let listed = try Tool.run(npm, "ls", "--global", "--all", "--json")
        let top = try #require(JSONNode(root: Array(listed.text.utf8)))
        var expected: Set<String> = []
        var pending = [top]
        while let node = pending.popLast() {
            for (name, child) in (node["dependencies"]?.members).map({ $0.map { ($0.key, $0.value) } }) ?? [] {
                // An optional one that was not installed has no version.
                if let version = child["version"]?.string { expected.insert("\(name) \(version)") }
                pending.append(child)
            }
        }
        // An alias (`npm:string-width@4.2.3` as string-width-cjs) is listed by its folder; we tell the package in it.
        let read = try Self.packages(NodeReader.self, root).filter { !$0.isMain }.map { package in
            let parts = package.path.split(separator: "/").dropLast()
            let store = parts.lastIndex(of: "node_modules") ?? parts.startIndex
            return "\(parts[(store + 1)...].joined(separator: "/")) \(package.version)"
        }
        #expect(!expected.isEmpty && Set(read) == expected)
    }

    @Test(.enabled(if: Tool.find("gem") != nil, "gem is not installed"))
    func gemListsTheSame() throws {
        let gem = try #require(Tool.find("gem"))
        let folders = try Tool.run(gem, "environment", "gempath").text.trimmingCharacters(in: .newlines).split(
            separator: ":")
        var expected: Set<String> = []
        for line in try Tool.run(gem, "list", "--local", "--quiet").text.split(separator: "\n") {
            guard let open = line.firstIndex(of: "("), line.hasSuffix(")") else { continue }
            let name = line[..<open].trimmingCharacters(in: .whitespaces)
            for version in line[line.index(after: open)...].dropLast().split(separator: ",") {
                let words = version.split(separator: " ").filter { $0 != "default:" }
                if let number = words.first { expected.insert("\(name) \(number)") }
            }
        }
        var read: Set<String> = []
        for folder in folders {
            let specifications = folder + "/specifications"
            guard FileManager.default.fileExists(atPath: String(specifications)) else { continue }
            read.formUnion(try Self.packages(RubyReader.self, String(specifications)).map(\.label))
        }
        #expect(!expected.isEmpty && read == expected)
    }

    private static let trivy = Tool.above("/.build-tools/peers/bin/trivy") ?? Tool.find("trivy")
    private static let syft = Tool.above("/.build-tools/peers/bin/syft") ?? Tool.find("syft")

    /// What of this machine is read by both.
    private static func roots() throws -> [(any PackageReader.Type, String)] {
        var roots: [(any PackageReader.Type, String)] = []
        if let python = Tool.find("python3") {
            let said = try Tool.run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").text
            roots.append((PythonReader.self, said.trimmingCharacters(in: .newlines)))
        }
        if let npm = Tool.find("npm") {
            let said = try Tool.run(npm, "root", "--global").text
            roots.append((NodeReader.self, said.trimmingCharacters(in: .newlines)))
        }
        roots.append((RubyReader.self, "/usr/share/rubygems-integration"))
        return roots.filter { FileManager.default.fileExists(atPath: $0.1) }
    }

    /// Kind, name and version; of Java the file instead of the name, since without a `pom.properties` each tool guesses.
    private static func key(_ package: Package) -> String {
        guard package.kind == .maven else {
            return "\(package.kind) \(package.normalName.lowercased()) \(package.version)"
        }
        let name = package.path.split(separator: "/").last ?? ""
        return "\(package.kind) \(name) \(package.version)"
    }

    /// All forms that they write are read, and they find nothing that we do not.
    private static func compare(
        _ reader: any PackageReader.Type, _ root: String, _ write: (String) throws -> Int32
    ) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "plimsoll-peer-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try write(file.path) == 0)
        let theirs = try SBOMReader.read(Array(try Data(contentsOf: file)))
        // What has no version cannot be compared with advisories, and is not told by us; of other kinds than the reader's
        // they find what is none of it: templates of rocks, launchers of Windows.
        let known = ["without a name or version", "are listed, but"]
        let problems = theirs.problems.map(\.en).filter { text in !known.contains { text.contains($0) } }
        #expect(problems.isEmpty, "\(problems)")
        let read = try packages(reader, root)
        let kinds = Set(read.map(\.kind))
        let expected = theirs.packages.filter { kinds.contains($0.kind) && $0.version != "UNKNOWN" }
        #expect(!expected.isEmpty)
        let ours = Set(read.map(key))
        #expect(Set(expected.map(key)).subtracting(ours).sorted() == [], "\(root)")
    }

    @Test(.enabled(if: trivy != nil, "trivy is not installed"), arguments: ["cyclonedx", "spdx-json", "spdx"])
    func trivyFindsNoMore(form: String) throws {
        let trivy = try #require(Self.trivy)
        for (reader, root) in try Self.roots() {
            try Self.compare(reader, root) { file in
                try Tool.run(
                    trivy, "rootfs", "--offline-scan", "--skip-db-update", "--format", form, "--output", file, root
                ).status
            }
        }
    }

    @Test(
        .enabled(if: syft != nil, "syft is not installed"),
        arguments: ["cyclonedx-json", "cyclonedx-xml", "spdx-json", "spdx-tag-value"])
    func syftFindsNoMore(form: String) throws {
        let syft = try #require(Self.syft)
        var roots = try Self.roots()
        if FileManager.default.fileExists(atPath: "/usr/share/java") {
            roots.append((JavaReader.self, "/usr/share/java"))
        }
        for (reader, root) in roots {
            try Self.compare(reader, root) { file in
                try Tool.run(
                    syft, "scan", "dir:\(root)", "--override-default-catalogers", "image", "--quiet", "--output",
                    "\(form)=\(file)"
                ).status
            }
        }
    }

    private static let repository = "/usr/share/maven-repo"

    /// Debian's Maven repository: the path of each jar has its group, artifact and version.
    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: repository), "Debian's Maven repository is not installed"))
    func jarsAreWhatTheirRepositoryCallsThem() throws {
        var jars = 0
        var wrong: [String] = []
        let files = try #require(FileManager.default.enumerator(atPath: Self.repository))
        for case let name as String in files where name.hasSuffix(".jar") && !name.contains("/debian/") {
            let parts = name.split(separator: "/")
            guard parts.count > 3, let data = FileManager.default.contents(atPath: Self.repository + "/" + name) else {
                continue
            }
            let version = parts[parts.count - 2]
            // Debian's names for "any version 3".
            if version.hasSuffix("x") { continue }
            let expected = "\(parts.dropLast(3).joined(separator: ".")):\(parts[parts.count - 3]) \(version)"
            let told = JavaReader.told(name, Array(data))
            #expect(told.problems.isEmpty, "\(told.problems.map(\.en))")
            jars += 1
            if !told.packages.contains(where: { $0.label == expected }) {
                wrong.append("\(expected): \(told.packages.map(\.label))")
            }
        }
        if ProcessInfo.processInfo.environment["PLIMSOLL_SHOW_JARS"] != nil {
            print("\(jars) jars, \(wrong.count) otherwise:\n" + wrong.joined(separator: "\n"))
        }
        // Debian's own builds often have no pom.properties, and their manifests a group that is not Maven's.
        #expect(wrong.count * 3 <= jars, "\(wrong)")
    }
}
