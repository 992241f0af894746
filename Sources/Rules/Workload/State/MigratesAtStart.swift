import Basics
import RuleKit
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
        links: ["https://12factor.net/admin-processes"],
        answers: ["12F_09.fast-start"],
        fails: [
            "=== Dockerfile\nFROM python:3.13\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\n⟦python manage.py migrate --noinput⟧\nexec gunicorn app:app\n",
            "FROM ruby:3.4\nCMD ⟦bundle exec rails db:migrate⟧ && exec bundle exec puma",
        ],
        passes: [
            "=== Dockerfile\nFROM python:3.13\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nif [ \"$MIGRATE\" = 1 ]; then python manage.py migrate; fi\nexec gunicorn app:app\n",
            "FROM flyway/flyway:11\nCMD [\"flyway\", \"migrate\"]",
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, workload.role == .application else { return }
        for command in StartCommand.all(workload) where Self.migrates(command) && !command.isConditional {
            report.fault(at: command.place, ["command": command.text])
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
