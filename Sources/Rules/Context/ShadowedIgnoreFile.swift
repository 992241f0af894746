import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct ShadowedIgnoreFile: Rule {
    static let about = About(
        id: "CX113", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Shared ignore file is not read", ja: "共有の ignore ファイルが読み込まれない"),
        why: Text(
            en: """
                A Dockerfile with an ignore file of its own does not read `.dockerignore` as well: what is listed only \
                there goes into this build.
                """,
            ja: "専用の ignore ファイルがある Dockerfile では、`.dockerignore` は読み込まれません。そこにだけ書いた内容は、このビルドに含まれます。"),
        remedy: Text(
            en: "Repeat the patterns that matter in the Dockerfile's own ignore file.",
            ja: "必要なパターンは、Dockerfile 専用の ignore ファイルにも書いてください。"),
        message: Text(
            en: "{own} replaces {shared}, and `{pattern}` is listed only there",
            ja: "{own} が {shared} に取って代わりますが、`{pattern}` は後者にしかありません"),
        links: ["https://docs.docker.com/build/concepts/context/#filename-and-location"],
        fails: [
            """
            === Dockerfile
            FROM node:22
            COPY ⟦.⟧ /app
            === Dockerfile.dockerignore
            node_modules
            === .dockerignore
            node_modules
            .git
            === .git/HEAD
            x
            """
        ],
        passes: [
            """
            === Dockerfile
            FROM node:22
            COPY . /app
            === Dockerfile.dockerignore
            node_modules
            .git
            === .dockerignore
            .git
            === .git/HEAD
            x
            """
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard let context = workload.context, let own = context.ignoreFile, let (copy, place) = workload.wholeCopy
        else {
            return
        }
        let path = context.treePath(".dockerignore")
        guard own.source.path != path, let source = context.tree.source(path) else { return }
        let shared = IgnoreMatcher(IgnoreFile(source).patterns)
        for file in copy.files {
            let decision = shared.decide(file.path)
            guard decision.isIgnored, SensitivePath.classify(file.path) != nil, let index = decision.by,
                shared.patterns.indices.contains(index)
            else { continue }
            let pattern = shared.patterns[index]
            report.fault(
                at: place, ["own": own.source.path, "shared": path, "pattern": pattern.text],
                related: (pattern.span.map { [$0] } ?? []).map {
                    .init($0, Text(en: "not read for this Dockerfile", ja: "この Dockerfile では読み込まれません"))
                })
            return
        }
    }
}
