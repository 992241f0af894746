import Basics
import DockerfileSyntax
import Foundation
import ShellSyntax
import Testing

/// The elements are the file, whatever the file is, and no place lies outside it.
struct LosslessTests {
    static func check(_ bytes: [UInt8], _ name: String) {
        let file = Dockerfile(SourceFile(path: name, bytes: bytes))
        var position = 0
        for element in file.elements {
            #expect(element.range.lowerBound == position, "a gap or overlap in \(name.debugDescription)")
            position = element.range.upperBound
        }
        #expect(position == bytes.count, "\(name.debugDescription) is not read to its end")
        for instruction in file.instructions {
            for range in RangeTests.places(instruction) {
                #expect(range.upperBound <= bytes.count && range.lowerBound >= 0)
            }
            if let script = instruction.script {
                for command in script.shell.commands {
                    #expect(script.sourceRange(command.range).upperBound <= bytes.count)
                }
            }
            _ = (instruction.copy, instruction.mounts, instruction.health)
        }
        for problem in file.problems { #expect(problem.range.upperBound <= bytes.count) }
    }

    @Test(arguments: [
        "", "\n", "\\", "\\\n", "FROM", "FROM\n", "#", "# x", "FROM a\n\n\n", "FROM a \\", "RUN <<E", "RUN <<E\n",
        "\u{FEFF}", "\u{FEFF}FROM a", "ONBUILD", "ONBUILD ONBUILD ONBUILD", "COPY", "ENV A", "ENV =", "CMD [", "CMD []",
        "HEALTHCHECK", "HEALTHCHECK CMD", "RUN --", "RUN --mount", "RUN --mount=", "RUN --mount=,", "\r\r\n", "a\u{0}b",
        "FROM a\nRUN x \\\n# c", "FROM a\nRUN x \\\n\n\n", "LABEL \"", "ARG '", "EXPOSE /", "USER :",
    ])
    func edges(text: String) { Self.check(Array(text.utf8), text) }

    @Test func corpus() throws {
        guard let corpus = SharedFiles.corpus else { return }
        var count = 0
        for case let url as URL in FileManager.default.enumerator(at: corpus, includingPropertiesForKeys: nil)
            ?? .init()
        {
            guard url.lastPathComponent.lowercased().contains("dockerfile"),
                let data = try? Data(contentsOf: url)
            else { continue }
            Self.check(Array(data), url.lastPathComponent)
            count += 1
        }
        #expect(count > 100)
    }

    /// Pieces that mean something, in any order, and now and then any byte.
    @Test(arguments: 0..<20)
    func noise(seed: UInt64) {
        var random = SplitMix(state: seed &* 7919 &+ 1)
        let pieces = [
            "FROM a", "RUN ", "COPY ", "<<EOF", "EOF", "\n", "\n", "\n", "\\\n", "\\", "# ", "`", "\"", "'", "$", "${",
            "}", "[", "]", ",", "--mount=type=cache,target=", "--from=", "=", " ", "\t", "\r\n", "ENV ", "ONBUILD ",
            "HEALTHCHECK ", "escape=`\n", "CMD ", "é", "/x", ":", "&&", "|", "(", ")", "if", "then", "fi", "LABEL ",
        ].map { Array($0.utf8) }
        for _ in 0..<100 {
            var bytes: [UInt8] = []
            for _ in 0..<Int(random.next() % 60) {
                if random.next() % 12 == 0 {
                    bytes.append(UInt8(truncatingIfNeeded: random.next()))
                } else {
                    bytes += pieces[Int(random.next() % UInt64(pieces.count))]
                }
            }
            Self.check(bytes, String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func longFilesAreReadInLinearTime() {
        let clock = ContinuousClock()
        let text = "FROM a\n" + String(repeating: "RUN a && \\\n  b \"$x\" && \\\n  c\n", count: 20_000)
        let file = Dockerfile(text)
        #expect(file.instructions.count == 20_001)
        let one = "FROM a\nRUN " + String(repeating: "echo a && \\\n", count: 20_000) + " true\n"
        // Far above what it takes, far below what a square would.
        let time = clock.measure { #expect(Dockerfile(one).instructions.count == 2) }
        #expect(time < .seconds(10))
    }

    @Test func nestedTriggersEnd() {
        let text = "FROM a\n" + String(repeating: "ONBUILD ", count: 100_000) + "RUN x"
        #expect(Dockerfile(text).problems.map(\.code) == [.invalidOnbuild])
    }
}

/// SplitMix64: small, and the same everywhere.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
