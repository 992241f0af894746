import Basics
import ECSModel
import Pipelines

/// Which environment a part of a pipeline is for, as far as its names tell.
enum DeployTarget: Hashable {
    case production(String)
    /// A copy of production that is tried first.
    case staging(String)
    /// Made for one change or for developers.
    case trial(String)
    case unknown

    var isProduction: Bool { if case .production = self { true } else { false } }
    var isUnknown: Bool { self == .unknown }
    var name: String {
        switch self {
        case .production(let name), .staging(let name), .trial(let name): name
        case .unknown: "?"
        }
    }
    /// The same for all names of one kind.
    var kind: String? {
        switch self {
        case .production: "production"
        case .staging(let name), .trial(let name): name
        case .unknown: nil
        }
    }

    private static let production: Set<String> = ["prod", "production", "prd"]
    private static let staging: Set<String> = ["stg", "staging", "stage", "uat", "preprod", "preproduction"]
    private static let trial: Set<String> = [
        "dev", "develop", "development", "test", "testing", "qa", "sandbox", "sbx", "preview", "review", "pr",
        "ephemeral", "feature", "integration", "demo", "playground",
    ]

    /// What the words of a name say; `nonprod` and `pre-prod` are no production.
    init(_ text: String) {
        self = .unknown
        let words = text.lowercased().utf8.split { !(0x61...0x7A).contains($0) }
            .map { String(decoding: $0, as: UTF8.self) }
        let isNegated = zip(words, words.dropFirst()).contains {
            ["non", "pre", "not"].contains($0) && Self.production.contains($1)
        }
        for word in words {
            if Self.staging.contains(word) { self = .staging(word) }
            if Self.trial.contains(word) { self = .trial(word) }
            if word == "nonprod" || isNegated { self = .staging(word) }
            if !isUnknown { return }
        }
        if let word = words.first(where: { Self.production.contains($0) }) { self = .production(word) }
    }

    /// What the known parts of a text say; a part that is filled in may say anything.
    init(_ text: TermText) {
        if text.known == nil, text.parts.allSatisfy({ if case .literal = $0 { false } else { true } }) {
            self = .unknown
        } else {
            self.init(text.parts.map { if case .literal(let literal) = $0 { literal } else { "-" } }.joined())
        }
    }
}

extension Event {
    /// The service or stack that is deployed to.
    var service: TermText? { if case .deploy(let service, _) = activity.facts { service } else { nil } }
    var waits: Field<Bool> { if case .deploy(_, let waits) = activity.facts { waits } else { .absent } }

    /// The environment, by what the job says first, and by names else.
    var target: DeployTarget {
        switch job.environment {
        case .known(let name, _):
            // A stage called `Deploy` says nothing.
            let found = DeployTarget(name)
            if !found.isUnknown || name.known == nil { return found }
        case .unknown, .wrong: return .unknown
        case .absent: break
        }
        var found: DeployTarget = .unknown
        if let service { found = DeployTarget(service) }
        for text in [job.id, step.name] where found.isUnknown { found = DeployTarget(text) }
        if found.isUnknown, pipeline.jobs.filter({ $0.deploys }).count == 1 {
            found = DeployTarget(pipeline.name)
            if found.isUnknown { found = DeployTarget(pipeline.path.split(separator: "/").last.map(String.init) ?? "") }
        }
        return found
    }

    /// The command or `uses` value as it stands in the file.
    var text: String { activity.place.source.text(activity.place.range) }
    var span: Span { activity.place.span }
    /// Whether its failure ends the job and what follows.
    var gates: Bool { activity.failureIgnored == nil && step.mayFail == nil && job.mayFail == nil }
    /// Whether it may be left out, by a condition of its script, step or job.
    var isConditional: Bool { activity.isConditional || step.condition != nil || job.condition != nil }
}

extension Job {
    fileprivate var deploys: Bool { steps.contains { $0.activities.contains { $0.kind == .deploy } } }
}
