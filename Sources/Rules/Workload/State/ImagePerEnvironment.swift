import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct ImagePerEnvironment: Rule {
    static let about = About(
        id: "WL310", since: "0.1", severity: .medium,
        title: Text(en: "One image for each environment", ja: "環境ごとに別のイメージをビルドしている"),
        why: Text(
            en:
                "A build argument picks the environment's files, so that the image that was tested is never the one that goes to production.",
            ja: "ビルド引数で環境ごとのファイルを選んでいるため、テストしたイメージと本番のイメージが別物になります。"),
        remedy: Text(
            en:
                "Build one image and give it its configuration at run time, by environment variables of the task definition.",
            ja: "イメージは 1 つだけビルドし、設定は実行時にタスク定義の環境変数で渡してください。"),
        message: Text(
            en: "`{source}` is chosen by the build argument `{argument}`",
            ja: "`{source}` がビルド引数 `{argument}` によって選ばれます"),
        links: ["https://12factor.net/config", "https://12factor.net/build-release-run"],
        answers: ["12F_03.no-per-environment-image", "12F_01.one-image"],
        fails: [
            "FROM node:22\nARG ENVIRONMENT=staging\nCOPY ⟦config/${ENVIRONMENT}.json⟧ /app/config.json\nCMD [\"node\", \"a.js\"]",
            "FROM node:22\nARG APP_ENV\nCOPY ⟦.env.$APP_ENV⟧ /app/.env\nCMD [\"node\", \"a.js\"]",
        ],
        passes: [
            "FROM node:22\nARG VERSION=1\nCOPY dist-${VERSION}.tgz /app/\nCMD [\"node\", \"a.js\"]",
            "FROM node:22\nARG ENVIRONMENT\nENV ENVIRONMENT=$ENVIRONMENT\nCOPY config /app/config\nCMD [\"node\", \"a.js\"]",
        ]
    )

    private static let names: Set<String> = [
        "ENV", "ENVIRONMENT", "APP_ENV", "NODE_ENV", "RAILS_ENV", "BUILD_ENV", "STAGE", "DEPLOY_ENV", "TARGET_ENV",
        "APP_ENVIRONMENT", "ENV_NAME", "ENVIRONMENT_NAME", "PROFILE", "SPRING_PROFILE", "BUILD_ENVIRONMENT", "ENV_FILE",
    ]

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.role.runs else { return }
        let declared = Set(
            workload.dockerfile.instructions.filter { $0.keyword == .arg }.flatMap {
                $0.pairs.map { $0.key.raw.uppercased() }
            })
        let named = Self.names.intersection(declared)
        guard !named.isEmpty else { return }
        for (_, instruction) in workload.shipped
        where [.copy, .add].contains(instruction.keyword) && instruction.flag("from") == nil {
            for word in instruction.words.dropLast() {
                guard let argument = named.sorted().first(where: { Self.uses($0, word.raw) }) else { continue }
                report.fault(at: word.range, ["source": word.raw, "argument": argument])
            }
        }
    }

    private static func uses(_ name: String, _ text: String) -> Bool {
        let upper = text.uppercased()
        if upper.contains("${" + name + "}") || upper.contains("${" + name + ":") { return true }
        guard let range = upper.firstRange(of: "$" + name) else { return false }
        let next = upper[range.upperBound...].unicodeScalars.first
        return next.map { !($0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0)) } ?? true
    }
}
