package import Basics
import Templates

/// A policy as it was read: usable, or with the reasons why ECR would refuse it.
package struct LifecyclePolicyReading: Sendable {
    package let policy: LifecyclePolicy?
    package let problems: [LifecycleProblem]

    /// Reads a policy as PutLifecyclePolicy takes it.
    package init(_ source: SourceFile) {
        if source.bytes.count > PolicyReader.mostBytes {
            policy = nil
            problems = [LifecycleProblem(nil, PolicyTexts.tooLong(source.bytes.count, most: PolicyReader.mostBytes))]
            return
        }
        do throws(Failure) {
            var reader = PolicyReader(try Document.read(source, as: .json))
            let policy = reader.policy()
            self.policy = reader.problems.isEmpty ? policy : nil
            problems = reader.problems
        } catch {
            policy = nil
            problems = [LifecycleProblem(error)]
        }
    }
}

/// Reads one rule after the other, and goes on after each problem.
///
/// Sources: https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html,
/// https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html and, for the limits,
/// https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html
struct PolicyReader {
    let document: Document
    private(set) var problems: [LifecycleProblem] = []

    static let mostBytes = 30_720
    static let mostRules = 50
    /// The days that an image must have been in the archive before a policy may delete it.
    static let fewestDaysInArchive = 90

    init(_ document: Document) {
        self.document = document
    }

    mutating func policy() -> LifecyclePolicy? {
        let root = document.root
        guard root.isMapping else {
            refuse(root.range, PolicyTexts.notAnObject)
            return nil
        }
        allow(["rules"], in: root)
        guard let list = root["rules"] else {
            refuse(root.range, PolicyTexts.missing("rules"))
            return nil
        }
        guard list.isSequence, !list.items.isEmpty else {
            refuse(list.range, PolicyTexts.noRules)
            return nil
        }
        if list.items.count > Self.mostRules {
            refuse(list.range, PolicyTexts.tooManyRules(list.items.count, most: Self.mostRules))
        }
        var rules: [LifecycleRule] = []
        for item in list.items {
            if let rule = rule(item) { rules.append(rule) }
        }
        for problem in RuleClashes.find(rules) { problems.append(problem) }
        return LifecyclePolicy(rules)
    }

    private mutating func rule(_ node: DocumentNode) -> LifecycleRule? {
        guard node.isMapping else {
            refuse(node.range, PolicyTexts.notAnObject)
            return nil
        }
        allow(["rulePriority", "description", "selection", "action"], in: node)
        let priority = number("rulePriority", of: node)
        guard let selection = mapping("selection", of: node), let actionNode = mapping("action", of: node) else {
            return nil
        }
        allow(
            ["tagStatus", "tagPatternList", "tagPrefixList", "storageClass", "countType", "countUnit", "countNumber"],
            in: selection)
        allow(["type", "targetStorageClass"], in: actionNode)
        let tags = tags(selection)
        let limit = limit(selection)
        let action = action(actionNode)
        guard let priority, let tags, let limit, let action else { return nil }
        check(limit, action, selection, actionNode)
        var rule = LifecycleRule(priority, tags, limit, action, span: document.span(node))
        rule.title = node["description"]?.string
        return rule
    }

    // MARK: Selection

    private mutating func tags(_ selection: DocumentNode) -> LifecycleRule.Tags? {
        guard let status = choice("tagStatus", of: selection, among: ["tagged", "untagged", "any"]) else { return nil }
        let patterns = selection["tagPatternList"]
        let prefixes = selection["tagPrefixList"]
        guard status == "tagged" else {
            for key in ["tagPatternList", "tagPrefixList"] {
                if let range = selection.keyRange(key) { refuse(range, PolicyTexts.listWithout(key, status)) }
            }
            return status == "any" ? .any : .untagged
        }
        if patterns != nil, let range = selection.keyRange("tagPrefixList") {
            refuse(range, PolicyTexts.bothLists)
            return nil
        }
        guard let list = patterns ?? prefixes else {
            refuse(selection.range, PolicyTexts.noList)
            return nil
        }
        let key = patterns == nil ? "tagPrefixList" : "tagPatternList"
        guard list.isSequence, !list.items.isEmpty, list.items.allSatisfy({ Self.text($0) != nil }) else {
            refuse(list.range, PolicyTexts.notTexts(key))
            return nil
        }
        let texts = list.items.compactMap(Self.text)
        guard patterns != nil else { return .prefixes(texts) }
        for item in list.items {
            guard let text = Self.text(item) else { continue }
            if TagPattern(text).wildcards > TagPattern.mostWildcards {
                refuse(item.range, PolicyTexts.tooManyWildcards(text, most: TagPattern.mostWildcards))
            }
        }
        return .patterns(texts.map(TagPattern.init))
    }

