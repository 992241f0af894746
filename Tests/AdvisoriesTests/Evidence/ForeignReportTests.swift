import Basics
import OCIImage
import Testing

@testable import Advisories

@Suite struct ForeignReportTests {
    static let hex = String(repeating: "b2", count: 32)
    static let image = ImageIdentity(digests: [Digest("sha256:\(hex)")].compactMap(\.self))

    static let trivy = """
        {"SchemaVersion":2,"ArtifactName":"shop:1","ArtifactType":"container_image","Metadata":{"ImageID":"sha256:\(hex)",
        "RepoTags":["shop:1"],"RepoDigests":["ghcr.io/shop@sha256:\(String(repeating: "c", count: 64))"]},"Results":[
        {"Target":"shop:1 (debian 12.4)","Class":"os-pkgs","Type":"debian","Vulnerabilities":[{"VulnerabilityID":"CVE-2023-1",
        "VendorIDs":["DSA-1"],"PkgName":"libssl3","InstalledVersion":"3.0.1","FixedVersion":"3.0.2, 3.1.0","Severity":"CRITICAL",
        "Title":"Bad\\nsecond line","PrimaryURL":"https://avd.aquasec.com/nvd/cve-2023-1"}]},
        {"Target":"app/key.pem","Class":"secret","Secrets":[{"RuleID":"private-key","Category":"AsymmetricPrivateKey",
        "Severity":"HIGH","Title":"Asymmetric Private Key","StartLine":3,"EndLine":3,"Match":"MIIEHIDDEN"}]},
        {"Target":"Dockerfile","Class":"config","Misconfigurations":[{"ID":"DS002","Title":"root","Message":"Say USER",
        "Severity":"HIGH","Status":"FAIL","PrimaryURL":"javascript:alert(1)","CauseMetadata":{"StartLine":7}},
        {"ID":"DS001","Severity":"LOW","Status":"PASS"}]}]}
        """
    static let grype = """
        {"matches":[{"vulnerability":{"id":"GHSA-1","dataSource":"https://github.com/advisories/GHSA-1","severity":"Negligible",
        "urls":[],"description":"Old","fix":{"versions":["2.0"],"state":"fixed"}},"relatedVulnerabilities":[{"id":"CVE-2024-5"},
        {"id":"GHSA-1"}],"matchDetails":[],"artifact":{"name":"left","version":"1.0","type":"npm",
        "locations":[{"path":"/app/node_modules/left/package.json"}],"purl":"pkg:npm/left@1.0"}}],"ignoredMatches":[{}],
        "source":{"type":"image","target":{"userInput":"shop:1","imageID":"sha256:\(hex)","manifestDigest":"sha256:\(hex)",
        "tags":["shop:1"],"repoDigests":[]}},"descriptor":{"name":"grype","version":"0.80.0"}}
        """
    static let registry = """
        {"imageScanFindings":{"findings":[{"name":"CVE-2019-1","description":"Something","uri":"https://example.org/CVE-2019-1",
        "severity":"INFORMATIONAL","attributes":[{"key":"package_version","value":"1.2"},{"key":"package_name","value":"glibc"}]}],
        "findingSeverityCounts":{"INFORMATIONAL":1}},"registryId":"123456789012","repositoryName":"shop",
        "imageId":{"imageDigest":"sha256:\(hex)","imageTag":"1"},"imageScanStatus":{"status":"COMPLETE"},"nextToken":"more"}
        """

    static func enhanced(_ resources: String, status: String = "ACTIVE") -> String {
        """
        {"findingArn":"arn:aws:inspector2:x:1:finding/a","awsAccountId":"1","type":"PACKAGE_VULNERABILITY","severity":"HIGH",
        "status":"\(status)","title":"CVE-2022-9 - zlib, zlib-devel","description":"d","resources":[\(resources)],
        "packageVulnerabilityDetails":{"vulnerabilityId":"CVE-2022-9","relatedVulnerabilities":["CVE-2022-8"],
        "sourceUrl":"https://example.org","vulnerablePackages":[{"name":"zlib","version":"1.2.11","release":"33.el9","epoch":1,
        "fixedInVersion":"1:1.2.11-35.el9","arch":"X86_64","packageManager":"OS"},{"name":"zlib-devel","version":"1.2.11",
        "epoch":0,"filePath":"usr/lib","fixedInVersion":"NotAvailable"}]}}
        """
    }

