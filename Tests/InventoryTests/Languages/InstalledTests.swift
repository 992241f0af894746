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
        let read = try Self.packages(NodeReader.self, root).filter { !$0.isMain }
        #expect(!expected.isEmpty && Set(read.map(\.label)) == expected)
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
        // Those without pom.properties do not tell their group; most do.
        #expect(wrong.count * 3 <= jars, "\(wrong)")
    }
}
