import Basics

/// The push parser of an archive that holds images: gives each file to a layer's consumer, keeps it as a document, or
/// passes it over.
struct OuterStream<C: LayerConsumer> {
    private enum State {
        case header
        case extra(left: Int, padding: Int)
        case content(left: Int, padding: Int)
        case padding(Int)
        case ended
    }

    /// What becomes of the file at hand.
    private enum Sink {
        case undecided
        case document
        case layer
        case skip
    }

    /// Documents together; an image has a few of some kilobytes.
    private static var documentsLimit: Int { 64 << 20 }
    /// A root file system holds many compressed files that are no layers: they are not all tried.
    private static var layersLimit: Int { 10_000 }
    private static var othersLimit: Int { 10_000 }

    private let limits: ImageLimits
    private let make: @Sendable () -> C
    private var headers: OuterHeaders
    private var state = State.header
    private var offset = 0
    /// A header, a header's continuation, the beginning of a file or a whole document.
    private var held: [UInt8] = []

    private var member = OuterMember(path: "", kind: .other, size: 0, target: "")
    private var sink = Sink.skip
    private var layer: LayerStream<C>?
    private var documentBytes = 0

    private var files: KeptFiles
    private var outcomes: [String: Result<LayerOutcome<C.Result>, Failure>] = [:]

    init(name: String, limits: ImageLimits, make: @escaping @Sendable () -> C) {
        self.limits = limits
        self.make = make
        headers = OuterHeaders(what: name)
        files = KeptFiles(name: name)
    }

    mutating func feed(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        var rest = bytes
        while !rest.isEmpty {
            let count: Int
            switch state {
            case .ended: return
            case .padding(let left):
                count = min(left, rest.count)
                state = count == left ? .header : .padding(left - count)
            case .header:
                count = min(512 - held.count, rest.count)
                held.append(contentsOf: rest[..<count])
                if held.count == 512 { try takeHeader() }
            case .extra(let left, let padding):
                count = min(left, rest.count)
                held.append(contentsOf: rest[..<count])
                state = .extra(left: left - count, padding: padding)
                if count == left {
                    headers.takeExtra(held[...])
                    held.removeAll(keepingCapacity: true)
                    state = padding > 0 ? .padding(padding) : .header
                }
            case .content(let left, let padding):
                count = min(left, rest.count)
                try takeContent(UnsafeRawBufferPointer(rebasing: rest[..<count]))
                state = .content(left: left - count, padding: padding)
                if count == left { endMember(padding) }
            }
            offset &+= count
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    private mutating func takeHeader() throws(Failure) {
        let block = held
        held.removeAll(keepingCapacity: true)
        let start = offset
        let step = try takeStep(block, start)
        switch step {
        case .zeros: state = .ended
        case .extra(let size):
            state = size > 0 ? .extra(left: size, padding: size.rounded512 - size) : .header
        case .member(let member): begin(member)
        }
    }

    private mutating func takeStep(_ block: [UInt8], _ start: Int) throws(Failure) -> OuterHeaders.Step {
        var headers = self.headers
        let step = try block.withRawBytes { (bytes) throws(Failure) in try headers.take(bytes, at: start) }
        self.headers = headers
        return step
    }

    // MARK: Files

    private mutating func begin(_ member: OuterMember) {
        self.member = member
        files.guess.see(member.path)
        switch member.kind {
        case .file:
            files.forget(member.path)
            outcomes[member.path] = nil
            sink = .undecided
        case .hardLink, .symbolicLink:
            files.forget(member.path)
            files.links.add(member)
            sink = .skip
        case .other: sink = .skip
        }
        guard member.size > 0 else {
            state = .header
            return
        }
        state = .content(left: member.size, padding: member.size.rounded512 - member.size)
    }

    private mutating func takeContent(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        switch sink {
        case .skip: break
        case .document: held.append(contentsOf: bytes)
        case .layer: try feedLayer(bytes)
        case .undecided:
            // Large chunks are decided where they are.
            if held.isEmpty, bytes.count >= min(512, member.size) {
                decide(bytes)
                return try takeContent(bytes)
            }
            held.append(contentsOf: bytes)
            guard held.count >= min(512, member.size) else { return }
            let head = held
            held.removeAll(keepingCapacity: true)
            head.withUnsafeBytes { decide($0) }
            try head.withRawBytes { (bytes) throws(Failure) in try takeContent(bytes) }
        }
    }

    private mutating func decide(_ head: UnsafeRawBufferPointer) {
        switch ArchiveSniff.kind(head) {
        case .json:
            if member.size <= limits.document, documentBytes + member.size <= Self.documentsLimit {
                sink = .document
                documentBytes += member.size
                held.reserveCapacity(member.size)
            } else {
                sink = .skip
                files.oversized[member.path] = member.size
            }
        case .tar, .gzip, .zstd:
            guard outcomes.count < Self.layersLimit else {
                sink = .skip
                return
            }
            sink = .layer
            let algorithm = Digest(blobPath: member.path)?.algorithm
            layer = LayerStream(
                make(), limits: limits, what: "\(files.name): \(member.path)", algorithm: algorithm)
        case .other:
            sink = .skip
            if files.others.count < Self.othersLimit { files.others.insert(member.path) }
        }
    }

    /// What goes wrong in a file matters only where an image has it as a layer.
    private mutating func feedLayer(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        do throws(Failure) {
            try layer?.feed(bytes)
        } catch {
            try Failure.throwIfCancelled()
            keep(.failure(error))
            sink = .skip
        }
    }

    private mutating func endMember(_ padding: Int) {
        switch sink {
        case .document:
            files.documents[member.path] = held
            held = []
        case .layer:
            if let layer {
                self.layer = nil
                do throws(Failure) { keep(.success(try layer.finish())) } catch { keep(.failure(error)) }
            }
        case .skip, .undecided: break
        }
        sink = .skip
        state = padding > 0 ? .padding(padding) : .header
    }

    private mutating func keep(_ outcome: Result<LayerOutcome<C.Result>, Failure>) {
        layer = nil
        outcomes[member.path] = outcome
        files.layers.insert(member.path)
    }

    consuming func finish() throws(Failure) -> StreamedImages<C> {
        switch state {
        case .ended: break
        case .header where held.isEmpty && offset > 0: break
        default: throw .endsEarly(files.name, at: offset)
        }
        return StreamedImages(files: files, outcomes: outcomes, limits: limits)
    }
}
