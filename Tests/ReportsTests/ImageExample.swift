import Basics

@testable import Reports

/// A built image as a record, with everything that one can hold.
enum ImageExample {
    /// Names that try to become markup.
    static let hostile = #"a"><img src=x onerror=window.hacked=1></script><script>window.hacked=1</script>"#

    /// - Parameters:
    ///   - name: what stands in every place that an image's author fills.
    ///   - packages: how many packages it has besides those of vulnerabilities.
    static func record(name: String = "shop", packages: Int = 3) -> ImageRecord {
        ImageRecord(
            name: "registry.example/\(name):1.4", source: "registry", platform: "linux/amd64",
            otherPlatforms: ["linux/arm64"], manifestDigest: "sha256:" + String(repeating: "ab", count: 32),
            configDigest: "sha256:" + String(repeating: "cd", count: 32), created: "2026-10-01T09:00:00Z",
            size: 190_000_000, storedSize: 70_000_000, layers: layers(name), base: base,
            system: "Debian GNU/Linux 12 (bookworm)", waste: waste(name), secrets: secrets(name), isSecretScanned: true,
            packages: entries(name, count: packages),
            gaps: [.init(path: "opt/\(name).jar", reason: Text(en: "it is no ZIP archive", ja: "ZIP アーカイブではありません"))],
            vulnerabilities: vulnerabilities(name),
            signatures: [
                .init(form: "cosign", state: "verified", reason: nil, signer: "ci@\(name).example"),
                .init(
                    form: "slsa", state: "refused", reason: Text(en: "another digest", ja: "ダイジェストが一致しません"), signer: nil
                ),
            ],
            dockerfile: .init(
                path: "\(name)/Dockerfile",
                lines: [
                    .init(line: 1, text: "FROM debian:12-slim", bytes: 80_000_000, layer: 1),
                    .init(line: 2, text: "RUN apt-get install \(name) && \\", bytes: 100_000_000, layer: 2),
                    .init(line: 5, text: "USER 10001", bytes: 0, layer: nil),
                    .init(line: 7, text: "FROM other", bytes: nil, layer: nil),
                ]))
    }

    private static let base = ImageRecord.Base(
        evidence: "history", name: "debian:12-slim", digest: "sha256:" + String(repeating: "ef", count: 32), layers: 1,
        created: Day(year: 2026, month: 9, day: 2), systemEnds: Day(year: 2028, month: 6, day: 30), size: 80_000_000)

    private static func layers(_ name: String) -> [ImageRecord.Layer] {
        [
            .init(
                number: 1, digest: "sha256:" + String(repeating: "11", count: 32),
                diffID: "sha256:" + String(repeating: "12", count: 32), size: 80_000_000, storedSize: 30_000_000,
                files: 3000, hidden: 0, needless: 5_000_000, origin: "debuerreotype", line: 1, isBase: true),
            .init(
                number: 2, digest: nil, diffID: "sha256:" + String(repeating: "22", count: 32), size: 100_000_000,
                storedSize: 38_000_000, files: 800, hidden: 40_000_000, needless: 10_000_000,
                origin: "RUN apt-get install \(name)\n  && rm -rf /var/lib/apt/lists/*", line: 2, isBase: false),
            .init(
                number: 3, digest: nil, diffID: "sha256:" + String(repeating: "33", count: 32), size: 10_000_000,
                storedSize: 2_000_000, files: 12, hidden: 0, needless: 0, origin: "COPY \(name) /app", line: nil,
                isBase: nil),
        ]
    }

    private static func waste(_ name: String) -> ImageRecord.Waste {
        .init(
            total: 55_000_000, hidden: 40_000_000, efficiency: 0.7894,
            items: [
                .init(
                    kind: "deleted", path: "tmp/\(name).tar", layer: 2, bytes: 40_000_000, files: 1, other: 3,
                    twin: nil,
                    line: 2),
                .init(
                    kind: "duplicate", path: "app/\(name)", layer: 2, bytes: 9_000_000, files: 3, other: nil,
                    twin: "srv/copy", line: 2),
                .init(
                    kind: "cache", path: "var/lib/apt/lists", layer: 1, bytes: 5_000_000, files: 20, other: nil,
                    twin: nil,
                    line: nil),
            ], more: 2)
    }

    private static func secrets(_ name: String) -> [ImageRecord.Secret] {
        let title = Text(en: "GitHub token", ja: "GitHub トークン")
        return [
            .init(
                kind: "github-token", title: title, certainty: "verified", masked: "ghp_****(40)",
                fingerprint: "0123456789abcdef", path: "root/\(name).env", line: 3, layer: 2, hiddenBy: 3,
                dockerfileLine: 2),
            .init(
                kind: "github-token", title: title, certainty: "verified", masked: "ghp_****(40)",
                fingerprint: "02468ace13579bdf", path: "usr/local/bin/tool", offset: 90_210, layer: 2,
                dockerfileLine: 2),
            .init(
                kind: "password", title: Text(en: "Password", ja: "パスワード"), certainty: "context",
                masked: "Kq7v****(16)",
                fingerprint: "fedcba9876543210", path: "ENV DB_PASSWORD", line: nil, layer: nil, hiddenBy: nil,
                dockerfileLine: nil),
        ]
    }

    private static func entries(_ name: String, count: Int) -> [ImageRecord.PackageEntry] {
        (0..<count).map { number in
            let isSystem = number % 3 != 0
            return .init(
                type: isSystem ? "deb" : "pypi", name: isSystem ? "lib\(name)\(number)" : "py\(name)\(number)",
                version: "1.\(number).0", licenses: isSystem ? ["MIT", "GPL-2.0-or-later"] : [],
                path: isSystem ? "var/lib/dpkg/status" : "usr/lib/python3/\(name)\(number)/METADATA",
                layer: isSystem ? 1 : 2, isBase: isSystem, purl: "pkg:generic/x@1", owner: isSystem ? nil : "python3")
        }
    }

    private static func vulnerabilities(_ name: String) -> ImageRecord.Vulnerabilities {
        func entry(
            _ id: String, _ level: String, _ score: Double?, fixed: [String] = [], exploited: Day? = nil,
            standing: String = "open", link: String? = "https://security-tracker.debian.org/tracker/x"
        ) -> ImageRecord.Vulnerabilities.Entry {
            .init(
                id: id, advisory: id == "CVE-2026-0002" ? "DSA-1-1" : id, package: "openssl", type: "deb",
                version: "3.0.15-1", fixed: fixed, level: level, score: score, summary: "Overflow in \(name)",
                exploited: exploited, likelihood: score.map { $0 / 100 }, layer: 1, isBase: true, link: link,
                standing: standing, reason: standing == "open" ? nil : "not reachable in \(name)")
        }
        return .init(
            found: [
                entry("CVE-2026-0001", "medium", 5.5),
                entry("CVE-2026-0002", "critical", 9.8, fixed: ["3.0.16-1"]),
                entry("CVE-2026-0003", "high", 7.5, exploited: Day(year: 2026, month: 3, day: 4)),
                entry("CVE-2026-0004", "unknown", nil, link: "javascript:alert(1)"),
                entry("CVE-2026-0005", "low", 2.0, fixed: ["3.0.17"], standing: "ignored"),
                entry("CVE-2026-0006", "none", 0, standing: "cleared"),
            ], doubt: Text(en: "The data is 40 days old.", ja: "データが 40 日前のものです。"),
            unknown: [.init(package: "\(name) 1.0", reason: Text(en: "no advisories for it", ja: "アドバイザリがありません"))],
            dataOf: Day(year: 2026, month: 10, day: 12), fixedByNewerBase: 1)
    }
}
