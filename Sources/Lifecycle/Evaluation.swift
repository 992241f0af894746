package import Basics

/// What one run of ECR's evaluator does to the images of a repository.
///
/// Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html (evaluation rules)
package struct LifecycleDecision: Sendable, Hashable {
    /// The place of the image in the list.
    package var image: Int
    package var action: LifecycleRule.Action
    package var priority: Int

    package init(image: Int, action: LifecycleRule.Action, priority: Int) {
        self.image = image
        self.action = action
        self.priority = priority
    }
}

extension LifecyclePolicy {
    /// The images that are due at `now`, oldest first within each rule; each at most once.
    ///
    /// All rules look at all images, as if none had been acted upon; then they are applied by priority. An image that
    /// fits the tags of a rule is out of reach of the rules behind it in the same storage class, whether it was due or
    /// not. A member of a manifest list that is still there is left alone. Of images pushed in the same second, the one
    /// that stands later in the list counts as younger.
    package func decisions(_ images: [StoredImage], at now: Moment) -> [LifecycleDecision] {
        let order = images.indices.sorted {
            (images[$0].effectivePush, $0) < (images[$1].effectivePush, $1)
        }
        let guarded = Self.members(images)
        var isTaken = [Bool](repeating: false, count: images.count)
        var result: [LifecycleDecision] = []
        for rule in rules {
            let seen = order.filter { rule.selects(images[$0]) }
            for index in rule.due(seen, images, at: now) where !isTaken[index] {
                if let digest = images[index].digest, guarded.contains(digest) { continue }
                result.append(LifecycleDecision(image: index, action: rule.action, priority: rule.priority))
            }
            for index in seen { isTaken[index] = true }
        }
        return result
    }

    /// The digests that a manifest list in the standard class names: "it cannot be expired or archived without the
    /// manifest list being deleted or archived first".
    private static func members(_ images: [StoredImage]) -> Set<String> {
        var members: Set<String> = []
        for image in images where image.storageClass == .standard { members.formUnion(image.manifests) }
        return members
    }
}

extension LifecycleRule {
    /// Those of the images it looks at, oldest first, that are due.
    fileprivate func due(_ seen: [Int], _ images: [StoredImage], at now: Moment) -> [Int] {
        func older(than days: Int, _ moment: (StoredImage) -> Moment?) -> [Int] {
            seen.filter { index in
                moment(images[index]).map { now.seconds - $0.seconds > days * Moment.secondsOfDay } ?? false
            }
        }
        switch limit {
        case .imageCountMoreThan(let most): return Array(seen.prefix(max(0, seen.count - most)))
        case .sinceImagePushed(let days): return older(than: days, \.effectivePush)
        case .sinceImagePulled(let days): return older(than: days, \.effectivePull)
        case .sinceImageTransitioned(let days):
            let due = older(than: days, \.archivedAt)
            // Here the time in the archive gives the order.
            return due.enumerated().sorted {
                (images[$0.element].archivedAt ?? now, $0.offset) < (images[$1.element].archivedAt ?? now, $1.offset)
            }.map(\.element)
        }
    }
}
