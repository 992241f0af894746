import Foundation
import Testing

/// docker-registry on a free port of this machine, in a folder of its own.
final class LocalRegistry {
    static let isAvailable = Program.isInstalled("docker-registry") && Program.isInstalled("skopeo")

    let address: String
    private let process = Process()
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "plimsoll-registry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let port = try Program.start(
            "python3",
            ["-c", "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])"]
        ).output.trimmingCharacters(in: .whitespacesAndNewlines)
        address = "127.0.0.1:\(port)"
        let settings = folder.appending(path: "config.yml")
        try Data(
            """
            version: 0.1
            log: {level: error}
            storage: {filesystem: {rootdirectory: \(folder.path)/data}}
            http: {addr: \(address)}

            """.utf8
        ).write(to: settings)
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["docker-registry", "serve", settings.path]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        // It is asked until it answers; curl itself waits between its tries.
        let answer = try Program.start(
            "curl", ["-s", "--retry", "20", "--retry-delay", "1", "--retry-connrefused", "http://\(address)/v2/"])
        try #require(answer.code == 0, "docker-registry does not answer")
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Copies an image, as skopeo names it, to `name` in the registry; its whole name.
    func push(_ image: String, as name: String) throws -> String {
        let copy = try Program.start(
            "skopeo",
            ["copy", "-q", "--insecure-policy", "--dest-tls-verify=false", image, "docker://\(address)/\(name)"])
        try #require(copy.code == 0, "\(copy.errors)")
        return "\(address)/\(name)"
    }
}
