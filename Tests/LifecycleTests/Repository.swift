import Basics

@testable import Lifecycle

/// Images and policies in few words.
enum Example {
    static let now = Moment(Day(year: 2026, month: 11, day: 21))

    /// Images by name, each with its tags and the days since its push.
    static func images(_ list: [(name: String, tags: [String], days: Int)]) -> [StoredImage] {
        list.map { StoredImage(digest: $0.name, tags: $0.tags, pushedAt: now.adding(days: -$0.days), bytes: 1 << 30) }
    }

    /// A policy of rules that are written without braces' clutter: `1 tagged prod* imageCountMoreThan 1 expire`.
    static func policy(_ rules: [String]) -> LifecyclePolicyReading {
        let list = rules.map { rule in
            let words = rule.split(separator: " ").map(String.init)
            return """
                {"rulePriority": \(words[0]), "selection": {"tagStatus": "\(words[1])"\(tags(words[2])),
                 "countType": "\(words[3])", "countNumber": \(words[4])\(unit(words[3]))},
                 "action": {\(action(words[5]))}}
                """
        }
        return read("{\"rules\": [\(list.joined(separator: ",\n"))]}")
    }

    static func read(_ text: String) -> LifecyclePolicyReading {
        LifecyclePolicyReading(SourceFile(path: "policy.json", text: text))
    }

    /// `prod*,beta*` is a pattern list, `^prod,beta` a prefix list and `-` none.
    private static func tags(_ word: String) -> String {
        guard word != "-" else { return "" }
        let isPrefix = word.hasPrefix("^")
        let list = word.drop { $0 == "^" }.split(separator: ",").map { "\"\($0)\"" }.joined(separator: ", ")
        return ", \"\(isPrefix ? "tagPrefixList" : "tagPatternList")\": [\(list)]"
    }

    private static func unit(_ type: String) -> String {
        guard type != "imageCountMoreThan" else { return "" }
        return ", \"countUnit\": \"days\"" + (type == "sinceImageTransitioned" ? ", \"storageClass\": \"archive\"" : "")
    }

    private static func action(_ word: String) -> String {
        word == "expire" ? "\"type\": \"expire\"" : "\"type\": \"transition\", \"targetStorageClass\": \"archive\""
    }

    /// The names of the images that are acted upon, with `+` for those that are archived, sorted.
    static func acted(_ reading: LifecyclePolicyReading, _ images: [StoredImage], at now: Moment = now) -> [String] {
        guard let policy = reading.policy else { return ["refused"] }
        return policy.decisions(images, at: now).map {
            (images[$0.image].digest ?? "?") + ($0.action == .archive ? "+" : "")
        }.sorted()
    }
}
