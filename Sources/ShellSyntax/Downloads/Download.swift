/// A command that fetches something from the network: curl, wget, fetch, aria2c or `git clone`.
package struct Download: Sendable {
    package enum Tool: String, Sendable, Hashable {
        case curl, wget, fetch, aria2c
        case gitClone = "git clone"
    }

    /// The programs that may fetch.
    static let tools: Set<String> = ["curl", "wget", "fetch", "aria2c", "git"]

    package enum Output: Sendable {
        case standardOutput
        /// Named after the URL (`curl -O`, plain `wget`).
        case remoteName
        case file(Word)
        /// `wget -P`, the second word of `git clone`.
        case folder(Word)
    }

    package let tool: Tool
    package let urls: [Word]
    package let output: Output
    package let options: Options
    /// The word that turns off the check of certificates: `-k`, `--insecure`, `--no-check-certificate`; for git also
    /// the assignment's value in `GIT_SSL_NO_VERIFY=1`.
    package let insecure: Range<Int>?
    /// An HTTP error makes it fail: always but for curl, which needs `-f` or `--fail`.
    package let failsOnHTTPError: Bool
    /// The branch or tag of `git clone --branch`.
    package let reference: String?
    /// The interpreter that runs what is fetched: `curl … | sh`, `bash <(curl …)`, `sh -c "$(curl …)"`.
    package internal(set) var pipesInto: Execution?
    /// The index of the command in ``ShellScript/commands``.
    package let commandIndex: Int
    package let range: Range<Int>

    /// How fetched bytes come to be run.
    package struct Execution: Sendable, Hashable {
        package enum Form: String, Sendable, Hashable {
            case pipe, substitution, processSubstitution
        }

        /// `sh`, `bash`, `eval`, `source`, `python3`, …
        package let interpreter: String
        package let form: Form
        package let commandIndex: Int
    }

    /// The URLs that use plain HTTP or FTP.
    package var unencryptedURLs: [Word] {
        urls.filter { url in
            let text = url.template
            return text.hasPrefix("http://") || text.hasPrefix("ftp://") || text.hasPrefix("git://")
        }
    }

    /// Reads a command; nil when it fetches nothing. ``pipesInto`` is only known to ``ShellScript/downloads``.
    package init?(_ command: Command) {
        guard command.kind == .simple, let program = command.program else { return nil }
        switch program {
        case "curl": tool = .curl
        case "wget": tool = .wget
        case "fetch": tool = .fetch
        case "aria2c": tool = .aria2c
        case "git": tool = .gitClone
        default: return nil
        }
        options = command.options(taking: Self.taking(tool))
        var urls = options.positionals
        if tool == .gitClone {
            guard urls.first?.literal == "clone" else { return nil }
            urls.removeFirst()
        }
        output = Self.output(tool, urls, options, command)
        if tool == .gitClone { urls = Array(urls.prefix(1)) }
        urls += options.options.compactMap { $0.name == "--url" ? $0.valueWord : nil }
        guard !urls.isEmpty else { return nil }
        self.urls = urls
        insecure = Self.insecure(tool, options, command)
        failsOnHTTPError = tool != .curl || options.has("-f", "--fail", "--fail-with-body")
        reference = tool == .gitClone ? options.value("-b", "--branch") : nil
        commandIndex = command.index
        range = command.effective?.range ?? command.range
    }

    private static func output(_ tool: Tool, _ urls: [Word], _ options: Options, _ command: Command) -> Output {
        if tool == .gitClone { return urls.count > 1 ? .folder(urls[1]) : .remoteName }
        let names: [String] =
            switch tool {
            case .wget: ["-O", "--output-document"]
            case .aria2c: ["-o", "--out"]
            default: ["-o", "--output"]
            }
        if let option = options.options.last(where: { names.contains($0.name) }) {
            if option.value == "-" { return redirected(command) }
            return .file(option.valueWord ?? option.word)
        }
        switch tool {
        case .curl:
            let isNamed = options.has("-O", "--remote-name", "--remote-name-all", "-J")
            return isNamed ? .remoteName : redirected(command)
        case .wget:
            let folder = options.first("-P", "--directory-prefix")
            return folder.map { .folder($0.valueWord ?? $0.word) } ?? .remoteName
        default: return .remoteName
        }
    }

    private static func redirected(_ command: Command) -> Output {
        let file = command.redirections.last { $0.writesFile && ($0.fd ?? 1) == 1 }
        return file.map { .file($0.target) } ?? .standardOutput
    }

    private static func insecure(_ tool: Tool, _ options: Options, _ command: Command) -> Range<Int>? {
        let option: Options.Option? =
            switch tool {
            case .curl: options.first("-k", "--insecure", "--proxy-insecure")
            case .wget: options.first("--no-check-certificate")
            case .fetch: options.first("--no-verify-peer", "--no-verify-hostname")
            case .aria2c: options.options.first { $0.name == "--check-certificate" && $0.value == "false" }
            case .gitClone:
                options.options.first {
                    ($0.name == "-c" || $0.name == "--config") && $0.value?.lowercased() == "http.sslverify=false"
                }
            }
        if let option { return option.word.range }
        guard tool == .gitClone else { return nil }
        return command.assignments.first {
            $0.name == "GIT_SSL_NO_VERIFY" && $0.value?.literal != "0" && $0.value?.literal != "false"
        }?.range
    }

    private static func taking(_ tool: Tool) -> Set<String> {
        switch tool {
        case .curl: curlOptions
        case .wget: wgetOptions
        case .fetch: ["-o", "-N", "-S", "-T", "-w", "-B", "-i", "--user-agent"]
        case .aria2c: ["-o", "--out", "-d", "--dir", "-x", "-s", "-j", "-k", "--header", "-i", "--input-file", "-l"]
        case .gitClone:
            [
                "-b", "--branch", "--depth", "-c", "--config", "-o", "--origin", "-j", "--jobs", "-C", "--reference",
                "--template", "-u", "--upload-pack", "--separate-git-dir", "--filter", "--shallow-since",
                "--shallow-exclude", "--revision", "--git-dir", "--work-tree",
            ]
        }
    }

    /// From curl(1).
    private static let curlOptions: Set<String> = [
        "-o", "--output", "-H", "--header", "-d", "--data", "-u", "--user", "-A", "--user-agent", "-e", "--referer",
        "-x", "--proxy", "-X", "--request", "-T", "--upload-file", "-F", "--form", "-b", "--cookie", "-c",
        "--cookie-jar", "-m", "--max-time", "--connect-timeout", "--retry", "--retry-delay", "--retry-max-time", "-w",
        "--write-out", "--cacert", "--capath", "-E", "--cert", "--key", "-C", "--continue-at", "-r", "--range", "-D",
        "--dump-header", "-K", "--config", "-y", "-Y", "-z", "--time-cond", "-Q", "--quote", "-t", "-P", "-U",
        "--proxy-user", "--url", "--resolve", "--connect-to", "--output-dir", "--create-file-mode", "--limit-rate",
        "--proto", "--proto-default", "--proto-redir", "--ciphers", "--tls13-ciphers", "--interface", "--noproxy",
        "--oauth2-bearer", "--data-binary", "--data-raw", "--data-urlencode", "--data-ascii", "--json", "--tls-max",
        "--cert-type", "--key-type", "--pass", "--max-redirs", "--max-filesize", "--unix-socket", "--aws-sigv4",
        "--rate", "--parallel-max", "--dns-servers", "--keepalive-time", "--speed-limit", "--speed-time", "--stderr",
        "--trace", "--trace-ascii", "--netrc-file", "--preproxy", "--socks5", "--socks5-hostname", "--pinnedpubkey",
        "--crlfile", "--engine", "--form-string", "--local-port", "--expect100-timeout", "--happy-eyeballs-timeout-ms",
    ]

    /// From wget(1).
    private static let wgetOptions: Set<String> = [
        "-O", "--output-document", "-P", "--directory-prefix", "-o", "--output-file", "-a", "--append-output", "-t",
        "--tries", "-T", "--timeout", "-w", "--wait", "-U", "--user-agent", "--header", "--post-data", "--post-file",
        "--user", "--password", "--http-user", "--http-password", "--ca-certificate", "--ca-directory", "-i",
        "--input-file", "-B", "--base", "-e", "--execute", "-Q", "--quota", "-l", "--level", "-A", "--accept", "-R",
        "--reject", "-D", "--domains", "-X", "--exclude-directories", "-I", "--include-directories", "--limit-rate",
        "--read-timeout", "--connect-timeout", "--dns-timeout", "--waitretry", "--method", "--body-data",
        "--body-file", "--certificate", "--private-key", "--secure-protocol", "--progress", "--max-redirect",
        "--referer", "--cut-dirs", "--load-cookies", "--save-cookies", "--retry-on-http-error",
    ]
}
