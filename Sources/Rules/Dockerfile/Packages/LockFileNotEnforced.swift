import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct LockFileNotEnforced: Rule {
    static let about = About(
        id: "DF318", since: "0.1", severity: .low,
        title: Text(en: "Lock file is not enforced", ja: "ロックファイルが強制されていない"),
        why: Text(
            en: """
                When manifest and lock file disagree, the install resolves new versions without a word, and the image \
                holds dependencies that nobody tested.
                """,
            ja: "マニフェストとロックファイルが食い違うと、警告なしに新しいバージョンが解決され、テストしていない依存関係がイメージに入ります。"),
        remedy: Text(
            en: """
                Use the command that fails instead: `npm ci`, `yarn install --frozen-lockfile` (`--immutable` from \
                Yarn 2 on), `pnpm install --frozen-lockfile`, `uv sync --locked`, `pipenv install --deploy`, \
                `BUNDLE_FROZEN=true`.
                """,
            ja:
                "不一致のときに失敗するコマンドを使ってください。`npm ci`、`yarn install --frozen-lockfile` (Yarn 2 以降は `--immutable`)、`pnpm install --frozen-lockfile`、`uv sync --locked`、`pipenv install --deploy`、`BUNDLE_FROZEN=true` などです。"
        ),
        message: Text(
            en: "`{command}` does not fail when the lock file is out of date; `{strict}` does",
            ja: "`{command}` はロックファイルが古くても失敗しません。`{strict}` なら失敗します"),
        proof: Text(
            en: "`{command}` installs exactly what the lock file lists", ja: "`{command}` はロックファイルどおりにインストールします"),
        links: [
            "https://docs.npmjs.com/cli/commands/npm-ci", "https://classic.yarnpkg.com/lang/en/docs/cli/install/",
            "https://pnpm.io/cli/install", "https://docs.astral.sh/uv/concepts/projects/sync/",
        ],
        aliases: ["droast:DF031"],
        answers: ["12F_02.strict", "PERF_03.lock-files"],
        fails: [
            "FROM node:22\nCOPY package*.json ./\nRUN npm ⟦install⟧ --omit=dev\nCOPY . .",
            "FROM node:22\nCOPY package.json yarn.lock ./\nRUN ⟦yarn⟧ && yarn build",
            "FROM node:22\nCOPY package.json pnpm-lock.yaml ./\nRUN pnpm ⟦i⟧",
            "FROM ruby:3.4\nCOPY Gemfile Gemfile.lock ./\nRUN bundle ⟦install⟧",
            "FROM python:3.13\nRUN --mount=type=bind,source=uv.lock,target=uv.lock uv ⟦sync⟧",
            "FROM python:3.13\nCOPY Pipfile* ./\nRUN pipenv ⟦install⟧ --system",
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm ⟦install⟧
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            === package-lock.json
            {"lockfileVersion": 3, "packages": {"": {"dependencies": {"express": "^5.0.0"}}}}
            """,
        ],
        passes: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm install
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            === package-lock.json
            {}
            === .dockerignore
            *-lock.json
            """,
            "FROM node:22\nCOPY package.json ./\nRUN npm install", "FROM node:22\nCOPY . .\nRUN npm install",
            "FROM node:22\nCOPY package*.json ./\nRUN npm install -g pm2@6.0.8",
            "FROM node:22\nENV CI=true\nCOPY package.json pnpm-lock.yaml ./\nRUN pnpm install",
            "FROM ruby:3.4\nENV BUNDLE_DEPLOYMENT=1\nCOPY Gemfile* ./\nRUN bundle install",
            "FROM ruby:3.4\nCOPY Gemfile* ./\nRUN bundle config set --local frozen true && bundle install",
            "FROM node:22\nCOPY package.json yarn.lock ./\nRUN yarn build && yarn --version",
            "FROM python:3.13\nCOPY requirements.txt .\nRUN pip install -r requirements.txt",
            "FROM node:22 AS test\nCOPY package*.json ./\nRUN npm install\nFROM nginx:1.29",
        ],
        proves: [
            "FROM node:22\nCOPY package*.json ./\nRUN ⟦npm ci --omit=dev⟧",
            "FROM node:22\nCOPY . .\nRUN ⟦yarn install --frozen-lockfile⟧",
            "FROM golang:1.26\nCOPY go.mod go.sum ./\nRUN ⟦go mod download⟧",
            "FROM python:3.13\nCOPY requirements.txt .\nRUN ⟦pip install --require-hashes -r requirements.txt⟧",
            "FROM rust:1.90\nCOPY . .\nRUN ⟦cargo build --release --locked⟧",
        ],
        fixes: [
            (
                "FROM node:22\nCOPY package*.json ./\nRUN npm install --omit=dev",
                "FROM node:22\nCOPY package*.json ./\nRUN npm ci --omit=dev"
            ),
            (
                "FROM node:22\nCOPY package.json yarn.lock ./\nRUN yarn install --production",
                "FROM node:22\nCOPY package.json yarn.lock ./\nRUN yarn install --frozen-lockfile --production"
            ),
        ]
    )

    private static let programs = Set(
        PackagePrograms.python + PackagePrograms.node + PackagePrograms.ruby + ["go", "cargo", "dotnet"])

    func check(_ workload: Workload, _ report: inout Report) {
        let file = workload.dockerfile
        for index in file.instructions.indices where file.instructions[index].keyword == .run {
            guard let script = file.instructions[index].script else { continue }
            for command in script.shell.commands where Self.programs.contains(command.program ?? "") {
                check(RunCommand(file: file, index: index, script: script, command: command), workload, &report)
            }
        }
    }

    private func check(_ run: RunCommand, _ workload: Workload, _ report: inout Report) {
        guard let call = run.call, run.isNeeded, !call.isDryRun else { return }
        if isStrict(call, run) {
            report.holds(at: run.place(call), ["command": shown(call)])
            return
        }
        if call.manager == .pip, call.verb == .install, !call.requirementFiles.isEmpty {
            report.unsure(
                at: run.place(call),
                because: Text(
                    en: "the requirements file may or may not hold versions and hashes",
                    ja: "requirements ファイルにバージョンとハッシュがあるか、ここではわかりません"))
            return
        }
        guard let strict = strictForm(call, run), let files = LockFiles.of(call.manager) else { return }
        // The context knows what `COPY . .` brings.
        let install = workload.installs.first { $0.place == run.place(call) }
        let isThere = install.flatMap { $0.manifest == nil ? nil : $0.lock != nil }
        switch (run.presence(of: files.locks), isThere) {
        case (.copied, _), (.possible, true?):
            report.fault(
                at: run.place(call.verbRange), ["command": shown(call), "strict": strict.shown],
                fix: Fix(.ask, [strict.edit]))
        case (.possible, nil):
            report.unsure(
                at: run.place(call),
                because: Text(
                    en: "whether a lock file is among the copied files is not visible here",
                    ja: "コピーされるファイルにロックファイルが含まれるか、ここではわかりません"))
        case (.absent, _), (.possible, false?): break
        }
    }

    private func shown(_ call: PackageCall) -> String {
        call.rawVerb.isEmpty ? call.manager.rawValue : "\(call.manager.rawValue) \(call.rawVerb)"
    }

    /// Whether the call fails when manifest and lock file disagree.
    private func isStrict(_ call: PackageCall, _ run: RunCommand) -> Bool {
        switch call.manager {
        case .npm, .bun: return call.verb == .sync || call.installsProject && call.hasFlag("--frozen-lockfile")
        case .yarn, .pnpm:
            return call.installs && call.hasFlag("--frozen-lockfile", "--immutable")
                || call.verb == .sync && call.manager == .pnpm
        case .pip: return call.verb == .install && (call.hasFlag("--require-hashes") || run.isOn("PIP_REQUIRE_HASHES"))
        case .uv: return call.verb == .sync && call.rawVerb == "sync" && call.hasFlag("--locked", "--check")
        case .pipenv: return call.installs && call.hasFlag("--deploy")
        case .cargo: return call.installsProject && call.hasFlag("--locked", "--frozen")
        case .dotnet: return call.rawVerb == "restore" && call.hasFlag("--locked-mode")
        case .go:
            guard call.rawVerb == "mod download", case .copied = run.presence(of: ["go.sum"]) else { return false }
            return true
        default: return false
        }
    }

    /// What to write instead; nil when the call is no lax install of a project.
    func strictForm(_ call: PackageCall, _ run: RunCommand) -> (shown: String, edit: Edit)? {
        guard call.installsProject, !call.mayHaveHiddenOptions else { return nil }
        switch call.manager {
        case .npm where call.verb == .install:
            if call.hasFlag("--no-package-lock", "--package-lock-only") { return nil }
            return ("npm ci", Edit(run.place(call.verbRange), "ci"))
        case .yarn where call.verb == .install:
            if run.isOn("CI", "YARN_ENABLE_IMMUTABLE_INSTALLS") || call.hasFlag("--no-lockfile", "--pure-lockfile") {
                return nil
            }
            let option = call.isModernYarn(in: run) ? "--immutable" : "--frozen-lockfile"
            return ("yarn install " + option, run.adding(option, to: call))
        case .pnpm where call.verb == .install:
            if run.isOn("CI") || call.hasFlag("--lockfile-only", "--no-lockfile", "--offline") { return nil }
            return ("pnpm install --frozen-lockfile", run.adding("--frozen-lockfile", to: call))
        case .bun where call.verb == .install:
            return ("bun install --frozen-lockfile", run.adding("--frozen-lockfile", to: call))
        case .bundle:
            if run.isOn("BUNDLE_FROZEN", "BUNDLE_DEPLOYMENT") || call.hasFlag("--frozen", "--deployment")
                || run.fileMentions("deployment") || run.fileMentions("frozen")
            {
                return nil
            }
            let start = run.place(call).lowerBound
            return ("BUNDLE_FROZEN=true bundle install", Edit(start..<start, "BUNDLE_FROZEN=true "))
        case .uv:
            if call.hasFlag("--frozen", "--script", "--active") || run.isOn("UV_FROZEN", "UV_LOCKED") { return nil }
            return ("uv sync --locked", run.adding("--locked", to: call))
        case .pipenv where call.verb == .install:
            if call.hasFlag("--ignore-pipfile", "--skip-lock") { return nil }
            return ("pipenv install --deploy", run.adding("--deploy", to: call))
        default: return nil
        }
    }
}
