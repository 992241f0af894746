/// What fixes make of one file.
package struct FileChange: Sendable, Hashable {
    /// Relative to the root of the review.
    package var path: String
    /// The bytes as they were read; nil for a file that is new.
    package var before: [UInt8]?
    package var after: [UInt8]

    package init(path: String, before: [UInt8]?, after: [UInt8]) {
        self.path = path
        self.before = before
        self.after = after
    }
}
