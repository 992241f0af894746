import DockerfileSyntax
import ShellSyntax

/// What becomes of a download.
enum FetchedCode {
    /// The downloads of a script but for clones; no more than a build can have, since each is followed through it.
    static func downloads(_ shell: ShellScript) -> [Download] {
        shell.downloads.prefix(200).filter { $0.tool != .gitClone }
    }

    /// Whether what is fetched is run at once, read by a shell or another interpreter as its program.
    static func runsAtOnce(_ download: Download, in shell: ShellScript) -> Bool {
        guard let execution = download.pipesInto, shell.commands.indices.contains(execution.commandIndex) else {
            return false
        }
        let command = shell.commands[execution.commandIndex]
        let arguments = Array(command.effectiveArguments)
        switch execution.form {
        case .pipe: return readsProgramFromInput(arguments)
        case .processSubstitution:
            if command.redirections.contains(where: { holds($0.target, download) }) {
                return readsProgramFromInput(arguments)
            }
            let first = arguments.first { $0.literal?.hasPrefix("-") != true }
            return first.map { holds($0, download) } ?? false
        case .substitution:
            guard let position = arguments.firstIndex(where: { holds($0, download) }) else { return false }
            // The fetched text itself is the program, not a word in one.
            guard startsWithSubstitution(arguments[position]) else { return false }
            if execution.interpreter == "eval" { return position == 0 }
            guard position > 0, let option = arguments[position - 1].literal else { return false }
            return option.hasPrefix("-") && !option.hasPrefix("--") && (option.hasSuffix("c") || option.hasSuffix("e"))
        }
    }

    /// `sh`, `bash -s -- x`, `python3 -`: no program in the arguments.
    private static func readsProgramFromInput(_ arguments: [ShellSyntax.Word]) -> Bool {
        for word in arguments {
            guard let text = word.literal else { return false }
            if text == "-" || text == "/dev/stdin" || text == "-s" || text == "--" { return true }
            guard text.hasPrefix("-") else { return false }
            if text.hasPrefix("--") { continue }
            if text.hasSuffix("s") { return true }
            // The program is in the next word, or a module.
            if text.hasSuffix("c") || text.hasSuffix("m") || text.contains("e") && text != "-e" { return false }
            if text == "-e" || text == "-n" || text == "-p" || text == "-r" { continue }
        }
        return true
    }

    private static func holds(_ word: ShellSyntax.Word, _ download: Download) -> Bool {
        word.range.lowerBound <= download.range.lowerBound && download.range.upperBound <= word.range.upperBound
    }

    private static func startsWithSubstitution(_ word: ShellSyntax.Word) -> Bool {
        let text = word.template
        return text.hasPrefix("$(") || text.hasPrefix("`")
    }

    /// Whether what is fetched is unpacked in the same pipeline.
    static func isUnpacked(_ download: Download, in shell: ShellScript) -> Bool {
        guard shell.commands.indices.contains(download.commandIndex) else { return false }
        let context = shell.commands[download.commandIndex].context
        guard context.pipelineCount > 1 else { return false }
        return shell.commands.contains { command in
            command.context.pipelineID == context.pipelineID
                && command.context.pipelineIndex > context.pipelineIndex && unpackers.contains(command.program ?? "")
        }
    }

    /// Whether a command fails on a file that is no archive, package, key or program text.
    static func opens(_ command: Command) -> Bool {
        let program = command.program ?? ""
        return unpackers.contains(program)
            || ["apt", "apt-get", "dnf", "yum", "microdnf", "zypper", "gpg"].contains(program)
    }

    private static let unpackers: Set<String> = [
        "tar", "bsdtar", "unzip", "gunzip", "gzip", "xz", "unxz", "zcat", "bunzip2", "bzip2", "zstd", "cpio", "dpkg",
        "apk", "rpm", "rpm2cpio", "pip", "pip3",
    ]

    /// The base name of the file that a download is kept in; empty when it goes on in a pipe.
    static func fileName(_ download: Download) -> String {
        let path: String
        switch download.output {
        case .standardOutput: return ""
        case .file(let word): path = word.template
        case .remoteName, .folder: path = download.urls.first?.template ?? ""
        }
        return String(path.split(separator: "/").last ?? "")
    }

    /// Whether a shell or another interpreter runs the kept file later in the same script.
    static func runsLater(_ download: Download, in shell: ShellScript) -> Bool {
        let name = fileName(download)
        guard !name.isEmpty else { return false }
        return shell.commands.contains { command in
            guard command.index > download.commandIndex, let program = command.program else { return false }
            if program == name, command.words[command.effectiveIndex].template.contains("/") {
                return name.hasSuffix(".sh") || name.hasSuffix(".run")
            }
            guard interpreters.contains(program) || program.hasPrefix("python3") else { return false }
            let first = command.effectiveArguments.first { !$0.template.hasPrefix("-") }
            return first.map { $0.template == name || $0.template.hasSuffix("/" + name) } ?? false
        }
    }

    private static let interpreters: Set<String> = [
        "sh", "bash", "dash", "ash", "zsh", "python", "perl", "ruby", "php", ".", "source",
    ]

    /// Whether a URL or file is, by its name, something that will run: an archive, a package, a program.
    static func isCode(_ name: String) -> Bool {
        var path = name[...]
        if let end = path.firstIndex(where: { $0 == "?" || $0 == "#" }) { path = path[..<end] }
        let lower = path.lowercased()
        return endings.contains { lower.hasSuffix($0) }
    }

    private static let endings = [
        ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2", ".tar.zst", ".zip", ".gz", ".xz", ".7z",
        ".deb", ".rpm", ".apk", ".whl", ".egg", ".jar", ".war", ".gem", ".phar", ".sh", ".bash", ".run", ".bin",
        ".appimage", ".exe", ".msi", ".so", ".pl",
    ]

    /// Whether a download is written where programs live, or made executable in the same script.
    static func becomesProgram(_ download: Download, in shell: ShellScript) -> Bool {
        guard case .file(let word) = download.output else { return false }
        let path = word.template
        if programFolders.contains(where: path.hasPrefix) { return !path.hasSuffix(".asc") && !path.hasSuffix(".sig") }
        return shell.commands.contains { command in
            guard command.program == "chmod" else { return false }
            let words = command.effectiveArguments.map(\.template)
            return words.contains(path)
                && (words.first.map { $0.contains("x") || $0.hasPrefix("7") || $0.hasPrefix("07") || $0.hasPrefix("5") }
                    ?? false)
        }
    }

    private static let programFolders = [
        "/usr/local/bin/", "/usr/bin/", "/bin/", "/usr/local/sbin/", "/usr/sbin/", "/sbin/", "/opt/bin/",
    ]
}
