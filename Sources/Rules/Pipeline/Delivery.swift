import Basics
import DockerfileSyntax
import ECSModel
import Pipelines
import RuleKit
import Workload

extension PipelineSubject {
    func events(_ kinds: Activity.Kind...) -> [Event] { order.events.filter { kinds.contains($0.activity.kind) } }

    var pushes: [Event] { events(.push) }
    var deploys: [Event] { events(.deploy) }
    /// Looks into images, or into something of which it is not known what it is.
    var imageScans: [Event] {
        events(.scan).filter { $0.activity.scan.map { $0.target == .image || $0.target == .unknown } ?? true }
    }

    /// Whether one of `first` is always over before `second` begins.
    func any(_ first: [Event], precedes second: Event) -> Bool { first.contains { order.precedes($0, second) } }

    /// Whether there is no part of it that could do something unseen.
    var isUnderstood: Bool { pipeline.isUnderstood }

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
