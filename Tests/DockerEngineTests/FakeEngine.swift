import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Something that answers over a socket as the test wants it, until it is let go.
final class FakeEngine: Sendable {
    struct Answer: Sendable {
        var status = "200 OK"
        var body: [UInt8]
        /// How many bytes the header announces, where it should not be the truth.
        var announced: Int?
    }

    let path: String
    private let listener: Int32
    private let seen = Mutex<[String]>([])

    /// - Parameter answers: by the path that is asked for, its query apart.
    init(_ path: String, _ answers: [String: Answer]) throws {
        self.path = path
        listener = Self.listen(path)
        guard listener >= 0 else { throw POSIXError(.EADDRNOTAVAIL) }
        let listener = listener
        Thread.detachNewThread { [weak self] in
            while true {
                let peer = accept(listener, nil, nil)
                guard peer >= 0 else { return }
                let request = Self.request(peer)
                self?.seen.withLock { $0.append(request) }
                let target = request.split(separator: " ").dropFirst().first.map(String.init) ?? ""
                let name = String(target.prefix { $0 != "?" })
                let answer =
                    answers[name] ?? Answer(status: "404 Not Found", body: Array(#"{"message":"no such thing"}"#.utf8))
                let head =
                    "HTTP/1.1 \(answer.status)\r\nContent-Length: \(answer.announced ?? answer.body.count)\r\nConnection: close\r\n\r\n"
                Self.send(peer, Array(head.utf8) + answer.body)
                close(peer)
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        unlink(path)
    }

    /// The first line and the headers of each request.
    var requests: [String] { seen.withLock { $0 } }

    static func listen(_ path: String) -> Int32 {
        #if canImport(Glibc)
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        guard bound == 0, Foundation.listen(descriptor, 8) == 0 else { return -1 }
        return descriptor
    }

    private static func request(_ peer: Int32) -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while !bytes.suffix(4).elementsEqual([13, 10, 13, 10]), recv(peer, &byte, 1, 0) == 1 { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func send(_ peer: Int32, _ bytes: [UInt8]) {
        var offset = 0
        while offset < bytes.count {
            let sent = bytes.withUnsafeBytes {
                Foundation.send(peer, $0.baseAddress?.advanced(by: offset), bytes.count - offset, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return }
            offset += sent
        }
    }
}

/// A folder for one test; its path is short enough for a socket's name.
func withFolder<T>(_ body: (String) async throws -> T) async throws -> T {
    let path = "/tmp/plimsoll-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
}
