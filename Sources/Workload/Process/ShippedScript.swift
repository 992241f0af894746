package import Basics
package import DockerfileSyntax
package import ShellSyntax

/// A script that the image starts, read from the build context.
package struct ShippedScript: Sendable {
    /// Its path in the image.
    package var imagePath: String
    /// The file that holds its text.
    package var source: SourceFile
    /// The part of `source` that is the script.
    package var range: Range<Int>
    package var shell: ShellScript
    /// The COPY or ADD that brings it in.
    package var instruction: Int

    /// Whether a shell runs it: by its shebang, or by its name when it has none.
    package var isShell: Bool {
        if let shebang = shell.shebang {
            if Dialect(interpreter: shebang.interpreter) != nil { return true }
            // `#!/usr/bin/dumb-init /bin/sh`, `#!/usr/bin/with-contenv bash`: the shell stands behind.
            let last = shebang.arguments.first { !$0.hasPrefix("-") }
            return last.map { Dialect(interpreter: RelativePath.name($0)) != nil } ?? false
        }
        return imagePath.hasSuffix(".sh") || imagePath.hasSuffix(".bash")
    }

    package func span(_ range: Range<Int>) -> Span { source.span(range) }

    /// The script behind a word of ENTRYPOINT or CMD; nil when it does not come from the build context.
    package static func find(
        _ path: String, _ files: ImageFiles, _ config: ImageConfig, _ file: Dockerfile, _ stage: Stage,
        _ tree: (any FileTree)?
    ) -> ShippedScript? {
        for candidate in candidates(path, config) {
            switch files.origin(of: candidate, in: stage) {
            case .context(let treePath, let instruction)?:
                guard let source = tree?.source(treePath, limit: 256 << 10) else { continue }
                // A program is no script; its first bytes tell.
                guard !source.bytes.prefix(512).contains(0) else { return nil }
                return ShippedScript(
                    imagePath: candidate, source: source, range: 0..<source.bytes.count,
                    shell: ShellScript.parse(source.bytes), instruction: instruction)
            case .heredoc(let heredoc, let instruction)?:
                return ShippedScript(
                    imagePath: candidate, source: file.source, range: heredoc.content,
                    shell: ShellScript.parse(file.source.bytes, in: heredoc.content), instruction: instruction)
            case nil: continue
            }
        }
        return nil
    }

    /// A word as the runtime looks it up: absolute, from WORKDIR, or along PATH.
    private static func candidates(_ path: String, _ config: ImageConfig) -> [String] {
        if path.hasPrefix("/") { return [ImageFiles.absolute(path, in: nil) ?? path] }
        let workdir = config.workingFolder
        let inWorkdir = ImageFiles.absolute(path, in: workdir)
        if path.contains("/") { return [inWorkdir].compactMap { $0 } }
        let folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
        return folders.map { $0 + "/" + path } + [inWorkdir].compactMap { $0 }
    }
}
