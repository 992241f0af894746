import ShellSyntax

/// The file that a download writes.
enum DownloadTarget {
    /// The path as written and the word that names it; nil when it is standard output or not constant.
    static func of(_ command: Command) -> (path: String, word: Word)? {
        let isCurl = command.program == "curl"
        guard isCurl || command.program == "wget" else { return nil }
        let options = command.options(
            taking: isCurl
                ? [
                    "-o", "--output", "-H", "--header", "-u", "--user", "-d", "--data", "-X", "--request", "-A", "-e",
                    "--retry", "-m", "--max-time", "--connect-timeout", "--cacert", "-b", "-c", "-F", "-T", "-x", "-w",
                    "--output-dir",
                ]
                : [
                    "-O", "--output-document", "-P", "--directory-prefix", "-o", "--output-file", "--header", "-t",
                    "--tries", "-T", "--timeout", "-U", "-e", "-a",
                ])
        if let option = isCurl ? options.first("-o", "--output") : options.first("-O", "--output-document") {
            guard let path = option.value, path != "-", !path.contains("$"), !path.contains("`"), path != "/dev/null"
            else { return nil }
            return (path, option.valueWord ?? option.word)
        }
        if isCurl, let redirection = command.redirections.first(where: { $0.writesFile && ($0.fd ?? 1) == 1 }) {
            guard let path = redirection.target.literal, !path.hasPrefix("/dev/") else { return nil }
            return (path, redirection.target)
        }
        guard isCurl ? options.has("-O", "--remote-name") : !options.has("-P", "--directory-prefix", "--spider"),
            !options.has("--output-dir", "-i"), options.positionals.count == 1, let url = options.positionals.first,
            let name = url.literal?.split(separator: "/").last, url.literal?.contains("://") == true,
            !name.contains("?"), name.contains(".")
        else { return nil }
        return (String(name), url)
    }

    static func isArchive(_ path: String) -> Bool {
        [
            ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2", ".tbz", ".tar.zst", ".zip", ".deb",
            ".rpm", ".7z",
        ]
        .contains { path.lowercased().hasSuffix($0) }
    }
}
