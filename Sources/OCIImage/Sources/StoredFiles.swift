import Basics

/// The files of a layout's folder.
struct FolderFiles: StoredFiles {
    let name: String
    let folder: String

    init(_ folder: String) {
        name = folder
        self.folder = folder.hasSuffix("/") && folder.utf8.count > 1 ? String(folder.dropLast()) : folder
    }

    func has(_ path: String) -> Bool { DiskFile.kind("\(folder)/\(path)") == .file }

    func document(_ path: String, limit: Int) throws(Failure) -> [UInt8]? {
        guard let place = try place(path) else { return nil }
        return try place.file.document(place.range, path, in: name, limit)
    }

    func place(_ path: String) throws(Failure) -> StoredPlace? {
        guard has(path) else { return nil }
        let file = try DiskFile("\(folder)/\(path)")
        return StoredPlace(file: file, range: 0..<file.size)
    }
}

/// The files of a plain archive on disk: found once by their headers, then read where they are.
struct IndexedArchive: StoredFiles {
    let name: String
    private let file: DiskFile
    private var places: [String: Range<Int>] = [:]
    private var links = OuterLinks()
    private(set) var guess = ArchiveGuess()

    /// Throws `invalid` for what is no archive, and for one that is truncated.
    init(_ file: DiskFile, name: String) throws(Failure) {
        self.file = file
        self.name = name
        var headers = OuterHeaders(what: name)
        var offset = 0
        while offset < file.size {
            let block = try file.bytes(at: offset, count: 512)
            guard block.count == 512 else { throw .endsEarly(name, at: file.size) }
            let step = try block.withRawBytes { (bytes) throws(Failure) in try headers.take(bytes, at: offset) }
            offset += 512
            switch step {
            // What follows the end is padding, and so may an archive without an end be read.
            case .zeros: return
            case .extra(let size):
                let bytes = try file.bytes(at: offset, count: size)
                guard bytes.count == size else { throw .endsEarly(name, at: file.size) }
                headers.takeExtra(bytes[...])
                offset += size.rounded512
            case .member(let member):
                guard member.size <= file.size - offset else { throw .endsEarly(name, at: file.size) }
                add(member, offset)
                offset += member.size.rounded512
            }
        }
    }

    private mutating func add(_ member: OuterMember, _ offset: Int) {
        guess.see(member.path)
        switch member.kind {
        case .file:
            places[member.path] = offset..<(offset + member.size)
            links.remove(member.path)
        case .hardLink, .symbolicLink:
            places[member.path] = nil
            links.add(member)
        case .other: break
        }
    }

    func has(_ path: String) -> Bool { links.resolve(path).map { places[$0] != nil } == true }

    func document(_ path: String, limit: Int) throws(Failure) -> [UInt8]? {
        guard let place = try place(path) else { return nil }
        return try file.document(place.range, path, in: name, limit)
    }

    func place(_ path: String) throws(Failure) -> StoredPlace? {
        links.resolve(path).flatMap { places[$0] }.map { StoredPlace(file: file, range: $0) }
    }
}

extension Int {
    /// Up to whole blocks of an archive.
    var rounded512: Int { (self + 511) & ~511 }
}

extension DiskFile {
    fileprivate func document(
        _ range: Range<Int>, _ path: String, in name: String, _ limit: Int
    ) throws(Failure) -> [UInt8] {
        guard range.count <= limit else { throw .documentTooLarge(path, name, range.count, limit) }
        let bytes = try bytes(at: range.lowerBound, count: range.count)
        guard bytes.count == range.count else { throw .endsEarly(name, at: range.lowerBound + bytes.count) }
        return bytes
    }
}

extension Array<UInt8> {
    /// `withUnsafeBytes` with typed errors.
    func withRawBytes<T>(_ body: (UnsafeRawBufferPointer) throws(Failure) -> T) throws(Failure) -> T {
        try withUnsafeBufferPointer { (bytes) throws(Failure) in try body(UnsafeRawBufferPointer(bytes)) }
    }
}
