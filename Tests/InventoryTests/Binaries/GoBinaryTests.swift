import Foundation
import Inventory
import OCIImage
import Testing

@Suite struct GoBinaryTests {
    private static let modules = """
        path\tgithub.com/a/tool/cmd/tool
        mod\tgithub.com/a/tool\tv1.4.0\th1:x=
        dep\tgithub.com/b/lib\tv0.3.1\th1:y=
        dep\tgithub.com/c/old\tv1.0.0
        =>\tgithub.com/d/fork\tv1.0.1-0.20230101000000-abcdefabcdef\th1:z=
        dep\tgithub.com/e/local\tv2.0.0+incompatible
        =>\t./local\t(devel)\t
        build\t-compiler=gc
        build\tGOARCH=arm64
        build\tvcs.revision=0123456789abcdef0123456789abcdef01234567

        """

    private static let expected = [
        "github.com/a/tool v1.4.0", "github.com/b/lib v0.3.1", "github.com/d/fork v1.0.1-0.20230101000000-abcdefabcdef",
        "github.com/e/local (devel)", "stdlib 1.20.7",
    ]

    enum Form: String, CaseIterable {
        case elf, stripped, pe, mach
    }

    private static func program(_ files: ProgramFiles, _ form: Form, _ content: [UInt8]) -> [UInt8] {
        switch form {
        case .elf: files.elf(".go.buildinfo", content)
        case .stripped: files.elf(".go.buildinfo", content, headers: false)
        case .pe: files.portable(".data", [UInt8](repeating: 0, count: 64) + content)
        case .mach: files.mach("__go_buildinfo", content)
        }
    }

    private func names(_ told: FileTold) -> [String] { told.packages.map { "\($0.name) \($0.version)" } }

    @Test(arguments: Form.allCases) func modulesAreRead(form: Form) {
        let files = ProgramFiles()
        let bytes = Self.program(files, form, files.inline("go1.20.7", Self.modules))
        let told = tell("usr/bin/tool", bytes, mode: 0o755)
        #expect(told.problems.isEmpty)
        #expect(names(told) == Self.expected)
        #expect(told.packages.map(\.isMain) == [true, false, false, false, false])
        #expect(told.packages.first?.architecture == "arm64")
        #expect(told.packages.first?.needs.count == 4)
        #expect(told.packages.allSatisfy { $0.path == "usr/bin/tool" && $0.kind == .golang })
    }

    @Test(arguments: [true, false], [true, false]) func pointersOfOldProgramsAreFollowed(is64: Bool, isBig: Bool) {
        let files = ProgramFiles(is64: is64, isBig: isBig)
        for headers in [true, false] {
            let bytes = files.elf(".go.buildinfo", files.pointers("go1.20.7", Self.modules), headers: headers)
            #expect(names(tell("app", bytes)) == Self.expected)
        }
    }

    @Test func textsAreBoundedByTheirMarks() {
        let files = ProgramFiles()
        let bytes = files.elf(".go.buildinfo", files.inline("go1.17", ""))
        #expect(names(tell("app", bytes)) == ["stdlib 1.17.0"])
    }

    @Test(arguments: [
        ("go1.22.3", "1.22.3"), ("go1.22", "1.22.0"), ("go1.23rc1", "1.23.0-rc.1"), ("go1.8beta2", "1.8.0-beta.2"),
        ("go1.21.0 X:boringcrypto", "1.21.0"), ("go1.20.12b7", "1.20.12"), ("go1.22.3-microsoft", "1.22.3"),
        ("devel go1.24-0a1b2c3", nil), ("go", nil), ("gox.y", nil), ("go1", nil), ("go1.x", nil),
    ])
    func toolchainsAreVersionsOfTheStandardLibrary(toolchain: String, version: String?) {
        let files = ProgramFiles()
        let told = tell("app", files.elf(".go.buildinfo", files.inline(toolchain, "")))
        #expect(told.packages.map(\.version) == (version.map { [$0] } ?? []))
    }

    @Test(arguments: [
        ("-s -w -X main.version=v1.2.3 -X main.commit=abc", "v1.2.3"),
        ("\"-X 'k8s.io/component-base/version.gitVersion=v1.28.3'\"", "v1.28.3"),
        ("-X main.version=1.2.3-rc.1 -X a/b.Version=1.2.3-rc.1", "v1.2.3-rc.1"),
        ("-X main.version=1.2.3 -X a/b.Version=1.2.4", "(devel)"),
        ("-X main.version=dev", "(devel)"), ("-X main.date=1.2.3", "(devel)"), ("-s -w", "(devel)"),
    ])
    func aCheckoutTellsTheReleaseThatTheLinkerWasGiven(flags: String, version: String) {
        let files = ProgramFiles()
        let text = "path\ta/b\nmod\ta/b\t(devel)\t\nbuild\t-ldflags=\(flags)\n"
        let told = tell("app", files.elf(".go.buildinfo", files.inline("go1.22.3", text)))
        #expect(names(told) == ["a/b \(version)", "stdlib 1.22.3"])
    }

