import Basics
import OCIImage

extension ForeignReports {
    /// `aws ecr describe-image-scan-findings`: `findings` of basic scans with facts in `attributes`, `enhancedFindings`
    /// of Amazon Inspector (docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImageScanFindings.html).
    static func registry(_ root: JSONNode) -> ForeignReport? {
        guard let scan = root["imageScanFindings"], scan.isObject else { return nil }
        let repository = text(root["repositoryName"])
        let tag = text(root["imageId"]?["imageTag"])
        var report = ForeignReport(
            tool: "ecr", digests: [digest(root["imageId"]?["imageDigest"]?.string)].compactMap(\.self),
            names: [repository.map { name in tag.map { "\(name):\($0)" } ?? name }].compactMap(\.self),
            isPart: text(root["nextToken"]) != nil)
        for node in scan["findings"]?.elements ?? [] {
            guard let id = text(node["name"]) else { continue }
            var facts: [String: String] = [:]
            for pair in node["attributes"]?.elements ?? [] {
                if let key = pair["key"]?.string { facts[key] = pair["value"]?.scalar }
            }
            report.findings.append(
                ForeignFinding(
                    tool: "ecr", kind: .vulnerability, id: id, level: .init(word: node["severity"]?.string),
                    package: facts["package_name"], version: facts["package_version"],
                    message: text(node["description"]) ?? id, link: text(node["uri"])))
        }
        for node in scan["enhancedFindings"]?.elements ?? [] {
            report.findings += inspectorFindings(node, tool: "inspector", image: nil)
        }
        return report
    }

    /// `aws inspector2 list-findings`, which may be about many images
    /// (docs.aws.amazon.com/inspector/v2/APIReference/API_ListFindings.html).
    static func inspector(_ root: JSONNode) -> ForeignReport? {
        guard let findings = root["findings"], findings.isArray else { return nil }
        let nodes = findings.elements
        guard nodes.allSatisfy({ $0["findingArn"] != nil || $0["packageVulnerabilityDetails"] != nil }) else {
            return nil
        }
        var report = ForeignReport(tool: "inspector", isPart: text(root["nextToken"]) != nil)
        for node in nodes {
            let images = (node["resources"]?.elements ?? []).filter { $0["type"]?.string == "AWS_ECR_CONTAINER_IMAGE" }
            // Findings of instances and functions are about no image.
            if images.isEmpty, node["resources"] != nil { continue }
            for image in images.isEmpty ? [nil] : images.map(Optional.some) {
                let details = image?["details"]?["awsEcrContainerImage"]
                let arn = image?["id"]?.string.flatMap { $0.split(separator: "/").last.map(String.init) }
                let hash = digest(details?["imageHash"]?.string) ?? digest(arn)
                if let name = text(details?["repositoryName"]), !report.names.contains(name) {
                    report.names.append(name)
                }
                report.findings += inspectorFindings(node, tool: "inspector", image: hash)
            }
        }
        return report
    }

    /// One of Inspector's findings is about a vulnerability in one or more packages.
    private static func inspectorFindings(_ node: JSONNode, tool: String, image: Digest?) -> [ForeignFinding] {
        // Closed ones are mended, suppressed ones somebody accepted there.
        if let status = node["status"]?.string, status != "ACTIVE" { return [] }
        let details = node["packageVulnerabilityDetails"]
        let id = text(details?["vulnerabilityId"]) ?? text(node["title"]) ?? text(node["findingArn"]) ?? "?"
        let base = ForeignFinding(
            tool: tool, kind: details == nil ? .other : .vulnerability, id: id,
            aliases: texts(details?["relatedVulnerabilities"]), level: .init(word: node["severity"]?.string),
            message: text(node["title"]) ?? text(node["description"]) ?? id, link: text(details?["sourceUrl"]),
            image: image)
        let packages = details?["vulnerablePackages"]?.elements ?? []
        if packages.isEmpty { return [base] }
        return packages.map { package in
            var finding = base
            finding.package = text(package["name"])
            finding.version = version(package)
            finding.path = text(package["filePath"])
            if let fixed = text(package["fixedInVersion"]), fixed != "NotAvailable" { finding.fixed = list(fixed) }
            return finding
        }
    }

    /// `epoch:version-release`, of which Inspector tells the parts.
    private static func version(_ package: JSONNode) -> String? {
        guard var version = text(package["version"]) else { return nil }
        if let epoch = package["epoch"]?.scalar, epoch != "0", !epoch.isEmpty, !version.contains(":") {
            version = "\(epoch):\(version)"
        }
        if let release = text(package["release"]), !version.hasSuffix("-\(release)") { version += "-\(release)" }
        return version
    }
}
