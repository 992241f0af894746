import Basics
import DockerfileSyntax
import ShellSyntax

/// Tells what an image is for from what it starts.
enum RoleInference {
    /// Programs that talk to a person: an image that starts one is meant to be built upon or used by hand.
    private static let interactive: Set<String> = [
        "sh", "bash", "ash", "dash", "zsh", "python", "python3", "node", "irb", "php", "jshell", "iex", "erl", "ghci",
        "julia", "R", "cmd", "powershell", "pwsh", "pypy", "pypy3", "swift", "lua", "perl", "deno", "bun",
    ]

    private static let sidecars: Set<String> = [
        "envoy", "fluent-bit", "fluentd", "td-agent", "otelcol", "otelcol-contrib", "awscollector", "xray",
        "cloudwatch-agent", "statsd", "vector", "promtail", "telegraf", "datadog-agent",
    ]

    private static let jobs: Set<String> = [
        "migrate", "flyway", "liquibase", "alembic", "goose", "dbmate", "sqitch", "k6", "artillery", "locust",
    ]

    static func infer(
        _ file: Dockerfile, _ stage: Stage?, _ config: ImageConfig?
    ) -> (role: Role, reason: Text) {
        guard stage != nil, let config else {
            return (.buildOnly, Text(en: "no image is built", ja: "イメージがビルドされません"))
        }
        if let reason = offProduction(file.source.path, stage) { return (.buildOnly, reason) }
        let line = CommandLine(config)
        if line.isInherited { return inherited(config) }
        guard let program = line.program.map({ RelativePath.name($0) }) ?? line.script.flatMap(firstProgram) else {
            return (.application, Text(en: "it starts a program", ja: "プログラムを起動します"))
        }
        let arguments = line.words.dropFirst().map { RelativePath.name($0.word.raw) }
        let all = [program] + arguments
        if let found = all.first(where: sidecars.contains) {
            return (.sidecar, Text(en: "it starts `\(found)`", ja: "`\(found)` を起動します"))
        }
        if let found = all.first(where: jobs.contains) {
            return (.job, Text(en: "it starts `\(found)`", ja: "`\(found)` を起動します"))
        }
        // `ENTRYPOINT ["docker-entrypoint.sh"]` and `CMD ["node"]`: what runs in the end is an interpreter by itself.
        let last = all.last ?? program
        let isBareInterpreter =
            interactive.contains(last) && all.dropLast().allSatisfy { $0.hasSuffix(".sh") || $0.has("entrypoint") }
            && line.script == nil
        if isBareInterpreter
            || (interactive.contains(program) && all.dropFirst().allSatisfy { ["-i", "-l", "-a"].contains($0) }
                && line.script == nil)
        {
            return (
                .base,
                Text(en: "it starts `\(last)` by itself", ja: "`\(last)` を単独で起動します")
            )
        }
        return (.application, Text(en: "it starts `\(program)`", ja: "`\(program)` を起動します"))
    }

    private static let offNames: Set<String> = [
        "dev", "devel", "development", "test", "tests", "testing", "lint", "ci", "build", "builder", "debug", "e2e",
        "devcontainer", ".devcontainer", "local",
    ]

    /// What names say: `Dockerfile.dev`, `tests/Dockerfile`, a target called `test`.
    private static func offProduction(_ path: String, _ stage: Stage?) -> Text? {
        let name = RelativePath.name(path).lowercased()
        for word in name.split(whereSeparator: { $0 == "." || $0 == "-" || $0 == "_" })
        where word != "dockerfile" && offNames.contains(String(word)) {
            return Text(en: "the file's name says so", ja: "ファイル名から判断しました")
        }
        let folder = RelativePath.name(RelativePath.folder(path)).lowercased()
        if offNames.contains(folder), folder != "build", folder != "local" {
            return Text(en: "the folder's name says so", ja: "フォルダー名から判断しました")
        }
        if let target = stage?.name?.raw.lowercased(),
            target.split(whereSeparator: { $0 == "-" || $0 == "_" || $0 == "." }).contains(where: {
                offNames.contains(String($0)) && $0 != "local"
            })
        {
            return Text(en: "the stage's name says so", ja: "ステージ名から判断しました")
        }
        return nil
    }

    private static func firstProgram(_ script: EmbeddedScript) -> String? {
        script.shell.commands.last { !$0.words.isEmpty }?.program
    }

    private static func inherited(_ config: ImageConfig) -> (role: Role, reason: Text) {
        if KnownImage.of(config.base)?.isLambda == true {
            return (.application, Text(en: "it stands on a Lambda base", ja: "Lambda のベースイメージを使っています"))
        }
        if let program = KnownStart.of(config.base)?.command.first, interactive.contains(RelativePath.name(program)) {
            return (.base, Text(en: "it starts nothing of its own", ja: "独自に起動するプログラムがありません"))
        }
        if let program = KnownStart.of(config.base)?.command.first, !["mvn", "gradle"].contains(program) {
            return (
                .application,
                Text(
                    en: "its base image starts `\(program)`", ja: "ベースイメージが `\(program)` を起動します")
            )
        }
        // Server images bring their own command: nginx with a site copied in is an application.
        if let known = KnownImage.of(config.base), !known.ports.isEmpty {
            return (
                .application,
                Text(en: "its base image starts a server", ja: "ベースイメージがサーバーを起動します")
            )
        }
        if case .image(let image) = config.base, image.officialName == nil {
            return (
                .application,
                Text(
                    en: "what it starts is up to its base image", ja: "起動するプログラムはベースイメージによります")
            )
        }
        return (.base, Text(en: "it starts nothing of its own", ja: "独自に起動するプログラムがありません"))
    }
}
