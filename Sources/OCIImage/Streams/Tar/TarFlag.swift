/// What kind of entry a header begins; `0`, NUL and `7` are files.
enum TarFlag {
    static let hardLink = UInt8(ascii: "1")
    static let symbolicLink = UInt8(ascii: "2")
    static let characterDevice = UInt8(ascii: "3")
    static let blockDevice = UInt8(ascii: "4")
    static let folder = UInt8(ascii: "5")
    static let pipe = UInt8(ascii: "6")
    /// A folder with a list of names, of incremental GNU archives.
    static let listedFolder = UInt8(ascii: "D")
    static let sparse = UInt8(ascii: "S")
    static let record = UInt8(ascii: "x")
    /// The same, by Solaris.
    static let oldRecord = UInt8(ascii: "X")
    static let globalRecord = UInt8(ascii: "g")
    static let longName = UInt8(ascii: "L")
    static let longLink = UInt8(ascii: "K")
    /// Volume labels, continuations of other volumes, lists of names, access lists of Solaris: no entries.
    static let others = Array("VMNA".utf8)
}
