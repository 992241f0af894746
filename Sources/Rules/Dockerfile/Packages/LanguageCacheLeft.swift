import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct LanguageCacheLeft: Rule {
    static let about = About(
        id: "DF315", since: "0.1", severity: .low,
        title: Text(en: "Download cache left in the image", ja: "ダウンロードキャッシュがイメージに残る"),
        why: Text(
            en: """
                The installer keeps every archive that it downloaded in the same layer: the dependencies are in the \
                image twice, and are pulled twice at each start.
                """,
            ja: "インストーラーがダウンロードしたアーカイブを同じレイヤーに残すため、依存関係が二重にイメージへ入り、起動のたびに取得されます。"),
        remedy: Text(
            en: """
                Switch the cache off or empty it in the same `RUN`, keep it in a cache mount, or install in a build \
                stage.
                """,
            ja: "キャッシュを無効にするか同じ `RUN` で消す、キャッシュマウントに置く、またはビルドステージでインストールしてください。"
        ),
        message: Text(
            en: "`{command}` leaves its download cache in this layer; `{cure}` avoids it",
            ja: "`{command}` のダウンロードキャッシュがこのレイヤーに残ります。`{cure}` で防げます"),
        proof: Text(en: "`{command}` leaves no download cache", ja: "`{command}` はダウンロードキャッシュを残しません"),
        links: [
            "https://pip.pypa.io/en/stable/topics/caching/", "https://docs.npmjs.com/cli/commands/npm-cache",
            "https://docs.docker.com/build/cache/optimize/#use-cache-mounts",
        ],
        aliases: ["DL3042", "DL3060"],
        differs: Text(
            en: """
                Only in the stage that ships; knows cache mounts, `PIP_NO_CACHE_DIR` and Yarn 2 and later. pnpm, Bun \
                and uv link files from their cache, where removing it gains nothing.
                """,
            ja:
                "最終ステージだけを対象とし、キャッシュマウント、`PIP_NO_CACHE_DIR`、Yarn 2 以降を考慮します。pnpm、Bun、uv はキャッシュからリンクするため、消しても小さくならず対象外です。"
        ),
        answers: ["COST_03.no-leftovers", "COST_04.package-flags"],
        fails: [
            "FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip ⟦install⟧ -r requirements.txt",
            "FROM python:3.13-slim\nRUN python3 -m pip ⟦install⟧ flask==3.1.0",
            "FROM node:22\nCOPY package*.json ./\nRUN npm ⟦ci⟧ --omit=dev",
            "FROM node:22\nCOPY package.json yarn.lock ./\nRUN ⟦yarn⟧ --frozen-lockfile && rm -rf /root/*",
        ],
        passes: [
            "FROM python:3.13 AS build\nRUN pip install -r requirements.txt\nFROM scratch",
            "FROM python:3.13\nENV PIP_NO_CACHE_DIR=1\nRUN pip install -r requirements.txt",
            "FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt",
            "FROM python:3.13\nRUN pip install -r requirements.txt && rm -rf ~/.cache",
            "FROM python:3.13\nRUN pip install -r requirements.txt && pip cache purge",
            "FROM node:22\nCOPY . .\nRUN corepack enable && yarn install --immutable",
            "FROM registry.example.com/python:3\nRUN pip install -r requirements.txt",
            "FROM node:22\nRUN pnpm install --frozen-lockfile",
            "FROM node:22\nENV NPM_CONFIG_CACHE=/tmp/npm\nRUN --mount=type=tmpfs,target=/tmp npm ci",
            "FROM python:3.13\nRUN PIP_CACHE_DIR=/cache pip install flask==3.1.0 && rm -rf /cache",
        ],
        proves: [
            "FROM python:3.13-slim\nRUN pip ⟦install⟧ --no-cache-dir -r requirements.txt",
            "FROM node:22\nRUN npm ⟦ci⟧ && npm cache clean --force",
        ],
        fixes: [
            (
                "FROM python:3.13-slim\nRUN pip install -r requirements.txt",
                "FROM python:3.13-slim\nRUN pip install --no-cache-dir -r requirements.txt"
            ),
            (
                "FROM node:22\nRUN npm ci \\\n    && npm run build",
                "FROM node:22\nRUN npm ci \\\n    && npm cache clean --force \\\n    && npm run build"
            ),
        ]
    )

    static let commands =
        PackagePrograms.pip + PackagePrograms.conda + ["npm", "yarn", "yarnpkg", "poetry", "composer"]

    /// How a manager's cache is named, moved, switched off and emptied.
    private struct Cache {
        var path: String
        /// A part of the paths that people remove or mount.
        var marks: [String]
        var off: [String]
        var moved: [String]
        var fixOption: String?
        var fixCommand: String?
    }

    private func cache(_ manager: PackageManager) -> Cache? {
        switch manager {
        case .pip:
            Cache(
                path: "/root/.cache/pip", marks: [".cache", "pip"], off: ["PIP_NO_CACHE_DIR"],
                moved: ["PIP_CACHE_DIR", "XDG_CACHE_HOME"],
                fixOption: "--no-cache-dir")
        case .npm:
            Cache(
                path: "/root/.npm", marks: [".npm"], off: [], moved: ["npm_config_cache", "NPM_CONFIG_CACHE"],
                fixCommand: "npm cache clean --force")
        case .yarn:
            Cache(
                path: "/usr/local/share/.cache/yarn", marks: ["yarn", ".cache"], off: [], moved: ["YARN_CACHE_FOLDER"],
                fixCommand: "yarn cache clean")
        case .conda, .mamba, .micromamba:
            Cache(
                path: "/opt/conda/pkgs", marks: ["pkgs", "conda"], off: [], moved: ["CONDA_PKGS_DIRS"],
                fixCommand: "\(manager.rawValue) clean -afy")
        case .poetry:
            Cache(
                path: "/root/.cache/pypoetry", marks: ["pypoetry", ".cache"], off: ["POETRY_NO_CACHE"],
                moved: ["POETRY_CACHE_DIR", "XDG_CACHE_HOME"])
        case .composer:
            Cache(
                path: "/root/.composer/cache", marks: ["composer", ".cache"], off: [],
                moved: ["COMPOSER_CACHE_DIR", "COMPOSER_HOME", "XDG_CACHE_HOME"])
        default: nil
        }
    }

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, fetches(call), run.isInLastStage, let cache = cache(call.manager), !call.isDryRun,
            run.isLastCall({ $0.manager == call.manager && fetches($0) }), !call.mayHaveHiddenOptions
        else { return }
        let command = [
            "command": call.rawVerb.isEmpty ? call.manager.rawValue : "\(call.manager.rawValue) \(call.rawVerb)"
        ]
        let place = run.place(call.verbRange)
        if call.hasFlag("--no-cache-dir", "--no-cache")
            || run.isFollowed(by: { $0.manager == call.manager && $0.verb == .clean })
        {
            report.holds(at: place, command)
            return
        }
        guard !call.hasFlag("--no-index", "--cache", "--cache-dir", "--cache-folder", "--offline"),
            !(cache.off + cache.moved).contains(where: { run.setting($0) != nil }), !isOutOfLayer(cache, run),
            !call.isModernYarn(in: run)
        else { return }
        guard run.hasKnownBase || run.rootImage?.lastName.has("conda") == true else {
            report.unsure(
                at: place,
                because: Text(
                    en: "the base image may switch the cache off", ja: "ベースイメージがキャッシュを無効にしている可能性があります"))
            return
        }
        let cure = cache.fixOption ?? cache.fixCommand ?? "--mount=type=cache,target=\(cache.path)"
        report.fault(at: place, command.merging(["cure": cure]) { first, _ in first }, fix: fix(cache, call, run))
    }

    private func fetches(_ call: PackageCall) -> Bool {
        guard call.installs || call.verb == .upgrade && call.manager.isConda else { return false }
        return !call.hasFlag("--version", "-v", "--help") || call.manager == .pip
    }

    private func isOutOfLayer(_ cache: Cache, _ run: RunCommand) -> Bool {
        if run.hasMount(on: cache.path) || run.removesLater(cache.path) { return true }
        // Caches of users other than root have the same names elsewhere.
        let mounted = run.instruction.mounts.contains { mount in
            mount.type != "bind" && cache.marks.contains { mount.target?.contains($0) == true }
        }
        return mounted
            || run.script.shell.commands.dropFirst(run.command.index + 1).contains { later in
                (later.program == "rm" || later.program == "find")
                    && later.effectiveArguments.contains { word in cache.marks.contains { word.text.contains($0) } }
            }
    }

    private func fix(_ cache: Cache, _ call: PackageCall, _ run: RunCommand) -> Fix? {
        if let option = cache.fixOption { return Fix(.safe, [run.adding(option, to: call)]) }
        guard let command = cache.fixCommand, run.command.wrappers.isEmpty else { return nil }
        return run.appending(command).map { Fix(.safe, [$0]) }
    }
}
