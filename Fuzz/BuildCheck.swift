import Basics
import DockerfileSyntax
import ShellSyntax
import Workload

/// What the readers of Dockerfiles, shell scripts and ignore files promise.
enum BuildCheck {
    static func dockerfile(_ bytes: [UInt8]) {
        let file = Dockerfile(SourceFile(path: "Dockerfile", bytes: bytes))
        var end = 0
        for element in file.elements {
            precondition(element.range.lowerBound == end, "elements touch")
            end = element.range.upperBound
        }
        precondition(end == bytes.count, "elements cover the file")
        let whole = 0...bytes.count
        for instruction in file.instructions {
            precondition(whole.contains(instruction.range.lowerBound) && whole.contains(instruction.range.upperBound))
            for word in instruction.words { precondition(whole.contains(word.range.upperBound)) }
            for command in instruction.script?.shell.commands ?? [] {
                guard let range = instruction.script?.sourceRange(command.range) else { continue }
                precondition(whole.contains(range.lowerBound) && whole.contains(range.upperBound))
            }
        }
        for problem in file.problems { precondition(whole.contains(problem.range.upperBound)) }
    }

    static func shell(_ bytes: [UInt8]) {
        let script = ShellScript.parse(bytes)
        let whole = 0...bytes.count
        for command in script.commands {
            precondition(whole.contains(command.range.lowerBound) && whole.contains(command.range.upperBound))
        }
    }

    static func ignoreFile(_ bytes: [UInt8]) {
        // The part behind the first empty line is a path to decide on.
        let split = bytes.indices.first { $0 > 0 && bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A } ?? bytes.count
        let file = IgnoreFile(SourceFile(path: ".dockerignore", bytes: Array(bytes[..<split])))
        let matcher = IgnoreMatcher(file.patterns)
        _ = matcher.decide(String(decoding: bytes[split...], as: UTF8.self))
        _ = matcher.decide("a/b/c.txt")
    }
}