    static func resource(_ hex: String) -> String {
        """
        {"type":"AWS_ECR_CONTAINER_IMAGE","id":"arn:aws:ecr:eu-west-1:1:repository/shop/sha256:\(hex)","details":
        {"awsEcrContainerImage":{"imageHash":"sha256:\(hex)","repositoryName":"shop","imageTags":["1"]}}}
        """
    }

    static let sarif = """
        {"version":"2.1.0","$schema":"https://json.schemastore.org/sarif-2.1.0.json","runs":[{"tool":{"driver":{"name":"Trivy",
        "version":"0.50.0","rules":[{"id":"CVE-2023-1","shortDescription":{"text":"Bad openssl"},"helpUri":"https://example.org/1",
        "defaultConfiguration":{"level":"error"},"properties":{"security-severity":"9.8","tags":["vulnerability"]}},
        {"id":"aws-key","properties":{"tags":["secret"]}},{"id":"style","defaultConfiguration":{"level":"note"}}]}},
        "properties":{"imageName":"shop:1","repoDigests":["shop@sha256:\(hex)"]},"results":[
        {"ruleId":"CVE-2023-1","ruleIndex":0,"level":"error","message":{"text":"Package: libssl3\\nInstalled Version: 3.0.1\\nFixed Version: 3.0.2"},
        "locations":[{"physicalLocation":{"artifactLocation":{"uri":"var/lib/dpkg/status"},"region":{"startLine":4}}}]},
        {"ruleId":"aws-key","message":{"text":"key"}},{"rule":{"index":2},"message":{"text":"style"}},
        {"ruleId":"style","suppressions":[{"kind":"external"}],"message":{"text":"x"}},
        {"ruleId":"style","kind":"pass","message":{"text":"x"}},{"ruleId":"style","baselineState":"absent","message":{"text":"x"}},
        {"ruleIndex":99,"message":{"text":"x"}}]}]}
        """

    private func read(_ text: String) throws -> ForeignReport {
        try ForeignReports.read(Array(text.utf8), name: "r.json")
    }

