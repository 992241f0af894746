import Basics
import DockerfileSyntax
import ImageScan
import RuleKit

struct DockerfileDisagrees: Rule {
    static let about = About(
        id: "IM701", since: "0.1", severity: .medium,
        title: Text(
            en: "The image was built from another state of the Dockerfile", ja: "イメージが別バージョンの Dockerfile から作られている"),
        why: Text(
            en:
                "What is reviewed here is not what runs: a fault that was mended in the file may still be in the image, and the other way round.",
            ja: "レビュー対象と実際に動くものが異なります。ファイルで直した欠陥がイメージに残っていることも、その逆もあり得ます。"),
        remedy: Text(
            en: "Build the image from this commit, or check out the commit that it was built from and look at that.",
            ja: "このコミットからイメージをビルドするか、イメージの元になったコミットをチェックアウトして確認してください。"),
        message: Text(
            en: """
                The image was not built from this state of the file: {lines} {lines|1=instruction|instructions} left no step, \
                {steps} {steps|1=step comes|steps come} from no instruction
                """,
            ja: "イメージはこのバージョンの Dockerfile から作られていません: 対応するステップのない命令が {lines} 件、対応する命令のないステップが {steps} 件あります"),
        links: ["https://docs.docker.com/build/metadata/attestations/slsa-provenance/"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            COPY app /app
            ⟦RUN apt-get update && apt-get install -y ca-certificates⟧
            RUN useradd --uid 10001 app
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
            ARG VERSION=1
            COPY app /app
            RUN make VERSION=${VERSION}
            CMD ["/app"]
            === image
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            STEP ARG VERSION=2
            LAYER COPY app /app # buildkit
            0755 app (1 MB)
            LAYER RUN |1 VERSION=2 /bin/sh -c make VERSION=${VERSION} # buildkit
            0755 usr/bin/b (1 MB)
            STEP CMD ["/app"]
            """,
            """
            === Dockerfile
            FROM debian:12
            COPY app /app
            RUN make
            === image
            LAYER squashed
            0755 app (1 MB)
            """,
            """
            === Dockerfile
            FROM debian:12 AS app
            COPY app /app
            RUN useradd --uid 10001 app
            FROM app AS test
            RUN run-tests --all
            === image
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER COPY app /app # buildkit
            0755 app (1 MB)
            LAYER RUN /bin/sh -c useradd --uid 10001 app # buildkit
            0644 etc/passwd = app:x:10001:10001::/app:/bin/sh
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard let fit = DockerfileFit(subject), !fit.instructions.isEmpty || !fit.steps.isEmpty else { return }
        let places = fit.instructions.map { fit.file.source.span(fit.file.instructions[$0].range) }
        var related = places.dropFirst().prefix(4).map { place in
            Finding.Related(place, Text(en: "left no step either", ja: "この命令に対応するステップもありません"))
        }
        for step in fit.steps.prefix(4) {
            let told = "\(step + 1) (\(subject.image.history.steps[step].keyword))"
            related.append(
                .init(
                    subject.span,
                    Text(
                        en: "step \(told) of the image's history is no instruction of the file",
                        ja: "イメージの履歴のステップ \(told) に対応する命令がありません")))
        }
        report.fault(
            at: places.first ?? subject.span,
            ["lines": String(fit.instructions.count), "steps": String(fit.steps.count)], related: related)
    }
}
