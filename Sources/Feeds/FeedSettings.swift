/// How feeds are fetched.
package struct FeedSettings: Sendable {
    /// How often a broken download is taken up again without having come further.
    package var attempts = 5
    /// The wait before the second attempt; it doubles from there.
    package var pause: Duration = .seconds(1)
    /// The longest wait, whatever a server asks for.
    package var longestPause: Duration = .seconds(60)
    /// How long a connection may take, and how long nothing may come over it.
    package var connectTimeout: Duration = .seconds(15)
    package var readTimeout: Duration = .seconds(60)
    /// The largest file that is fetched; the largest of OSV's has some hundred megabytes.
    package var limit = 4 << 30
    /// `HTTPS_PROXY`, `NO_PROXY` and so on.
    package var environment: [String: String] = [:]
    package var userAgent = "plimsoll"

    package init() {}
}