    @Test func otherFilesTellNothing() {
        let files = ProgramFiles()
        for bytes in [
            files.elf(".text", [UInt8](repeating: 1, count: 100)),
            Array("#!/bin/sh\n".utf8) + [UInt8](repeating: 0, count: 5_000),
            files.elf(".go.buildinfo", []), [0x7F, 0x45, 0x4C, 0x46] + [UInt8](repeating: 0xFF, count: 5_000),
        ] {
            let told = tell("usr/bin/x", bytes, mode: 0o755)
            #expect(told.packages.isEmpty)
            #expect(told.problems.isEmpty)
        }
    }

    @Test(arguments: [
        ("usr/bin/a", 0o755, 5_000, true), ("app", 0o644, 5_000, true), ("opt/a.b/tool", 0o644, 5_000, true),
        ("usr/lib/liba.so.1.2", 0o644, 5_000, true), ("usr/lib/liba.so", 0o755, 17 << 20, false),
        ("a/tool.exe", 0o644, 5_000, true), ("a/text.txt", 0o644, 5_000, false), ("a/run.sh", 0o755, 5_000, true),
        ("usr/bin/a", 0o755, 100, false), ("usr/bin/huge", 0o755, 4 << 30, true),
    ])
    func programsAreWishedFor(path: String, mode: UInt16, size: Int, isWanted: Bool) {
        #expect(PackageReaders.wish(LayerEntry(path: path, size: size, mode: mode)) == (isWanted ? .ifExecutable : .no))
    }

    @Test func toolchainsTell() {
        let told = tell("usr/local/go/VERSION", "go1.22.3\ntime 2024-05-01T00:00:00Z\n")
        #expect(told.packages == [Package(.generic, name: "go", version: "1.22.3", path: "usr/local/go/VERSION")])
        #expect(tell("srv/go/VERSION", "1.0\n").packages.isEmpty)
    }

    @Test func damagedProgramsEndReading() {
        for (is64, isBig) in [(true, false), (false, true)] {
            let files = ProgramFiles(is64: is64, isBig: isBig)
            let old = files.elf(".go.buildinfo", files.pointers("go1.17.1", Self.modules))
            damage("app", old, rounds: 1_500)
            damage("app", old, rounds: 1_500, head: 256)
        }
        let files = ProgramFiles()
        let content = files.inline("go1.22.3", Self.modules)
        damage("app", files.elf(".go.buildinfo", content), rounds: 2_000)
        damage("app", files.portable(".data", content), rounds: 2_000, head: 400)
        damage("app", files.mach("__go_buildinfo", content), rounds: 2_000, head: 300)
    }

    /// Programs of Go that may be on the machine, Docker's and Go's own.
    private static let real = [
        "/usr/sbin/dockerd", "/usr/bin/containerd", "/usr/bin/docker", "/usr/bin/docker-proxy", "/usr/bin/podman",
        "/usr/bin/buildah", "/usr/bin/skopeo", "/usr/bin/runc", "/usr/bin/ctr", "/usr/lib/go-1.19/bin/go",
        "/usr/lib/go-1.19/pkg/tool/linux_amd64/vet",
    ].filter { FileManager.default.fileExists(atPath: $0) }

    @Test(.enabled(if: SystemProgram.has("go"), "go is not installed"), arguments: real)
    func modulesEqualThoseOfGoVersion(path: String) throws {
        let lines = try SystemProgram.run("go", ["version", "-m", path]).split(separator: "\n")
        var expected: [String] = []
        for line in lines.dropFirst() {
            let fields = line.dropFirst().split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count >= 2 else { continue }
            if fields[0] == "=>" { expected.removeLast() }
            if ["mod", "dep", "=>"].contains(fields[0]) {
                expected.append("\(fields[1]) \(fields.count > 2 ? fields[2] : "")")
            }
        }
        let toolchain = lines.first?.split(separator: " ").dropFirst().joined(separator: " ") ?? ""
        let told = tell(String(path.dropFirst()), try SystemProgram.bytes(path), mode: 0o755)
        let actual = told.packages.filter { $0.name != "stdlib" && $0.kind == .golang }
        #expect(told.problems.isEmpty)
        // Of the main module the release that the linker was told counts where Go knows none.
        #expect(
            actual.filter { !$0.isMain }.map { "\($0.name) \($0.version)" }
                == expected.filter { line in
                    !actual.contains { $0.isMain && line.hasPrefix("\($0.name) ") }
                })
        #expect(actual.count == expected.count)
        #expect(told.packages.contains { $0.name == "stdlib" && toolchain.hasPrefix("go\($0.version)") })
    }
}
