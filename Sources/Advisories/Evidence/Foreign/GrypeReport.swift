import Basics
import OCIImage

extension ForeignReports {
    /// `grype -o json` (oss.anchore.com/docs/guides/vulnerability/interpreting-results): `matches[]` of a vulnerability
    /// and an artifact. What its own rules or VEX documents ignored stands in `ignoredMatches`, which is left alone.
    static func grype(_ root: JSONNode) -> ForeignReport? {
        guard let matches = root["matches"], matches.isArray, let descriptor = root["descriptor"] else { return nil }
        let target = root["source"]?["target"]
        let digests =
            [target?["manifestDigest"]?.string, target?["imageID"]?.string].compactMap(\.self)
            + texts(target?["repoDigests"])
        var report = ForeignReport(
            tool: "grype", toolVersion: text(descriptor["version"]), digests: digests.compactMap(digest),
            names: [text(target?["userInput"])].compactMap(\.self) + texts(target?["tags"]))
        for match in matches.elements {
            guard let node = match["vulnerability"], let id = text(node["id"]) else { continue }
            let artifact = match["artifact"]
            report.findings.append(
                ForeignFinding(
                    tool: "grype", kind: .vulnerability, id: id,
                    aliases: (match["relatedVulnerabilities"]?.elements ?? []).compactMap { $0["id"]?.string }
                        .filter { $0 != id }, level: .init(word: node["severity"]?.string),
                    package: text(artifact?["name"]), version: text(artifact?["version"]),
                    fixed: texts(node["fix"]?["versions"]), path: text(artifact?["locations"]?.elements.first?["path"]),
                    message: text(node["description"])
                        ?? text(match["relatedVulnerabilities"]?.elements.first?["description"]) ?? id,
                    link: text(node["dataSource"])))
        }
        return report
    }
}
