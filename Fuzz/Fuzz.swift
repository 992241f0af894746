import Basics
import DockerfileSyntax
import Glibc
import ShellSyntax
import Workload

/// What libFuzzer calls: the reader is named by the environment, the input is all its own.
///
/// Besides not trapping, each reader keeps promises that are checked here: nothing is lost, no place lies outside, the
/// same text reads the same, and the time is bounded by the size.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 0 else { return 0 }
    let bytes = Pump.input(Array(UnsafeBufferPointer(start: start, count: count)))
    let before = processorTime()
    Reader.chosen.run(bytes)
    let seconds = processorTime() - before
    precondition(seconds < 2, "\(bytes.count) bytes took \(seconds) s")
    return 0
}

enum Reader: String, CaseIterable {
    case dockerfile, shell, ignore, json, yaml, hcl, cloudformation, definition, terraform

    static let chosen: Reader = {
        let name = getenv("PLIMSOLL_FUZZ_READER").map { String(cString: $0) } ?? ""
        guard let reader = Reader(rawValue: name) else {
            let names = allCases.map(\.rawValue).joined(separator: ", ")
            preconditionFailure("PLIMSOLL_FUZZ_READER is one of \(names)")
        }
        return reader
    }()

    func run(_ bytes: [UInt8]) {
        switch self {
        case .dockerfile: dockerfile(bytes)
        case .shell: shell(bytes)
        case .ignore: ignoreFile(bytes)
        case .json: DocumentCheck.json(bytes)
        case .yaml: DocumentCheck.yaml(bytes)
        case .hcl: HCLCheck.file(bytes)
        case .cloudformation: DefinitionCheck.template(bytes)
        case .definition: DefinitionCheck.raw(bytes)
        case .terraform: TreeCheck.load(bytes, first: "main.tf")
        }
    }
}

/// Seconds of this thread on a processor: a busy machine makes no difference.
private func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

private func dockerfile(_ bytes: [UInt8]) {
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

private func shell(_ bytes: [UInt8]) {
    let script = ShellScript.parse(bytes)
    let whole = 0...bytes.count
    for command in script.commands {
        precondition(whole.contains(command.range.lowerBound) && whole.contains(command.range.upperBound))
    }
}

private func ignoreFile(_ bytes: [UInt8]) {
    // The part behind the first empty line is a path to decide on.
    let split = bytes.indices.first { $0 > 0 && bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A } ?? bytes.count
    let file = IgnoreFile(SourceFile(path: ".dockerignore", bytes: Array(bytes[..<split])))
    let matcher = IgnoreMatcher(file.patterns)
    _ = matcher.decide(String(decoding: bytes[split...], as: UTF8.self))
    _ = matcher.decide("a/b/c.txt")
}
