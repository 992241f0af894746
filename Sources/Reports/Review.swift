package import Basics
package import Lens
package import Parity
package import RuleKit
package import Workload

/// The whole outcome of `plimsoll review`: what every report is made from.
package struct Review: Sendable {
    package var version: String
    package var date: Day
    /// The rules that judged.
    package var registry: Registry
    package var ruleCount: Int
    package var files: [ContainerFileRecord]
    package var workloads: [WorkloadReview]
    private let answers: Lazy<AnswerSheet>
    /// The answers over all workloads, worked out when a report asks for them.
    package var sheet: AnswerSheet { answers.value }
    package var tools: [ToolRecord]
    /// Things to know that belong to no place.
    package var notes: [Text]
    /// More of them, for those who ask for all.
    package var details: [Text] = []
    /// Reads the lines that reports quote.
    package var sources: @Sendable (String) -> SourceFile?
    /// Which rules judged; empty where it is not known.
    package var judging = Judging()
    /// How images, tasks, services and their infrastructure hang together, worked out when a report draws it.
    package var graph = Lazy<SystemGraph?>(value: nil)
    /// The environments of its services field by field; nil where no service has two.
    package var parity = Lazy<ParityTable?>(value: nil)
    /// The built images that were held against the files.
    package var images: [ImageRecord] = []
    /// Of a stored review: what was stored. It is stored again as it is, with the places of edits in the real files.
    var record: ReviewRecord?

    package init(
        version: String, date: Day, registry: Registry, ruleCount: Int, files: [ContainerFileRecord],
        workloads: [WorkloadReview], sheet: Lazy<AnswerSheet>, tools: [ToolRecord], notes: [Text],
        sources: @escaping @Sendable (String) -> SourceFile?
    ) {
        self.version = version
        self.date = date
        self.registry = registry
        self.ruleCount = ruleCount
        self.files = files
        self.workloads = workloads
        answers = sheet
        self.tools = tools
        self.notes = notes
        self.sources = sources
    }

    /// All faults that no one silenced; those that workloads share count once.
    package var faults: [Finding] {
        var seen: Set<Finding> = []
        return workloads.flatMap(\.faults).filter { seen.insert($0).inserted }
    }
}

extension Review {
    /// Faults of stricter rules than were asked for.
    var adviceCount: Int {
        var seen: Set<Finding> = []
        return workloads.flatMap(\.findings).count {
            $0.verdict == .fault && $0.suppression == nil && !$0.isShown && seen.insert($0).inserted
        }
    }
}

/// What became of one container file.
package struct ContainerFileRecord: Sendable, Hashable, Codable {
    package enum State: String, Sendable, Hashable, CaseIterable, Codable {
        case judged
        /// Some of it could not be read.
        case partly
        case refused
    }

    package var path: String
    package var state: State
    package var reason: Text?

    package init(path: String, state: State, reason: Text? = nil) {
        self.path = path
        self.state = state
        self.reason = reason
    }
}

/// One workload's findings and answers.
package struct WorkloadReview: Sendable {
    package var name: String
    package var dockerfile: String
    package var role: Text
    package var roleReason: Text
    package var context: String?
    /// What of the Dockerfile could not be read; nil when all was.
    package var unread: Text?
    package var findings: [Finding]
    private var answers: Lazy<AnswerSheet>
    /// Its answers, worked out when a report asks for them.
    package var sheet: AnswerSheet { answers.value }
    private let drawn: Lazy<WorkloadPicture?>
    /// What a drawing of it shows; nil where nothing is known.
    package var picture: WorkloadPicture? { drawn.value }

    package init(
        name: String, dockerfile: String, role: Text, roleReason: Text, context: String?, unread: Text?,
        findings: [Finding], sheet: Lazy<AnswerSheet>, picture: Lazy<WorkloadPicture?> = Lazy { nil }
    ) {
        self.name = name
        self.dockerfile = dockerfile
        self.role = role
        self.roleReason = roleReason
        self.context = context
        self.unread = unread
        self.findings = findings
        answers = sheet
        drawn = picture
    }

    /// The same with more findings and the answers that follow from all of them.
    package func with(_ findings: [Finding], sheet: @escaping @Sendable ([Finding]) -> AnswerSheet) -> WorkloadReview {
        guard !findings.isEmpty else { return self }
        var review = self
        review.findings += findings
        let all = review.findings
        review.answers = Lazy { sheet(all) }
        return review
    }

    package var faults: [Finding] { findings.filter(\.isListedFault) }
}

/// Another program whose findings join in.
package struct ToolRecord: Sendable, Hashable, Codable {
    package enum State: String, Sendable, Hashable, Codable { case ran, absent, failed, off }

    package var name: String
    package var state: State
    package var detail: String?

    package init(name: String, state: State, detail: String? = nil) {
        self.name = name
        self.state = state
        self.detail = detail
    }
}
