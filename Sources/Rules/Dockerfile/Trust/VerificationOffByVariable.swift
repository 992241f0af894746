import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct VerificationOffByVariable: Rule {
    static let about = About(
        id: "DF802", since: "0.1", severity: .high,
        title: Text(en: "Variable that turns verification off", ja: "検証を無効にする環境変数"),
        why: Text(
            en: "Everything that the tool fetches is taken unchecked, with ENV in the running application as well.",
            ja: "ツールが取得するものがすべて無検証になります。ENV で設定すると、実行中のアプリケーションにも及びます。"),
        remedy: Text(
            en:
                "Take it out; for a private authority add its certificate (`NODE_EXTRA_CA_CERTS`, `PIP_CERT`, `GIT_SSL_CAINFO`).",
            ja: "設定を削除してください。社内認証局の証明書は `NODE_EXTRA_CA_CERTS`、`PIP_CERT`、`GIT_SSL_CAINFO` などで追加します。"),
        message: Text(en: "`{setting}` turns verification off", ja: "`{setting}` は検証を無効にします"),
        links: [
            "https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue",
            "https://pip.pypa.io/en/stable/topics/https-certificates/",
        ],
        aliases: ["CKV2_DOCKER_5", "CKV2_DOCKER_6", "CKV2_DOCKER_12", "CKV2_DOCKER_14", "CKV2_DOCKER_16"],
        answers: ["SEC_04.verified-downloads"],
        fails: [
            "FROM node:24\nENV ⟦NODE_TLS_REJECT_UNAUTHORIZED=0⟧",
            "FROM python:3.14\nENV A=1 ⟦PYTHONHTTPSVERIFY=\"0\"⟧ B=2",
            "FROM node:24\nARG ⟦NPM_CONFIG_STRICT_SSL=false⟧",
            "FROM python:3.14\nRUN ⟦PIP_TRUSTED_HOST=pypi.org⟧ pip install flask",
            "FROM debian:13\nRUN export ⟦GIT_SSL_NO_VERIFY=1⟧ && git clone https://example.com/x.git",
            "FROM golang:1.26\nENV ⟦GOSUMDB=off⟧", "FROM golang:1.26\nRUN go env -w ⟦GOSUMDB=off⟧",
            "FROM golang:1.26\nENV ⟦GOINSECURE=*⟧",
            "FROM debian:13\nRUN env ⟦GIT_SSL_NO_VERIFY=true⟧ git clone https://example.com/x.git",
            "FROM maven:3.9\nENV ⟦MAVEN_OPTS=\"-Xmx1g -Dmaven.wagon.http.ssl.insecure=true\"⟧",
            "FROM node:24\nENV ⟦NODE_TLS_REJECT_UNAUTHORIZED 0⟧",
        ],
        passes: [
            "FROM node:24\nENV NODE_TLS_REJECT_UNAUTHORIZED=1", "FROM node:24\nARG NPM_CONFIG_STRICT_SSL",
            "FROM golang:1.26\nENV GONOSUMDB=git.example.com/team GOPRIVATE=git.example.com",
            "FROM node:24\nENV NODE_EXTRA_CA_CERTS=/ca.pem",
            "FROM debian:13\nENV GIT_SSL_NO_VERIFY=false", "FROM python:3.14\nENV PIP_TRUSTED_HOST=\"\"",
            "FROM node:24\nENV npm_config_strict_ssl=true", "FROM golang:1.26\nENV GOFLAGS=-mod=readonly",
        ],
        fixes: [
            (
                "FROM node:24\nENV NODE_TLS_REJECT_UNAUTHORIZED=0\nRUN npm ci",
                "FROM node:24\nRUN npm ci"
            ),
            (
                "FROM python:3.14\nENV A=1 PYTHONHTTPSVERIFY=\"0\" B=2",
                "FROM python:3.14\nENV A=1 B=2"
            ),
            (
                "FROM python:3.14\nRUN PIP_TRUSTED_HOST=pypi.org pip install flask",
                "FROM python:3.14\nRUN pip install flask"
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for (index, instruction) in file.instructions.enumerated() {
            switch instruction.keyword {
            case .env, .arg:
                for pair in instruction.pairs {
                    guard let value = pair.value?.value else { continue }
                    let isWhole = !["MAVEN_OPTS", "JAVA_TOOL_OPTIONS", "MAVEN_CLI_OPTS", "MAVEN_ARGS", "GOFLAGS"]
                        .contains(pair.key.raw)
                    let fix =
                        isWhole ? Fix(.ask, [file.removing(pair: pair, of: index)], note: OptionEdits.authority) : nil
                    judge(pair.key.raw, value, pair.range, fix, &report)
                }
            case .run:
                guard let script = instruction.script else { continue }
                for command in script.shell.commands { judge(command, script, &report) }
            default: break
            }
        }
    }

    private func judge(_ command: Command, _ script: EmbeddedScript, _ report: inout Report) {
        for assignment in command.assignments {
            guard let value = assignment.value.map(\.literal) ?? "" else { continue }
            let range = script.sourceRange(assignment.range)
            // Alone it would be a command of its own.
            let next = command.words.first.map { script.sourceRange($0.range).lowerBound }
            let fix = next.flatMap { next in
                command.assignments.count == 1
                    ? Fix(.ask, [Edit(range.lowerBound..<next, "")], note: OptionEdits.authority) : nil
            }
            judge(assignment.name, value, range, fix, &report)
        }
        let isGoSetting = command.program == "go" && command.effectiveArguments.first?.literal == "env"
        guard isGoSetting || ["export", "declare", "env"].contains(command.name) else { return }
        for word in command.arguments {
            guard let text = word.literal, let equals = text.firstIndex(of: "=") else { continue }
            judge(
                String(text[..<equals]), String(text[text.index(after: equals)...]), script.sourceRange(word.range),
                nil,
                &report)
        }
    }

    private func judge(_ name: String, _ value: String, _ range: Range<Int>, _ fix: Fix?, _ report: inout Report) {
        guard Self.turnsOff(name, value) else { return }
        report.fault(at: range, ["setting": "\(name)=\(value)"], fix: fix)
    }

    /// What the tools' manuals say of their variables.
    private static func turnsOff(_ name: String, _ value: String) -> Bool {
        let isFalse = ["0", "false", "no", "off", "none"].contains(value.lowercased())
        switch name {
        case "PYTHONHTTPSVERIFY", "NODE_TLS_REJECT_UNAUTHORIZED", "PERL_LWP_SSL_VERIFY_HOSTNAME": return value == "0"
        case "NPM_CONFIG_STRICT_SSL", "npm_config_strict_ssl", "YARN_STRICT_SSL", "YARN_ENABLE_STRICT_SSL",
            "BUNDLE_SSL_VERIFY_MODE", "CONDA_SSL_VERIFY":
            return isFalse
        case "GIT_SSL_NO_VERIFY", "HEX_UNSAFE_HTTPS", "GONOSUMCHECK": return !isFalse && !value.isEmpty
        case "PIP_TRUSTED_HOST", "UV_INSECURE_HOST", "GOINSECURE": return !value.isEmpty
        case "GONOSUMDB": return value == "*"
        case "GOSUMDB": return value == "off"
        case "GOFLAGS": return value.split(separator: " ").contains("-insecure")
        case "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE": return value.isEmpty
        case "MAVEN_OPTS", "JAVA_TOOL_OPTIONS", "MAVEN_CLI_OPTS", "MAVEN_ARGS":
            return value.has("maven.wagon.http.ssl.insecure=true")
        default: return false
        }
    }
}
