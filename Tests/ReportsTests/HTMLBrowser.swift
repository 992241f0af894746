import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A real Chromium, driven through chromedriver's WebDriver interface, which also tells of every request and every
/// message on the console.
final class HTMLBrowser {
    struct Failure: Error { let text: String }

    /// The program, where it is installed; `Scripts/browser` installs it.
    static let driver: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/chromedriver" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    private let process = Process()
    private let port: Int
    private var session = ""

    /// - Parameter width: as wide as a phone, where it is given.
    init(width: Int? = nil) async throws {
        let output = Pipe()
        process.executableURL = URL(filePath: Self.driver ?? "")
        process.arguments = ["--port=0"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        port = try Self.port(output)
        var options: [String: Any] = [
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,900",
            ]
        ]
        if let width {
            options["mobileEmulation"] = ["deviceMetrics": ["width": width, "height": 844, "pixelRatio": 2]]
        }
        let capabilities: [String: Any] = [
            "goog:chromeOptions": options, "goog:loggingPrefs": ["browser": "ALL", "performance": "ALL"],
        ]
        do {
            let answer = try await send("POST", "/session", ["capabilities": ["alwaysMatch": capabilities]])
            guard let id = (answer as? [String: Any])?["sessionId"] as? String else { throw Failure(text: "\(answer)") }
            session = "/session/\(id)"
        } catch {
            kill(process.processIdentifier, SIGKILL)
            throw error
        }
    }

    /// Must be called in the end: a browser would stay. The driver does not hear SIGTERM from here.
    func quit() async {
        if !session.isEmpty { _ = try? await send("DELETE", session, nil) }
        kill(process.processIdentifier, SIGKILL)
    }

    /// chromedriver chooses a free port and tells it.
    private static func port(_ output: Pipe) throws -> Int {
        var told = ""
        while true {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw Failure(text: "chromedriver ended: \(told)") }
            told += String(decoding: data, as: UTF8.self)
            if let range = told.range(of: "successfully on port "), told[range.upperBound...].contains("."),
                let port = Int(told[range.upperBound...].prefix { $0.isNumber })
            {
                return port
            }
        }
    }

    // MARK: Doing

    func open(_ file: URL, fragment: String = "") async throws {
        // A page that only changes its fragment would not be loaded again.
        _ = try await send("POST", session + "/url", ["url": "about:blank"])
        let address = file.absoluteString + (fragment.isEmpty ? "" : "#" + fragment)
        _ = try await send("POST", session + "/url", ["url": address])
    }

    func click(_ selector: String) async throws {
        // Away from the bar that stays at the top.
        try await run("document.querySelector(`\(selector)`).scrollIntoView({ block: 'center' })")
        _ = try await send("POST", session + "/element/\(element(selector))/click", [:])
    }

    func type(_ text: String, into selector: String) async throws {
        _ = try await send("POST", session + "/element/\(element(selector))/value", ["text": text])
    }

    /// Runs the body of a function in the page and gives what it returns.
    @discardableResult
    func run(_ script: String) async throws -> Any {
        try await send("POST", session + "/execute/sync", ["script": script, "args": [String]()])
    }

    func text(_ script: String) async throws -> String { try await run(script) as? String ?? "" }
    func number(_ script: String) async throws -> Int { (try await run(script) as? NSNumber)?.intValue ?? -1 }
    func isTrue(_ script: String) async throws -> Bool { (try await run(script) as? NSNumber)?.boolValue ?? false }

    /// A command of the DevTools protocol.
    @discardableResult
    func tool(_ command: String, _ parameters: [String: Any]) async throws -> Any {
        try await send("POST", session + "/goog/cdp/execute", ["cmd": command, "params": parameters])
    }

    private func element(_ selector: String) async throws -> String {
        let found = try await send("POST", session + "/element", ["using": "css selector", "value": selector])
        guard let id = (found as? [String: Any])?.values.first as? String else { throw Failure(text: selector) }
        return id
    }

    // MARK: Watching

    /// What the console says, since it was last asked.
    func console() async throws -> [String] { try await log("browser") }

    /// The addresses that were requested since it was last asked.
    func requests() async throws -> [String] {
        try await log("performance").compactMap { entry in
            let message = try? JSONSerialization.jsonObject(with: Data(entry.utf8)) as? [String: Any]
            guard let event = message?["message"] as? [String: Any],
                event["method"] as? String == "Network.requestWillBeSent",
                let parameters = event["params"] as? [String: Any],
                let request = parameters["request"] as? [String: Any]
            else { return nil }
            return request["url"] as? String
        }
    }

    private func log(_ kind: String) async throws -> [String] {
        let entries = try await send("POST", session + "/se/log", ["type": kind])
        return (entries as? [[String: Any]] ?? []).compactMap { $0["message"] as? String }
    }

    /// One request over a socket of its own: Foundation's client on Linux does not take chromedriver's answers.
    private func send(_ method: String, _ path: String, _ body: [String: Any]?) async throws -> Any {
        let content = try body.map { try JSONSerialization.data(withJSONObject: $0) } ?? Data()
        let head = """
            \(method) \(path) HTTP/1.1\r
            Host: 127.0.0.1:\(port)\r
            Content-Type: application/json\r
            Content-Length: \(content.count)\r
            Connection: close\r
            \r

            """
        let answer = try Self.exchange(Data(head.utf8) + content, port: port)
        guard let start = answer.firstRange(of: Data("\r\n\r\n".utf8)) else {
            throw Failure(text: "\(path): no answer")
        }
        let data = answer[start.upperBound...]
        let value = (try? JSONSerialization.jsonObject(with: data) as? [String: Any])?["value"]
        guard let value, (value as? [String: Any])?["error"] == nil else {
            throw Failure(text: "\(path): \(String(decoding: data.prefix(600), as: UTF8.self))")
        }
        return value
    }

    private static func exchange(_ request: Data, port: Int) throws -> Data {
        #if canImport(Glibc)
            let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let handle = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard handle >= 0 else { throw Failure(text: "no socket") }
        defer { close(handle) }
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = in_port_t(port).bigEndian
        place.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw Failure(text: "no connection to port \(port)") }
        var rest = request[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { write(handle, $0.baseAddress, $0.count) }
            guard sent > 0 else { throw Failure(text: "not sent") }
            rest = rest.dropFirst(sent)
        }
        var answer = Data()
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(handle, &buffer, buffer.count)
            guard count > 0 else { break }
            answer.append(contentsOf: buffer[..<count])
            if isWhole(answer) { break }
        }
        return answer
    }

    /// Whether as much has come as the header announced.
    private static func isWhole(_ answer: Data) -> Bool {
        guard let end = answer.firstRange(of: Data("\r\n\r\n".utf8)) else { return false }
        let head = String(decoding: answer[..<end.lowerBound], as: UTF8.self).lowercased()
        guard let range = head.range(of: "content-length:") else { return false }
        let length = Int(head[range.upperBound...].drop { $0 == " " }.prefix { $0.isNumber }) ?? 0
        return answer.count - end.upperBound >= length
    }
}
