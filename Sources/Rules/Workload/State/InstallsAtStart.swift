import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct InstallsAtStart: Rule {
    static let about = About(
        id: "WL301", since: "0.1", severity: .high,
        title: Text(en: "Dependencies are installed at every start", ja: "起動のたびに依存パッケージをインストールしている"),
        why: Text(
            en: """
                Each task downloads and installs before it serves: scaling out is slow and paid for, a registry that is down \
                stops it, and two tasks of one image can hold different versions.
                """,
            ja: """
                タスクごとにダウンロードとインストールが終わるまで応答できず、スケールアウトが遅くなりコストもかかります。\
                レジストリが止まると起動できず、同じイメージでもタスクごとにバージョンが変わり得ます。
                """),
        remedy: Text(en: "Install in a `RUN` of the Dockerfile.", ja: "Dockerfile の `RUN` でインストールしてください。"),
        message: Text(en: "`{command}` runs at every start", ja: "`{command}` が起動のたびに実行されます"),
        proof: Text(
            en: "the start of `{program}` installs and builds nothing", ja: "`{program}` の起動時にインストールやビルドは行われません"),
        links: [
            "https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/cost-optimization.html",
            "https://12factor.net/build-release-run",
        ],
        answers: ["COST_07.start-up", "12F_05.no-runtime-build", "ECS_01.static"],
        fails: [
            "=== Dockerfile\nFROM node:22\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\n⟦npm install --omit=dev⟧\nexec node server.js\n",
            "FROM python:3.13\nCMD ⟦pip install -r requirements.txt⟧ && exec python app.py",
        ],
        passes: [
            "FROM node:22\nRUN npm ci\nCMD [\"node\", \"server.js\"]",
            "=== Dockerfile\nFROM node:22\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nif [ \"$NODE_ENV\" = development ]; then npm install; fi\nexec node server.js\n",
        ],
        proves: ["FROM node:22\nCMD ⟦[\"node\", \"server.js\"]⟧"],
        fixes: [
            (
                "=== Dockerfile\nFROM node:22\nCOPY . .\nRUN npm ci\nCMD [\"./run.sh\"]\n=== run.sh\n#!/bin/sh\n\n# Fresh packages\nnpm install\n\nexec node server.js\n",
                "=== Dockerfile\nFROM node:22\nCOPY . .\nRUN npm ci\nCMD [\"./run.sh\"]\n=== run.sh\n#!/bin/sh\n\nexec node server.js\n"
            ),
            (
                "FROM python:3.13\nRUN pip install -r requirements.txt\nCMD pip install -r requirements.txt && exec python app.py",
                "FROM python:3.13\nRUN pip install -r requirements.txt\nCMD exec python app.py"
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS else { return }
        let commands = StartCommand.all(workload)
        var isClean = true
        for command in commands where Self.installs(command) {
            isClean = false
            // One that runs only in some environment is not what every task does.
            if !command.isConditional {
                report.fault(at: command.place, ["command": command.text], fix: fix(command, workload))
            }
        }
        guard isClean else { return }
        if StartCommand.isComplete(workload), let program = workload.finalProgram {
            if !commands.contains(where: BuildsAtStart.builds), !commands.contains(where: DownloadsAtStart.downloads) {
                report.holds(at: workload.startPlace, ["program": program.name])
            }
        } else if case .unknown(let reason)? = workload.process?.verdict {
            report.unsure(at: workload.startPlace, because: reason)
        }
    }

    /// Taken out where the build installs the same.
    private func fix(_ command: StartCommand, _ workload: Workload) -> Fix? {
        let manager = { (name: String) in
            name.hasPrefix("pip") || name.hasPrefix("python") ? "pip" : name == "apt" ? "apt-get" : name
        }
        let isInstalled = workload.dockerfile.instructions.contains { instruction in
            instruction.script?.shell.packageCalls.contains { call in
                call.installs && instruction.keyword == .run
                    && manager(call.manager.rawValue) == manager(command.program)
            } == true
        }
        guard isInstalled, let edit = StartEdits.remove(command.place, workload) else { return nil }
        return Fix(
            .ask, [edit],
            note: Text(
                en: "What it installs must all be in the image: build it anew whenever the dependencies change.",
                ja: "必要なものはすべてイメージに含まれている必要があります。依存関係が変わったらイメージをビルドし直してください。"))
    }

    static func installs(_ command: StartCommand) -> Bool {
        let verb = command.plain.first ?? ""
        switch command.program {
        case "npm": return ["install", "ci", "i", "update"].contains(verb)
        case "yarn", "pnpm", "bun":
            return ["install", "add", "i"].contains(verb) || command.words.count == 1 && command.program == "yarn"
        case "pip", "pip3", "apt-get", "apt", "yum", "dnf", "microdnf", "gem", "bundle", "composer", "poetry", "conda",
            "bower", "pipx":
            return verb == "install" || verb == "update" && command.program != "bundle"
        case "apk": return verb == "add"
        case "uv": return verb == "sync" || command.plain.prefix(2) == ["pip", "install"]
        case "python", "python3": return command.plain.prefix(2) == ["pip", "install"]
        case "go": return verb == "get" || command.plain.prefix(2) == ["mod", "download"]
        default: return false
        }
    }
}
