import Basics
import ECSModel
package import Workload

/// What was found out about one definition.
package struct JudgedDefinition: Sendable {
    /// The task definition or service; nil for what concerns a stack as a whole.
    package let member: System.Member?
    /// The number of its stack.
    package let stack: Int
    /// What builds the images that it runs.
    package let workloads: [Workload]
    package var findings: [Finding]
}

extension Judge {
    /// The findings about all definitions, under each way in which the conditions of templates can turn out.
    package func judge(_ infrastructure: Infrastructure, workloads: [Workload]) -> [JudgedDefinition] {
        guard hasDefinitionRules, !infrastructure.stacks.isEmpty else { return [] }
        var result: [JudgedDefinition] = []
        var places: [String: Int] = [:]
        for outcome in infrastructure.systems() {
            let changed = outcome.changed
            for judged in judge(outcome.system, workloads: workloads, onlyStacks: changed) {
                let key =
                    "\(judged.stack) \(judged.member?.resource.type ?? "") \(judged.member?.resource.address ?? "")"
                guard let index = places[key] else {
                    places[key] = result.count
                    result.append(judged)
                    continue
                }
                let known = Set(result[index].findings.map(Said.init))
                let assumption = changed == nil ? "" : outcome.system.assumptions[judged.stack]
                let isTogether = (changed?.count ?? 0) > 1
                for finding in judged.findings where !known.contains(Said(finding)) {
                    result[index].findings.append(Self.assumed(finding, assumption, isTogether: isTogether))
                }
            }
        }
        silenceByComments(&result, infrastructure)
        for index in result.indices {
            result[index].findings.sort(by: Self.precedes)
            silencer.silenceBySettings(&result[index].findings)
        }
        return result
    }

    /// Lets the comments of all files count, each of which may be about findings of several definitions.
    private func silenceByComments(_ result: inout [JudgedDefinition], _ infrastructure: Infrastructure) {
        let commented = infrastructure.sources.filter { Pragma.mayStand(in: $0) }
        guard !commented.isEmpty else { return }
        var all = result.flatMap(\.findings)
        var said: [Finding] = []
        for source in commented {
            for use in silencer.silence(&all, definition: source) { said += findings(about: use) }
        }
        var next = 0
        for index in result.indices {
            let count = result[index].findings.count
            result[index].findings = Array(all[next..<next + count])
            next += count
        }
        for finding in said {
            let isThere = { (judged: JudgedDefinition) in
                judged.member?.place.path == finding.span.path
                    || infrastructure.stacks[judged.stack].name == finding.span.path
            }
            let index = result.firstIndex(where: isThere) ?? result.indices.first
            if let index { result[index].findings.append(finding) }
        }
    }

    /// A statement without what does not make it another one.
    private struct Said: Hashable {
        let rule: String
        let verdict: Finding.Verdict
        let span: Span
        let arguments: [String: String]

        init(_ finding: Finding) {
            rule = finding.rule
            verdict = finding.verdict
            span = finding.span
            arguments = finding.arguments
        }
    }

    private static func assumed(_ finding: Finding, _ assumption: String, isTogether: Bool) -> Finding {
        guard !assumption.isEmpty, finding.verdict == .fault else { return finding }
        var finding = finding
        let when =
            isTogether
            ? Text(
                en: "when \(assumption), and conditions of other templates are not as usual",
                ja: "\(assumption) で、ほかのテンプレートの条件も通常と異なる場合")
            : Text(en: "when \(assumption)", ja: "\(assumption) の場合")
        finding.related.append(Finding.Related(finding.span, when, isCovered: false))
        return finding
    }

    private func judge(_ system: System, workloads: [Workload], onlyStacks: Set<Int>?) -> [JudgedDefinition] {
        var result: [JudgedDefinition] = []
        let isWanted = { (stack: Int) in onlyStacks?.contains(stack) ?? true }
        for node in system.tasks where isWanted(node.member.stack) {
            let subject = TaskSubject(node, workloads: workloads)
            result.append(
                JudgedDefinition(
                    member: node.member, stack: node.member.stack, workloads: subject.containers.compactMap(\.workload),
                    findings: findings(about: subject)))
        }
        for node in system.services where isWanted(node.member.stack) {
            let subject = ServiceSubject(node, workloads: workloads)
            result.append(
                JudgedDefinition(
                    member: node.member, stack: node.member.stack,
                    workloads: subject.task?.containers.compactMap(\.workload) ?? [],
                    findings: findings(about: subject)))
        }
        let whole = findings(about: system)
        guard !whole.isEmpty else { return result }
        let stacks = Dictionary(grouping: system.members, by: \.stack).sorted { $0.key < $1.key }
        var paths = stacks.map { Set($0.value.map(\.place.path)) }
        let headed = paths.reduce(into: Set<String>()) { $0.formUnion($1) }
        if whole.contains(where: { !headed.contains($0.span.path) }) {
            // A value may stand in a file without a resource: in a call of a module, or among the values of variables.
            for (index, item) in stacks.enumerated() {
                for member in item.value { member.properties.addPaths(to: &paths[index]) }
            }
        }
        for (index, item) in stacks.enumerated() where isWanted(item.key) {
            let stack = item.key
            let own = whole.filter { paths[index].contains($0.span.path) }
            if !own.isEmpty {
                result.append(JudgedDefinition(member: nil, stack: stack, workloads: [], findings: own))
            }
        }
        return result
    }
}

extension Term {
    /// The files that its values are written in.
    fileprivate func addPaths(to paths: inout Set<String>, depth: Int = 0) {
        paths.insert(place.path)
        guard depth < 100 else { return }
        switch kind {
        case .list(let items): for item in items { item.addPaths(to: &paths, depth: depth + 1) }
        case .map(let entries): for entry in entries { entry.value.addPaths(to: &paths, depth: depth + 1) }
        default: return
        }
    }
}
