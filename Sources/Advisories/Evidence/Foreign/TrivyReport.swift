import Basics
import OCIImage

extension ForeignReports {
    /// `trivy image --format json` (trivy.dev/latest/docs/configuration/reporting): `Results[]` with `Vulnerabilities`,
    /// `Secrets` and `Misconfigurations`; a clean one has no `Results`.
    static func trivy(_ root: JSONNode) -> ForeignReport? {
        guard root["SchemaVersion"] != nil, root["ArtifactName"] != nil || root["Results"] != nil,
            isList(root["Results"]),
            root["Results"]?.elements.allSatisfy({
                isList($0["Vulnerabilities"]) && isList($0["Secrets"]) && isList($0["Misconfigurations"])
            }) != false
        else { return nil }
        let metadata = root["Metadata"]
        let digests = texts(metadata?["RepoDigests"]) + [metadata?["ImageID"]?.string].compactMap(\.self)
        var report = ForeignReport(
            tool: "trivy", toolVersion: text(root["Trivy"]?["Version"]), digests: digests.compactMap(digest),
            names: [text(root["ArtifactName"])].compactMap(\.self) + texts(metadata?["RepoTags"]))
        for result in root["Results"]?.elements ?? [] {
            let target = text(result["Target"])
            // The target of system packages is the image's name, of others a file.
            let path = result["Class"]?.string == "os-pkgs" ? nil : target
            for node in result["Vulnerabilities"]?.elements ?? [] {
                guard let id = text(node["VulnerabilityID"]) else { continue }
                report.findings.append(
                    ForeignFinding(
                        tool: "trivy", kind: .vulnerability, id: id, aliases: texts(node["VendorIDs"]),
                        level: .init(word: node["Severity"]?.string), package: text(node["PkgName"]),
                        version: text(node["InstalledVersion"]), fixed: list(node["FixedVersion"]?.string),
                        path: text(node["PkgPath"]) ?? path,
                        message: text(node["Title"]) ?? text(node["Description"]) ?? id, link: text(node["PrimaryURL"]))
                )
            }
            for node in result["Secrets"]?.elements ?? [] {
                guard let id = text(node["RuleID"]) else { continue }
                report.findings.append(
                    ForeignFinding(
                        tool: "trivy", kind: .secret, id: id, level: .init(word: node["Severity"]?.string),
                        path: target,
                        line: number(node["StartLine"]), message: text(node["Title"]) ?? id))
            }
            for node in result["Misconfigurations"]?.elements ?? [] {
                guard let id = text(node["ID"]), node["Status"]?.string ?? "FAIL" == "FAIL" else { continue }
                report.findings.append(
                    ForeignFinding(
                        tool: "trivy", kind: .misconfiguration, id: id, level: .init(word: node["Severity"]?.string),
                        path: target, line: number(node["CauseMetadata"]?["StartLine"]),
                        message: text(node["Message"]) ?? text(node["Title"]) ?? id, link: text(node["PrimaryURL"])))
            }
        }
        return report
    }

    /// Go writes null for an empty list.
    private static func isList(_ node: JSONNode?) -> Bool {
        guard let node else { return true }
        return node.isArray || !node.isObject && node.scalar == nil
    }

    /// `1.2.3, 1.3.0` as two.
    static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }.map(String.init)
    }
}
