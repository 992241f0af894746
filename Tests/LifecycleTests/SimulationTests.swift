import Basics
import Testing

@testable import Lifecycle

struct SimulationTests {
    private let first = Day(year: 2026, month: 11, day: 21)

    private func list(_ text: String) -> ImageList {
        ImageList(SourceFile(path: "images.json", text: text), now: Moment(first).adding(days: 1))
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-21T09:30:00+09:00", 1_795_221_000), ("2026-11-21", 1_795_219_200),
        ("1565300286.0", 1_565_300_286), ("2000-02-29T23:59:59.999-00:30", 951_870_599),
    ])
    func timesAreRead(text: String, seconds: Int) throws {
        #expect(try #require(Moment(text)).seconds == seconds)
    }

    @Test(arguments: ["", "-1", "1e300", "nan", "2026-02-30", "2026-11-21T25:00:00Z", "2026-11-21T10:00:00Zx", "soon"])
    func whatIsNoTimeIsRefused(text: String) {
        #expect(Moment(text) == nil)
    }

    @Test func daysAndMomentsAgree() throws {
        for offset in stride(from: 0, to: 200_000, by: 37) {
            let day = Moment(seconds: offset * Moment.secondsOfDay).day
            #expect(Moment(day).seconds == offset * Moment.secondsOfDay && Day(day.description) == day)
        }
    }

    @Test(arguments: [
        ("a*b", "ab", true), ("a*b", "axxb", true), ("a*b", "axxbc", false), ("*", "", true), ("", "", true),
        ("", "a", false), ("*a*a*a*a", String(repeating: "a", count: 3), false), ("v1.*", "v1x", false),
        ("a**b", "ab", true), ("版*", "版1", true),
    ])
    func patternsMatch(pattern: String, tag: String, isMatch: Bool) {
        #expect(TagPattern(pattern).matches(tag) == isMatch)
    }

    /// The fields are those of https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageDetail.html
    @Test func listsOfDescribeImagesAreRead() throws {
        let list = list(
            """
            {"imageDetails": [
              {"repositoryName": "orders", "imageDigest": "sha256:1", "imageTags": ["v1"], "imageSizeInBytes": 5,
               "imagePushedAt": "2026-11-01T00:00:00+00:00", "lastRecordedPullTime": 1795219200.5},
              {"imageDigest": "sha256:2", "imagePushedAt": 0, "imageStatus": "ARCHIVED", "lastArchivedAt": "2026-01-01",
               "subjectManifestDigest": "sha256:1"},
              {"pushedDaysAgo": 3, "imageManifestMediaType": "application/vnd.oci.image.index.v1+json",
               "imageSizeInBytes": 9}
            ]}
            """)
        #expect(list.problems.map { $0.text(.english) } == [])
        let images = list.images
        try #require(images.count == 3)
        #expect(images[0].tags == ["v1"] && images[0].repository == "orders" && images[0].storedBytes == 5)
        #expect(images[0].lastPulledAt == Moment(first))
        #expect(images[1].storageClass == .archive && images[1].subject == "sha256:1")
        #expect(images[2].pushedAt == Moment(first).adding(days: -2) && images[2].storedBytes == 0)
    }

    @Test(arguments: [
        ("{}", "list of images"), ("[1]", "object"), ("[{}]", "`imagePushedAt` is missing"),
        (#"[{"imagePushedAt": "soon"}]"#, "must be a time"), (#"[{"pushedDaysAgo": -1}]"#, "whole number from 0"),
        (#"[{"pushedDaysAgo": 1, "imageSizeInBytes": "much"}]"#, "bytes"), ("[", "1:2"),
    ])
    func listsThatCannotBeReadSayWhy(text: String, says: String) {
        let lines = list(text).problems.map { $0.line("images.json", .english) }
        #expect(lines.count == 1 && lines.allSatisfy { $0.contains(says) && $0.hasPrefix("images.json:") }, "\(lines)")
    }

    @Test func aTagMovesToTheImageThatIsPushedLast() throws {
        let policy = try #require(Example.policy(["1 untagged - sinceImagePushed 1 expire"]).policy)
        let images = (0..<4).map { StoredImage(tags: ["latest"], pushedAt: Moment(first).adding(days: $0)) }
        let run = policy.run(images, from: first, days: 6)
        // A push at midnight belongs to the day that ends then.
        #expect(run.days.map(\.pushed) == [2, 1, 1, 0, 0, 0])
        #expect(run.days.last?.standard.images == 1)
    }

    @Test func imagesOfTaskDefinitionsAreWatched() throws {
        let source = SourceFile(path: "task.json", text: "1\n2\n3")
        let reference = { (repository: String?, tag: String?, digest: String?) in
            ImageReference(
                repository: repository, tag: tag, digest: digest, task: "web", span: source.span(2..<3))
        }
        var image = StoredImage(digest: "sha256:1", tags: ["v1"], pushedAt: Moment(first), bytes: 1 << 30)
        image.repository = "orders"
        let policy = try #require(Example.policy(["1 any - sinceImagePushed 5 expire"]).policy)
        let run = policy.run(
            [image], from: first, days: 9,
            references: [
                reference("orders", "v1", nil), reference(nil, nil, "sha256:1"), reference("other", "v1", nil),
                reference("orders", "v1", "sha256:2"),
            ])
        #expect(run.warnings.map(\.day.description) == ["2026-11-26", "2026-11-26"])
        #expect(run.absent.map(\.name) == ["other:v1", "orders@sha256:2"])
        let report = LifecycleReport(policy: policy, path: "policy.json", run: run, isInvented: false)
        #expect(report.text(.english).contains("task.json:2: warning: `orders:v1`"))
        #expect(report.text(.japanese).contains("task.json:2: 警告: タスク定義 `web` の `orders:v1`"))
    }

    /// 10 images of 1 GiB at 0.10 USD: 1 USD a month, a thirtieth of it a day.
    @Test func storageIsPricedByTheDay() throws {
        let images = (0..<10).map { _ in StoredImage(pushedAt: Moment(first), bytes: 1 << 30) }
        let policy = try #require(Example.policy(["1 any - imageCountMoreThan 4 expire"]).policy)
        let report = LifecycleReport(
            policy: policy, path: "p", run: policy.run(images, from: first, days: 30), isInvented: false)
        #expect(LifecycleReport.money(report.total) == "0.40" && LifecycleReport.money(report.totalWithout) == "1.00")
        #expect(report.text(.english).contains("costs 0.40 USD, without the policy 1.00 USD"))
        let prices = StorageCost.known
        // The archive costs the same up to 150 TiB, and less beyond.
        let (step, more) = (150 << 40, 10 << 30)
        #expect(abs(prices.monthly(standard: 0, archived: step + more) - (15_360 + 0.7)) < 0.001)
        #expect(
            !prices.isOld(on: Day(year: 2027, month: 3, day: 22))
                && prices.isOld(on: Day(year: 2027, month: 3, day: 23)))
    }

    @Test func inventedImagesShowEachRuleAtWork() throws {
        let policy = try #require(
            Example.policy([
                "1 tagged prod-* imageCountMoreThan 10 expire", "2 untagged - sinceImagePushed 7 expire",
                "3 any - sinceImagePushed 30 expire",
            ]).policy)
        let images = InventedImages.images(for: policy, from: first, days: 20)
        #expect(images.count == 2 * (InventedImages.history + 20))
        let run = policy.run(images, from: first, days: 20)
        #expect(run.days.allSatisfy { $0.pushed >= 2 })
        let last = try #require(run.days.last)
        #expect(last.standard.images == 10 + 7 && last.without.images == images.count)
    }
}
