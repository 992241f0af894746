import Basics
import RuleKit
import Workload

struct BuildsAtStart: Rule {
    static let about = About(
        id: "WL302", since: "0.1", severity: .medium,
        title: Text(en: "The application is built at every start", ja: "起動のたびにアプリケーションをビルドしている"),
        why: Text(
            en:
                "Each task compiles before it serves: starts take minutes of paid CPU, and what runs is not what was tested.",
            ja: "タスクごとにコンパイルが終わるまで応答できません。起動に CPU 時間とコストがかかり、テスト済みのものと同じ成果物で動く保証もなくなります。"),
        remedy: Text(
            en: "Build in a stage of the Dockerfile and start the result.",
            ja: "Dockerfile のステージでビルドし、成果物を起動してください。"),
        message: Text(en: "`{command}` builds at every start", ja: "`{command}` が起動のたびにビルドします"),
        links: [
            "https://12factor.net/build-release-run",
            "https://docs.docker.com/build/building/multi-stage/",
        ],
        answers: ["COST_07.start-up", "12F_05.no-runtime-build", "ECS_01.static"],
        fails: [
            "FROM golang:1.26\nCOPY . .\nCMD [⟦\"go\", \"run\", \"main.go\"⟧]",
            "=== Dockerfile\nFROM ruby:3.4\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\n⟦bundle exec rake assets:precompile⟧\nexec rails server\n",
            "FROM node:22\nCMD ⟦npm run build⟧ && exec node dist/main.js",
        ],
        passes: [
            "FROM node:22\nRUN npm run build\nCMD [\"node\", \"dist/main.js\"]",
            "FROM golang:1.26\nCMD [\"go\", \"version\"]",
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS else { return }
        for command in StartCommand.all(workload) where Self.builds(command) && !command.isConditional {
            report.fault(at: command.place, ["command": command.text])
        }
    }

    static func builds(_ command: StartCommand) -> Bool {
        let plain = command.plain
        let verb = plain.first ?? ""
        switch command.program {
        case "go", "cargo", "swift": return ["run", "build", "install"].contains(verb)
        case "dotnet": return ["run", "build", "publish"].contains(verb)
        case "mvn", "mvnw", "gradle", "gradlew", "sbt", "lein":
            return plain.contains {
                $0.contains("run") || $0.contains("Run")
                    || ["package", "install", "build", "compile", "verify"].contains($0)
            }
        case "npm", "yarn", "pnpm", "bun":
            let name = verb == "run" ? plain.dropFirst().first ?? "" : command.program == "npm" ? "" : verb
            return name == "build" || name.hasPrefix("build:")
        case "tsc", "webpack", "esbuild", "rollup": return !plain.contains("serve")
        case "next", "nuxt", "vite", "ng": return verb == "build"
        case "bundle": return plain.contains("assets:precompile")
        case "rake", "rails": return plain.contains("assets:precompile")
        case "gcc", "g++", "cmake", "javac": return true
        default: return false
        }
    }
}
