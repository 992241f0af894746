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
        ],
        fixes: [
            (
                """
                === api/Dockerfile
                FROM node:22
                COPY . /app
                === api/.dockerignore
                # local files
                node_modules
                /data/dumps
                === compose.yml
                services:
                  api:
                    build:
                      context: .
                      dockerfile: api/Dockerfile
                """,
                """
                === api/Dockerfile
                FROM node:22
                COPY . /app
                === api/.dockerignore
                # local files
                node_modules
                /data/dumps
                === compose.yml
                services:
                  api:
                    build:
                      context: .
                      dockerfile: api/Dockerfile
                === api/Dockerfile.dockerignore
                # local files
                **/node_modules
                api/data/dumps
                """
            )
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
            fix: fix(source, workload, context, folder),
            related: [.init(source.span(source.lineRange(1)), Text(en: "not read", ja: "読み込まれません"))])
    }

    /// An ignore file of the Dockerfile's own, with the patterns as they read from the context's root.
    private func fix(_ source: SourceFile, _ workload: Workload, _ context: BuildContext, _ folder: String) -> Fix? {
        let inside =
            context.root.isEmpty
            ? folder
            : folder.hasPrefix(context.root + "/") ? String(folder.dropFirst(context.root.utf8.count + 1)) : nil
        guard let inside, !inside.isEmpty else { return nil }
        var lines: [String] = []
        for line in 1...source.lineStarts.count {
            let text = source.text(source.lineRange(line))
            if text.isEmpty || text.hasPrefix("#") {
                lines.append(text)
                continue
            }
            // The folder is no longer the context: names count in any folder, paths from the new root.
            let isException = text.hasPrefix("!")
            var pattern = isException ? text.dropFirst() : text[...]
            while pattern.first == "/" { pattern = pattern.dropFirst() }
            if !pattern.contains("/") {
                lines.append((isException ? "!" : "") + "**/" + pattern)
            } else if pattern.hasPrefix("**/") {
                lines.append(text)
            } else {
                lines.append((isException ? "!" : "") + inside + "/" + pattern)
            }
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        let path = workload.dockerfile.source.path + ".dockerignore"
        guard !context.tree.exists(path), !lines.isEmpty else { return nil }
        return Fix(
            .ask, [Edit(path: path, 0..<0, lines.joined(separator: "\n") + "\n")],
            note: Text(
                en: "`\(source.path)` is not read by this build: delete it when no other build uses it.",
                ja: "`\(source.path)` はこのビルドでは読み込まれません。ほかで使っていなければ削除してください。"))
    }
}
