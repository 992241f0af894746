import Foundation
import Inventory
import OCIImage
import Testing

@Suite struct DpkgTests {
    private let status = """
        Package: libssl3
        Status: install ok installed
        Maintainer: OpenSSL Team <a@example.org>
        Architecture: amd64
        Multi-Arch: same
        Source: openssl (3.0.11-1~deb12u2)
        Version: 3.0.11-1~deb12u2+b1
        Provides: libssl (= 3), libtls
        Depends: libc6 (>= 2.34),
         base-missing | debconf:any (>= 0.5) | cdebconf, nowhere
        Built-Using: gcc-12 (= 12.2.0-14)
        Description: text
         Package: not-a-package
         .

        Package: libc6
        Status: hold ok installed
        Architecture: amd64
        Source: glibc
        Version: 2.36-9

        Package: gone
        Status: deinstall ok config-files
        Architecture: all
        Version: 1

        Package: halfway
        Status: install ok unpacked
        Architecture: all
        Version: 1:0-1
        Pre-Depends: libtls

        package: debconf
        STATUS: install ok installed
        architecture: all
        version: 1.5.82

        """

    @Test(arguments: ["\n", "\r\n"]) func statusTellsWhatIsInstalled(ending: String) {
        let told = tell("var/lib/dpkg/status", status.replacingOccurrences(of: "\n", with: ending))
        #expect(told.problems.isEmpty)
        #expect(told.packages.map(\.name) == ["libssl3", "libc6", "halfway", "debconf"])
        guard told.packages.count == 4 else { return }
        let first = told.packages[0]
        #expect(first.version == "3.0.11-1~deb12u2+b1")
        #expect(first.architecture == "amd64")
        #expect(first.source == Package.Source(name: "openssl", version: "3.0.11-1~deb12u2"))
        #expect(first.needs == ["libc6", "debconf"])
        #expect(first.supplier == "OpenSSL Team <a@example.org>")
        #expect(first.path == "var/lib/dpkg/status")
        #expect(told.packages[1].source == Package.Source(name: "glibc", version: "2.36-9"))
        #expect(told.packages[2].version == "1:0-1")
        #expect(told.packages[2].needs == ["libssl3"])
        #expect(told.packages[3].source == Package.Source(name: "debconf", version: "1.5.82"))
    }

    @Test func distrolessHasAFileForEachPackage() {
        let told = tell(
            "var/lib/dpkg/status.d/tzdata", "Package: tzdata\nVersion: 2024a-0\nArchitecture: all\nDepends: debconf")
        #expect(told.packages.map(\.version) == ["2024a-0"])
        #expect(told.packages.map(\.needs) == [["debconf"]])
        let sums = tell(
            "var/lib/dpkg/status.d/tzdata.md5sums", "d41d8cd98f00b204e9800998ecf8427e  usr/share/zoneinfo/UTC\n")
        #expect(sums.packages.isEmpty)
        #expect(sums.owned.map(\.package) == ["tzdata"])
        #expect(sums.owned.map(\.path) == ["usr/share/zoneinfo/UTC"])
    }

    @Test(arguments: [
        "Package: a\nStatus: install ok installed\n\nPackage: b\nStatus: install ok installed\nVersion: 1\n",
        "Status: install ok installed\nVersion: 9\n\nPackage: b\nVersion: 1\nStatus: install ok installed\n",
        "no field at all\nPackage: a\nVersion: 1\n\n\nPackage: b\nStatus: install ok installed\nVersion: 1",
    ])
    func brokenEntriesAreTold(text: String) {
        let told = tell("var/lib/dpkg/status", text)
        #expect(told.packages.map(\.name) == ["b"])
        #expect(told.problems.count == 1)
    }

    @Test func listsTellOwnersWithoutFolders() {
        let list =
            "/.\n/usr\n/usr/bin\n/usr/bin/a\n/usr/lib\n/usr/lib/x86_64-linux-gnu\n/usr/lib/x86_64-linux-gnu/liba.so.1\n/etc/a.conf\n"
        let told = tell("var/lib/dpkg/info/liba1:amd64.list", list)
        #expect(told.owned.map(\.path) == ["usr/bin/a", "usr/lib/x86_64-linux-gnu/liba.so.1", "etc/a.conf"])
        #expect(Set(told.owned.map(\.package)) == ["liba1"])
    }

