package import OCIImage

/// A reader of one ecosystem's traces in an image: which files it wants, and what each tells.
package protocol PackageReader: Sendable {
    /// Asked for each entry of a layer, millions of them: looks at the end of the path first.
    static func wish(_ entry: LayerEntry) -> CaptureWish
    /// Reads a file that was wished for; what it cannot read is a problem in the result, never a crash.
    static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold
}
