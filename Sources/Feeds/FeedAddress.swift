/// Where public advisories are kept in bulk.
package struct FeedAddress: Sendable, Hashable {
    /// OSV's bucket of one archive an ecosystem: `<base>/<ecosystem>/all.zip` (google.github.io/osv.dev/data).
    package static let osv = "https://osv-vulnerabilities.storage.googleapis.com"
}
