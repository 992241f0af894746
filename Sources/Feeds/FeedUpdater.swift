package import Advisories
import AsyncHTTPClient
package import Basics
import NIOCore

/// How far a download is, for people who wait.
package struct FeedProgress: Sendable, Hashable {
    package var name: String
    package var received: Int
    /// Nil where the server does not tell.
    package var total: Int?
}

/// What an update did.
package struct FeedReport: Sendable {
    package enum Outcome: Sendable {
        /// The server has nothing newer.
        case unchanged
        case updated(ImportReport)
        case failed(Failure)
    }

    /// By OSV's name of an ecosystem, `kev` or `epss`, in the order asked for.
    package var outcomes: [(name: String, outcome: Outcome)] = []

    package init() {}

    package var failures: [(name: String, failure: Failure)] {
        outcomes.compactMap { name, outcome in
            if case .failed(let failure) = outcome { (name, failure) } else { nil }
        }
    }
}

/// Brings a database up to date from public feeds.
///
/// Each file is fetched only if it changed, goes on from where an earlier attempt broke off, is held against the sums
/// that the server tells and imported in one transaction: one that fails leaves what was known.
package struct FeedUpdater: Sendable {
    private let address: FeedAddress
    private let settings: FeedSettings
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Moment

    /// - Parameter now: the time that data is dated with; days and not the waits of `clock` depend on it.
    package init(
        address: FeedAddress, settings: FeedSettings, clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Moment
    ) {
        self.address = address
        self.settings = settings
        self.clock = clock
        self.now = now
    }

    /// What to fetch.
    package struct Wish: Sendable, Hashable {
        package var families: [EcosystemFamily] = FeedAddress.ecosystems.map(\.family)
        package var exploited = true
        package var likelihoods = true

        package init() {}
    }

    /// Updates the database at a path, which is made where there is none.
    ///
    /// - Parameter told: called with each outcome as it comes.
    /// - Throws: `unavailable` where the database is locked or cannot be written. What is wrong with a single feed is
    ///   told in the report.
    package func run(
        _ wish: Wish, database path: String, progress: @escaping @Sendable (FeedProgress) -> Void = { _ in },
        told: (String, FeedReport.Outcome) -> Void = { _, _ in }
    ) async throws(Failure) -> FeedReport {
        try FolderMaker.make(parentOf: path)
        let lock = try FeedLock(path: path + ".lock")
        defer { withExtendedLifetime(lock) {} }
        let writer = try AdvisoryWriter(path: path, now: now())
        defer { writer.finish() }
        var course = Course()
        for family in wish.families {
            guard let name = FeedAddress.name(of: family) else { continue }
            let feed = Feed(name: name, source: family.rawValue, address: address.archive(name))
            try await update(feed, writer, progress, &course, told) { file, origin throws(Failure) in
                try writer.importArchive(file, .whole(family), origin)
            }
        }
        if wish.exploited {
            let feed = Feed(
                name: DatabaseSource.exploited, source: DatabaseSource.exploited, address: address.exploited)
            try await update(feed, writer, progress, &course, told) { file, origin throws(Failure) in
                ImportReport(try writer.importExploited(file, origin))
            }
        }
        if wish.likelihoods {
            let feed = Feed(
                name: DatabaseSource.likelihoods, source: DatabaseSource.likelihoods, address: address.likelihoods)
            try await update(feed, writer, progress, &course, told) { file, origin throws(Failure) in
                ImportReport(try writer.importLikelihoods(file, origin))
            }
        }
        return course.report
    }

    private struct Feed {
        var name: String
        var source: String
        var address: String

        /// With its port.
        var host: String {
            let rest = address.split(separator: "/").dropFirst().first ?? address[...]
            return String(rest.prefix { $0 != "?" && $0 != "#" })
        }
    }

    /// One run on its way.
    private struct Course {
        var report = FeedReport()
        /// Hosts that did not answer: who asks for a dozen ecosystems is not kept waiting a dozen times.
        var silent: Set<String> = []
    }

    private func update(
        _ feed: Feed, _ writer: AdvisoryWriter, _ progress: @escaping @Sendable (FeedProgress) -> Void,
        _ course: inout Course, _ told: (String, FeedReport.Outcome) -> Void,
        _ take: (String, ImportOrigin) throws(Failure) -> ImportReport
    ) async throws(Failure) {
        let outcome: FeedReport.Outcome
        do throws(Failure) {
            if course.silent.contains(feed.host) { throw FeedFailures.untried(feed.address, feed.host) }
            outcome = try await fetch(feed, writer, progress, &course.silent, take)
        } catch {
            outcome = .failed(error)
        }
        course.report.outcomes.append((feed.name, outcome))
        told(feed.name, outcome)
    }

    private func fetch(
        _ feed: Feed, _ writer: AdvisoryWriter, _ progress: @escaping @Sendable (FeedProgress) -> Void,
        _ silent: inout Set<String>, _ take: (String, ImportOrigin) throws(Failure) -> ImportReport
    ) async throws(Failure) -> FeedReport.Outcome {
        let known = try writer.source(feed.source)
        // What came from a file, or from a mirror, has tags of its own.
        let isSame = known?.url == feed.address && known?.isWhole == true
        let file = try FeedFile(path: "\(writer.path).\(FeedAddress.escaped(feed.source)).part")
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration(feed.address))
        let download = FeedDownload(
            client: client, settings: settings, address: feed.address,
            known: isSame ? (known?.tag, known?.changed) : (nil, nil), clock: clock, progress: progress, name: feed.name
        )
        let asked = now()
        let outcome: FeedDownload.Outcome
        do throws(Failure) {
            outcome = try await download.run(into: file)
        } catch {
            try? await client.shutdown()
            if file.size == 0 { file.remove() }
            throw error
        }
        try? await client.shutdown()
        switch outcome {
        case .unanswered(let failure):
            silent.insert(feed.host)
            if file.size == 0 { file.remove() }
            throw failure
        case .unchanged:
            file.remove()
            try writer.confirm(feed.source, dated: asked)
            return .unchanged
        case .fetched(let tag, let changed):
            defer { file.remove() }
            let origin = ImportOrigin(url: feed.address, tag: tag, changed: changed, dated: asked)
            return .updated(try take(file.path, origin))
        }
    }

    private func configuration(_ address: String) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .follow(max: 5, allowCycles: false)
        configuration.timeout.connect = .nanoseconds(Self.nanoseconds(settings.connectTimeout))
        configuration.timeout.read = .nanoseconds(Self.nanoseconds(settings.readTimeout))
        configuration.decompression = .disabled
        configuration.httpVersion = .http1Only
        // The attempts are counted here.
        configuration.connectionPool.retryConnectionEstablishment = false
        if let proxy = ProxyChoice(settings.environment, for: address) {
            configuration.proxy = .server(
                host: proxy.host, port: proxy.port,
                authorization: proxy.user.map { .basic(username: $0, password: proxy.password ?? "") })
        }
        return configuration
    }

    private static func nanoseconds(_ duration: Duration) -> Int64 {
        let parts = duration.components
        return min(parts.seconds, 1_000_000) * 1_000_000_000 + parts.attoseconds / 1_000_000_000
    }
}
