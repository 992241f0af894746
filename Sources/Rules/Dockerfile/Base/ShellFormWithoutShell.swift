import Basics
import DockerfileSyntax
import RuleKit

struct ShellFormWithoutShell: Rule {
    static let about = About(
        id: "DF228", since: "0.1", severity: .high,
        title: Text(en: "Shell form on an image without a shell", ja: "シェルのないイメージでのシェル形式"),
        why: Text(
            en: "The shell form needs `/bin/sh`, which this base has not: the build or the container fails at once.",
            ja: "シェル形式には `/bin/sh` が必要ですが、このベースイメージにはないため、ビルドやコンテナの起動がすぐに失敗します。"),
        remedy: Text(
            en: "Write the exec form, `[\"/app\", \"--flag\"]`, or do the work in a build stage.",
            ja: "`[\"/app\", \"--flag\"]` のような exec 形式で書くか、処理をビルドステージに移してください。"),
        message: Text(
            en: "`{instruction}` needs a shell that `{image}` has not", ja: "`{instruction}` に必要なシェルが `{image}` にはありません"
        ),
        links: ["https://docs.docker.com/reference/dockerfile/#shell-and-exec-form"],
        fails: [
            "FROM scratch\nCOPY app /app\n⟦CMD⟧ /app --serve", "FROM scratch\nCOPY app /app\n⟦RUN⟧ chmod +x /app",
            "FROM gcr.io/distroless/static-debian12:nonroot\nCOPY app /app\n⟦ENTRYPOINT⟧ /app",
        ],
        passes: [
            "FROM scratch\nCOPY app /app\nCMD [\"/app\"]", "FROM scratch\nADD rootfs.tar.xz /\nCMD bash",
            "FROM scratch\nCOPY --from=build / /\nRUN ls", "FROM gcr.io/distroless/base:debug\nENTRYPOINT /app",
            "FROM scratch\nCOPY busybox /bin/sh\nRUN ls", "FROM alpine:3.24\nCMD app",
            "FROM scratch\nSHELL [\"/app/sh\", \"-c\"]\nRUN ls",
            "FROM gcr.io/distroless/python3-debian13\nCMD [\"app.py\"]",
            "FROM gcr.io/distroless/base-debian12\nCOPY --from=busybox:1.37 /bin /busybox\nSHELL [\"/busybox/sh\", \"-c\"]\nRUN ls",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages where Self.hasNoShell(stage) {
            for index in stage.instructions {
                let instruction = file.instructions[index]
                switch instruction.keyword {
                // A shell may come with any of these.
                case .shell, .add: return
                case .copy where Self.mayBringShell(instruction): return
                case .run, .cmd, .entrypoint:
                    guard !instruction.isJSON, instruction.word != nil, instruction.heredocs.isEmpty else { continue }
                    report.fault(
                        at: instruction.keywordRange,
                        ["instruction": instruction.keyword.rawValue, "image": stage.image.shortened])
                default: break
                }
            }
        }
    }

    private static func hasNoShell(_ stage: Stage) -> Bool {
        if stage.base == .scratch { return true }
        guard let image = stage.baseImage, image.registry == "gcr.io", image.repository.hasPrefix("distroless/") else {
            return false
        }
        return image.tag?.has("debug") != true
    }

    /// Whether a copy can hold a shell: all of a file system, a folder of programs, or something called so.
    private static func mayBringShell(_ instruction: Instruction) -> Bool {
        guard let target = instruction.words.last?.value, instruction.words.count > 1 else { return true }
        if target == "/" || target == "." || target.hasPrefix("/bin") || target.hasPrefix("/usr") { return true }
        return instruction.words.contains { $0.shown.has("sh") || $0.shown.has("busybox") || $0.value == nil }
    }
}
