import Basics

/// The files of a layout or an archive by their paths: a folder, a plain archive, or what one pass over a stream kept.
///
/// What a layout or a Docker archive means is read through this alone, so that every form is understood alike.
protocol ImageFiles: Sendable {
    /// As people asked for it, for messages.
    var name: String { get }
    /// Whether there is a file of that path, links followed.
    func has(_ path: String) -> Bool
    /// A small file whole; nil where there is none. Throws `tooLarge` beyond `limit`.
    func document(_ path: String, limit: Int) throws(Failure) -> [UInt8]?
}

/// Files whose bytes can be read at any time, so that several layers can be read at once.
protocol StoredFiles: ImageFiles {
    /// Where the bytes of a file are; nil where there is none.
    func place(_ path: String) throws(Failure) -> StoredPlace?
}

/// A range of a file on disk.
struct StoredPlace: Sendable {
    var file: DiskFile
    var range: Range<Int>
}

extension ImageFiles {
    /// A document that must be there and have the digest that led to it.
    func document(_ digest: Digest, size: Int?, limit: Int) throws(Failure) -> [UInt8] {
        if let size, size > limit { throw .documentTooLarge(digest.description, name, size, limit) }
        guard let bytes = try document(digest.blobPath, limit: limit) else { throw .missingBlob(digest, name) }
        try digest.verify(bytes, size: size, what: name)
        return bytes
    }
}

extension Digest {
    /// Where a layout keeps the blob.
    var blobPath: String { "blobs/\(algorithm.rawValue)/\(hex)" }

    /// The digest that the path of a blob in a layout tells.
    init?(blobPath path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "blobs", let algorithm = Algorithm(rawValue: String(parts[1])) else {
            return nil
        }
        self.init(algorithm, hex: String(parts[2]))
    }
}

extension Failure {
    static func missingBlob(_ digest: Digest, _ place: String) -> Failure {
        Failure(
            .invalid,
            Text(
                en:
                    "\(place) lacks the blob \(digest). It was saved in part, perhaps for another platform: save or copy it again.",
                ja: "\(place) に blob \(digest) がありません。一部だけ、または別のプラットフォームだけが保存されている可能性があります。保存またはコピーし直してください。"))
    }

    static func documentTooLarge(_ what: String, _ place: String, _ size: Int, _ limit: Int) -> Failure {
        Failure(
            .tooLarge,
            Text(
                en: "\(what) of \(place) has \(size) bytes; \(limit) are read of a manifest or configuration.",
                ja: "\(place) の \(what) が \(size) バイトあり、マニフェストや設定の上限 \(limit) バイトを超えています。"))
    }
}
