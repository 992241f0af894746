package import Basics

/// A repository for a policy of which no images are known: what a team leaves behind that builds once a day.
package enum InventedImages {
    package static let bytes = 200 << 20
    /// The days of pushes before the first one.
    package static let history = 60

    /// For each group of tags that a rule selects, one image a day; and one that has lost its tag.
    ///
    /// Tags are those of the rules with a running number for `*`; a tag without `*` moves on with each push. Images of
    /// task definitions are pushed on the first day, and not again.
    package static func images(
        for policy: LifecyclePolicy, from first: Day, days: Int, references: [ImageReference] = []
    ) -> [StoredImage] {
        let groups = groups(policy)
        var images: [StoredImage] = []
        for number in 0..<(history + max(0, days)) {
            let noon = Moment(first).adding(days: number - history).seconds + Moment.secondsOfDay / 2
            for (minute, group) in groups.enumerated() {
                let tags = group.map { tag($0, number + 1) }
                images.append(StoredImage(tags: tags, pushedAt: Moment(seconds: noon + minute * 60), bytes: bytes))
            }
        }
        var known: Set<String> = []
        for reference in references {
            guard let key = reference.digest ?? reference.tag, known.insert(key).inserted else { continue }
            var image = StoredImage(
                digest: reference.digest, tags: reference.digest == nil ? reference.tag.map { [$0] } ?? [] : [],
                pushedAt: Moment(first), bytes: bytes)
            image.repository = reference.repository
            images.append(image)
        }
        return images
    }

    private static func groups(_ policy: LifecyclePolicy) -> [[String]] {
        var groups: [[String]] = []
        for rule in policy.rules {
            switch rule.tags {
            case .patterns(let patterns): groups.append(patterns.map(\.text))
            case .prefixes(let prefixes): groups.append(prefixes.map { $0 + "*" })
            case .any, .untagged: continue
            }
        }
        if groups.isEmpty { groups.append(["build-*"]) }
        var known: Set<[String]> = []
        return groups.filter { known.insert($0).inserted } + [[]]
    }

    /// The pattern with the number for its last `*`, and nothing for the others.
    private static func tag(_ pattern: String, _ number: Int) -> String {
        guard let star = pattern.lastIndex(of: "*") else { return pattern }
        let before = pattern[..<star].filter { $0 != "*" }
        return before + String(number) + pattern[pattern.index(after: star)...]
    }
}