    @Test(arguments: [
        "var/lib/dpkg/status-old", "var/lib/dpkg/available", "var/lib/dpkg/info/a.md5sums",
        "var/lib/dpkg/info/a.postinst",
        "var/lib/dpkg/info/x/a.list", "usr/share/doc/a/b/copyright", "home/var/lib/dpkg/status", "etc/os-release.d/x",
        "srv/etc/os-release", "var/lib/rpm/Name", "var/lib/rpm/Packages.bak", "lib/apk/db/installed.new", "etc/passwd",
    ])
    func otherFilesAreNotWanted(path: String) {
        #expect(PackageReaders.wish(LayerEntry(path: path, size: 100)) == .no)
    }

    @Test(arguments: [LayerEntry.Kind.symbolicLink, .hardLink, .folder, .characterDevice])
    func onlyFilesAreWanted(kind: LayerEntry.Kind) {
        #expect(PackageReaders.wish(LayerEntry(path: "var/lib/dpkg/status", kind: kind)) == .no)
    }

    @Test func copyrightTellsShortNames() {
        let text = """
            Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
            Upstream-Name: a

            Files: *
            Copyright: 2020 Someone
            License: GPL-2+ or Artistic, and MIT
             License: no, this is text

            Files: b
            License: GPL-2+ with OpenSSL exception
            License: MIT
            """
        let told = tell("usr/share/doc/liba/copyright", text)
        #expect(told.licenses.map(\.package) == ["liba"])
        #expect(told.licenses.map(\.names) == [["GPL-2+", "Artistic", "MIT", "GPL-2+ with OpenSSL exception"]])
        #expect(tell("usr/share/doc/b/copyright", "This is b.\nLicense: GPL\n").licenses.isEmpty)
    }

    @Test func fiftyMegabytesAreRead() {
        let stanza = "Package: p\nStatus: install ok installed\nArchitecture: all\nVersion: 1\nDescription: "
        let text = stanza + String(repeating: "x", count: 1_000) + "\n\n"
        let bytes = Array(String(repeating: text, count: 50_000).utf8)
        #expect(tell("var/lib/dpkg/status", bytes).packages.count == 50_000)
    }

    @Test func damagedFilesEndReading() {
        damage("var/lib/dpkg/status", Array(status.utf8), rounds: 4_000)
        damage("var/lib/dpkg/info/a.list", Array("/.\n/usr\n/usr/bin\n/usr/bin/a\n".utf8), rounds: 2_000)
        damage(
            "var/lib/dpkg/status.d/a.md5sums", Array("d41d8cd98f00b204e9800998ecf8427e  usr/a\n".utf8), rounds: 2_000)
        damage("usr/share/doc/a/copyright", Array("Format: x\n\nLicense: GPL-2 or MIT, and BSD\n".utf8), rounds: 2_000)
    }

    @Test(.enabled(if: SystemProgram.has("dpkg-query"), "dpkg-query is not installed"))
    func listEqualsThatOfDpkgQuery() throws {
        let format =
            "${db:Status-Status}\t${Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\n"
        let expected = try SystemProgram.run("dpkg-query", ["-W", "-f", format]).split(separator: "\n")
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
            .filter { $0[0] != "not-installed" && $0[0] != "config-files" }.map {
                $0.dropFirst().joined(separator: " ")
            }
        let told = tell("var/lib/dpkg/status", try SystemProgram.bytes("/var/lib/dpkg/status"))
        let actual = told.packages.map {
            "\($0.name) \($0.version) \($0.architecture ?? "") \($0.source?.name ?? "") \($0.source?.version ?? "")"
        }
        #expect(told.problems.isEmpty)
        #expect(!expected.isEmpty)
        #expect(actual.sorted() == expected.sorted())
    }

    @Test(.enabled(if: SystemProgram.has("dpkg-query"), "dpkg-query is not installed"))
    func ownersEqualThoseOfDpkgQuery() throws {
        for name in ["dpkg", "base-files", "libc6:amd64", "libc6:arm64"] {
            let path = "/var/lib/dpkg/info/\(name).list"
            guard let bytes = try? SystemProgram.bytes(path) else { continue }
            let told = tell(String(path.dropFirst()), bytes)
            let listed = try SystemProgram.run("dpkg-query", ["-L", name]).split(separator: "\n").map(String.init)
            var isFolder: ObjCBool = false
            let files = listed.filter {
                $0.hasPrefix("/") && FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder)
                    && !isFolder.boolValue
            }
            let owned = Set(told.owned.map { "/\($0.path)" })
            #expect(!files.isEmpty)
            #expect(files.filter { !owned.contains($0) } == [])
        }
    }
}
