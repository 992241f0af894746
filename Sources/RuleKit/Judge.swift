import Basics
import DockerfileSyntax
import ECSModel
import ImageScan
import Parity
import Pipelines
import ShellSyntax
package import Workload

/// Runs the rules that are switched on over workloads. Made once; each call is independent and may run on any thread.
package struct Judge: Sendable {
    package let registry: Registry
    private let file: [Active]
    private let workload: [Active]
    private let pragma: [Active]
    private let anyCommand: [Active]
    private let byCommand: [String: [Active]]
    private let task: [Active]
    private let service: [Active]
    private let system: [Active]
    private let pipeline: [Active]
    private let pipelines: [Active]
    private let environments: [Active]
    private let image: [Active]
    private let yields: [String: [String]]
    private let today: Day
    private let settings: Settings
    private let evidence: Bool
    /// Silences findings that join later, such as ShellCheck's.
    package let silencer: Silencer

    /// A rule that is switched on. A class of one judge: two threads that count references to the same object wait for
    /// each other, so that each thread has a judge of its own.
    private final class Active: Sendable {
        let id: String
        let check: Check
        let severity: Severity
        /// False for a rule beyond the set that was asked for, which speaks to the lens only.
        let isShown: Bool

        init(_ rule: RegisteredRule, severity: Severity, isShown: Bool) {
            id = rule.about.id
            check = rule.check
            self.severity = severity
            self.isShown = isShown
        }

        func report(_ source: SourceFile, _ today: Day, _ settings: Settings) -> Report {
            Report(
                rule: id, severity: severity, source: source, today: today, policy: settings.policy,
                pins: settings.pins)
        }
    }

    /// - Parameter evidence: also run the strict rules that are not asked for, as evidence for the lens: its answers
    ///   must not hang on how much a team wants to read.
    package init(_ registry: Registry, _ settings: Settings = Settings(), evidence: Bool = false) {
        self.registry = registry
        self.settings = settings
        self.evidence = evidence
        today = settings.today
        var judging: Set<String> = []
        var file: [Active] = []
        var workload: [Active] = []
        var pragma: [Active] = []
        var anyCommand: [Active] = []
        var byCommand: [String: [Active]] = [:]
        var task: [Active] = []
        var service: [Active] = []
        var system: [Active] = []
        var pipeline: [Active] = []
        var pipelines: [Active] = []
        var environments: [Active] = []
        var image: [Active] = []
        var yields: [String: [String]] = [:]
        let severities = settings.severities(in: registry)
        let forbidden = settings.forbidden(in: registry)
        for rule in registry.rules {
            let shown = severities[rule.about.id]
            let isEvidence = evidence && rule.about.set <= .strict && !forbidden.contains(rule.about.id)
            guard let severity = shown ?? (isEvidence ? rule.about.severity : nil) else { continue }
            judging.insert(rule.about.id)
            let active = Active(rule, severity: severity, isShown: shown != nil)
            if !rule.about.yieldsTo.isEmpty {
                yields[rule.about.id] = rule.about.yieldsTo
            }
            switch rule.check {
            case .file: file.append(active)
            case .workload: workload.append(active)
            case .pragma: pragma.append(active)
            case .task: task.append(active)
            case .service: service.append(active)
            case .system: system.append(active)
            case .pipeline: pipeline.append(active)
            case .pipelines: pipelines.append(active)
            case .environments: environments.append(active)
            case .image: image.append(active)
            case .command(let names, _):
                if names.isEmpty { anyCommand.append(active) }
                for name in names { byCommand[name, default: []].append(active) }
            }
        }
        self.file = file
        self.workload = workload
        self.pragma = pragma
        self.anyCommand = anyCommand
        self.byCommand = byCommand
        self.task = task
        self.service = service
        self.system = system
        self.pipeline = pipeline
        self.pipelines = pipelines
        self.environments = environments
        self.image = image
        self.yields = yields
        ruleCount = severities.count
        silencer = Silencer(registry, settings, judging: judging)
    }

    /// A judge that decides alike and shares nothing with this one.
    package func copy(with registry: Registry) -> Judge { Judge(registry, settings, evidence: evidence) }

    /// Which rules judge, by id.
    package var judging: Judging {
        let ofDockerfiles = file + workload + pragma + anyCommand + byCommand.values.flatMap { $0 }
        let all = ofDockerfiles + task + service + system + pipeline + pipelines + environments + image
        return Judging(
            listed: Set(all.filter(\.isShown).map(\.id)).sorted(),
            evidence: Set(all.filter { !$0.isShown }.map(\.id)).sorted())
    }

    /// How many rules are switched on.
    package let ruleCount: Int

    /// The findings about a workload, by file and place; silenced ones are marked, not left out.
    package func judge(_ subject: Workload) -> [Finding] {
        let source = subject.dockerfile.source
        var findings: [Finding] = []
        for active in file {
            guard case .file(let check) = active.check else { continue }
            var report = active.report(source, today, settings)
            check(subject.dockerfile, &report)
            take(report, active, &findings)
        }
        commands(subject.dockerfile, &findings)
        for active in workload {
            guard case .workload(let check) = active.check else { continue }
            var report = active.report(source, today, settings)
            check(subject, &report)
            take(report, active, &findings)
        }
        findings = withoutYielding(findings)
        silence(&findings, subject.dockerfile)
        return findings.sorted(by: Self.precedes)
    }

    // MARK: Definitions

    var hasDefinitionRules: Bool { !task.isEmpty || !service.isEmpty || !system.isEmpty }

    func findings(about subject: TaskSubject) -> [Finding] {
        findings(task, subject.task.resource.place.source) { check, report in
            if case .task(let check) = check { check(subject, &report) }
        }
    }

    func findings(about subject: ServiceSubject) -> [Finding] {
        findings(service, subject.node.resource.place.source) { check, report in
            if case .service(let check) = check { check(subject, &report) }
        }
    }

    func findings(about subject: System) -> [Finding] {
        guard let source = subject.members.first?.place.source else { return [] }
        return findings(system, source) { check, report in
            if case .system(let check) = check { check(subject, &report) }
        }
    }

    var hasPipelineRules: Bool { !pipeline.isEmpty || !pipelines.isEmpty }

    func findings(about subject: PipelineSubject) -> [Finding] {
        findings(pipeline, subject.pipeline.place.source) { check, report in
            if case .pipeline(let check) = check { check(subject, &report) }
        }
    }

    func findings(about subject: Pipelines) -> [Finding] {
        // A deployment group may be all that there is.
        let place =
            subject.pipelines.first?.place ?? subject.deployments.first?.place ?? subject.deploymentGroups.first?.place
        guard let source = subject.sources.first ?? place?.source else { return [] }
        return findings(pipelines, source) { check, report in
            if case .pipelines(let check) = check { check(subject, &report) }
        }
    }

    var hasEnvironmentRules: Bool { !environments.isEmpty }

    func findings(about subject: ServiceEnvironments) -> [Finding] {
        guard let source = subject.anySource else { return [] }
        return findings(environments, source) { check, report in
            if case .environments(let check) = check { check(subject, &report) }
        }
    }

    var hasImageRules: Bool { !image.isEmpty }

    func findings(about subject: ImageSubject) -> [Finding] {
        let source = subject.image.dockerfile?.source ?? SourceFile(path: subject.image.name, bytes: [])
        return findings(image, source) { check, report in
            if case .image(let check) = check { check(subject, &report) }
        }
    }

    private func findings(
        _ active: [Active], _ source: SourceFile, _ run: (Check, inout Report) -> Void
    ) -> [Finding] {
        var findings: [Finding] = []
        for active in active {
            var report = active.report(source, today, settings)
            run(active.check, &report)
            take(report, active, &findings)
        }
        return withoutYielding(findings)
    }

    // MARK: Dockerfiles

    private func commands(_ file: Dockerfile, _ findings: inout [Finding]) {
        for index in file.instructions.indices where file.instructions[index].keyword == .run {
            guard let script = file.instructions[index].script else { continue }
            for command in script.shell.commands {
                let subject = RunCommand(file: file, index: index, script: script, command: command)
                let named = command.program.flatMap { byCommand[$0] } ?? []
                for active in anyCommand { run(active, subject, &findings) }
                for active in named { run(active, subject, &findings) }
            }
        }
    }

    private func run(_ active: Active, _ subject: RunCommand, _ findings: inout [Finding]) {
        guard case .command(_, let check) = active.check else { return }
        var report = active.report(subject.file.source, today, settings)
        check(subject, &report)
        take(report, active, &findings)
    }

    private func take(_ report: Report, _ active: Active, _ findings: inout [Finding]) {
        for var finding in report.findings {
            finding.isShown = active.isShown
            findings.append(finding)
        }
    }

    /// Leaves out the faults that give way to another rule's at the same place.
    private func withoutYielding(_ findings: [Finding]) -> [Finding] {
        var faults: [String: SpanIndex] = [:]
        for (rule, list) in Dictionary(grouping: findings.filter { $0.verdict == .fault && $0.isShown }, by: \.rule) {
            let covered = list.flatMap(\.related).filter(\.isCovered)
            faults[rule] = SpanIndex(list.map(\.span) + covered.map(\.span))
        }
        return findings.filter { finding in
            guard finding.verdict == .fault, let stronger = yields[finding.rule] else { return true }
            return !stronger.contains { faults[$0]?.overlaps(finding.span) == true }
        }
    }

    /// Marks what is silenced, and lets the rules about pragmas speak of how.
    private func silence(_ findings: inout [Finding], _ file: Dockerfile) {
        for use in silencer.silence(&findings, file) { findings += self.findings(about: use) }
    }

    /// What the rules about pragmas say of one.
    func findings(about use: PragmaUse) -> [Finding] {
        var findings: [Finding] = []
        for active in pragma {
            guard case .pragma(let check) = active.check else { continue }
            var report = active.report(use.source, today, settings)
            check(use, &report)
            take(report, active, &findings)
        }
        return findings
    }

    static func precedes(_ a: Finding, _ b: Finding) -> Bool {
        (a.span.path, a.span.start, a.rule) < (b.span.path, b.span.start, b.rule)
    }
}

extension Range<Int> {
    /// Whether two ranges share a byte, or an empty one lies in or at the edge of the other.
    package func touches(_ other: Range<Int>) -> Bool {
        lowerBound <= other.upperBound && other.lowerBound <= upperBound
    }
}
