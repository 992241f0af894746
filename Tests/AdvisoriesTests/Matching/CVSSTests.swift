import Advisories
import Foundation
import Testing

@Suite struct CVSSTests {
    /// From the examples of FIRST's specifications and user guides.
    @Test(arguments: [
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 98), ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 100),
        ("CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 64), ("CVSS:3.0/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 31),
        ("CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:N/I:N/A:N", 0), ("AV:N/AC:L/Au:N/C:N/I:N/A:C", 78),
        ("AV:L/AC:H/Au:N/C:C/I:C/A:C", 62), ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 100),
        ("CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 73),
        ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N", 0),
        ("CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 77),
        ("CVSS:4.0/AV:L/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:L/SC:N/SI:N/SA:N", 51),
    ])
    func knownScores(_ vector: String, _ tenths: Int) {
        #expect(CVSS(vector)?.tenths == tenths)
    }

    @Test(arguments: [
        "", "CVSS:3.1/", "CVSS:3.1/AV:N", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/", "CVSS:5.0/AV:N",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/A:H", "CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:4.0/AV:N/AC:L/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", "AV:N/AC:L/Au:N/C:N/I:N", "7.5",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/ZZ:H",
    ])
    func malformedVectorsAreNone(_ vector: String) {
        #expect(CVSS(vector) == nil)
    }

    @Test func levels() {
        #expect(CVSS("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")?.level == .critical)
        #expect(CVSS("AV:N/AC:L/Au:N/C:C/I:C/A:C")?.level == .high)
        #expect(CVSS.level(of: 6.9) == .medium)
        #expect(CVSS.level(of: 0) == Vulnerability.Level.none)
    }

    private static let python: String? = {
        var folder = URL(filePath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let python = folder.appending(path: ".build-tools/test/bin/python").path
            if FileManager.default.fileExists(atPath: python) { return python }
        }
        return nil
    }()

    /// All base vectors of versions 2 and 3, and 20,000 of version 4 with threat and environment, against PyPI's `cvss`.
    @Test(.enabled(if: python != nil, "the PyPI package cvss is not installed: Scripts/test-tools"))
    func scoresAgreeWithAnotherCalculator() throws {
        var vectors: [String] = []
        func all(_ prefix: String, _ metrics: [(String, [String])]) {
            guard let first = metrics.first else {
                vectors.append(prefix)
                return
            }
            for value in first.1 {
                let mark = prefix.isEmpty || prefix.hasSuffix("/") ? "" : "/"
                all("\(prefix)\(mark)\(first.0):\(value)", Array(metrics.dropFirst()))
            }
        }
        let impacts = ["C", "I", "A"].map { ($0, ["H", "L", "N"]) }
        for version in ["CVSS:3.0/", "CVSS:3.1/"] {
            all(
                version,
                [
                    ("AV", ["N", "A", "L", "P"]), ("AC", ["L", "H"]), ("PR", ["N", "L", "H"]), ("UI", ["N", "R"]),
                    ("S", ["U", "C"]),
                ] + impacts)
        }
        all(
            "",
            [("AV", ["L", "A", "N"]), ("AC", ["H", "M", "L"]), ("Au", ["M", "S", "N"])]
                + ["C", "I", "A"].map { ($0, ["N", "P", "C"]) })
        var state: UInt64 = 42
        func one(_ values: String) -> Character {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let values = Array(values)
            return values[Int((state >> 33) % UInt64(values.count))]
        }
        for _ in 0..<20_000 {
            var vector = "CVSS:4.0/AV:\(one("NALP"))/AC:\(one("LH"))/AT:\(one("NP"))/PR:\(one("NLH"))/UI:\(one("NPA"))"
            for name in ["VC", "VI", "VA", "SC", "SI", "SA"] { vector += "/\(name):\(one("HLN"))" }
            if one("01") == "1" { vector += "/E:\(one("XAPU"))" }
            if one("01") == "1" { vector += "/CR:\(one("XHML"))/IR:\(one("XHML"))/AR:\(one("XHML"))" }
            if one("0001") == "1" { vector += "/MSI:\(one("XSHLN"))/MSA:\(one("XSHLN"))/MAV:\(one("XNALP"))" }
            vectors.append(vector)
        }
        let script = """
            import sys
            from cvss import CVSS2, CVSS3, CVSS4
            for line in sys.stdin:
                line = line.strip()
                kind = CVSS4 if line.startswith("CVSS:4") else CVSS3 if line.startswith("CVSS:3") else CVSS2
                print(round(float(kind(line).scores()[0]) * 10))
            """
        let folder = FileManager.default.temporaryDirectory.appending(path: "cvss-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let asked = folder.appending(path: "vectors")
        let told = folder.appending(path: "scores")
        try Data((vectors.joined(separator: "\n") + "\n").utf8).write(to: asked)
        try Data().write(to: told)
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.python))
        process.arguments = ["-c", script]
        process.standardInput = try FileHandle(forReadingFrom: asked)
        process.standardOutput = try FileHandle(forWritingTo: told)
        try process.run()
        process.waitUntilExit()
        let scores = String(decoding: try Data(contentsOf: told), as: UTF8.self).split(separator: "\n").map { Int($0) }
        try #require(scores.count == vectors.count)
        let wrong = zip(vectors, scores).filter { CVSS($0)?.tenths != $1 }
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(8))")
    }
}
