import Foundation
import Testing

/// A real Chromium, driven through chromedriver's WebDriver interface, which also tells of every request and every
/// message on the console.
final class HTMLBrowser {
    struct Failure: Error { let text: String }

    /// The program, where it is installed; `Scripts/browser` installs it.
    static let driver: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/chromedriver" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    private let process = Process()
    private let address: String
    private var session = ""

    /// - Parameter width: as wide as a phone, where it is given.
    init(width: Int? = nil) async throws {
        let output = Pipe()
        process.executableURL = URL(filePath: Self.driver ?? "")
        process.arguments = ["--port=0"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        address = "http://127.0.0.1:\(try Self.port(output))"
        var options: [String: Any] = [
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,900"]
        ]
        if let width {
            options["mobileEmulation"] = ["deviceMetrics": ["width": width, "height": 844, "pixelRatio": 2]]
        }
        let capabilities: [String: Any] = [
            "goog:chromeOptions": options, "goog:loggingPrefs": ["browser": "ALL", "performance": "ALL"],
        ]
        let answer = try await send("POST", "/session", ["capabilities": ["alwaysMatch": capabilities]])
        guard let id = (answer as? [String: Any])?["sessionId"] as? String else { throw Failure(text: "\(answer)") }
        session = "/session/\(id)"
    }

    /// Must be called in the end: a browser would stay.
    func close() async {
        if !session.isEmpty { _ = try? await send("DELETE", session, nil) }
        process.terminate()
        process.waitUntilExit()
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
    func console() async throws -> [String] { try await log("browser").map { $0 } }

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

    /// By curl, because Foundation's own client on Linux does not get along with chromedriver's answers.
    private func send(_ method: String, _ path: String, _ body: [String: Any]?) async throws -> Any {
        let curl = Process()
        let (input, output) = (Pipe(), Pipe())
        curl.executableURL = URL(filePath: "/usr/bin/env")
        curl.arguments = ["curl", "-sS", "-m", "60", "-X", method, "-H", "Content-Type: application/json", "-d", "@-"]
        curl.arguments?.append(address + path)
        curl.standardInput = input
        curl.standardOutput = output
        try curl.run()
        if let body { input.fileHandleForWriting.write(try JSONSerialization.data(withJSONObject: body)) }
        try input.fileHandleForWriting.close()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        curl.waitUntilExit()
        let answer = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
        let value = answer?["value"] ?? NSNull()
        if answer == nil || (value as? [String: Any])?["error"] != nil {
            throw Failure(text: "\(path): \(String(decoding: data.prefix(600), as: UTF8.self))")
        }
        return value
    }
}
