import Basics
import RuleKit

/// A rule's texts as they are stored.
struct RuleRecord: Codable, Sendable, Hashable {
    let name: String
    let slug: String
    let since: String
    let severity: Severity
    let level: RuleSet
    let title: Text
    let message: Text
    let proof: Text?
    let why: Text
    let remedy: Text
    let aliases: [String]
    let links: [String]
    /// The criteria that it speaks to.
    let answers: [String]

    init(_ rule: RegisteredRule) {
        name = rule.name
        slug = rule.slug
        since = rule.about.since
        severity = rule.about.severity
        level = rule.about.set
        title = rule.about.title
        message = rule.about.message
        proof = rule.about.proof
        why = rule.about.why
        remedy = rule.about.remedy
        aliases = rule.about.aliases
        links = rule.about.links
        answers = rule.about.answers
    }

    /// The rule in name: its own words, and the examples of the one that bears its id today.
    func standIn(_ id: String, _ known: RegisteredRule?) -> RegisteredRule {
        let about = About(
            id: id, since: since, severity: severity, set: level, title: title, why: why, remedy: remedy,
            message: message, proof: proof, links: links, aliases: aliases, differs: known?.about.differs,
            answers: answers, yieldsTo: known?.about.yieldsTo ?? [], fails: known?.about.fails ?? [],
            passes: known?.about.passes ?? [], proves: known?.about.proves ?? [], fixes: known?.about.fixes ?? [])
        return RegisteredRule(standingFor: about, name: name, slug: slug)
    }
}
