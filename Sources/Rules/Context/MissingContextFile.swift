import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct MissingContextFile: Rule {
    static let about = About(
        id: "CX109", since: "0.1", severity: .high,
        title: Text(en: "Copied file does not exist", ja: "コピー対象が存在しない"),
        why: Text(
            en: "The build stops at this instruction: nothing of that name is in the build context.",
            ja: "その名前のファイルがビルドコンテキストにないため、ビルドはこの命令で失敗します。"),
        remedy: Text(
            en: "Correct the name (upper and lower case count), commit the file, or take it out of the instruction.",
            ja: "名前を直すか (大文字と小文字は区別されます)、ファイルをコミットするか、命令から外してください。"),
        message: Text(
            en: "`{source}` is not in the build context{hint}", ja: "`{source}` がビルドコンテキストにありません{hint}"),
        links: ["https://docs.docker.com/reference/dockerfile/#copy"],
        fails: [
            """
            === Dockerfile
            FROM python:3.13
            COPY ⟦requirement.txt⟧ app.py /app/
            === requirements.txt
            flask
            === app.py
            1
            """,
            """
            === Dockerfile
            FROM node:22
            COPY package.json ⟦server.js⟧ ./
            === package.json
            {}
            """,
            """
            === Dockerfile
            FROM nginx:1.29
            COPY ⟦Config/nginx.conf⟧ /etc/nginx/nginx.conf
            === config/nginx.conf
            x
            """,
        ],
        passes: [
            """
            === Dockerfile
            FROM node:22
            COPY package.json package-lock.json ./
            === package.json
            {}
            """,
            """
            === Dockerfile
            FROM rust:1.90
            COPY build.rs ./
            COPY macros ./macros
            COPY docker/start.sh docker/check.sh /
            === docker/start.sh
            exec /app
            """,
            "FROM python:3.13\nCOPY requirements.txt app.py /app/",
            """
            === Dockerfile
            FROM eclipse-temurin:21-jre
            COPY entrypoint.sh target/app.jar /app/
            === entrypoint.sh
            x
            """,
            """
            === Dockerfile
            FROM scratch
            COPY app config.yml /
            === config.yml
            x
            """,
            """
            === Dockerfile
            FROM nginx:1.29
            COPY index.html settings.json /x/
            === index.html
            x
            === .gitignore
            settings.json
            """,
            """
            === Dockerfile
            FROM node:22
            COPY package.json yarn.lock* ./
            === package.json
            {}
            """,
        ],
        fixes: [
            (
                """
                === Dockerfile
                FROM python:3.13
                COPY requirement.txt app.py /app/
                === requirements.txt
                flask
                === app.py
                1
                """,
                """
                === Dockerfile
                FROM python:3.13
                COPY requirements.txt app.py /app/
                === requirements.txt
                flask
                === app.py
                1
                """
            )
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard let context = workload.context else { return }
        let ignored = Self.ignoredByGit(context)
        let isPartial = Self.isPartial(workload)
        for copy in workload.contextCopies where copy.way != .mount {
            let hasOther = copy.sources.contains { $0.outcome == .found && !$0.isRoot && !$0.isWildcard }
            for source in copy.sources where source.outcome == .missing && !source.isWildcard && !source.isRoot {
                let name = RelativePath.name(source.path)
                if ignored.contains(name) || ignored.contains(source.path) { continue }
                if let near = Self.near(source.path, context) {
                    let isWritten = report.source.text(source.range) == source.text
                    report.fault(
                        at: source.range, ["source": source.text, "hint": " (`\(near)`?)"],
                        fix: isWritten ? .ask(source.range, near) : nil)
                } else if hasOther, isPartial || SourceName.isLock(name) {
                    // A lock file is made by a tool, which may run first.
                    report.unsure(
                        at: source.range,
                        because: Text(
                            en: "the context may not be complete here",
                            ja: "ビルドコンテキストがすべて揃っていない可能性があります"))
                } else if hasOther, Self.isHandWritten(name), Self.folderExists(source.path, context) {
                    report.fault(at: source.range, ["source": source.text, "hint": ""])
                }
            }
        }
    }

    /// Whether more than one thing that is copied is not there: a part of a repository, or one before its build.
    private static func isPartial(_ workload: Workload) -> Bool {
        var missing: Set<String> = []
        for copy in workload.contextCopies {
            for source in copy.sources where source.outcome == .missing && !source.isRoot && !source.isWildcard {
                missing.insert(source.path)
            }
        }
        return missing.count > 1
    }

    private static func folderExists(_ path: String, _ context: BuildContext) -> Bool {
        let folder = RelativePath.folder(path)
        return folder.isEmpty || context.tree.exists(context.treePath(folder))
    }

    /// Files that nobody builds: a program, an archive or a certificate may come from an earlier step of a pipeline.
    private static func isHandWritten(_ name: String) -> Bool {
        SourceName.isInstallInput(name) || SourceName.isCode(name)
            || [".sh", ".conf", ".cfg", ".ini", ".toml"].contains { name.hasSuffix($0) }
    }

    /// The path that was meant: it differs in upper and lower case only, or in one letter of a longer name.
    private static func near(_ path: String, _ context: BuildContext) -> String? {
        var parts: [String] = []
        for part in path.split(separator: "/").map(String.init) {
            let folder = parts.joined(separator: "/")
            guard let entries = try? context.tree.list(context.treePath(folder)) else { return nil }
            if entries.contains(where: { $0.name == part }) {
                parts.append(part)
                continue
            }
            let close = entries.filter {
                $0.name.lowercased() == part.lowercased()
                    || part.utf8.count >= 7 && part.contains(".") && $0.kind == .file
                        && EditDistance.between($0.name, part) == 1
            }
            guard close.count == 1, let found = close.first else { return nil }
            parts.append(found.name)
        }
        let result = parts.joined(separator: "/")
        return context.matcher.decide(result).isIgnored ? nil : result
    }

    /// The plain names in `.gitignore`: such a file is made, not committed.
    private static func ignoredByGit(_ context: BuildContext) -> Set<String> {
        var names: Set<String> = []
        for path in Set([".gitignore", context.treePath(".gitignore")]) {
            for line in (context.tree.text(path) ?? "").split(separator: "\n") {
                var name = line.drop { $0 == " " || $0 == "/" }
                while let last = name.last, last == "/" || last == " " || last == "\r" { name = name.dropLast() }
                names.insert(String(name))
            }
        }
        return names
    }
}
