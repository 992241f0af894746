import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct ChangingArgumentBeforeInstall: Rule {
    static let about = About(
        id: "WL402", since: "0.1", severity: .medium,
        title: Text(en: "Argument of each build declared too early", ja: "ビルドごとに変わる引数の宣言が早すぎる"),
        why: Text(
            en: """
                An `ARG` is part of the environment of every `RUN` after it: a new commit or date makes the builder run \
                them all again, installs included.
                """,
            ja: "`ARG` はそれ以降のすべての `RUN` の環境に含まれます。コミットや日時が変わるたびに、インストールも含めてすべてやり直しになります。"),
        remedy: Text(
            en: "Declare it right before the instruction that uses it, behind the installs.",
            ja: "インストールより後ろの、使用する命令の直前で宣言してください。"),
        message: Text(
            en: "`{name}` changes with each build and makes `{command}` run again",
            ja: "`{name}` はビルドごとに変わるため、`{command}` が毎回やり直しになります"),
        links: [
            "https://docs.docker.com/reference/dockerfile/#impact-on-build-caching",
            "https://docs.docker.com/build/cache/optimize/",
        ],
        answers: ["PERF_06.cache-order", "SUSTAINABILITY_01.build-time"],
        fails: [
            """
            FROM debian:13
            ARG ⟦GIT_COMMIT⟧
            RUN apt-get update && apt-get install -y curl
            LABEL org.opencontainers.image.revision=$GIT_COMMIT
            """,
            """
            FROM node:22
            ARG ⟦BUILD_DATE⟧=unknown
            ENV BUILT=$BUILD_DATE
            WORKDIR /app
            COPY package*.json ./
            RUN npm ci
            """,
        ],
        passes: [
            """
            FROM debian:13
            RUN apt-get update && apt-get install -y curl
            ARG GIT_COMMIT
            LABEL org.opencontainers.image.revision=$GIT_COMMIT
            """,
            "FROM debian:13\nARG VERSION=1.2.3\nRUN apt-get update && apt-get install -y curl=$VERSION",
            "ARG BUILD_DATE\nFROM debian:13\nRUN apt-get update && apt-get install -y curl",
            "FROM debian:13\nARG GIT_COMMIT=4f07059567\nRUN apt-get update && apt-get install -y curl",
            "FROM debian:13\nARG GIT_COMMIT\nRUN git clone x && git checkout $GIT_COMMIT && npm install",
        ],
        fixes: [
            (
                """
                FROM debian:13
                ARG GIT_COMMIT
                RUN apt-get update && apt-get install -y curl
                LABEL org.opencontainers.image.revision=$GIT_COMMIT
                """,
                """
                FROM debian:13
                RUN apt-get update && apt-get install -y curl
                ARG GIT_COMMIT
                LABEL org.opencontainers.image.revision=$GIT_COMMIT
                """
            )
        ]
    )

    /// Values of one build. A version is none: it changes with a release, not with a build.
    private static let names: Set<String> = [
        "BUILD_DATE", "BUILDDATE", "BUILD_TIME", "BUILDTIME", "BUILD_TIMESTAMP", "BUILD_NUMBER", "BUILD_ID",
        "CACHEBUST",
        "CACHE_BUST", "GIT_COMMIT", "GIT_SHA", "GIT_REVISION", "GIT_HASH", "COMMIT", "COMMIT_SHA", "COMMIT_HASH",
        "COMMIT_ID", "VCS_REF", "REVISION", "SOURCE_COMMIT", "CI_COMMIT_SHA", "CI_COMMIT_SHORT_SHA", "GITHUB_SHA",
        "GITHUB_RUN_ID", "CODEBUILD_RESOLVED_SOURCE_VERSION", "TIMESTAMP",
    ]

    func check(_ workload: Workload, _ report: inout Report) {
        let file = workload.dockerfile
        let used = workload.stagesInUse
        for stage in file.stages where used.contains(stage.index) {
            for index in stage.instructions where file.instructions.indices.contains(index) {
                let instruction = file.instructions[index]
                guard instruction.keyword == .arg else { continue }
                for pair in instruction.pairs where Self.names.contains(pair.key.shown.uppercased()) {
                    let name = pair.key.shown
                    // A value that people pin says what they build.
                    if let value = pair.value?.value, value.utf8.count >= 7, value.contains(where: \.isNumber) {
                        continue
                    }
                    guard !name.uppercased().hasPrefix("CACHE"), let hit = firstInstall(after: index, name, stage, file)
                    else {
                        continue
                    }
                    report.fault(
                        at: pair.key.range, ["name": name, "command": hit.command],
                        fix: fix(index, name, stage, file),
                        related: [
                            .init(file.source.span(hit.place), Text(en: "runs again each time", ja: "毎回やり直しになります"))
                        ])
                }
            }
        }
    }

    /// The first RUN behind it that installs packages and does not use the value.
    private func firstInstall(
        after index: Int, _ name: String, _ stage: Stage, _ file: Dockerfile
    ) -> (command: String, place: Range<Int>)? {
        for number in stage.instructions where number > index && file.instructions.indices.contains(number) {
            let instruction = file.instructions[number]
            guard instruction.keyword == .run, let script = instruction.script else { continue }
            // What uses the value must follow it, and so must all that follows.
            if mentions(instruction, name, file) { return nil }
            guard let call = script.shell.packageCalls.first(where: { $0.installs || $0.verb == .download }) else {
                continue
            }
            let verb = call.rawVerb.isEmpty ? call.manager.rawValue : "\(call.manager.rawValue) \(call.rawVerb)"
            return (verb, script.sourceRange(call.range))
        }
        return nil
    }

    private func mentions(_ instruction: Instruction, _ name: String, _ file: Dockerfile) -> Bool {
        file.source.text(instruction.range).contains(name)
    }

    /// Moves the declaration in front of its first use, where it stands on a line of its own.
    private func fix(_ index: Int, _ name: String, _ stage: Stage, _ file: Dockerfile) -> Fix? {
        guard file.instructions[index].pairs.count == 1,
            let use = stage.instructions.first(where: {
                $0 > index && file.instructions.indices.contains($0) && mentions(file.instructions[$0], name, file)
            }),
            let from = lines(of: index, file), let to = lines(of: use, file)
        else { return nil }
        let before = stage.instructions.filter { $0 > index && $0 < use }
        guard before.contains(where: { file.instructions[$0].keyword == .run }) else { return nil }
        return Fix(.ask, [Edit(from, ""), Edit(to.lowerBound..<to.lowerBound, file.source.text(from))])
    }

    private func lines(of index: Int, _ file: Dockerfile) -> Range<Int>? {
        file.elements.first { $0.kind == .instruction(index) }?.range
    }
}
