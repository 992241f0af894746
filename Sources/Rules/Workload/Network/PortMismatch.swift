import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct PortMismatch: Rule {
    static let about = About(
        id: "WL602", since: "0.1", severity: .medium,
        title: Text(en: "EXPOSE and the application's port differ", ja: "EXPOSE とアプリケーションのポートが一致しない"),
        why: Text(
            en:
                "Whoever writes the port mapping and the target group reads `EXPOSE`: they send traffic and health checks to a port where nobody listens.",
            ja: "ポートマッピングやターゲットグループは `EXPOSE` を見て設定されます。一致しないと、待ち受けていないポートに通信やヘルスチェックが送られます。"),
        remedy: Text(
            en: "Write the port that the application listens on into `EXPOSE`.",
            ja: "アプリケーションが待ち受けるポートを `EXPOSE` に書いてください。"),
        message: Text(
            en: "`EXPOSE {exposed}`, but `{program}` is told to listen on {port}",
            ja: "`EXPOSE {exposed}` に対し、`{program}` の待ち受けポートは {port} です"),
        proof: Text(en: "`{program}` listens on the exposed port {port}", ja: "`{program}` は公開ポート {port} で待ち受けます"),
        links: ["https://docs.docker.com/reference/dockerfile/#expose", "https://12factor.net/port-binding"],
        answers: ["12F_07.port"],
        fails: [
            "FROM python:3.13\nEXPOSE ⟦80⟧\nCMD [\"uvicorn\", \"app:app\", \"--host\", \"0.0.0.0\", \"--port\", \"8080\"]",
            "FROM node:22\nENV PORT=3000\nEXPOSE ⟦8080/tcp⟧\nCMD [\"node\", \"server.js\"]",
            "=== Dockerfile\nFROM nginx:1.27\nCOPY default.conf /etc/nginx/conf.d/default.conf\nEXPOSE ⟦80⟧\n=== default.conf\nserver { listen 8080; }\n",
        ],
        passes: [
            "FROM python:3.13\nEXPOSE 8080\nCMD [\"uvicorn\", \"app:app\", \"--host\", \"0.0.0.0\", \"--port\", \"8080\"]",
            "FROM python:3.13\nCMD [\"uvicorn\", \"app:app\", \"--host\", \"0.0.0.0\", \"--port\", \"8080\"]",
            "FROM node:22\nENV PORT=3000\nEXPOSE 3000 9229\nCMD [\"node\", \"server.js\"]",
            "FROM node:22\nARG P\nEXPOSE $P\nENV PORT=3000\nCMD [\"node\", \"server.js\"]",
            "FROM node:22\nENV PORT=3000\nEXPOSE 3000-3010\nCMD [\"node\", \"server.js\"]",
            "=== Dockerfile\nFROM nginx:1.27\nCOPY a.conf /etc/nginx/conf.d/\nEXPOSE 80\n=== a.conf\nserver { listen 80; }\nserver { listen 127.0.0.1:8081; }\n",
        ],
        proves: ["FROM node:22\nENV PORT=⟦3000⟧\nEXPOSE 3000\nCMD [\"node\", \"server.js\"]"],
        fixes: [
            (
                "FROM node:22\nENV PORT=3000\nEXPOSE 8080\nCMD [\"node\", \"server.js\"]",
                "FROM node:22\nENV PORT=3000\nEXPOSE 3000\nCMD [\"node\", \"server.js\"]"
            )
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let program = workload.finalProgram,
            workload.process?.background.isEmpty == true
        else { return }
        let exposed = workload.config?.exposed ?? []
        guard !exposed.isEmpty else { return }
        var ports: [Range<Int>] = []
        for setting in exposed {
            guard let range = Self.range(setting.value.value) else {
                return report.unsure(
                    at: setting.value.range,
                    because: Text(en: "a build argument names the port", ja: "ポートがビルド引数で決まります"))
            }
            ports.append(range)
        }
        guard let told = Listening.servedPorts(of: workload), !told.isEmpty else { return }
        if let match = told.first(where: { one in ports.contains { $0.contains(one.port) } }) {
            return report.holds(at: match.place, ["program": program.name, "port": String(match.port)])
        }
        guard let first = told.first, let last = exposed.last?.value else { return }
        let isOne = exposed.count == 1 && told.count == 1 && Int(last.raw) != nil
        report.fault(
            at: last.range,
            [
                "program": program.name, "port": String(first.port),
                "exposed": exposed.map(\.value.shown).joined(separator: " "),
            ],
            fix: isOne ? .ask(last.range, String(first.port)) : nil,
            related: [.init(first.place, Text(en: "the port it is told", ja: "待ち受けポートの指定"))])
    }

    /// `80`, `80/tcp`, `8000-8010`.
    static func range(_ text: String?) -> Range<Int>? {
        guard let number = text?.split(separator: "/").first else { return nil }
        let ends = number.split(separator: "-").map { Int($0) }
        guard let low = ends.first ?? nil, let high = ends.last ?? nil, low <= high else { return nil }
        return low..<high + 1
    }
}
