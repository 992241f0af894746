import Basics
import ECSModel
import Lifecycle
import Workload

/// The ECR repositories of images, and what their lifecycle policies keep.
struct RegistryFacts {
    private let system: System
    private let stack: Int

    init(_ system: System, _ stack: Int) {
        self.system = system
        self.stack = stack
    }

    func repositories(of images: [TermText]) -> [ServiceFacts.Repository] {
        var result: [ServiceFacts.Repository] = []
        for image in images {
            let name = ImageName(image)
            let member = repository(image, name)
            guard member != nil || name.region != nil || name.registry?.contains(".dkr.ecr.") == true else { continue }
            let shown = name.repository ?? member.map { system.name(of: $0) ?? $0.resource.address } ?? image.shown
            guard !result.contains(where: { $0.name == shown }) else { continue }
            result.append(ServiceFacts.Repository(name: shown, kept: member.map(kept) ?? .unknown))
        }
        return result
    }

    private func repository(_ image: TermText, _ name: ImageName) -> System.Member? {
        for reference in image.references.prefix(4) {
            if let member = system.member(reference.resource, in: stack),
                member.resource.type == ResourceType.repository
            {
                return member
            }
        }
        return name.repository.flatMap {
            system.resolve(TermText($0), type: ResourceType.repository, from: stack)
        }
    }

    private func kept(_ member: System.Member) -> ServiceFacts.Repository.Kept {
        guard let policy = member.properties["lifecyclePolicy"] else { return .all }
        guard let text = policy["lifecyclePolicyText"]?.string else { return .unknown }
        return PolicyEffect.kept(text)
    }
}

/// What a lifecycle policy leaves, as far as it hangs on the number and the age of images alone.
enum PolicyEffect {
    /// The rule for all images has the last word. Rules in front of it for untagged images change nothing where each push
    /// has a tag of its own; rules for tags could take anything, and what is left is then not known.
    static func kept(_ text: String) -> ServiceFacts.Repository.Kept {
        let reading = LifecyclePolicyReading(SourceFile(path: "", text: text))
        guard let rules = reading.policy?.rules.filter({ $0.action == .expire }), let rule = rules.last,
            rule.tags == .any, rules.allSatisfy({ $0.tags == .any || $0.tags == .untagged })
        else { return .unknown }
        switch rule.limit {
        case .imageCountMoreThan(let number): return .count(number)
        case .sinceImagePushed(let days): return .days(days)
        case .sinceImagePulled, .sinceImageTransitioned: return .unknown
        }
    }
}
