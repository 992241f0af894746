import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct HealthcheckToolMissing: Rule {
    static let about = About(
        id: "DF609", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Health check with a tool that the image lacks", ja: "イメージにないツールを使うヘルスチェック"),
        why: Text(
            en: "The check fails at each run, and a healthy container is taken for a sick one.",
            ja: "チェックが毎回失敗し、正常なコンテナが異常と判定されます。"),
        remedy: Text(
            en: "Use a tool of the image, or let the program check itself with a subcommand.",
            ja: "イメージに含まれるツールを使うか、プログラム自身のサブコマンドで確認してください。"),
        message: Text(en: "`{tool}` is not in this image", ja: "このイメージには `{tool}` がありません"),
        links: ["https://docs.docker.com/reference/dockerfile/#healthcheck"],
        answers: ["REL_05.check-command"],
        fails: [
            """
            FROM golang:1.26 AS build
            FROM gcr.io/distroless/static
            COPY --from=build /app /app
            HEALTHCHECK CMD [⟦"curl"⟧, "-f", "http://localhost/"]
            """,
            """
            FROM python:3.13-slim
            HEALTHCHECK CMD ⟦curl⟧ -f http://localhost/
            """,
            """
            FROM node:24-alpine
            RUN apk add --no-cache tini
            HEALTHCHECK CMD ⟦curl⟧ -f http://localhost/
            """,
        ],
        passes: [
            """
            FROM python:3.13-slim
            RUN apt-get update && apt-get install -y curl
            HEALTHCHECK CMD curl -f http://localhost/
            """,
            """
            FROM node:24-alpine
            HEALTHCHECK CMD wget -q http://localhost/
            """,
            """
            FROM python:3.13
            HEALTHCHECK CMD curl -f http://localhost/
            """,
            """
            FROM scratch
            COPY --from=x / /
            HEALTHCHECK CMD ["curl"]
            """,
            """
            FROM python:3.13-slim
            RUN ./setup.sh
            HEALTHCHECK CMD curl x
            """,
            """
            FROM python:3.13-slim
            HEALTHCHECK CMD python -c 'x'
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let stage = file.lastStage,
            let check = file.inherited(stage).last(where: { $0.keyword == .healthcheck }), let health = check.health,
            let (tool, range) = tool(of: check, health), Self.isMissing(tool, from: stage, of: file)
        else { return }
        report.fault(at: range, ["tool": tool])
    }

    /// Whether `curl` or `wget` is surely not in the image of a stage.
    static func isMissing(_ tool: String, from stage: Stage, of file: Dockerfile) -> Bool {
        isMissing(tool, in: file.root(of: stage)) && !file.inherited(stage).contains { mayBring(tool, $0) }
    }

    private func tool(of check: Instruction, _ health: HealthcheckView) -> (String, Range<Int>)? {
        if health.isJSON, check.script == nil {
            guard let word = health.command.first, word.raw == "curl" || word.raw == "wget" else { return nil }
            return (word.raw, word.range)
        }
        guard let script = check.script, script.interpreter.isShell else { return nil }
        for command in script.shell.commands {
            guard let name = command.program, name == "curl" || name == "wget", let word = command.effective?.nameWord
            else {
                continue
            }
            return (name, script.sourceRange(word.range))
        }
        return nil
    }

    /// Whether the image, of which this is known, comes without the tool.
    private static func isMissing(_ tool: String, in base: Stage.Base) -> Bool {
        guard let known = KnownImage.of(base) else { return false }
        switch known.family {
        case .scratch: return true
        case .distroless:
            guard case .image(let image) = base else { return false }
            // The debug images hold busybox, and with it wget.
            return tool == "curl" || !(image.tag ?? "").has("debug")
        case .alpine, .debian:
            guard case .image(let image) = base, let name = image.officialName else { return false }
            let plain = ["python", "node", "ruby", "golang", "rust", "alpine", "debian", "ubuntu", "perl"].contains(
                name)
            guard plain else { return false }
            if known.family == .alpine { return tool == "curl" }
            return name == "debian" || name == "ubuntu" || (image.tag ?? "").has("slim")
        default: return false
        }
    }

    /// Whether an instruction may bring the tool, as far as can be told.
    private static func mayBring(_ tool: String, _ instruction: Instruction) -> Bool {
        if let copy = instruction.copy {
            let target = copy.destination?.value ?? "/"
            return target == "/" || target.has("bin") || target.hasPrefix("/usr") || copy.isAdd
        }
        guard instruction.keyword == .run else { return false }
        guard let script = instruction.script, script.interpreter.isShell else { return true }
        return script.shell.commands.contains { command in
            command.words.contains { $0.template.contains(tool) || $0.isSplit } || command.program == nil
                || command.name?.contains("/") == true || command.program?.hasSuffix(".sh") == true
        }
    }
}
