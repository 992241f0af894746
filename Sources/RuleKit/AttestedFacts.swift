package import Basics

/// What only people know of a workload and `plimsoll advise` asks for, from `plimsoll.yml` or the command line.
package struct AttestedFacts: Sendable, Hashable {
    package enum Traffic: String, Sendable, Hashable, CaseIterable { case steady, spiky, scheduled, rare }

    package enum Skill: String, Sendable, Hashable, CaseIterable { case none, some, strong }

    /// Programmes that auditors hold a workload to, and what some of them ask for beside.
    package enum Compliance: String, Sendable, Hashable, CaseIterable {
        case none, pci, hipaa, soc, iso, ismap, fedramp
        /// The operating system under the containers must be an image of one's own.
        case ownOS = "own-os"
    }

    package enum Transport: String, Sendable, Hashable, CaseIterable { case http, grpc, websocket, tcp, udp }

    /// Who says it.
    package enum Source: Sendable, Hashable {
        /// An option of the command line, with its dashes.
        case option(String)
        case file(Span)
    }

    package struct Answer<Value: Sendable & Hashable>: Sendable, Hashable {
        package var value: Value
        package var source: Source

        package init(_ value: Value, _ source: Source) {
            self.value = value
            self.source = source
        }
    }

    /// CPU units, 1,024 to the vCPU.
    package var cpu: Answer<Int>?
    /// MiB.
    package var memory: Answer<Int>?
    package var teamSize: Answer<Int>?
    package var kubernetesSkill: Answer<Skill>?
    package var traffic: Answer<Traffic>?
    package var compliance: Answer<[Compliance]>?
    /// A month.
    package var requests: Answer<Int>?
    /// How long a request takes on average.
    package var requestMilliseconds: Answer<Int>?
    /// How long the longest request, or a run of a job, takes.
    package var maxRequestSeconds: Answer<Int>?
    package var maxResponseMegabytes: Answer<Int>?
    package var startSeconds: Answer<Int>?
    /// Uncompressed.
    package var imageMegabytes: Answer<Int>?
    package var gpu: Answer<Bool>?
    package var keepsFiles: Answer<Bool>?
    package var transports: Answer<[Transport]>?
    package var appRunnerCustomer: Answer<Bool>?

    package init() {}

    /// These answers, and those of `other` where there are none.
    package func over(_ other: AttestedFacts) -> AttestedFacts {
        var result = other
        result.cpu = cpu ?? other.cpu
        result.memory = memory ?? other.memory
        result.teamSize = teamSize ?? other.teamSize
        result.kubernetesSkill = kubernetesSkill ?? other.kubernetesSkill
        result.traffic = traffic ?? other.traffic
        result.compliance = compliance ?? other.compliance
        result.requests = requests ?? other.requests
        result.requestMilliseconds = requestMilliseconds ?? other.requestMilliseconds
        result.maxRequestSeconds = maxRequestSeconds ?? other.maxRequestSeconds
        result.maxResponseMegabytes = maxResponseMegabytes ?? other.maxResponseMegabytes
        result.startSeconds = startSeconds ?? other.startSeconds
        result.imageMegabytes = imageMegabytes ?? other.imageMegabytes
        result.gpu = gpu ?? other.gpu
        result.keepsFiles = keepsFiles ?? other.keepsFiles
        result.transports = transports ?? other.transports
        result.appRunnerCustomer = appRunnerCustomer ?? other.appRunnerCustomer
        return result
    }

    /// A number that may be attested: its key in `plimsoll.yml`, which is its option without dashes, and its bounds.
    package enum Number: String, Sendable, CaseIterable {
        case cpu
        case memory = "memory-mb"
        case teamSize = "team-size"
        case requests
        case requestMilliseconds = "request-ms"
        case maxRequestSeconds = "max-request-seconds"
        case maxResponseMegabytes = "max-response-mb"
        case startSeconds = "start-seconds"
        case imageMegabytes = "image-mb"

        package var bounds: ClosedRange<Int> {
            switch self {
            case .cpu: 1...1_000_000
            case .memory: 1...100_000_000
            case .teamSize: 1...100_000
            case .requests: 0...100_000_000_000
            case .requestMilliseconds: 1...86_400_000
            case .maxRequestSeconds: 1...31_536_000
            case .maxResponseMegabytes, .imageMegabytes: 1...10_000_000
            case .startSeconds: 0...86_400
            }
        }

        package var wanted: Text {
            Text(
                en: "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)",
                ja: "\(bounds.lowerBound) から \(bounds.upperBound) までの整数")
        }
    }

    package mutating func set(_ number: Number, _ answer: Answer<Int>) {
        switch number {
        case .cpu: cpu = answer
        case .memory: memory = answer
        case .teamSize: teamSize = answer
        case .requests: requests = answer
        case .requestMilliseconds: requestMilliseconds = answer
        case .maxRequestSeconds: maxRequestSeconds = answer
        case .maxResponseMegabytes: maxResponseMegabytes = answer
        case .startSeconds: startSeconds = answer
        case .imageMegabytes: imageMegabytes = answer
        }
    }

    /// Takes the value of an option, and refuses one out of bounds.
    package mutating func set(_ number: Number, option value: Int?) throws(Failure) {
        guard let value else { return }
        let option = "--" + number.rawValue
        guard number.bounds.contains(value) else {
            throw Failure(
                .invalid,
                Text(
                    en: "\(option) takes \(number.wanted.en).", ja: "\(option) には\(number.wanted.ja)を指定してください。"))
        }
        set(number, Answer(value, .option(option)))
    }
}

/// The `advise` section of `plimsoll.yml`: what holds for all workloads, and what for one of a name.
package struct AdviseSection: Sendable, Hashable {
    package var common = AttestedFacts()
    package var workloads: [String: AttestedFacts] = [:]

    package init() {}

    /// What is attested of a workload, by the first of its names that has a part of its own.
    package func facts(of names: [String]) -> AttestedFacts {
        names.lazy.compactMap { workloads[$0] }.first.map { $0.over(common) } ?? common
    }
}
