import Glibc

/// What libFuzzer calls: the reader is named by the environment, the input is all its own.
///
/// Besides not trapping, each reader keeps promises that are checked here: nothing is lost, no place lies outside, the
/// same text reads the same, and the time is bounded by the size.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 0 else { return 0 }
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    let bytes = Reader.chosen.isBinary ? input : Pump.input(input)
    let before = processorTime()
    Reader.chosen.run(bytes)
    let seconds = processorTime() - before
    precondition(seconds < 2, "\(bytes.count) bytes took \(seconds) s")
    return 0
}

enum Reader: String, CaseIterable {
    case dockerfile, shell, ignore, json, yaml, hcl, cloudformation, definition, terraform, ecspresso, pipeline
    case tar, gzip, zip, rpm, packages, image, advisory, secrets

    /// Whether each byte means something, so that none is free to ask for long inputs.
    var isBinary: Bool { [.tar, .gzip, .zip, .rpm, .packages, .image].contains(self) }

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
        case .dockerfile: BuildCheck.dockerfile(bytes)
        case .shell: BuildCheck.shell(bytes)
        case .ignore: BuildCheck.ignoreFile(bytes)
        case .json: DocumentCheck.json(bytes)
        case .yaml: DocumentCheck.yaml(bytes)
        case .hcl: HCLCheck.file(bytes)
        case .cloudformation: DefinitionCheck.template(bytes)
        case .definition: DefinitionCheck.raw(bytes)
        case .terraform: TreeCheck.load(bytes, first: "main.tf")
        case .ecspresso: TreeCheck.load(bytes, first: "ecspresso.yml")
        case .pipeline: PipelineCheck.load(bytes)
        case .tar: StreamCheck.tar(bytes)
        case .gzip: StreamCheck.gzip(bytes)
        case .zip: StreamCheck.zip(bytes)
        case .rpm: PackageCheck.rpm(bytes)
        case .packages: PackageCheck.packages(bytes)
        case .image: ImageCheck.load(bytes)
        case .advisory: AdvisoryCheck.load(bytes)
        case .secrets: SecretCheck.scan(bytes)
        }
    }
}

/// Seconds of this thread on a processor: a busy machine makes no difference.
private func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
