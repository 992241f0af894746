import Basics
import ECSModel
import RuleKit
import Workload

/// A service of AWS that a task calls before and while it starts.
struct AWSNeed {
    /// The end of its endpoint's name: `ecr.dkr`.
    let name: String
    /// What shows that it is needed.
    let place: Place

    /// Whether an endpoint with this end of its name serves it.
    func isServed(by endpoint: String) -> Bool { endpoint == name || endpoint.hasSuffix("." + name) }

    static func all(of task: TaskSubject, _ service: Service) -> [AWSNeed] {
        var result: [AWSNeed] = []
        func add(_ name: String, _ place: Place) {
            if !result.contains(where: { $0.name == name }) { result.append(AWSNeed(name: name, place: place)) }
        }
        for container in task.containers.map(\.definition) {
            if case .known(let image, let place) = container.image, isOfECR(image, task.task) {
                for name in ["ecr.api", "ecr.dkr", "s3"] { add(name, place) }
            }
            if case .known("awslogs", let place)? = container.logConfiguration?.driver { add("logs", place) }
            for secret in container.secrets {
                guard case .known(let source, let place) = secret.value else { continue }
                if source.knownPrefix.hasPrefix("arn:aws:secretsmanager:") { add("secretsmanager", place) }
                if source.knownPrefix.hasPrefix("arn:aws:ssm:") { add("ssm", place) }
            }
        }
        if case .known(true, let place) = service.enableExecuteCommand { add("ssmmessages", place) }
        return result
    }

    /// Whether an image lies in a private registry of ECR, or in a repository that is among the definitions.
    static func isOfECR(_ text: TermText, _ task: TaskNode) -> Bool {
        let image = ImageName(text)
        if let registry = image.registry { return registry.has(".dkr.ecr.") }
        guard let reference = image.reference else { return false }
        return task.system.member(reference.resource, in: task.member.stack)?.resource.type == ResourceType.repository
    }
}
