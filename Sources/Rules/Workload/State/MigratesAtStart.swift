import Basics
import RuleKit
import ShellSyntax
import Workload

struct MigratesAtStart: Rule {
    static let about = About(
        id: "WL304", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Database migration at every start", ja: "起動のたびにデータベースをマイグレーションしている"),
        why: Text(
            en:
                "All tasks of a deployment migrate at the same time, a slow migration fails health checks, and a rollback starts the old code on the new schema.",
            ja: "デプロイ時に全タスクが同時にマイグレーションを実行します。時間がかかるとヘルスチェックに失敗し、ロールバック時は新しいスキーマで古いコードが動きます。"),
        remedy: Text(
            en:
                "Run it once per release as a task of its own (`aws ecs run-task` with the same image and another command).",
            ja: "リリースごとに 1 回、独立したタスクとして実行してください (同じイメージでコマンドだけ変えた `aws ecs run-task`)。"),
        message: Text(en: "`{command}` runs at every start", ja: "`{command}` が起動のたびに実行されます"),
        proof: Text(
            en: "`{program}` is started at once: nothing runs before it", ja: "`{program}` の起動前に実行される処理はありません"),
        links: ["https://12factor.net/admin-processes"],
        answers: ["12F_09.fast-start"],
        fails: [
            "=== Dockerfile\nFROM python:3.13\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\n⟦python manage.py migrate --noinput⟧\nexec gunicorn app:app\n",
            "FROM ruby:3.4\nCMD ⟦bundle exec rails db:migrate⟧ && exec bundle exec puma",
            "FROM node:22\nCMD ⟦npm run migrate⟧ && exec node server.js",
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            CMD ⟦npm run release⟧ && exec node server.js
            === package.json
            {"scripts": {"release": "prisma generate && prisma migrate deploy"}}
            """,
        ],
        passes: [
            "=== Dockerfile\nFROM python:3.13\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nif [ \"$MIGRATE\" = 1 ]; then python manage.py migrate; fi\nexec gunicorn app:app\n",
            "FROM node:22\nCMD npm run migrate:status && exec node server.js",
            "FROM flyway/flyway:11\nCMD [\"flyway\", \"migrate\"]",
        ],
        proves: ["FROM node:22\nENTRYPOINT [\"tini\", \"--\"]\nCMD ⟦[\"node\", \"server.js\"]⟧"],
        fixes: [
            (
                "=== Dockerfile\nFROM python:3.13\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nset -e\npython manage.py migrate --noinput\nexec gunicorn app:app\n",
                "=== Dockerfile\nFROM python:3.13\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nset -e\nexec gunicorn app:app\n"
            )
        ]
    )

    private static let task = Text(
        en: "Run it before each deployment instead, as a task of the same image with this command.",
        ja: "代わりに、同じイメージでこのコマンドを実行するタスクを、デプロイの前に実行してください。")

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, workload.role == .application else { return }
        for command in StartCommand.all(workload)
        where (Self.migrates(command) || Self.runsMigration(command, workload)) && !command.isConditional {
            report.fault(
                at: command.place, ["command": command.text],
                fix: StartEdits.remove(command.place, workload).map { Fix(.ask, [$0], note: Self.task) })
        }
        startsAtOnce(workload, &report)
    }

    /// An init and programs that become the next one are all there is: no script that could do any work.
    private func startsAtOnce(_ workload: Workload, _ report: inout Report) {
        guard let chain = workload.process, case .reaches = chain.verdict, let program = chain.application,
            program.kind == .program, chain.background.isEmpty, StartScript.all(workload).isEmpty,
            chain.links.allSatisfy({ [.initProcess, .becomes, .program].contains($0.kind) }),
            !StartCommand.all(workload).contains(where: {
                Self.migrates($0) || InstallsAtStart.installs($0) || BuildsAtStart.builds($0)
                    || DownloadsAtStart.downloads($0)
            })
        else { return }
        report.holds(at: workload.startPlace, ["program": program.name])
    }

    /// `npm run migrate`, or a script of package.json that migrates.
    private static func runsMigration(_ command: StartCommand, _ workload: Workload) -> Bool {
        guard ["npm", "yarn", "pnpm", "bun"].contains(command.program) else { return false }
        let words = command.plain
        guard let name = words.first == "run" || words.first == "run-script" ? words.dropFirst().first : words.first
        else { return false }
        let others = ["create", "generate", "new", "make", "status", "check", "down", "rollback", "revert", "list"]
        if name.has("migrat") { return !others.contains { name.has($0) } }
        guard let script = workload.manifests.lazy.compactMap({ $0.script(name) }).first else { return false }
        return ShellScript.parse(text: script.text).commands.contains { inner in
            guard let effective = inner.effective else { return false }
            let words = ([effective.nameWord] + effective.arguments).map(\.template)
            return migrates(StartCommand(words: words, place: command.place, isConditional: false))
        }
    }

    static func migrates(_ command: StartCommand) -> Bool {
        let words = command.plain
        let marks = [
            "db:migrate", "db:prepare", "db:setup", "migrate:latest", "migration:run", "migrations:migrate",
            "doctrine:migrations:migrate",
        ]
        if words.contains(where: marks.contains) { return true }
        switch command.program {
        case "python", "python3":
            return words.first?.hasSuffix("manage.py") == true && words.dropFirst().first == "migrate"
        case "php": return words.first?.hasSuffix("artisan") == true && words.dropFirst().first == "migrate"
        case "alembic": return words.first == "upgrade"
        case "flask": return words.prefix(2) == ["db", "upgrade"]
        case "npx", "yarn", "pnpm", "prisma", "bunx":
            return words.contains("prisma") && words.contains("migrate")
                || command.program == "prisma" && words.first == "migrate"
        case "goose": return words.contains("up")
        case "flyway", "migrate", "dbmate": return words.contains("migrate") || words.contains("up")
        default: return false
        }
    }
}
