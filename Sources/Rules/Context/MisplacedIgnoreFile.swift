import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct MisplacedIgnoreFile: Rule {
    static let about = About(
        id: "CX112", since: "0.1", severity: .medium,
        title: Text(en: "Ignore file where nobody reads it", ja: "読み込まれない場所にある ignore ファイル"),
        why: Text(
            en: """
                Docker looks for `.dockerignore` in the root of the build context, and for `NAME.dockerignore` beside the \
                Dockerfile. This one is in neither place, so nothing is kept out.
                """,
            ja: """
                Docker が読むのは、ビルドコンテキストのルートの `.dockerignore` と、Dockerfile の隣の `ファイル名.dockerignore`\
                だけです。このファイルはどちらでもないため、何も除外されません。
                """),
        remedy: Text(
            en: "Move it to the root of the context, with paths from there, or name it after the Dockerfile.",
            ja: "コンテキストのルートに移してパスを書き直すか、Dockerfile の名前に合わせて改名してください。"),
        message: Text(
            en: "{file} has no effect: the build context is `{context}`",
            ja: "{file} は効果がありません。ビルドコンテキストは `{context}` です"),
        links: ["https://docs.docker.com/build/concepts/context/#filename-and-location"],
        answers: ["PERF_01.dockerignore", "COST_04.dockerignore"],
        fails: [
            """
            === api/Dockerfile
            FROM node:22
            COPY ⟦.⟧ /app
            === api/.dockerignore
            node_modules
            === compose.yml
            services:
              api:
                build:
                  context: .
                  dockerfile: api/Dockerfile
            === package.json
            {}
            """
        ],
        passes: [
            """
            === api/Dockerfile
            FROM node:22
            COPY . /app
            === api/.dockerignore
            node_modules
            === compose.yml
            services:
              api:
                build: api
            """,
            """
            === api/Dockerfile
            FROM node:22
            COPY . /app
            === api/.dockerignore
            node_modules
            === .dockerignore
            .git
            === compose.yml
            services:
              api:
                build:
                  context: .
                  dockerfile: api/Dockerfile
            """,
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard let context = workload.context, workload.hint?.context != nil, context.ignoreFile == nil,
            let (_, place) = workload.wholeCopy
        else { return }
        let folder = RelativePath.folder(workload.dockerfile.source.path)
        let path = folder.isEmpty ? ".dockerignore" : folder + "/.dockerignore"
        guard folder != context.root, let source = context.tree.source(path), !source.bytes.isEmpty else { return }
        report.fault(
            at: place, ["file": path, "context": context.root.isEmpty ? "." : context.root],
            related: [.init(source.span(source.lineRange(1)), Text(en: "not read", ja: "読み込まれません"))])
    }
}
