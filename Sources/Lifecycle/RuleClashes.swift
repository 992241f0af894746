import Basics

/// What ECR refuses in rules that are right one by one.
///
/// Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html (evaluation rules)
enum RuleClashes {
    static func find(_ rules: [LifecycleRule]) -> [LifecycleProblem] {
        var problems: [LifecycleProblem] = []
        var priorities: Set<Int> = []
        for rule in rules where !priorities.insert(rule.priority).inserted {
            problems.append(LifecycleProblem(rule.span, PolicyTexts.samePriority(rule.priority)))
        }
        for storage in [StorageClass.standard, .archive] {
            let rules = rules.filter { $0.storageClass == storage }
            for rule in rules.filter({ $0.tags == .untagged }).dropFirst() {
                problems.append(LifecycleProblem(rule.span, PolicyTexts.secondUntagged))
            }
            let last = rules.map(\.priority).max() ?? 0
            for rule in rules where rule.tags == .any && rule.priority < last {
                problems.append(LifecycleProblem(rule.span, PolicyTexts.anyNotLast(rule.priority, last: last)))
            }
            var sets: Set<Set<String>> = []
            for rule in rules {
                guard case .prefixes(let prefixes) = rule.tags, !sets.insert(Set(prefixes)).inserted else { continue }
                problems.append(LifecycleProblem(rule.span, PolicyTexts.samePrefixes(prefixes)))
            }
        }
        return problems
    }
}
