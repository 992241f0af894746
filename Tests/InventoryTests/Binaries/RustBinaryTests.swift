import Foundation
import Inventory
import OCIImage
import Testing

@Suite struct RustBinaryTests {
    private static let json = """
        {"packages":[
        {"name":"adler","version":"0.2.3","source":"crates.io"},
        {"name":"cc","version":"1.0.1","source":"crates.io","kind":"build"},
        {"name":"tool","version":"0.1.0","source":"local","dependencies":[0,1,3],"root":true},
        {"name":"from-git","version":"2.0.0","source":"git","dependencies":[0]}
        ]}
        """

    /// A zlib stream of stored blocks, which need no compressor.
    private static func stored(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var a = 1
        var b = 0
        for byte in bytes {
            a = (a + Int(byte)) % 65_521
            b = (b + a) % 65_521
        }
        let files = ProgramFiles()
        let head = [1] + files.number(bytes.count, 2) + files.number(~bytes.count & 0xFFFF, 2)
        return [0x78, 0x01] + head + bytes + ProgramFiles(isBig: true).number(b << 16 | a, 4)
    }

    @Test func cratesAreRead() {
        let files = ProgramFiles()
        let content = Self.stored(Self.json)
        for bytes in [
            files.elf(".dep-v0", content), ProgramFiles(is64: false, isBig: true).elf(".dep-v0", content),
            files.portable(".dep-v0", content), files.mach(".dep-v0", content),
        ] {
            let told = tell("usr/bin/tool", bytes, mode: 0o755)
            #expect(told.problems.isEmpty)
            #expect(
                told.packages == [
                    Package(.cargo, name: "adler", version: "0.2.3", path: "usr/bin/tool"),
                    Package(
                        .cargo, name: "tool", version: "0.1.0", path: "usr/bin/tool", needs: ["adler", "from-git"],
                        isMain: true),
                    Package(.cargo, name: "from-git", version: "2.0.0", path: "usr/bin/tool", needs: ["adler"]),
                ])
        }
    }

    @Test(arguments: [[1, 2, 3], Array(stored(json).prefix(60)), stored("{\"packages\":"), stored("")] as [[UInt8]])
    func whatCannotBeReadIsTold(content: [UInt8]) {
        let told = tell("usr/bin/tool", ProgramFiles().elf(".dep-v0", content), mode: 0o755)
        #expect(told.packages.isEmpty)
        #expect(told.problems.count == 1)
    }

    @Test func damagedProgramsEndReading() {
        let bytes = ProgramFiles().elf(".dep-v0", Self.stored(Self.json))
        damage("app", bytes, rounds: 2_000)
        damage("app", bytes, rounds: 2_000, head: 400)
    }
}
