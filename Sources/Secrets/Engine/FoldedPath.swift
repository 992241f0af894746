/// A path in small letters, cut before its name; the folder begins and ends with a slash.
struct FoldedPath: Sendable {
    let folder: String
    let name: String

    init(_ path: String) {
        let folded = path.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        let slash = UInt8(ascii: "/")
        let nameStart = (folded.lastIndex(of: slash) ?? -1) + 1
        let folder = String(decoding: folded[..<nameStart], as: UTF8.self)
        self.folder = folded.first == slash ? folder : "/" + folder
        name = String(decoding: folded[nameStart...], as: UTF8.self)
    }
}