    @Test func trivyIsRead() throws {
        let report = try read(Self.trivy)
        #expect(
            report.findings == [
                ForeignFinding(
                    tool: "trivy", kind: .vulnerability, id: "CVE-2023-1", aliases: ["DSA-1"], level: .critical,
                    package: "libssl3",
                    version: "3.0.1", fixed: ["3.0.2", "3.1.0"], message: "Bad",
                    link: "https://avd.aquasec.com/nvd/cve-2023-1"),
                ForeignFinding(
                    tool: "trivy", kind: .secret, id: "private-key", level: .high, path: "app/key.pem", line: 3,
                    message: "Asymmetric Private Key"),
                ForeignFinding(
                    tool: "trivy", kind: .misconfiguration, id: "DS002", level: .high, path: "Dockerfile", line: 7,
                    message: "Say USER"),
            ])
        #expect(report.concern(Self.image) == .same)
        #expect(!"\(report)".contains("HIDDEN"))
        #expect(try read(#"{"SchemaVersion":2,"ArtifactName":"clean"}"#).findings.isEmpty)
    }

    @Test func grypeIsRead() throws {
        let report = try read(Self.grype)
        #expect(
            report.findings == [
                ForeignFinding(
                    tool: "grype", kind: .vulnerability, id: "GHSA-1", aliases: ["CVE-2024-5"], level: .low,
                    package: "left",
                    version: "1.0", fixed: ["2.0"], path: "/app/node_modules/left/package.json", message: "Old",
                    link: "https://github.com/advisories/GHSA-1")
            ])
        #expect(report.toolVersion == "0.80.0")
        #expect(report.concern(Self.image) == .same)
    }

    @Test func scansOfTheRegistryAreRead() throws {
        let report = try read(Self.registry)
        #expect(
            report.findings == [
                ForeignFinding(
                    tool: "ecr", kind: .vulnerability, id: "CVE-2019-1", level: .none, package: "glibc", version: "1.2",
                    message: "Something", link: "https://example.org/CVE-2019-1")
            ])
        #expect(report.isPart)
        let enhanced = try read(
            #"{"imageScanFindings":{"enhancedFindings":[\#(Self.enhanced(Self.resource(Self.hex)))]},"repositoryName":"shop","imageId":{"imageDigest":"sha256:\#(Self.hex)"}}"#
        )
        #expect(enhanced.findings.map(\.version) == ["1:1.2.11-33.el9", "1.2.11"])
        #expect(enhanced.findings.map(\.fixed) == [["1:1.2.11-35.el9"], []])
        #expect(enhanced.findings.map(\.tool) == ["inspector", "inspector"])
        #expect(enhanced.concern(Self.image) == .same)
    }

    @Test func findingsOfSeveralImagesAreTakenApart() throws {
        let other = String(repeating: "d", count: 64)
        let nodes = [
            Self.enhanced(Self.resource(Self.hex)), Self.enhanced(Self.resource(other)),
            Self.enhanced(Self.resource(Self.hex), status: "CLOSED"),
            Self.enhanced(#"{"type":"AWS_EC2_INSTANCE","id":"i-1"}"#),
        ]
        let report = try read(#"{"findings":[\#(nodes.joined(separator: ","))]}"#)
        #expect(report.findings.count == 4)
        #expect(try report.findings(about: Self.image, name: "r").count == 2)
    }

    @Test func sarifIsRead() throws {
        let report = try read(Self.sarif)
        #expect(report.tool == "Trivy")
        #expect(
            report.findings == [
                ForeignFinding(
                    tool: "Trivy", kind: .vulnerability, id: "CVE-2023-1", level: .critical, package: "libssl3",
                    version: "3.0.1",
                    fixed: ["3.0.2"], path: "var/lib/dpkg/status", line: 4, message: "Bad openssl",
                    link: "https://example.org/1"),
                ForeignFinding(tool: "Trivy", kind: .secret, id: "aws-key", level: .medium, message: "key"),
                ForeignFinding(tool: "Trivy", kind: .other, id: "style", level: .low, message: "style"),
            ])
        #expect(report.concern(Self.image) == .same)
    }

    @Test(arguments: [trivy, grype, registry, sarif]) func reportsAboutAnotherImageAreRefused(_ text: String) throws {
        let other = ImageIdentity(digests: [Digest("sha256:" + String(repeating: "e", count: 64))].compactMap(\.self))
        let report = try read(text)
        #expect { try report.findings(about: other, name: "r.json") } throws: { error in
            "\(error)".contains("r.json") && "\(error)".contains("eeee")
        }
    }

    @Test(arguments: [
        "", "[]", "null", "{", "{}", #"{"findings":[{"id":1}]}"#, #"{"matches":[]}"#, "\u{FEFF}x",
        #"{"SchemaVersion":2,"Results":3}"#, #"{"SchemaVersion":2,"Results":[{"Vulnerabilities":"none"}]}"#,
        #"{"imageScanFindings":{"findings":[]},"imageScanStatus":{"status":"FAILED"}}"#,
    ])
    func othersAreRefused(_ text: String) {
        #expect { try self.read(text) } throws: { ($0 as? Failure)?.code == .invalid }
    }

    @Test func damagedReportsNeverCrash() {
        var random = SystemRandomNumberGenerator()
        let list = #"{"findings":[\#(Self.enhanced(Self.resource(Self.hex)))]}"#
        for text in [Self.trivy, Self.grype, Self.registry, Self.sarif, list] {
            let bytes = Array(text.utf8)
            for count in stride(from: 0, to: bytes.count, by: 3) {
                _ = try? ForeignReports.read(Array(bytes.prefix(count)), name: "x")
            }
            for _ in 0..<1_000 {
                var changed = bytes
                for _ in 0..<5 {
                    changed[Int.random(in: changed.indices, using: &random)] = .random(in: 0...255, using: &random)
                }
                _ = try? ForeignReports.read(changed, name: "x")
            }
        }
    }
}
