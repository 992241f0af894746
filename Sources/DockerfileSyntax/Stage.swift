/// A build stage: a FROM and what follows it up to the next.
package struct Stage: Sendable {
    package var index: Int
    /// The index of its FROM in the file's instructions.
    package var from: Int
    /// The indexes of all its instructions, FROM included.
    package var instructions: Range<Int>
    /// The image as written.
    package var image: Word
    /// The name behind AS.
    package var name: Word?
    /// The value of `--platform`.
    package var platform: Flag?
    package var base: Base

    package enum Base: Sendable, Hashable {
        case scratch
        /// An earlier stage, by index.
        case stage(Int)
        case image(ImageReference)
        /// A variable without a known value hides it.
        case unknown
    }
}
