import Basics
import Testing

@testable import Lifecycle

/// What holds for every policy and every repository, tried on many made by chance from fixed seeds.
struct PropertyTests {
    struct Chance: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static func images(_ chance: inout Chance) -> [StoredImage] {
        (0..<Int.random(in: 0...25, using: &chance)).map { number in
            let tags = ["prod", "beta", "v"].filter { _ in Bool.random(using: &chance) }.map { "\($0)-\(number)" }
            var image = StoredImage(
                digest: "i\(number)", tags: tags,
                pushedAt: Example.now.adding(days: -Int.random(in: 0...60, using: &chance)), bytes: 1 << 20)
            if Int.random(in: 0..<5, using: &chance) == 0 {
                image.storageClass = .archive
                image.archivedAt = image.pushedAt.adding(days: 1)
            }
            return image
        }
    }

    private static func rule(_ priority: Int, _ tags: LifecycleRule.Tags, _ chance: inout Chance) -> LifecycleRule {
        let number = Int.random(in: 1...20, using: &chance)
        let action: LifecycleRule.Action = Bool.random(using: &chance) ? .expire : .archive
        switch Int.random(in: 0..<4, using: &chance) {
        case 0: return LifecycleRule(priority, tags, .sinceImagePushed(days: number), action)
        case 1: return LifecycleRule(priority, tags, .sinceImagePulled(days: number), .archive)
        case 2: return LifecycleRule(priority, tags, .sinceImageTransitioned(days: number), .expire)
        default: return LifecycleRule(priority, tags, .imageCountMoreThan(number), action)
        }
    }

    private static func policy(_ chance: inout Chance) -> LifecyclePolicy {
        var tags: [LifecycleRule.Tags] = [
            .patterns([TagPattern("prod*")]), .prefixes(["beta"]), .patterns([TagPattern("v*"), TagPattern("*-1*")]),
            .untagged,
        ].shuffled(using: &chance)
        tags = Array(tags.prefix(Int.random(in: 0...4, using: &chance))) + [.any]
        return LifecyclePolicy(tags.enumerated().map { rule($0.offset + 1, $0.element, &chance) })
    }

    /// Calls `check` with 400 policies, each with its repository.
    private func forMany(_ check: (LifecyclePolicy, [StoredImage], inout Chance) -> Void) {
        for seed in 0..<400 {
            var chance = Chance(state: UInt64(seed))
            let policy = Self.policy(&chance)
            check(policy, Self.images(&chance), &chance)
        }
    }

    @Test func noImageIsActedUponTwice() {
        forMany { policy, images, _ in
            let acted = policy.decisions(images, at: Example.now).map(\.image)
            #expect(Set(acted).count == acted.count)
        }
    }

    @Test func onlyTheFirstRuleThatSelectsAnImageActsUponIt() {
        forMany { policy, images, _ in
            for decision in policy.decisions(images, at: Example.now) {
                let first = policy.rules.first { $0.selects(images[decision.image]) }
                #expect(first?.priority == decision.priority)
            }
        }
    }

    /// Removing all rules behind one changes nothing in what that one does.
    @Test func rulesBehindChangeNothing() {
        forMany { policy, images, _ in
            let all = policy.decisions(images, at: Example.now)
            for count in 1...policy.rules.count {
                let some = LifecyclePolicy(Array(policy.rules.prefix(count)))
                #expect(some.decisions(images, at: Example.now) == all.filter { $0.priority <= count })
            }
        }
    }

    @Test func aGreaterLimitNeverTakesMore() {
        forMany { policy, images, _ in
            let before = Set(policy.decisions(images, at: Example.now).map(\.image))
            let wider = LifecyclePolicy(
                policy.rules.map { rule in
                    var rule = rule
                    switch rule.limit {
                    case .imageCountMoreThan(let count): rule.limit = .imageCountMoreThan(count + 3)
                    case .sinceImagePushed(let days): rule.limit = .sinceImagePushed(days: days + 3)
                    case .sinceImagePulled(let days): rule.limit = .sinceImagePulled(days: days + 3)
                    case .sinceImageTransitioned(let days): rule.limit = .sinceImageTransitioned(days: days + 3)
                    }
                    return rule
                })
            #expect(before.isSuperset(of: wider.decisions(images, at: Example.now).map(\.image)))
        }
    }

    @Test func aRuleTakesTheOldestOfItsImagesFirst() {
        forMany { policy, images, _ in
            let decisions = policy.decisions(images, at: Example.now)
            for rule in policy.rules {
                let pushes = decisions.filter { $0.priority == rule.priority }.map { images[$0.image].pushedAt }
                #expect(pushes == pushes.sorted())
            }
        }
    }

    /// Where no two images are of the same age, the order of the list is of no matter.
    @Test func theOrderOfTheListIsOfNoMatter() {
        forMany { policy, images, chance in
            var images = images
            for index in images.indices { images[index].pushedAt.seconds += index }
            let shuffled = images.shuffled(using: &chance)
            let name = { (images: [StoredImage]) in
                Set(policy.decisions(images, at: Example.now).map { images[$0.image].digest })
            }
            #expect(name(images) == name(shuffled))
        }
    }

    @Test func aRunAddsUp() {
        forMany { policy, images, _ in
            let run = policy.run(images, from: Example.now.day, days: 40)
            let expired = run.days.flatMap(\.events).filter { $0.action == .expire }.map(\.image.digest)
            #expect(Set(expired).count == expired.count)
            let left = run.days.last.map { $0.standard.images + $0.archive.images }
            #expect(left == images.count - expired.count)
        }
    }
}
