import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct ToolWithoutVerification: Rule {
    static let commands =
        Array(options.keys) + ["composer", "conda", "mamba", "micromamba", "bundle", "bundler", "mvn", "mvnw"]
    static let about = About(
        id: "DF806", since: "0.1", severity: .high,
        title: Text(en: "Tool told not to verify its server", ja: "サーバーを検証しないツールの設定"),
        why: Text(
            en: "What the tool fetches may come from anybody on the way to the server.",
            ja: "ツールが取得する内容を、通信経路上の第三者がすり替えられます。"),
        remedy: Text(
            en: "Take the option out; for a private authority install its certificate.",
            ja: "オプションを外してください。社内認証局を使う場合はその証明書を導入します。"),
        message: Text(en: "`{option}` turns verification off", ja: "`{option}` は検証を無効にします"),
        links: ["https://getcomposer.org/doc/06-config.md#secure-http"],
        answers: ["SEC_04.verified-downloads"],
        fails: [
            "FROM composer:2\nRUN composer config -g ⟦secure-http false⟧",
            "FROM composer:2\nRUN composer config --global ⟦disable-tls true⟧",
            "FROM maven:3.9\nRUN mvn -B ⟦-Dmaven.wagon.http.ssl.insecure=true⟧ package",
            "FROM debian:13\nRUN aws ⟦--no-verify-ssl⟧ s3 cp s3://b/k .",
            "FROM golang:1.26\nRUN go get ⟦-insecure⟧ example.com/x",
            "FROM ruby:3.4\nRUN bundle config set ⟦ssl_verify_mode 0⟧",
            "FROM continuumio/miniconda3:25.1\nRUN conda config --set ⟦ssl_verify false⟧",
        ],
        passes: [
            "FROM composer:2\nRUN composer config -g secure-http true", "FROM maven:3.9\nRUN mvn -B package",
            "FROM golang:1.26\nRUN go build -o /insecure ./...", "FROM debian:13\nRUN aws s3 cp s3://b/k .",
            "FROM continuumio/miniconda3:25.1\nRUN conda config --set ssl_verify /ca.pem",
        ],
        fixes: [
            (
                "FROM debian:13\nRUN aws --no-verify-ssl s3 cp s3://b/k .",
                "FROM debian:13\nRUN aws s3 cp s3://b/k ."
            ),
            (
                "FROM composer:2\nRUN composer config -g secure-http false && composer install",
                "FROM composer:2\nRUN composer install"
            ),
        ]
    )

    /// Options that turn verification off, by tool, from their manuals.
    private static let options: [String: [String]] = [
        "aws": ["--no-verify-ssl"], "go": ["-insecure"], "helm": ["--insecure-skip-tls-verify"],
        "kubectl": ["--insecure-skip-tls-verify", "--insecure-skip-tls-verify=true"],
        "skopeo": ["--src-tls-verify=false", "--tls-verify=false"], "oras": ["--insecure"], "crane": ["--insecure"],
        "svn": ["--trust-server-cert", "--trust-server-cert-failures"], "az": ["--disable-certificate-verification"],
    ]

    /// Settings and the value that turns verification off.
    private static let settings: [String: Set<String>] = [
        "secure-http": ["false"], "disable-tls": ["true"], "ssl_verify": ["false", "no", "0"],
        "ssl_verify_mode": ["0", "none"],
    ]

    func check(_ subject: RunCommand, _ report: inout Report) {
        let words = Array(subject.command.effectiveArguments)
        let options = subject.command.program.flatMap { Self.options[$0] } ?? []
        for (index, word) in words.enumerated() {
            guard let text = word.literal else { continue }
            if options.contains(text) || text == "-Dmaven.wagon.http.ssl.insecure=true" {
                report.fault(
                    at: subject.place(word), ["option": text],
                    fix: OptionEdits.drop(subject.place(word), from: subject.file))
            } else if let values = Self.settings[text], index + 1 < words.count,
                let value = words[index + 1].literal, values.contains(value.lowercased())
            {
                report.fault(
                    at: subject.place(word.range.lowerBound..<words[index + 1].range.upperBound),
                    ["option": "\(text) \(value)"],
                    fix: OptionEdits.drop(setting: subject.place(word), of: subject))
            }
        }
    }
}
