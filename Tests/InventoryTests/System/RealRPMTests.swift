import Foundation
import Inventory
import OCIImage
import Testing

/// What rpm itself installed, in its own databases.
@Suite(.enabled(if: SystemProgram.has("rpm", "rpmbuild"), "rpm and rpmbuild are not installed"))
struct RealRPMTests {
    private static let format = #"%{NAME}|%{EPOCH}|%{VERSION}-%{RELEASE}|%{ARCH}|%{SOURCERPM}|%{LICENSE}|%{VENDOR}\n"#

    /// A root with eleven packages, and the database in it.
    private func withRoot(_ body: (_ root: String, _ database: [UInt8], _ expected: [String]) throws -> Void) throws {
        try SystemProgram.withFolder { folder in
            for (name, epoch) in [("alpha", "2"), ("beta", "")] {
                var spec = """
                    Name: \(name)
                    Version: 1.2~rc1^git5
                    Release: 3.el9
                    Summary: s
                    License: MIT and GPLv2+
                    Vendor: Example Corp
                    BuildArch: noarch
                    \(epoch.isEmpty ? "" : "Epoch: \(epoch)")
                    %description
                    d
                    %install
                    mkdir -p %{buildroot}/usr/share/\(name)
                    for i in $(seq 1 800); do : > %{buildroot}/usr/share/\(name)/file-$i; done
                    %files
                    /usr/share/\(name)

                    """
                for number in name == "alpha" ? Array(1...9) : [] {
                    spec += "%package part\(number)\nSummary: p\n%description part\(number)\nx\n%files part\(number)\n"
                }
                try spec.write(toFile: "\(folder)/\(name).spec", atomically: true, encoding: .utf8)
                _ = try SystemProgram.run(
                    "rpmbuild", ["-bb", "--define", "_topdir \(folder)/top", "\(folder)/\(name).spec"])
            }
            let built = "\(folder)/top/RPMS/noarch"
            let files = try FileManager.default.contentsOfDirectory(atPath: built).map { "\(built)/\($0)" }
            let root = "\(folder)/root"
            try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
            let place = ["--root", root, "--dbpath", "/var/lib/rpm", "--define", "_db_backend sqlite"]
            _ = try SystemProgram.run("rpm", place + ["--initdb"])
            _ = try SystemProgram.run(
                "rpm", place + ["-i", "--nodeps", "--noscripts", "--nosignature"] + files)
            let expected = try SystemProgram.run("rpm", place + ["-qa", "--qf", Self.format])
            try body(
                root, try SystemProgram.bytes("\(root)/var/lib/rpm/rpmdb.sqlite"),
                expected.split(separator: "\n").map(String.init).sorted())
        }
    }

    private func lines(_ packages: [Package]) -> [String] {
        packages.map { package in
            let parts = package.version.split(separator: ":")
            let epoch = parts.count > 1 ? String(parts[0]) : "(none)"
            // The source has the epoch of the package where both have one version.
            let source = package.source.map { source in
                "\(source.name)-\(source.version.split(separator: ":").last ?? "").src.rpm"
            }
            return [
                package.name, epoch, String(parts.last ?? ""), package.architecture ?? "(none)", source ?? "(none)",
                package.licenses.first ?? "(none)", package.supplier ?? "(none)",
            ].joined(separator: "|")
        }.sorted()
    }

    @Test func listsEqualThoseOfRpm() throws {
        try withRoot { root, database, expected in
            let told = tell("var/lib/rpm/rpmdb.sqlite", database)
            #expect(told.problems.isEmpty)
            #expect(expected.count == 11)
            #expect(lines(told.packages) == expected)
            let listed = try SystemProgram.run("rpm", ["--root", root, "--dbpath", "/var/lib/rpm", "-qal"])
            let files = listed.split(separator: "\n").filter { $0.hasPrefix("/") }.map { String($0.dropFirst()) }
            #expect(told.owned.map(\.path).sorted() == files.sorted())

            // The same headers in a database that Berkeley DB's own program writes.
            guard let load = ["db5.3_load", "db_load"].first(where: { SystemProgram.has($0) }) else { return }
            let dump = try SystemProgram.run(
                "sqlite3", ["\(root)/var/lib/rpm/rpmdb.sqlite", "SELECT hex(blob) FROM Packages"])
            var text = "VERSION=3\nformat=bytevalue\ntype=hash\ndb_pagesize=4096\nHEADER=END\n 00000000\n 0c000000\n"
            for (index, line) in dump.split(separator: "\n").enumerated() {
                text += " \(RPMFiles.little(index + 1).map(RPMFiles.hex).joined())\n \(line.lowercased())\n"
            }
            text += "DATA=END\n"
            try text.write(toFile: "\(root)/dump", atomically: true, encoding: .utf8)
            _ = try SystemProgram.run(load, ["-f", "\(root)/dump", "\(root)/Packages"])
            let old = tell("var/lib/rpm/Packages", try SystemProgram.bytes("\(root)/Packages"))
            #expect(old.problems.isEmpty)
            #expect(lines(old.packages) == expected)
        }
    }
}
