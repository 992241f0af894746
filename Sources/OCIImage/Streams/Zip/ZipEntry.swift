/// One file or folder of a zip archive, as its central directory describes it.
package struct ZipEntry: Sendable, Hashable {
    /// As written, `/` between folders and behind the name of a folder. Not to be used as a path on this machine.
    package var name: String
    /// Without compression.
    package var size: Int
    package var compressedSize: Int
    /// Where its local header begins in the file, bytes before the archive included.
    package var offset: Int
    package var checksum: UInt32
    /// 0 is stored, 8 is deflate.
    package var method: UInt16
    package var isEncrypted: Bool

    package var isFolder: Bool { name.hasSuffix("/") }
}
