package import Basics

/// A lifecycle policy that ECR would take, its rules by priority.
///
/// Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
package struct LifecyclePolicy: Sendable {
    package let rules: [LifecycleRule]

    package init(_ rules: [LifecycleRule]) {
        self.rules = rules.sorted { $0.priority < $1.priority }
    }
}

/// One rule: which images it looks at, which of them are due, and what then becomes of them.
package struct LifecycleRule: Sendable {
    package var priority: Int
    package var title: String?
    package var tags: Tags
    package var limit: Limit
    package var action: Action
    /// Where it is written; nil for a rule that no file holds.
    package var span: Span?

    package init(_ priority: Int, _ tags: Tags, _ limit: Limit, _ action: Action = .expire, span: Span? = nil) {
        self.priority = priority
        self.tags = tags
        self.limit = limit
        self.action = action
        self.span = span
    }

    package enum Tags: Sendable, Hashable {
        case any
        case untagged
        /// All of the patterns must each match one of the image's tags.
        case patterns([TagPattern])
        /// One of the image's tags must begin with each of the prefixes.
        case prefixes([String])
    }

    package enum Limit: Sendable, Hashable {
        case imageCountMoreThan(Int)
        case sinceImagePushed(days: Int)
        case sinceImagePulled(days: Int)
        case sinceImageTransitioned(days: Int)
    }

    package enum Action: String, Sendable, Hashable, Encodable {
        case expire
        case archive
    }

    /// Only images of this class are looked at: the API takes `archive` with `sinceImageTransitioned` alone, and there
    /// nothing else.
    package var storageClass: StorageClass {
        if case .sinceImageTransitioned = limit { .archive } else { .standard }
    }

    /// Whether it looks at an image; whether the image is due is another question.
    package func selects(_ image: StoredImage) -> Bool {
        guard image.storageClass == storageClass else { return false }
        switch tags {
        case .any: return true
        case .untagged: return image.tags.isEmpty
        case .patterns(let patterns):
            return !patterns.isEmpty
                && patterns.allSatisfy { pattern in image.tags.contains { pattern.matches($0) } }
        case .prefixes(let prefixes):
            return !prefixes.isEmpty
                && prefixes.allSatisfy { prefix in image.tags.contains { $0.utf8.starts(with: prefix.utf8) } }
        }
    }
}

/// The two classes in which ECR keeps images.
///
/// Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/archive_restore_image.html
package enum StorageClass: String, Sendable, Hashable, Encodable {
    case standard
    /// Cannot be pulled before it is restored.
    case archive
}
