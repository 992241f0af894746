import Basics
import DockerfileSyntax
import ECSModel
import Pipelines
import RuleKit
import Workload

extension PipelineSubject {
    func events(_ kinds: Activity.Kind...) -> [Event] { order.events(kinds) }

    var pushes: [Event] { events(.push) }
    var deploys: [Event] { events(.deploy) }
    /// Looks into images, or into something of which it is not known what it is.
    var imageScans: [Event] {
        events(.scan).filter { $0.activity.scan.map { $0.target == .image || $0.target == .unknown } ?? true }
    }

    /// Whether one of `first` is always over before `second` begins.
    func any(_ first: [Event], precedes second: Event) -> Bool { first.contains { order.precedes($0, second) } }

    /// Whether there is no part of it that could do something unseen.
    var isFollowed: Bool { pipeline.isFollowed }

    /// The jobs that must have succeeded before another starts, direct or not.
    func ancestors(of job: Job) -> [Job] {
        order.jobs(before: job)
    }

    /// The conditions under which something runs: those of its step and its job, and of the jobs without which it does
    /// not start.
    func conditions(of event: Event) -> [Condition] {
        [event.step.condition, event.job.condition].compactMap { $0 }
            + ancestors(of: event.job).compactMap(\.condition)
    }

    /// Whether something runs for tags and releases only: the name of the reference is a version then.
    func isForRelease(_ event: Event) -> Bool {
        let kinds = pipeline.triggers.map(\.kind)
        if kinds.contains(where: { $0 == .tag || $0 == .release }), !kinds.contains(.push) { return true }
        return conditions(of: event).contains { condition in
            let text = condition.text.lowercased()
            return ["refs/tags", "ref_type", "commit_tag", "only: tags", "release"].contains { text.has($0) }
        }
    }

    /// A person must agree before it, as the files say; unknown where a setting decides.
    func approval(of event: Event) -> Job.Approval {
        var found: Job.Approval = .none
        for job in [event.job] + ancestors(of: event.job) {
            if case .required = job.approval { return job.approval }
            // A setting of the environment before says nothing of this one.
            guard case .unknown = job.approval else { continue }
            if job.id == event.job.id || job.environment.value.map({ DeployTarget($0).isProduction }) == true {
                found = job.approval
            }
        }
        if let approve = events(.approve).first(where: { order.precedes($0, event) }) {
            return .required(approve.activity.place)
        }
        if let stage = pipeline.stages.first(where: { $0.jobs.contains(event.job.id) }), let held = stage.isHeld {
            return .required(held)
        }
        return found
    }

    /// The jobs of the same repository's other pipelines.
    var others: [Pipeline] { all.pipelines.filter { $0.path != pipeline.path || $0.name != pipeline.name } }
}

extension Pipelines {
    /// Whether a pipeline does that anywhere.
    func has(_ kind: Activity.Kind) -> Bool {
        pipelines.contains { $0.has(kind) }
    }

    /// Whether the build of an image may itself run tests: its Dockerfile says so, or is not at hand.
    var buildsMayTest: Bool {
        guard !workloads.isEmpty else { return true }
        return workloads.contains { workload in
            workload.dockerfile.instructions.contains { instruction in
                guard instruction.keyword == .run else { return false }
                let text = workload.dockerfile.source.text(instruction.range).lowercased()
                return ["test", "verify", "check", "mvn", "gradle", "make", "spec"].contains { text.has($0) }
            }
        }
    }

    /// Whether the registry scans what is pushed to it, or Inspector does, as far as the definitions say.
    var registryScans: Bool {
        let scansOnPush = system.members(ResourceType.repository).contains {
            switch $0.properties["imageScanningConfiguration"]?.bool("scanOnPush") ?? .absent {
            case .known(let isOn, _): isOn
            case .unknown: true
            case .absent, .wrong: false
            }
        }
        return scansOnPush || !system.members("AWS::ECR::RegistryScanningConfiguration").isEmpty
            || system.members.contains { $0.resource.type.hasPrefix("AWS::Inspector") }
            || system.members.contains { $0.resource.type.hasPrefix("aws_inspector2") }
    }
}

extension Pipeline {
    func has(_ kind: Activity.Kind) -> Bool {
        jobs.contains { $0.steps.contains { $0.activities.contains { $0.kind == kind } } }
    }

    func has(trigger kind: Trigger.Kind) -> Bool { triggers.contains { $0.kind == kind } }
}

extension Event {
    /// A build whose options stand where it is called, and not in a file of Compose or Bake or in a tool's own.
    var isPlainBuild: Bool {
        guard activity.build != nil, !text.has(" bake"), !text.has("compose") else { return false }
        let tool = activity.tool
        return tool == "docker" || tool == "podman" || tool == "buildah" || tool == "nerdctl" || tool == "buildx"
            || tool.hasSuffix("/build-push-action")
    }
}

extension Place {
    /// The same for equal places.
    var key: String { "\(path):\(range.lowerBound)-\(range.upperBound)" }
}
