import Basics
import DockerfileSyntax
import ImageScan
import OCIImage
import RuleKit
import Workload

struct ConfigurationDisagrees: Rule {
    static let about = About(
        id: "IM702", since: "0.1", severity: .medium,
        title: Text(en: "The image is set up otherwise than the Dockerfile says", ja: "イメージの設定が Dockerfile と異なる"),
        why: Text(
            en:
                "The image was built from another state of the file, or changed afterwards: what the file promises about its user or its command is not what runs.",
            ja: "別バージョンの Dockerfile から作られたか、ビルド後に変更されています。ユーザーやコマンドが、ファイルの記述どおりに動きません。"),
        remedy: Text(
            en: "Build the image from this commit, and leave its configuration alone after the build.",
            ja: "このコミットからイメージをビルドし、ビルド後に設定を変更しないでください。"),
        message: Text(
            en: "The image's {keyword} is {found|=empty|`}{found}{found|=|`}, not `{written}`",
            ja: "イメージの {keyword} は{found|=空| `}{found}{found|=|` }で、`{written}` ではありません"),
        links: ["https://docs.docker.com/reference/dockerfile/"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            COPY app /app
            RUN useradd --uid 10001 app
            ⟦USER 10001⟧
            CMD ["/app"]
            === image
            CMD ["/app"]
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER COPY app /app # buildkit
            0755 app (1 MB)
            LAYER RUN /bin/sh -c useradd --uid 10001 app # buildkit
            0644 etc/passwd = app:x:10001:10001::/app:/bin/sh
            STEP CMD ["/app"]
            """
        ],
        passes: [
            """
            === Dockerfile
            FROM debian:12
            ARG UID=10001
            COPY app /app
            RUN useradd --uid ${UID} app
            WORKDIR /app/
            USER ${UID}
            EXPOSE 8080
            CMD ["/app"]
            === image
            USER 20000
            WORKDIR /app
            EXPOSE 8080/tcp
            CMD ["/app"]
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER COPY app /app # buildkit
            0755 app (1 MB)
            LAYER RUN |1 UID=20000 /bin/sh -c useradd --uid ${UID} app # buildkit
            0644 etc/passwd = app:x:20000:20000::/app:/bin/sh
            STEP WORKDIR /app
            STEP USER 20000
            STEP EXPOSE [8080/tcp]
            STEP CMD ["/app"]
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard let fit = DockerfileFit(subject), let stage = fit.workload.stage else { return }
        let configuration = subject.image.configuration
        for keyword in [Keyword.user, .workdir, .cmd, .entrypoint] {
            guard let (index, instruction) = fit.workload.shipped.last(where: { $0.instruction.keyword == keyword }),
                // The command of an earlier stage ends where a later one sets an entry point.
                keyword != .cmd || stage.instructions.contains(index)
            else { continue }
            let (written, found): (String?, String)
            switch keyword {
            case .user: (written, found) = (Self.constant(instruction), configuration.user)
            case .workdir:
                // A relative one hangs on those before it.
                let path = Self.constant(instruction).flatMap { $0.hasPrefix("/") ? Self.folder($0) : nil }
                (written, found) = (path, Self.folder(configuration.workingDirectory))
            case .cmd: (written, found) = (Self.list(instruction), Self.shown(configuration.command))
            default: (written, found) = (Self.list(instruction), Self.shown(configuration.entrypoint))
            }
            guard let written, written != found else { continue }
            report.fault(
                at: fit.file.source.span(instruction.range),
                ["keyword": keyword.rawValue, "written": written, "found": found])
        }
    }

    /// The argument, where no build argument can change it.
    private static func constant(_ instruction: Instruction) -> String? {
        guard let word = instruction.word, !word.raw.contains("$"), !word.raw.contains("\\") else { return nil }
        return word.value
    }

    private static func list(_ instruction: Instruction) -> String? {
        guard instruction.isJSON, !instruction.words.isEmpty else { return nil }
        let values = instruction.words.compactMap { $0.raw.contains("$") ? nil : $0.value }
        return values.count == instruction.words.count ? shown(values) : nil
    }

    private static func shown(_ words: [String]?) -> String { (words ?? []).joined(separator: " ") }

    private static func folder(_ path: String) -> String {
        let parts = path.split(separator: "/").filter { $0 != "." }
        return "/" + parts.joined(separator: "/")
    }
}
