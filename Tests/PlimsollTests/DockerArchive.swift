import Foundation

/// Writes a small image as `docker save` does.
enum DockerArchive {
    /// A tar of files, in order.
    static func tar(_ files: [(path: String, content: [UInt8])]) -> [UInt8] {
        var result: [UInt8] = []
        for file in files {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, at offset: Int) {
                for (i, byte) in text.utf8.enumerated() { header[offset + i] = byte }
            }
            func octal(_ number: Int, _ width: Int) -> String {
                let digits = String(number, radix: 8)
                return String(repeating: "0", count: width - digits.count) + digits
            }
            put(file.path, at: 0)
            put(octal(0o644, 7), at: 100)
            put(octal(0, 7), at: 108)
            put(octal(0, 7), at: 116)
            put(octal(file.content.count, 11), at: 124)
            put(octal(1_700_000_000, 11), at: 136)
            put("        ", at: 148)
            put("0", at: 156)
            put("ustar\u{0}00", at: 257)
            put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\0 ", at: 148)
            result += header + file.content
            result += [UInt8](repeating: 0, count: (512 - file.content.count % 512) % 512)
        }
        return result + [UInt8](repeating: 0, count: 1024)
    }

    /// The archive of layers with a configuration; the layers' digests are the ones that this machine's sha256sum tells.
    static func write(
        to file: URL, layers: [[(path: String, content: String)]], environment: [String], labels: [String: String],
        history: [String]
    ) throws {
        var files: [(path: String, content: [UInt8])] = []
        var digests: [String] = []
        for (index, layer) in layers.enumerated() {
            let bytes = tar(layer.map { ($0.path, Array($0.content.utf8)) })
            files.append(("layer\(index + 1).tar", bytes))
            digests.append("sha256:\(try sum(bytes, beside: file))")
        }
        let configuration: [String: Any] = [
            "architecture": "amd64", "os": "linux", "config": ["Env": environment, "Labels": labels],
            "rootfs": ["type": "layers", "diff_ids": digests],
            "history": history.map { ["created": "2024-01-02T03:04:05Z", "created_by": $0] },
        ]
        let bytes = Array(try JSONSerialization.data(withJSONObject: configuration))
        let name = "\(try sum(bytes, beside: file)).json"
        let manifest: [[String: Any]] = [
            ["Config": name, "RepoTags": ["planted:1"], "Layers": files.map(\.path)]
        ]
        files.append((name, bytes))
        files.append(("manifest.json", Array(try JSONSerialization.data(withJSONObject: manifest))))
        try Data(tar(files)).write(to: file)
    }

    private static func sum(_ bytes: [UInt8], beside file: URL) throws -> String {
        let part = file.deletingLastPathComponent().appending(path: "part-\(UUID().uuidString)")
        try Data(bytes).write(to: part)
        defer { try? FileManager.default.removeItem(at: part) }
        let isLinux = Program.isInstalled("sha256sum")
        let result = try Program.start(isLinux ? "sha256sum" : "shasum", (isLinux ? [] : ["-a", "256"]) + [part.path])
        return String(result.output.prefix(64))
    }
}