    private mutating func limit(_ selection: DocumentNode) -> LifecycleRule.Limit? {
        let types = ["imageCountMoreThan", "sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned"]
        let type = choice("countType", of: selection, among: types)
        let count = number("countNumber", of: selection)
        guard let type else { return nil }
        if type == "imageCountMoreThan" {
            if let range = selection.keyRange("countUnit") { refuse(range, PolicyTexts.unitWithCount) }
        } else if selection["countUnit"] == nil {
            refuse(selection.range, PolicyTexts.noUnit(type))
        } else {
            _ = choice("countUnit", of: selection, among: ["days"])
        }
        storageClass(selection, type)
        guard let count else { return nil }
        switch type {
        case "imageCountMoreThan": return .imageCountMoreThan(count)
        case "sinceImagePushed": return .sinceImagePushed(days: count)
        case "sinceImagePulled": return .sinceImagePulled(days: count)
        default: return .sinceImageTransitioned(days: count)
        }
    }

    private mutating func storageClass(_ selection: DocumentNode, _ type: String) {
        let wanted = type == "sinceImageTransitioned" ? "archive" : "standard"
        guard let node = selection["storageClass"] else {
            if wanted == "archive" { refuse(selection.range, PolicyTexts.wrongClass(type, wanted)) }
            return
        }
        if node.string != wanted { refuse(node.range, PolicyTexts.wrongClass(type, wanted)) }
    }

    // MARK: Action

    private mutating func action(_ node: DocumentNode) -> LifecycleRule.Action? {
        guard let type = choice("type", of: node, among: ["expire", "transition"]) else { return nil }
        if type == "expire" { return .expire }
        guard node["targetStorageClass"] != nil else {
            refuse(node.range, PolicyTexts.noTarget)
            return nil
        }
        return choice("targetStorageClass", of: node, among: ["archive"]).map { _ in .archive }
    }

    /// Which limits go with which action.
    private mutating func check(
        _ limit: LifecycleRule.Limit, _ action: LifecycleRule.Action, _ selection: DocumentNode, _ node: DocumentNode
    ) {
        switch limit {
        case .sinceImagePulled where action == .expire: refuse(node.range, PolicyTexts.pulledExpires)
        case .sinceImageTransitioned where action == .archive: refuse(node.range, PolicyTexts.archivedArchives)
        case .sinceImageTransitioned(let days) where days < Self.fewestDaysInArchive:
            refuse(
                (selection["countNumber"] ?? selection).range,
                PolicyTexts.tooShortInArchive(days, fewest: Self.fewestDaysInArchive))
        default: break
        }
    }

    // MARK: Values

    private mutating func refuse(_ range: Range<Int>, _ text: Text) {
        problems.append(LifecycleProblem(document.source.span(range), text))
    }

    private mutating func allow(_ keys: [String], in node: DocumentNode) {
        for entry in node.entries where !keys.contains(entry.name) {
            refuse(entry.key.range, PolicyTexts.unknownKey(entry.name, among: keys))
        }
    }

    private mutating func mapping(_ key: String, of node: DocumentNode) -> DocumentNode? {
        guard let value = node[key] else {
            refuse(node.range, PolicyTexts.missing(key))
            return nil
        }
        guard value.isMapping else {
            refuse(value.range, PolicyTexts.notAnObject)
            return nil
        }
        return value
    }

    /// A whole number over 0, not in quotes.
    private mutating func number(_ key: String, of node: DocumentNode) -> Int? {
        guard let value = node[key] else {
            refuse(node.range, PolicyTexts.missing(key))
            return nil
        }
        guard case .scalar(let text, .plain) = value.kind, let number = Int(text), number > 0, number <= Int(Int32.max)
        else {
            refuse(value.range, PolicyTexts.notPositive(key))
            return nil
        }
        return number
    }

    private mutating func choice(_ key: String, of node: DocumentNode, among choices: [String]) -> String? {
        guard let value = node[key] else {
            refuse(node.range, PolicyTexts.missing(key))
            return nil
        }
        guard let text = Self.text(value), choices.contains(text) else {
            refuse(value.range, PolicyTexts.notOne(key, of: choices))
            return nil
        }
        return text
    }

    private static func text(_ node: DocumentNode) -> String? {
        if case .scalar(let text, .quoted) = node.kind { text } else { nil }
    }
}
