package import Basics

/// What a policy does to a repository from one day to the next.
package struct LifecycleRun: Sendable {
    package var days: [LifecycleDay]
    package var warnings: [LifecycleWarning]
    /// Images of task definitions that the repository never held in these days.
    package var absent: [ImageReference]
}

/// The state of the repository at the end of a day in UTC, after the policy was applied.
package struct LifecycleDay: Sendable {
    package var day: Day
    package var pushed: Int
    package var events: [LifecycleEvent]
    package var standard: Store
    package var archive: Store
    /// What would be stored if there were no policy.
    package var without: Store

    package struct Store: Sendable, Hashable, Encodable {
        package var images = 0
        package var bytes = 0
    }
}

/// An image that was deleted or archived.
package struct LifecycleEvent: Sendable {
    package var image: StoredImage
    package var action: LifecycleRule.Action
    package var cause: Cause

    package enum Cause: Sendable, Hashable {
        case rule(priority: Int)
        /// A signature or an SBOM goes where the image goes that it belongs to.
        case subject(String)
    }
}

/// A task definition names an image that can no longer be pulled.
package struct LifecycleWarning: Sendable {
    package var reference: ImageReference
    package var event: LifecycleEvent
    package var day: Day
}

extension LifecyclePolicy {
    /// Applies the policy at the end of each of `days` days from `first` on.
    ///
    /// Images whose push lies in the future are pushed on their day, and take over the tags that they share with an
    /// older image. ECR acts within 24 hours; here it acts at the end of each day.
    package func run(
        _ images: [StoredImage], from first: Day, days: Int, references: [ImageReference] = []
    ) -> LifecycleRun {
        var repository = Repository(images, references)
        var result: [LifecycleDay] = []
        for number in 0..<max(0, days) {
            let start = Moment(first).adding(days: number)
            let end = start.adding(days: 1)
            let pushed = repository.push(until: end)
            let events = repository.apply(decisions(repository.present, at: end), at: end)
            repository.note(events, start.day)
            result.append(
                LifecycleDay(
                    day: start.day, pushed: pushed, events: events, standard: repository.store(.standard),
                    archive: repository.store(.archive), without: repository.pushed))
        }
        return LifecycleRun(days: result, warnings: repository.warnings, absent: repository.absent)
    }
}

/// A repository while time goes by.
private struct Repository {
    private(set) var present: [StoredImage] = []
    private(set) var warnings: [LifecycleWarning] = []
    /// All that was ever pushed.
    private(set) var pushed = LifecycleDay.Store()
    private var coming: ArraySlice<StoredImage>
    private let references: [ImageReference]
    private var seen: Set<ImageReference> = []

    init(_ images: [StoredImage], _ references: [ImageReference]) {
        coming =
            images.enumerated().sorted {
                ($0.element.pushedAt, $0.offset) < ($1.element.pushedAt, $1.offset)
            }.map(\.element)[...]
        self.references = references
    }

    mutating func push(until end: Moment) -> Int {
        let new = coming.prefix { $0.pushedAt <= end }
        guard !new.isEmpty else { return 0 }
        coming = coming.dropFirst(new.count)
        present += new
        for image in new {
            pushed.images += 1
            pushed.bytes += image.storedBytes
        }
        // A tag points to the image that was pushed with it last.
        var taken: Set<String> = []
        for index in present.indices.reversed() where !present[index].tags.isEmpty {
            present[index].tags = present[index].tags.filter { taken.insert($0).inserted }
        }
        for reference in references where !seen.contains(reference) {
            if new.contains(where: reference.means) { seen.insert(reference) }
        }
        return new.count
    }

    mutating func apply(_ decisions: [LifecycleDecision], at now: Moment) -> [LifecycleEvent] {
        guard !decisions.isEmpty else { return [] }
        var actions: [Int: LifecycleRule.Action] = [:]
        var events: [LifecycleEvent] = []
        var queue: [Int] = []
        for decision in decisions where actions[decision.image] == nil {
            actions[decision.image] = decision.action
            queue.append(decision.image)
            events.append(
                LifecycleEvent(
                    image: present[decision.image], action: decision.action,
                    cause: .rule(priority: decision.priority)))
        }
        let followers = followers()
        var at = 0
        while at < queue.count, !followers.isEmpty {
            let subject = queue[at]
            at += 1
            guard let digest = present[subject].digest, let action = actions[subject] else { continue }
            for follower in followers[digest] ?? [] where actions[follower] == nil {
                if action == .archive, present[follower].storageClass == .archive { continue }
                actions[follower] = action
                queue.append(follower)
                events.append(LifecycleEvent(image: present[follower], action: action, cause: .subject(digest)))
            }
        }
        var kept: [StoredImage] = []
        for (index, image) in present.enumerated() {
            switch actions[index] {
            case .expire: continue
            case .archive:
                var archived = image
                archived.storageClass = .archive
                archived.archivedAt = now
                kept.append(archived)
            case nil: kept.append(image)
            }
        }
        present = kept
        return events
    }

    /// The artifacts that belong to an image, by its digest.
    private func followers() -> [String: [Int]] {
        var result: [String: [Int]] = [:]
        for (index, image) in present.enumerated() {
            if let subject = image.subject { result[subject, default: []].append(index) }
        }
        return result
    }

    mutating func note(_ events: [LifecycleEvent], _ day: Day) {
        for event in events where event.image.storageClass == .standard {
            for reference in references where reference.means(event.image) {
                warnings.append(LifecycleWarning(reference: reference, event: event, day: day))
            }
        }
    }

    func store(_ storage: StorageClass) -> LifecycleDay.Store {
        var store = LifecycleDay.Store()
        for image in present where image.storageClass == storage {
            store.images += 1
            store.bytes += image.storedBytes
        }
        return store
    }

    var absent: [ImageReference] { references.filter { !seen.contains($0) } }
}
