import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct NpmWithoutVerification: Rule {
    static let commands = ["npm", "yarn", "pnpm", "npx", "corepack"]
    static let about = About(
        id: "DF805", since: "0.1", severity: .high,
        title: Text(en: "Node.js packages without a check of the certificate", ja: "証明書を検証しない Node.js パッケージの取得"),
        why: Text(
            en: "Anybody on the way can hand out other packages, and their install scripts run in the build.",
            ja: "通信経路上の第三者が別のパッケージを渡せ、そのインストールスクリプトがビルド中に実行されます。"),
        remedy: Text(
            en: "Take the setting out; for a private authority set `cafile` or `NODE_EXTRA_CA_CERTS`.",
            ja: "設定を外してください。社内認証局を使う場合は `cafile` か `NODE_EXTRA_CA_CERTS` を設定します。"),
        message: Text(en: "`{setting}` accepts any certificate", ja: "`{setting}` はどんな証明書も受け入れます"),
        links: ["https://docs.npmjs.com/cli/using-npm/config#strict-ssl"],
        aliases: ["CKV2_DOCKER_13"],
        answers: ["SEC_04.verified-downloads"],
        fails: [
            "FROM node:24\nRUN npm config set ⟦strict-ssl false⟧ && npm ci",
            "FROM node:24\nRUN npm config set ⟦strict-ssl=false⟧",
            "FROM node:24\nRUN yarn config set ⟦strict-ssl false⟧", "FROM node:24\nRUN npm ci ⟦--strict-ssl=false⟧",
            "FROM node:24\nRUN npm install ⟦--no-strict-ssl⟧",
            "FROM node:24\nRUN yarn config set ⟦enableStrictSsl false⟧",
            "FROM node:24\nRUN npm set ⟦strict-ssl false⟧ -g",
        ],
        passes: [
            "FROM node:24\nRUN npm config set strict-ssl true", "FROM node:24\nRUN npm ci",
            "FROM node:24\nRUN npm config set cafile /ca.pem", "FROM node:24\nRUN npm config delete strict-ssl",
        ],
        fixes: [
            (
                "FROM node:24\nRUN npm config set strict-ssl false && npm ci",
                "FROM node:24\nRUN npm ci"
            ),
            (
                "FROM node:24\nRUN npm ci --strict-ssl=false",
                "FROM node:24\nRUN npm ci"
            ),
        ]
    )

    func check(_ subject: RunCommand, _ report: inout Report) {
        let words = Array(subject.command.effectiveArguments)
        for (index, word) in words.enumerated() {
            guard let text = word.literal?.lowercased() else { continue }
            let name = text.drop { $0 == "-" }
            if name == "strict-ssl=false" || name == "enablestrictssl=false" || text == "--no-strict-ssl" {
                report.fault(
                    at: subject.place(word), ["setting": word.template],
                    fix: OptionEdits.drop(setting: subject.place(word), of: subject))
            } else if name == "strict-ssl" || name == "enablestrictssl", index + 1 < words.count,
                words[index + 1].literal?.lowercased() == "false"
            {
                report.fault(
                    at: subject.place(word.range.lowerBound..<words[index + 1].range.upperBound),
                    ["setting": "\(word.template) false"],
                    fix: OptionEdits.drop(setting: subject.place(word), of: subject))
            }
        }
    }
}
