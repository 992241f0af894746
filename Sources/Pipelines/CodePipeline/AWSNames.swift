import ECSModel
import Workload

/// Who is meant by texts in definitions of pipelines.
struct AWSNames {
    let system: System

    /// Whether a text names a resource: by reference, ARN or name, also within a longer text.
    func means(_ term: Term?, _ member: System.Member) -> Bool {
        guard let text = term?.text else { return false }
        return means(text, stack: member.stack, member)
    }

    func means(_ text: TermText, stack: Int, _ member: System.Member) -> Bool {
        for reference in text.references {
            if stack == member.stack, let found = system.member(reference.resource, in: stack),
                found.resource.address == member.resource.address
            {
                return true
            }
        }
        guard let name = system.name(of: member) else { return false }
        let end = text.known ?? text.knownSuffix
        return end == name && text.known != nil || end.hasSuffix(":" + name) || end.hasSuffix("/" + name)
    }

    /// The same for a pipeline of a file of its own, which has but a name.
    func means(_ term: Term?, name: String) -> Bool {
        guard let text = term?.text else { return false }
        let end = text.known ?? text.knownSuffix
        return text.known == name || end.hasSuffix(":" + name)
    }
}
