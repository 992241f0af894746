import Advisories
import Basics
import Testing

@testable import Feeds

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite struct FeedUpdaterTests {
    static let archive = TestArchive.make([
        ("GO-1.json", TestArchive.advisory("GO-1", "Go", "example.org/a", padding: 50_000)),
        ("GO-2.json", TestArchive.advisory("GO-2", "Go", "example.org/b", padding: 50_000)),
    ])
    static let other = TestArchive.make([
        ("GO-3.json", TestArchive.advisory("GO-3", "Go", "example.org/c", padding: 90_000))
    ])
    static let now = Moment(Day(year: 2026, month: 11, day: 21))

    private let folder: String
    private let clock = TestClock()

    init() throws {
        var name = Array("/tmp/plimsoll-feeds-XXXXXX".utf8CString)
        _ = mkdtemp(&name)
        folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private var database: String { "\(folder)/deep/er/advisories.sqlite" }

    /// What lies beside the database.
    private var files: [String] { ((try? DiskTree(root: "\(folder)/deep/er").list("")) ?? []).map(\.name) }

    private func update(
        _ server: TestServer, _ families: [EcosystemFamily] = [.go], lists: Bool = false,
        _ change: (inout FeedSettings) -> Void = { _ in }, now: Moment = now
    ) async throws -> FeedReport {
        var settings = FeedSettings()
        settings.attempts = 3
        change(&settings)
        let address = try FeedAddress(
            advisories: server.base + "/osv/", exploited: server.base + "/kev.json",
            likelihoods: server.base + "/epss.csv")
        var wish = FeedUpdater.Wish()
        wish.families = families
        wish.exploited = lists
        wish.likelihoods = lists
        return try await FeedUpdater(address: address, settings: settings, clock: clock, now: { now }).run(
            wish, database: database)
    }

    /// Where the range begins that is asked for.
    private static func start(_ asked: TestServer.Asked) -> Int {
        asked.headers["range"].flatMap { Int($0.dropFirst(6).dropLast()) } ?? 0
    }

    /// Serves bytes with ranges as RFC 9110 says, under one tag.
    private static func serve(
        _ asked: TestServer.Asked, _ bytes: [UInt8], tag: String = "\"v1\"", breakAfter: Int? = nil,
        headers: [(String, String)] = []
    ) -> TestServer.Answer {
        let fields = [("etag", tag)] + headers
        if asked.headers["if-none-match"] == tag { return TestServer.Answer(304, headers: fields) }
        if let range = asked.headers["range"], asked.headers["if-range"] == tag,
            let start = Int(range.dropFirst(6).dropLast())
        {
            let part = Array(bytes[start...])
            return TestServer.Answer(
                206, part, headers: fields + [("content-range", "bytes \(start)-\(bytes.count - 1)/\(bytes.count)")],
                breakAfter: breakAfter)
        }
        return TestServer.Answer(200, bytes, headers: fields, breakAfter: breakAfter)
    }

    @Test func wholeThenUnchanged() async throws {
        let server = try await TestServer { asked, _ in Self.serve(asked, Self.archive) }
        let first = try await update(server)
        #expect(first.failures.isEmpty)
        guard case .updated(let report)? = first.outcomes.first?.outcome else {
            Issue.record("\(first)")
            return
        }
        #expect(report.changes.first?.added == 2)
        let database = try AdvisoryDatabase(path: database)
        #expect(try database.advisories("go", "example.org/a").map(\.id) == ["GO-1"])
        #expect(try database.state(of: "go", today: Self.now.day) == .fresh(Self.now.day))
        // Ten days later the server has nothing newer: that is news.
        let later = Self.now.adding(days: 10)
        #expect(try database.state(of: "go", today: later.day) == .old(Self.now.day))
        let second = try await update(server, now: later)
        guard case .unchanged? = second.outcomes.first?.outcome else {
            Issue.record("\(second)")
            return
        }
        #expect(try database.state(of: "go", today: later.day) == .fresh(later.day))
        #expect(server.asked.map { $0.headers["if-none-match"] } == [nil, "\"v1\""])
        #expect(server.asked.first?.path == "/osv/Go/all.zip")
        #expect(server.asked.first?.headers["accept-encoding"] == "identity")
        #expect(!files.contains { $0.hasSuffix(".part") || $0.hasSuffix(".tag") })
        await server.stop()
    }

    @Test func aDownloadThatBreaksGoesOnWhereItStopped() async throws {
        let server = try await TestServer { asked, number in
            Self.serve(asked, Self.archive, breakAfter: number < 2 ? 30_000 : nil)
        }
        let report = try await update(server)
        #expect(report.failures.isEmpty)
        let starts = server.asked.map(Self.start)
        #expect(starts.count == 3 && starts[0] == 0)
        #expect(starts[1] > 0 && starts[1] <= 30_000)
        #expect(starts[2] > starts[1] && starts[2] <= starts[1] + 30_000)
        #expect(server.asked[1].headers["if-range"] == "\"v1\"")
        #expect(try AdvisoryDatabase(path: database).advisories("go", "example.org/b").count == 1)
        await server.stop()
    }

    @Test func theNextRunGoesOnToo() async throws {
        // Some comes, then nothing any more.
        let server = try await TestServer { asked, number in
            Self.serve(asked, Self.archive, breakAfter: number == 0 ? 40_000 : number < 4 ? 0 : nil)
        }
        let first = try await update(server)
        #expect(first.failures.map(\.failure.code) == [.unavailable])
        #expect(files.contains("advisories.sqlite.go.part"))
        #expect(try AdvisoryDatabase(path: database).covers("go") == false)
        let second = try await update(server)
        #expect(second.failures.isEmpty)
        #expect(server.asked.last.map { (1...40_000).contains(Self.start($0)) } == true)
        #expect(!files.contains("advisories.sqlite.go.part"))
        await server.stop()
    }

    @Test func whatChangedBetweenTwoPartsIsFetchedFromTheBeginning() async throws {
        let server = try await TestServer { asked, number in
            number == 0
                ? Self.serve(asked, Self.archive, tag: "\"v1\"", breakAfter: 40_000)
                : Self.serve(asked, Self.other, tag: "\"v2\"")
        }
        #expect(try await update(server).failures.isEmpty)
        let database = try AdvisoryDatabase(path: database)
        #expect(try database.advisories("go", "example.org/c").count == 1)
        #expect(try database.advisories("go", "example.org/a").isEmpty)
        #expect(try database.sources().first?.tag == "\"v2\"")
        await server.stop()
    }

    @Test func aServerThatIgnoresTheConditionOfARangeIsNotBelieved() async throws {
        let server = try await TestServer { asked, number in
            if number == 0 { return Self.serve(asked, Self.archive, breakAfter: 40_000) }
            // A part of another version, as some caches give.
            if asked.headers["range"] != nil {
                let start = Self.start(asked)
                return TestServer.Answer(
                    206, Array(Self.other[start...]),
                    headers: [
                        ("etag", "\"v2\""),
                        ("content-range", "bytes \(start)-\(Self.other.count - 1)/\(Self.other.count)"),
                    ])
            }
            return Self.serve(asked, Self.other, tag: "\"v2\"")
        }
        #expect(try await update(server).failures.isEmpty)
        #expect(try AdvisoryDatabase(path: database).advisories("go", "example.org/c").count == 1)
        await server.stop()
    }

    @Test(arguments: [
        ("x-goog-hash", "crc32c=AAAAAA==,md5=AAAAAAAAAAAAAAAAAAAAAA=="), ("x-goog-hash", "crc32c=AAAAAA=="),
    ])
    func wrongSumsAreRefused(_ name: String, _ value: String) async throws {
        let server = try await TestServer { asked, _ in Self.serve(asked, Self.archive, headers: [(name, value)]) }
        let report = try await update(server)
        #expect(report.failures.map(\.failure.code) == [.invalid])
        #expect(server.asked.count == 3)
        #expect(try AdvisoryDatabase(path: database).covers("go") == false)
        #expect(!files.contains("advisories.sqlite.go.part"))
        await server.stop()
    }

    @Test func aWrongSumOnceIsTriedAgain() async throws {
        let server = try await TestServer { asked, number in
            Self.serve(asked, Self.archive, headers: number == 0 ? [("x-goog-hash", "crc32c=AAAAAA==")] : [])
        }
        #expect(try await update(server).failures.isEmpty)
        #expect(server.asked.count == 2)
        await server.stop()
    }

    @Test func troubleOfTheServerIsWaitedFor() async throws {
        let server = try await TestServer { asked, number in
            switch number {
            case 0: TestServer.Answer(500)
            case 1: TestServer.Answer(429, headers: [("retry-after", "7")])
            default: Self.serve(asked, Self.archive)
            }
        }
        #expect(try await update(server).failures.isEmpty)
        #expect(clock.waits == [.seconds(1), .seconds(7)])
        await server.stop()
    }

    @Test func silenceEndsAndIsTriedAgain() async throws {
        let server = try await TestServer { asked, number in
            number == 0
                ? TestServer.Answer(200, Self.archive, headers: [("etag", "\"v1\"")], stallAfter: 20_000)
                : Self.serve(asked, Self.archive)
        }
        let report = try await update(server, [.go], lists: false) { $0.readTimeout = .milliseconds(200) }
        #expect(report.failures.isEmpty)
        // On a machine under load nothing may have arrived before the silence.
        #expect(server.asked.count >= 2)
        await server.stop()
    }

    @Test func oneFeedThatFailsLeavesTheOthers() async throws {
        let server = try await TestServer { asked, _ in
            switch asked.path {
            case "/osv/Red%20Hat/all.zip":
                Self.serve(
                    asked,
                    TestArchive.make([
                        ("RHSA-1.json", TestArchive.advisory("RHSA-1", "Red Hat:enterprise_linux:9::baseos", "openssl"))
                    ]))
            case "/kev.json":
                TestServer.Answer(
                    200,
                    Array(
                        #"{"catalogVersion":"1","vulnerabilities":[{"cveID":"CVE-2021-44228","dateAdded":"2021-12-10"}]}"#
                            .utf8))
            case "/epss.csv":
                TestServer.Answer(
                    200, Array("#score_date:2026-11-20T00:00:00Z\ncve,epss,percentile\nCVE-2021-44228,0.9,0.9\n".utf8))
            default: TestServer.Answer(404)
            }
        }
        let report = try await update(server, [.go, .redHat], lists: true)
        #expect(report.outcomes.map(\.name) == ["Go", "Red Hat", "kev", "epss"])
        #expect(report.failures.map(\.name) == ["Go"])
        #expect(report.failures.first?.failure.code == .notFound)
        // A lasting error is not tried again.
        #expect(server.asked.filter { $0.path == "/osv/Go/all.zip" }.count == 1)
        let database = try AdvisoryDatabase(path: database)
        #expect(try database.advisories("redhat:9", "openssl").count == 1)
        #expect(try database.exploited("CVE-2021-44228") == Day("2021-12-10"))
        #expect(try database.likelihood("CVE-2021-44228") == 0.9)
        await server.stop()
    }

    @Test func whatIsNoArchiveLeavesWhatWasKnown() async throws {
        let server = try await TestServer { asked, number in
            number == 0 ? Self.serve(asked, Self.archive) : TestServer.Answer(200, Array("<html>login</html>".utf8))
        }
        _ = try await update(server)
        let report = try await update(server)
        #expect(report.failures.count == 1)
        #expect(try AdvisoryDatabase(path: database).advisories("go", "example.org/a").count == 1)
        await server.stop()
    }

    @Test func redirectsAreFollowedButNotAwayFromHTTPS() async throws {
        let target = try await TestServer { asked, _ in Self.serve(asked, Self.archive) }
        let base = target.base
        let server = try await TestServer { _, number in
            // Another name of this machine, of which nothing tells that it is one.
            let place = number == 0 ? base : base.replacing("127.0.0.1", with: "127.1")
            return TestServer.Answer(302, headers: [("location", place + "/x")])
        }
        #expect(try await update(server).failures.isEmpty)
        let report = try await update(server)
        #expect(report.failures.map(\.failure.code) == [.invalid])
        #expect(report.failures.first.map { "\($0.failure)".contains("not HTTPS") } == true)
        await server.stop()
        await target.stop()
    }

    @Test func nobodyThereIsToldAfterAllAttempts() async throws {
        let server = try await TestServer { asked, _ in Self.serve(asked, Self.archive) }
        await server.stop()
        let report = try await update(server)
        #expect(report.failures.map(\.failure.code) == [.unavailable])
        #expect(clock.waits == [.seconds(1), .seconds(2)])
    }

    /// Who wants a dozen ecosystems of a server that does not answer waits for it once.
    @Test func nobodyThereIsAskedForOneFileOnly() async throws {
        let server = try await TestServer { asked, _ in Self.serve(asked, Self.archive) }
        await server.stop()
        let report = try await update(server, [.go, .npm, .pypi], lists: true)
        #expect(report.failures.map(\.failure.code) == Array(repeating: .unavailable, count: 5))
        #expect(report.failures.last?.failure.message(.english).contains("not tried, as 127.0.0.1:") == true)
        #expect(clock.waits == [.seconds(1), .seconds(2)])
    }

    @Test func outcomesAreToldAsTheyCome() async throws {
        let server = try await TestServer { asked, _ in
            asked.path.contains("npm") ? TestServer.Answer(404) : Self.serve(asked, Self.archive)
        }
        var wish = FeedUpdater.Wish()
        wish.families = [.npm, .go]
        (wish.exploited, wish.likelihoods) = (false, false)
        let address = try FeedAddress(
            advisories: server.base + "/osv/", exploited: FeedAddress.exploited, likelihoods: FeedAddress.likelihoods)
        var told: [String] = []
        _ = try await FeedUpdater(address: address, settings: FeedSettings(), clock: clock, now: { Self.now }).run(
            wish, database: database, told: { name, _ in told.append("\(name) \(server.asked.count)") })
        #expect(told == ["npm 1", "Go 2"])
        await server.stop()
    }

    @Test func twoUpdatesAtOnceAreRefused() async throws {
        let server = try await TestServer { asked, _ in Self.serve(asked, Self.archive) }
        _ = try await update(server)
        let lock = try FeedLock(path: database + ".lock")
        await #expect { _ = try await update(server) } throws: { "\($0)".contains("another process") }
        withExtendedLifetime(lock) {}
        await server.stop()
    }
}
