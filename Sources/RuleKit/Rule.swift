package import DockerfileSyntax
package import Parity
package import Pipelines
import ShellSyntax
package import Workload

/// One thing that is judged. A rule is one file: what it says of itself, its examples and its logic.
package protocol Rule: Sendable {
    /// What it looks at; inferred from `check`.
    associatedtype Subject: RuleSubject

    static var about: About { get }
    /// For rules about commands: the names of the commands it wants to see; empty for all.
    static var commands: [String] { get }

    init()
    func check(_ subject: Subject, _ report: inout Report)
}

extension Rule {
    package static var commands: [String] { [] }
}

/// What a rule can look at: a `Dockerfile`, a `RunCommand`, a `Workload`, a `PragmaUse`; of definitions, a
/// `TaskSubject`, a `ServiceSubject` or the whole `System`; of what delivers, a `PipelineSubject` or all `Pipelines`;
/// of environments, `ServiceEnvironments`; of a built image, an `ImageSubject`.
package protocol RuleSubject: Sendable {
    static func check<R: Rule>(by rule: R) -> Check where R.Subject == Self
}

/// A rule's logic without its type.
package enum Check: Sendable {
    case file(@Sendable (Dockerfile, inout Report) -> Void)
    case command([String], @Sendable (RunCommand, inout Report) -> Void)
    case workload(@Sendable (Workload, inout Report) -> Void)
    case pragma(@Sendable (PragmaUse, inout Report) -> Void)
    case task(@Sendable (TaskSubject, inout Report) -> Void)
    case service(@Sendable (ServiceSubject, inout Report) -> Void)
    case system(@Sendable (System, inout Report) -> Void)
    case pipeline(@Sendable (PipelineSubject, inout Report) -> Void)
    case pipelines(@Sendable (Pipelines, inout Report) -> Void)
    case environments(@Sendable (ServiceEnvironments, inout Report) -> Void)
    case image(@Sendable (ImageSubject, inout Report) -> Void)
}

extension Dockerfile: RuleSubject {
    package static func check<R: Rule>(by rule: R) -> Check where R.Subject == Dockerfile {
        .file { rule.check($0, &$1) }
    }
}

extension RunCommand: RuleSubject {
    package static func check<R: Rule>(by rule: R) -> Check where R.Subject == RunCommand {
        .command(R.commands) { rule.check($0, &$1) }
    }
}

extension Workload: RuleSubject {
    package static func check<R: Rule>(by rule: R) -> Check where R.Subject == Workload {
        .workload { rule.check($0, &$1) }
    }
}

extension PragmaUse: RuleSubject {
    package static func check<R: Rule>(by rule: R) -> Check where R.Subject == PragmaUse {
        .pragma { rule.check($0, &$1) }
    }
}

/// A rule with its type erased, as the registry holds it.
package struct RegisteredRule: Sendable {
    package let about: About
    package let check: Check
    private let naming: Naming

    private enum Naming: Sendable {
        case type(any Rule.Type)
        case given(name: String, slug: String)
    }

    /// The type's name, or the one it had where there is no type. Worked out when asked for: a review that names no
    /// rule in words does without.
    package var name: String {
        switch naming {
        // `String(describing:)` first asks whether the type describes itself: 40 microseconds for each of 400 rules.
        case .type(let type): _typeName(type, qualified: false)
        case .given(let name, _): name
        }
    }

    /// The type's name in kebab case: the readable id.
    package var slug: String {
        switch naming {
        case .type: Self.slug(of: name)
        case .given(_, let slug): slug
        }
    }

    package init<R: Rule>(_ type: R.Type) {
        about = R.about
        naming = .type(type)
        check = R.Subject.check(by: R())
    }

    /// A rule in name only, which judges nothing: a stored review may tell of rules that this version does not have.
    package init(standingFor about: About, name: String, slug: String) {
        self.about = about
        naming = .given(name: name, slug: slug)
        check = .file { _, _ in }
    }

    /// Whether the name is ours, in any case, and not a peer's.
    package func isOwnName(_ name: String) -> Bool {
        let name = name.lowercased()
        return name == about.id.lowercased() || name == slug
    }

    /// `UntaggedBaseImage` is `untagged-base-image`.
    package static func slug(of name: String) -> String {
        var slug = ""
        var previous: Character = "-"
        for (index, character) in name.enumerated() {
            let next = name.dropFirst(index + 1).first
            if character.isUppercase, index > 0,
                previous.isLowercase || previous.isNumber || next?.isLowercase == true
            {
                slug += "-"
            }
            slug += character.lowercased()
            previous = character
        }
        return slug
    }
}
