import ECSModel
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
        return LifecycleText.kept(text)
    }
}

/// The one thing that is read of a lifecycle policy: how much a single rule for all images keeps.
enum LifecycleText {
    static func kept(_ text: String) -> ServiceFacts.Repository.Kept {
        guard text.utf8.count < 1 << 16 else { return .unknown }
        // Blanks and quotes say nothing in these policies' own words and numbers.
        let bare = String(
            decoding: text.utf8.filter { $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") },
            as: UTF8.self)
        let parts = bare.split(separator: "countNumber:", omittingEmptySubsequences: false)
        guard parts.count == 2, let behind = parts.last, bare.contains("tagStatus:any"),
            let number = Int(behind.prefix { $0.isASCII && $0.isNumber }), (1...100_000).contains(number)
        else { return .unknown }
        if bare.contains("countType:imageCountMoreThan") { return .count(number) }
        if bare.contains("countType:sinceImagePushed"), bare.contains("countUnit:days") { return .days(number) }
        return .unknown
    }
}
