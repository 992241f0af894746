import Basics
import RuleKit
import Workload

struct LocalDatabaseFile: Rule {
    static let about = About(
        id: "WL308", since: "0.1", severity: .medium,
        title: Text(en: "The database is a file in the container", ja: "データベースがコンテナ内のファイルになっている"),
        why: Text(
            en:
                "The file is on the task's own disk: it is empty after each deployment, and each task has one of its own.",
            ja: "ファイルはタスクのディスクにあり、デプロイのたびに失われます。内容もタスクごとに異なります。"),
        remedy: Text(
            en: "Name a database service in the task definition's environment or secrets.",
            ja: "タスク定義の環境変数またはシークレットで、外部のデータベースを指定してください。"),
        message: Text(en: "`{name}` names a database file", ja: "`{name}` がデータベースファイルを指しています"),
        links: ["https://12factor.net/processes"],
        answers: ["REL_02.volumes", "SEC_05.data-outside", "12F_06.stateless", "DP_06.stateless"],
        fails: ["FROM python:3.13\nENV DATABASE_URL=⟦sqlite:////srv/app.db⟧\nCMD [\"gunicorn\", \"app:app\"]"],
        passes: [
            "FROM python:3.13\nENV DATABASE_URL=sqlite://:memory:\nCMD [\"gunicorn\", \"app:app\"]",
            "FROM python:3.13 AS test\nENV DATABASE_URL=sqlite:///t.db\nFROM python:3.13\nCMD [\"gunicorn\", \"app:app\"]",
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS else { return }
        for variable in EnvironmentValue.all(workload) {
            let value = variable.value.lowercased()
            guard
                ["sqlite:", "sqlite3:", "jdbc:sqlite:", "jdbc:h2:file:", "sqlite+aiosqlite:"].contains(
                    where: value.hasPrefix),
                !value.contains(":memory:"), value.contains(".") || value.contains("/")
            else { continue }
            // `sqlite://` alone is in memory.
            guard !["sqlite://", "sqlite:"].contains(value), !value.contains("/tmp/") else { continue }
            report.fault(at: variable.place, ["name": variable.name])
        }
    }
}
