import Basics
import ImageScan
import RuleKit
import Rules
import Testing

/// What an image's own history tells where its Dockerfile is not at hand.
struct HistoryReviewTests {
    private static func image(_ text: String) throws -> ScannedImage {
        let drawn = FixtureImage(text)
        #expect(drawn.problems == [])
        return try drawn.scanned(nil)
    }

    private static func faults(_ text: String) throws -> [Finding] {
        var settings = Settings()
        settings.set = .strict
        return try HistoryReview(.all, settings).findings(image(text))
    }

    @Test(arguments: [
        ("RUN /bin/sh -c apt-get update # buildkit", ["DF303"]),
        ("/bin/sh -c apt-get update && apt-get dist-upgrade -y", ["DF307"]),
        ("RUN /bin/sh -c curl -k https://example.org/tool -o /usr/bin/tool # buildkit", ["DF801"]),
        ("RUN /bin/sh -c curl -fsSL http://example.org/install.sh | sh # buildkit", ["DF811", "DF812"]),
        ("RUN /bin/sh -c make install # buildkit", []),
        // A here-document whose line breaks are lost.
        ("RUN /bin/sh -c cat > /a <<EOF apt-get update EOF # buildkit", []),
        ("/bin/sh -c #(nop) ADD file:0123456789abcdef in /app ", []),
    ])
    func judgesTheStepsOfTheImage(step: String, rules: [String]) throws {
        let install = "LAYER RUN /bin/sh -c apt-get install -y nginx # buildkit\n0755 usr/sbin/nginx (1 MB)"
        let found = try Self.faults(
            """
            BASE 1
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER \(step)
            0644 etc/changed = x
            \(rules == ["DF303"] ? install : "")
            """)
        #expect(Set(found.map(\.rule)).isSubset(of: Set(rules)) && found.isEmpty == rules.isEmpty)
        #expect(found.allSatisfy { $0.span.path == "image" && $0.related.count == 1 && $0.fix == nil })
    }

    @Test func leavesOutTheBaseImage() throws {
        let found = try Self.faults(
            """
            BASE 2
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER RUN apt-get update && apt-get dist-upgrade -y
            0644 etc/changed = x
            LAYER COPY app /
            0755 app (1 MB)
            """)
        #expect(found.map(\.rule) == [])
    }

    @Test func tellsTheStep() throws {
        let found = try Self.faults(
            """
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER RUN apt-get dist-upgrade -y
            0644 etc/changed = x
            """)
        let note = try #require(found.first?.related.first?.note)
        #expect(note.en.hasPrefix("step 2 (RUN apt-get dist-upgrade"))
    }

    @Test func showsNoCommandThatHoldsASecret() throws {
        let image = try Self.image(
            """
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER RUN pip install --index-url https://build:qX7bT2vLm9Zk4RpW@pypi.internal/simple app
            0755 usr/bin/app (1 MB)
            """)
        #expect(image.origin(ofLayer: 1) == "RUN …")
        #expect(image.origin(ofLayer: 0) == "ADD rootfs.tar /")
    }
}
