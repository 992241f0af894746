import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct DevelopmentMode: Rule {
    static let about = About(
        id: "DF619", since: "0.1", severity: .medium,
        title: Text(en: "Development mode in the image that is shipped", ja: "出荷するイメージでの開発モード"),
        why: Text(
            en: """
                The framework skips its caches and shows stack traces to users; development packages are \
                installed as well.
                """,
            ja: "フレームワークがキャッシュを使わず、利用者にスタックトレースを表示します。開発用パッケージもインストールされます。"),
        remedy: Text(
            en: "Set it to production, or leave it to the task definition.",
            ja: "production に設定するか、タスク定義で指定してください。"),
        message: Text(
            en: "`{name}` switches the shipped image to development mode",
            ja: "`{name}` により、出荷するイメージが開発モードになります"),
        links: [
            "https://nodejs.org/en/learn/getting-started/nodejs-the-difference-between-development-and-production"
        ],
        answers: ["COST_03.no-dev-dependencies"],
        yieldsTo: ["WL604"],
        fails: [
            """
            FROM node:24
            ENV ⟦NODE_ENV=development⟧
            CMD ["node", "a.js"]
            """,
            """
            FROM ruby:3.4
            ENV A=1 ⟦RAILS_ENV=development⟧
            """,
            """
            FROM python:3.13
            ENV ⟦FLASK_DEBUG=1⟧
            """,
        ],
        passes: [
            """
            FROM node:24
            ENV NODE_ENV=production
            """,
            """
            FROM node:24 AS dev
            ENV NODE_ENV=development
            """,
            """
            === Dockerfile.dev
            FROM node:24
            ENV NODE_ENV=development
            """,
            """
            FROM node:24 AS a
            ENV NODE_ENV=development
            FROM node:24
            """,
            """
            FROM node:24
            ARG NODE_ENV=development
            ENV NODE_ENV=$NODE_ENV
            """,
        ],
        fixes: [
            (
                "FROM node:24\nENV A=1 NODE_ENV=development",
                "FROM node:24\nENV A=1 NODE_ENV=production"
            ),
            (
                "FROM python:3.13\nENV FLASK_DEBUG=1",
                "FROM python:3.13\nENV FLASK_DEBUG=0"
            ),
            (
                "FROM mcr.microsoft.com/dotnet/aspnet:9.0\nENV ASPNETCORE_ENVIRONMENT=Development",
                "FROM mcr.microsoft.com/dotnet/aspnet:9.0\nENV ASPNETCORE_ENVIRONMENT=Production"
            ),
        ]
    )

    private static let note = Text(
        en: "Check that the build installs what it needs: package managers leave development dependencies out now.",
        ja: "パッケージマネージャーが開発用の依存関係を省くようになるため、ビルドに必要なものがそろうことを確認してください。")

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let stage = file.lastStage else { return }
        let name = (stage.name?.raw ?? "").lowercased() + " " + file.source.path.lowercased()
        if ["dev", "test", "local", "debug", "sandbox"].contains(where: name.contains) { return }
        let config = ImageConfig(file, stage)
        for (name, values) in Self.modes {
            guard let setting = config.environment[name], let value = setting.value, values.contains(value.lowercased())
            else {
                continue
            }
            let pair = file.instructions[setting.instruction].pairs.last { $0.key.shown == name }
            // What an ARG gives is for the build to choose.
            guard let pair, pair.value?.raw.contains("$") == false else { continue }
            let production = ["1", "true"].contains(value.lowercased()) ? (value == "1" ? "0" : "false") : "production"
            let isWritten = pair.value?.raw == value
            report.fault(
                at: pair.range, ["name": name],
                fix: isWritten
                    ? pair.value.map {
                        .ask(
                            $0.range, value.first?.isUppercase == true ? production.capitalizedFirst : production,
                            note: Self.note)
                    }
                    : nil)
        }
    }

    private static let modes: [(String, Set<String>)] = [
        ("NODE_ENV", ["development"]), ("RAILS_ENV", ["development"]), ("RACK_ENV", ["development"]),
        ("FLASK_DEBUG", ["1", "true"]), ("FLASK_ENV", ["development"]), ("DJANGO_DEBUG", ["1", "true"]),
        ("APP_DEBUG", ["1", "true"]), ("ASPNETCORE_ENVIRONMENT", ["development"]),
    ]
}

extension String {
    /// `Production`, as ASP.NET Core writes it.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
