import Foundation
import Reports
import Testing

/// What `plimsoll image --format json` tells.
struct ImageTold {
    let image: ImageRecord
    /// The findings without the image's name: rule, verdict, severity and arguments.
    let findings: [String]

    init(_ json: String) throws {
        let data = Data(json.utf8)
        let file = try JSONDecoder().decode(File.self, from: data)
        image = try #require(file.images.first)
        let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let workloads = root["workloads"] as? [[String: Any]] ?? []
        findings = try workloads.flatMap { $0["findings"] as? [[String: Any]] ?? [] }.map { finding in
            let kept = finding.filter { ["rule", "verdict", "severity", "arguments"].contains($0.key) }
            let data = try JSONSerialization.data(withJSONObject: kept, options: .sortedKeys)
            return String(decoding: data, as: UTF8.self)
        }.sorted()
    }

    private struct File: Decodable {
        var images: [ImageRecord]
    }

    /// Name and version of the packages of a type, as `name version`.
    func packages(_ type: String, below folder: String = "") -> Set<String> {
        Set(
            (image.packages ?? []).filter { $0.type == type && $0.path.hasPrefix(folder) }.map {
                "\($0.name) \($0.version)"
            })
    }
}
