import ECSModel

/// Programs that do one thing, told by their first word.
enum CommandRows {
    /// What a program does: by its verb, or whatever it is called with.
    private struct Row {
        var kind: Activity.Kind
        /// The words of which one must come first; any when empty.
        var verbs: Set<String> = []

        init(_ kind: Activity.Kind, _ verbs: String...) {
            self.kind = kind
            self.verbs = Set(verbs)
        }
    }

    /// Options by which a linter or a test reports and succeeds.
    private static let soft: Set<String> = ["--exit-zero", "--no-fail", "-no-fail"]

    /// Nil also for a program of the table that is called for something else.
    static func read(_ call: CommandCall) -> [Activity]? {
        guard let rows = rows[call.program] else { return nil }
        let options = call.options([
            "-c", "--config", "-C", "-f", "--file", "-n", "-p", "--project", "-o", "--output", "--format", "-path",
            "-database",
            "-url", "--url", "-R", "-e", "--env", "--schema", "--driver", "-d", "--dir",
        ])
        if options.has("--version", "--help", "-h") { return [] }
        let first = options.texts.first ?? ""
        guard
            let row = rows.first(where: {
                $0.verbs.isEmpty || $0.verbs.contains(first)
                    || !$0.verbs.isDisjoint(with: options.texts) && $0.kind == .migrate
            })
        else { return nil }
        var activity = call.activity(row.kind)
        if row.kind == .lint || row.kind == .test, activity.failureIgnored == nil {
            activity.failureIgnored =
                options.options.first { soft.contains($0.name) && $0.value?.known != "false" }?.place
        }
        return [activity]
    }

    private static let rows: [String: [Row]] = {
        var rows: [String: [Row]] = [:]
        for name in tests { rows[name] = [Row(.test)] }
        for name in linters { rows[name] = [Row(.lint)] }
        for (name, row) in others { rows[name, default: []].append(row) }
        return rows
    }()

    private static let tests = [
        "jest", "vitest", "mocha", "ava", "cypress", "playwright", "karma", "newman", "pytest", "py.test", "tox",
        "nose2",
        "python-unittest", "coverage", "rspec", "minitest", "phpunit", "pest", "ctest", "bats", "behave", "robot",
        "cucumber",
        "k6", "artillery", "locust", "gotestsum", "ginkgo", "tap", "c8", "nyc", "testcafe", "wdio", "codecept",
        "paratest", "behat", "prove", "cargo-nextest", "schemathesis", "dredd", "runn", "hurl",
    ]

    private static let linters = [
        "eslint", "prettier", "stylelint", "tslint", "biome", "oxlint", "standard", "ruff", "flake8", "pylint", "mypy",
        "pyright", "black", "isort", "autopep8", "golangci-lint", "staticcheck", "golint", "revive", "shellcheck",
        "shfmt",
        "cfn-lint", "yamllint", "tflint", "actionlint", "zizmor", "hadolint", "markdownlint", "markdownlint-cli2",
        "rubocop",
        "erb_lint", "phpcs", "phpstan", "psalm", "php-cs-fixer", "ktlint", "detekt", "clippy-driver", "checkstyle",
        "spotbugs",
        "pre-commit", "lefthook", "plimsoll", "commitlint", "editorconfig-checker", "dotenv-linter", "jsonlint",
        "spectral",
        "buf", "vacuum", "ansible-lint", "kubeval", "kubeconform", "dprint", "typos", "reviewdog", "tally",
        "dockerfilelint",
        "dockerfile_lint", "swiftlint", "swift-format", "sqlfluff", "cspell", "textlint", "super-linter",
        "megalinter", "dclint", "docker-compose-linter", "terraform-docs", "tsc",
    ]

    private static let others: [(String, Row)] = [
        ("go", Row(.test, "test")), ("go", Row(.lint, "vet", "fmt")), ("gofmt", Row(.lint)),
        ("cargo", Row(.test, "test", "nextest", "t", "llvm-cov")), ("cargo", Row(.lint, "clippy", "fmt")),
        ("dotnet", Row(.test, "test")), ("dotnet", Row(.lint, "format")), ("swift", Row(.test, "test")),
        ("deno", Row(.test, "test")), ("deno", Row(.lint, "lint", "fmt", "check")), ("mix", Row(.test, "test")),
        ("mix", Row(.migrate, "ecto.migrate")), ("sbt", Row(.test, "test", "testOnly")), ("lein", Row(.test, "test")),
        ("ng", Row(.test, "test", "e2e")), ("ng", Row(.lint, "lint")), ("nx", Row(.test, "test", "affected")),
        ("stack", Row(.test, "test")), ("bazel", Row(.test, "test")), ("bazelisk", Row(.test, "test")),
        ("meson", Row(.test, "test")), ("react-scripts", Row(.test, "test")),
        ("vue-cli-service", Row(.test, "test:unit")),
        ("container-structure-test", Row(.imageTest)), ("dgoss", Row(.imageTest)), ("dcgoss", Row(.imageTest)),
        ("goss", Row(.imageTest)), ("docker-slim", Row(.build, "build")),
        ("rails", Row(.migrate, "db:migrate", "db:schema:load", "db:prepare")),
        ("rails", Row(.test, "test", "test:all", "spec")),
        ("rake", Row(.migrate, "db:migrate", "db:schema:load")), ("rake", Row(.test, "test", "spec", "")),
        ("alembic", Row(.migrate, "upgrade")), ("flask", Row(.migrate, "upgrade")),
        ("aerich", Row(.migrate, "upgrade")),
        ("flyway", Row(.migrate, "migrate")), ("liquibase", Row(.migrate, "update", "migrate")),
        ("prisma", Row(.migrate, "migrate", "deploy")), ("knex", Row(.migrate, "migrate:latest", "migrate:up")),
        ("sequelize", Row(.migrate, "db:migrate")), ("sequelize-cli", Row(.migrate, "db:migrate")),
        ("typeorm", Row(.migrate, "migration:run")), ("typeorm-ts-node-commonjs", Row(.migrate, "migration:run")),
        ("drizzle-kit", Row(.migrate, "migrate", "push")), ("goose", Row(.migrate, "up")),
        ("migrate", Row(.migrate, "up")),
        ("dbmate", Row(.migrate, "up", "migrate")), ("sqlx", Row(.migrate, "migrate")),
        ("diesel", Row(.migrate, "migration")),
        ("atlas", Row(.migrate, "migrate", "apply")), ("skeema", Row(.migrate, "push")), ("ridgepole", Row(.migrate)),
        ("sqldef", Row(.migrate)), ("mysqldef", Row(.migrate)), ("psqldef", Row(.migrate)),
        ("node-pg-migrate", Row(.migrate)),
        ("phinx", Row(.migrate, "migrate")), ("sql-migrate", Row(.migrate, "up")),
        ("slack", Row(.notify)), ("notify", Row(.notify)), ("slackcat", Row(.notify)),
    ]
}
