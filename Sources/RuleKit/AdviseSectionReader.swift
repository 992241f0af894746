import Basics
import Templates

/// Reads the `advise` section of `plimsoll.yml`.
struct AdviseSectionReader {
    let document: Document

    private static let keys =
        AttestedFacts.Number.allCases.map(\.rawValue)
        + [
            "kubernetes-skill", "traffic", "compliance", "gpu", "keeps-files", "protocols", "app-runner-customer",
        ]

    func read(_ node: DocumentNode) throws(Failure) -> AdviseSection {
        var section = AdviseSection()
        for entry in try entries(node) {
            guard entry.name == "workloads" else {
                try take(entry, into: &section.common, among: Self.keys + ["workloads"])
                continue
            }
            for workload in try entries(entry.value) {
                var facts = AttestedFacts()
                for entry in try entries(workload.value) { try take(entry, into: &facts, among: Self.keys) }
                section.workloads[workload.name] = facts
            }
        }
        return section
    }

    private func take(
        _ entry: DocumentEntry, into facts: inout AttestedFacts, among keys: [String]
    ) throws(Failure) {
        let node = entry.value
        if let number = AttestedFacts.Number(rawValue: entry.name) {
            guard let value = node.string.flatMap({ Int($0) }), number.bounds.contains(value) else {
                throw wrong(node, number.wanted)
            }
            return facts.set(number, .init(value, source(node)))
        }
        switch entry.name {
        case "kubernetes-skill": facts.kubernetesSkill = .init(try choice(node), source(node))
        case "traffic": facts.traffic = .init(try choice(node), source(node))
        case "compliance": facts.compliance = .init(try choices(node), source(node))
        case "protocols": facts.transports = .init(try choices(node), source(node))
        case "gpu": facts.gpu = .init(try truth(node), source(node))
        case "keeps-files": facts.keepsFiles = .init(try truth(node), source(node))
        case "app-runner-customer": facts.appRunnerCustomer = .init(try truth(node), source(node))
        default: throw SettingProblem.unknown(entry, among: keys, document)
        }
    }

    private func source(_ node: DocumentNode) -> AttestedFacts.Source { .file(document.span(node)) }

    private func wrong(_ node: DocumentNode, _ wanted: Text) -> Failure {
        SettingProblem.wrong(node, wanted, document)
    }

    private func entries(_ node: DocumentNode) throws(Failure) -> [DocumentEntry] {
        guard node.isMapping || node.isNull else { throw wrong(node, Text(en: "a mapping", ja: "マッピング")) }
        return node.entries
    }

    private func truth(_ node: DocumentNode) throws(Failure) -> Bool {
        guard let value = node.bool else { throw wrong(node, Text(en: "true or false", ja: "true または false")) }
        return value
    }

    /// One value, or a list of values.
    private func choices<Choice: RawRepresentable & CaseIterable>(_ node: DocumentNode) throws(Failure) -> [Choice]
    where Choice.RawValue == String {
        var found: [Choice] = []
        for item in node.isSequence ? node.items : [node] { found.append(try choice(item)) }
        return found
    }

    private func choice<Choice: RawRepresentable & CaseIterable>(_ node: DocumentNode) throws(Failure) -> Choice
    where Choice.RawValue == String {
        guard let text = node.string, let choice = Choice(rawValue: text) else {
            let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw wrong(node, Text(en: "one of \(all)", ja: "次のいずれか: \(all)"))
        }
        return choice
    }
}
