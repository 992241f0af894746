import Basics
import RuleKit
import Workload

/// A `.dockerignore` for a context, from what is in it and what its tools will put there.
struct IgnoreFileDraft {
    private let workload: Workload
    private let context: BuildContext
    /// What is to be kept out besides.
    private let hidden: [String]

    init(_ workload: Workload, _ context: BuildContext, hiding hidden: [String] = []) {
        self.workload = workload
        self.context = context
        self.hidden = hidden
    }

    /// Creates the file, or fills an empty one.
    var fix: Fix {
        let file = context.ignoreFile
        let path = file?.source.path ?? context.treePath(".dockerignore")
        let end = file?.source.bytes.count ?? 0
        let gap = file?.source.bytes.last.map { $0 == 0x0A ? "" : "\n" } ?? ""
        return Fix(
            .ask, [Edit(path: path, end..<end, gap + lines.joined(separator: "\n") + "\n")],
            note: Text(
                en: "Check that neither the build nor the program reads any of these; build once more.",
                ja: "ビルドとプログラムがこれらを読み込まないことを確認し、もう一度ビルドしてください。"))
    }

    var lines: [String] {
        var lines = [".git", ".env", ".env.*", "!.env.example"]
        let makesItsOwn = Needless.makesItsOwn(workload)
        for language in languages {
            // What is there and is not made by the build is what the image runs.
            lines += (Self.generated[language] ?? []).filter { makesItsOwn || !isThere($0) }
        }
        for entry in Needless.toKeepOut(context.listing.files, workload, context) where entry.kind != .environmentFile {
            if !lines.contains("**/" + RelativePath.name(entry.place)) { lines.append(entry.place) }
        }
        let covering = IgnoreMatcher(lines)
        lines += hidden.filter { covering?.decide($0).isIgnored != true }
        lines += ["Dockerfile*", "compose*.y*ml", "docker-compose*.y*ml", ".dockerignore"]
        var seen: Set<String> = []
        // What a COPY names must stay.
        return lines.filter { !isNeeded($0) && seen.insert($0).inserted }
    }

    private var languages: [PackageLanguage] {
        var found: [PackageLanguage] = []
        for manifest in workload.manifests where !found.contains(manifest.ecosystem.language) {
            found.append(manifest.ecosystem.language)
        }
        return found
    }

    /// Whether the context holds a file or folder of that name.
    private func isThere(_ line: String) -> Bool {
        let name = Substring(line.hasPrefix("**/") ? String(line.dropFirst(3)) : line)
        return context.listing.files.contains { $0.path.split(separator: "/").contains(name) }
    }

    /// Whether a line would take away what a COPY names.
    private func isNeeded(_ line: String) -> Bool {
        guard let matcher = IgnoreMatcher([line]) else { return true }
        let name = line.hasPrefix("**/") ? String(line.dropFirst(3)) : line
        return workload.contextCopies.contains { copy in
            copy.sources.contains { source in
                guard !source.isRoot else { return false }
                return source.path == name || source.path.hasPrefix(name + "/") || source.path.hasSuffix("/" + name)
                    || matcher.decide(source.path).isIgnored
            }
        }
    }

    /// What each language's tools leave in a working copy.
    static let generated: [PackageLanguage: [String]] = [
        .javascript: ["**/node_modules", "npm-debug.log*"],
        .python: [".venv", "**/__pycache__", "**/*.pyc", ".pytest_cache"],
        .java: ["target", ".gradle"],
        .rust: ["target"],
        .dotnet: ["**/bin", "**/obj"],
        .ruby: [".bundle", "log", "tmp"],
        .swift: [".build"],
    ]
}
