import Crypto
import Foundation

/// Writes small images as builders do: as an archive of `docker save`, and as an OCI layout.
struct ImageOnDisk {
    struct File {
        var path: String
        var text: String
        var mode = 0o644
    }

    var layers: [[File]]
    var history: [[String: Any]]
    var configuration: [String: Any] = ["User": "app", "Env": ["PATH=/bin"], "Cmd": ["/srv/app"]]
    var architectures = ["amd64"]

    /// Debian with a Python package, and a token that the third layer deletes.
    static func demo(token: String = "none", version: String = "1.0") -> ImageOnDisk {
        ImageOnDisk(
            layers: [
                [
                    File(path: "etc/os-release", text: "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian 12\"\n"),
                    File(path: "etc/passwd", text: "root:x:0:0:root:/root:/bin/sh\napp:x:10:10::/srv:/bin/sh\n"),
                ],
                [
                    File(
                        path: "usr/lib/python3/site-packages/demo-\(version).dist-info/METADATA",
                        text: "Metadata-Version: 2.1\nName: Demo\nVersion: \(version)\nLicense: MIT\n"),
                    File(path: "srv/settings", text: "token = \(token)\n"),
                ],
                [File(path: "srv/.wh.settings", text: ""), File(path: "srv/app", text: "#!/bin/sh\n", mode: 0o755)],
            ],
            history: [
                ["created_by": "/bin/sh -c #(nop) ADD file:0123 in / "],
                ["created_by": "RUN /bin/sh -c pip install demo # buildkit"],
                ["created_by": "RUN /bin/sh -c rm /srv/settings # buildkit"],
                ["created_by": "USER app", "empty_layer": true],
                ["created_by": "CMD [\"/srv/app\"]", "empty_layer": true],
            ])
    }

    static let dockerfile = """
        FROM debian:12
        RUN pip install demo
        RUN rm /srv/settings
        USER app
        CMD ["/srv/app"]

        """

    /// A GitLab token: a shape that nothing else has, of random letters that nobody was given.
    static func token() -> String {
        // Digits between, as nearly all have: letters alone may happen to be words.
        let kinds = [Array("ABCDEFGHJKLMNPQRSTUVWXYZ"), Array("23456789"), Array("bcdfghjkmnpqrstvwxz")]
        return "glpat" + "-" + String((0..<20).map { kinds[$0 % 3].randomElement() ?? "A" })
    }

    // MARK: Forms

    func dockerArchive(_ name: String = "demo:1") -> Data {
        let blobs = layers.map { Self.tar($0.map { ($0.path, Data($0.text.utf8), $0.mode) }) }
        let config = document(configuration(blobs, architectures.first ?? "amd64"))
        let manifest: [[String: Any]] = [
            [
                "Config": "\(Self.digest(config)).json", "RepoTags": [name],
                "Layers": blobs.indices.map { "\($0)/layer.tar" },
            ]
        ]
        var files = blobs.enumerated().map { ("\($0.offset)/layer.tar", $0.element, 0o644) }
        files.append(("\(Self.digest(config)).json", config, 0o644))
        files.append(("manifest.json", document(manifest), 0o644))
        return Self.tar(files)
    }

    /// The files of a layout, with an image for each architecture.
    func layout(tag: String = "1") -> [String: Data] {
        var files = ["oci-layout": Data(#"{"imageLayoutVersion": "1.0.0"}"#.utf8)]
        func descriptor(_ blob: Data, _ type: String) -> [String: Any] {
            files["blobs/sha256/\(Self.digest(blob))"] = blob
            return ["mediaType": type, "digest": "sha256:\(Self.digest(blob))", "size": blob.count]
        }
        let blobs = layers.map { Self.tar($0.map { ($0.path, Data($0.text.utf8), $0.mode) }) }
        let images = architectures.map { architecture in
            let manifest: [String: Any] = [
                "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
                "config": descriptor(
                    document(configuration(blobs, architecture)), "application/vnd.oci.image.config.v1+json"),
                "layers": blobs.map { descriptor($0, "application/vnd.oci.image.layer.v1.tar") },
            ]
            var image = descriptor(document(manifest), "application/vnd.oci.image.manifest.v1+json")
            image["platform"] = ["os": "linux", "architecture": architecture]
            return image
        }
        let list: [String: Any] = [
            "schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": images,
        ]
        var index = list
        if images.count > 1 {
            var entry = descriptor(document(list), "application/vnd.oci.image.index.v1+json")
            entry["annotations"] = ["org.opencontainers.image.ref.name": tag]
            index["manifests"] = [entry]
        } else if var entry = images.first {
            entry["annotations"] = ["org.opencontainers.image.ref.name": tag]
            index["manifests"] = [entry]
        }
        files["index.json"] = document(index)
        return files
    }

    private func configuration(_ layers: [Data], _ architecture: String) -> [String: Any] {
        [
            "architecture": architecture, "os": "linux", "created": "2026-11-01T00:00:00Z", "config": configuration,
            "rootfs": ["type": "layers", "diff_ids": layers.map { "sha256:\(Self.digest($0))" }], "history": history,
        ]
    }

    private func document(_ value: Any) -> Data {
        (try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes])) ?? Data()
    }

    static func digest(_ data: Data) -> String {
        SHA256.hash(data: data).map { byte in
            let text = String(byte, radix: 16)
            return text.utf8.count == 1 ? "0\(text)" : text
        }.joined()
    }

    /// A tar archive (POSIX.1-1988) of plain files.
    static func tar(_ files: [(path: String, data: Data, mode: Int)]) -> Data {
        var result = Data()
        for (path, data, mode) in files {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, _ at: Int) {
                for (index, byte) in text.utf8.enumerated() where at + index < 512 { header[at + index] = byte }
            }
            func octal(_ value: Int, _ width: Int) -> String {
                let text = String(value, radix: 8)
                return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
            }
            put(path, 0)
            put(octal(mode, 7), 100)
            put(octal(0, 7), 108)
            put(octal(0, 7), 116)
            put(octal(data.count, 11), 124)
            put(octal(1_790_000_000, 11), 136)
            put("        0", 148)
            put("ustar\u{0}00", 257)
            put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\u{0} ", 148)
            result.append(contentsOf: header)
            result.append(data)
            result.append(Data(count: (512 - data.count % 512) % 512))
        }
        result.append(Data(count: 1_024))
        return result
    }
}
