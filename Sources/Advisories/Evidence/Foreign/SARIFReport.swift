import Basics
import OCIImage

extension ForeignReports {
    /// SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0) of any tool. What is suppressed, passed or gone since the
    /// last run is no finding. `security-severity`, which GitHub reads too, rates finer than `level`.
    static func sarif(_ root: JSONNode) -> ForeignReport? {
        guard let runs = root["runs"], runs.isArray, root["version"]?.string?.hasPrefix("2.") == true else {
            return nil
        }
        var report = ForeignReport(tool: "sarif")
        for (index, run) in runs.elements.enumerated() {
            let driver = run["tool"]?["driver"]
            let tool = text(driver?["name"]) ?? "sarif"
            if index == 0 {
                report.tool = tool
                report.toolVersion = text(driver?["semanticVersion"]) ?? text(driver?["version"])
            }
            let facts = run["properties"]
            let digests =
                texts(facts?["repoDigests"]) + [text(facts?["imageID"]), text(facts?["imageId"])].compactMap(\.self)
            report.digests += digests.compactMap(digest)
            report.names += [text(facts?["imageName"])].compactMap(\.self) + texts(facts?["repoTags"])
            let rules = SARIFRules(run)
            for result in run["results"]?.elements ?? [] {
                if let finding = rules.finding(result, tool) { report.findings.append(finding) }
            }
        }
        return report
    }
}

/// The rules of one run, to which results point by number or name.
private struct SARIFRules {
    private struct Rule {
        var id: String
        var level: String?
        var score: Double?
        var link: String?
        var title: String?
        var isSecret: Bool
    }

    private var rules: [Rule] = []
    private var byID: [String: Int] = [:]

    init(_ run: JSONNode) {
        for node in run["tool"]?["driver"]?["rules"]?.elements ?? [] {
            let tags = ForeignReports.texts(node["properties"]?["tags"])
            let rule = Rule(
                id: node["id"]?.string ?? "", level: node["defaultConfiguration"]?["level"]?.string,
                score: node["properties"]?["security-severity"]?.scalar.flatMap { Double($0) },
                link: ForeignReports.text(node["helpUri"]),
                title: ForeignReports.text(node["shortDescription"]?["text"]),
                isSecret: tags.contains { $0.lowercased() == "secret" })
            byID[rule.id] = rules.count
            rules.append(rule)
        }
    }

    func finding(_ node: JSONNode, _ tool: String) -> ForeignFinding? {
        if let kind = node["kind"]?.string, kind != "fail", kind != "review", kind != "open" { return nil }
        if node["baselineState"]?.string == "absent" { return nil }
        let suppressions = node["suppressions"]?.elements ?? []
        if suppressions.contains(where: { ($0["status"]?.string ?? "accepted") == "accepted" }) { return nil }
        let name = node["ruleId"]?.string ?? node["rule"]?["id"]?.string
        let index = (node["ruleIndex"] ?? node["rule"]?["index"])?.scalar.flatMap { Int($0) }
        let place = index.flatMap { rules.indices.contains($0) ? $0 : nil } ?? name.flatMap { byID[$0] }
        let rule = place.map { rules[$0] }
        guard let id = name ?? rule?.id, !id.isEmpty else { return nil }
        let message = node["message"]?["text"]?.string ?? rule?.title ?? id
        let location = node["locations"]?.elements.first?["physicalLocation"]
        // Trivy and others tell the package in lines of the message.
        let facts = Self.facts(message)
        let isVulnerability = ["CVE-", "GHSA-"].contains { id.hasPrefix($0) } || facts["package"] != nil
        return ForeignFinding(
            tool: tool, kind: isVulnerability ? .vulnerability : rule?.isSecret == true ? .secret : .other, id: id,
            level: level(node, rule), package: facts["package"], version: facts["installed version"],
            fixed: ForeignReports.list(facts["fixed version"]),
            path: ForeignReports.text(location?["artifactLocation"]?["uri"]),
            line: ForeignReports.number(location?["region"]?["startLine"]),
            message: isVulnerability ? rule?.title ?? message : message, link: rule?.link)
    }

    private func level(_ node: JSONNode, _ rule: Rule?) -> Vulnerability.Level {
        if let score = rule?.score, score >= 0, score <= 10 { return .init(cvss: score) }
        switch node["level"]?.string ?? rule?.level ?? "warning" {
        case "error": return .high
        case "warning": return .medium
        case "note": return .low
        case "none": return .none
        default: return .unknown
        }
    }

    private static func facts(_ message: String) -> [String: String] {
        var facts: [String: String] = [:]
        for line in message.split(whereSeparator: \.isNewline).prefix(20) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            if !value.isEmpty { facts[line[..<colon].lowercased()] = String(value) }
        }
        return facts
    }
}
