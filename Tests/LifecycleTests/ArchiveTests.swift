import Basics
import Testing

@testable import Lifecycle

/// Pulls, the archive, manifest lists and artifacts.
struct ArchiveTests {
    private let now = Example.now

    private func image(_ name: String, pushed: Int) -> StoredImage {
        StoredImage(digest: name, tags: [name], pushedAt: now.adding(days: -pushed), bytes: 1 << 30)
    }

    /// https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html (countType = sinceImagePulled)
    @Test(
        arguments: [
            // Days since the push, the last pull and the restore; whether it is archived.
            (200, 91, nil, true), (200, 90, nil, false), (200, nil, nil, true), (30, nil, nil, false),
            // Restored, and not pulled since: the restore counts.
            (400, 300, 10, false), (400, 300, 91, true), (400, nil, 10, false), (400, 5, 200, false),
            (400, 95, 200, true),
        ] as [(Int, Int?, Int?, Bool)])
    func theLastPullCounts(pushed: Int, pulled: Int?, restored: Int?, isArchived: Bool) {
        var image = image("A", pushed: pushed)
        image.lastPulledAt = pulled.map { now.adding(days: -$0) }
        image.activatedAt = restored.map { now.adding(days: -$0) }
        let policy = Example.policy(["1 any - sinceImagePulled 90 archive"])
        #expect(Example.acted(policy, [image]) == (isArchived ? ["A+"] : []))
    }

    /// https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html (sinceImageTransitioned)
    @Test(arguments: [(366, ["A"]), (365, []), (90, [])] as [(Int, [String])])
    func theTimeInTheArchiveCounts(days: Int, acted: [String]) {
        var image = image("A", pushed: 1000)
        image.storageClass = .archive
        image.archivedAt = now.adding(days: -days)
        #expect(Example.acted(Example.policy(["1 any - sinceImageTransitioned 365 expire"]), [image]) == acted)
    }

    /// https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html (storageClass)
    @Test func rulesOfTheStandardClassDoNotSeeTheArchive() {
        var archived = image("A", pushed: 100)
        archived.storageClass = .archive
        archived.archivedAt = now.adding(days: -100)
        let images = [archived, image("B", pushed: 50)]
        #expect(Example.acted(Example.policy(["1 any - sinceImagePushed 14 expire"]), images) == ["B"])
        #expect(Example.acted(Example.policy(["1 any - imageCountMoreThan 1 expire"]), images) == [])
        #expect(Example.acted(Example.policy(["1 any - sinceImageTransitioned 90 expire"]), images) == ["A"])
    }

    /// https://docs.aws.amazon.com/AmazonECR/latest/userguide/archive_restore_image.html: restored images behave like
    /// newly pushed ones.
    @Test func aRestoredImageIsAsGoodAsNew() {
        var restored = image("A", pushed: 100)
        restored.activatedAt = now.adding(days: -1)
        let images = [restored, image("B", pushed: 5)]
        #expect(Example.acted(Example.policy(["1 any - imageCountMoreThan 1 expire"]), images) == ["B"])
        #expect(Example.acted(Example.policy(["1 any - sinceImagePushed 3 expire"]), images) == ["B"])
    }

    /// https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html: a member goes after its list.
    @Test func aManifestListProtectsItsMembers() throws {
        var member = image("member", pushed: 30)
        member.tags = []
        var list = image("list", pushed: 3)
        list.manifests = ["member"]
        list.isManifestList = true
        var loose = image("loose", pushed: 30)
        loose.tags = []
        let policy = Example.policy(["1 untagged - sinceImagePushed 7 expire"])
        #expect(Example.acted(policy, [member, list, loose]) == ["loose"])
        // And when the list goes, the member follows by its own rule on the next day.
        let both = try #require(
            Example.policy(["1 tagged list* sinceImagePushed 5 expire", "2 untagged - sinceImagePushed 7 expire"])
                .policy)
        let run = both.run([member, list], from: now.day, days: 5)
        #expect(run.days.map { $0.events.map { $0.image.digest ?? "" } } == [[], [], ["list"], ["member"], []])
    }

    /// https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html: artifacts follow their subject.
    @Test(arguments: [("expire", 0, 0), ("archive", 0, 3)])
    func signaturesGoWhereTheirImageGoes(action: String, standard: Int, archived: Int) throws {
        var signature = image("signature", pushed: 20)
        signature.subject = "v1"
        var proof = image("proof", pushed: 20)
        proof.subject = "signature"
        let policy = try #require(Example.policy(["1 tagged v* sinceImagePushed 14 \(action)"]).policy)
        let day = try #require(
            policy.run([image("v1", pushed: 20), signature, proof], from: now.day, days: 1).days.first)
        #expect(day.events.map(\.cause) == [.rule(priority: 1), .subject("v1"), .subject("signature")])
        #expect(day.standard.images == standard && day.archive.images == archived)
    }

    /// https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_examples.html: archive, then expire.
    @Test func archivedImagesExpireInTheirTime() throws {
        let policy = try #require(
            Example.policy(["1 any - sinceImagePushed 30 archive", "2 any - sinceImageTransitioned 365 expire"]).policy)
        let run = policy.run([image("A", pushed: 0)], from: now.day, days: 500)
        let events = run.days.enumerated().flatMap { day in day.element.events.map { (day.offset, $0.action) } }
        #expect(events.map(\.0) == [30, 396] && events.map(\.1) == [.archive, .expire])
        #expect(run.days[100].archive == .init(images: 1, bytes: 1 << 30))
        #expect(run.days.last?.archive.images == 0)
    }
}
