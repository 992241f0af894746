import Basics
import ECSModel
import ShellSyntax

/// Requests by HTTP: to the service that was deployed, to the container that was started, to a chat.
enum CommandRequests {
    static func read(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        guard ["curl", "wget", "http", "https", "xh"].contains(call.program) else { return nil }
        let options = call.options([
            "-X", "--request", "-H", "--header", "-d", "--data", "--data-raw", "--data-binary", "-o", "--output", "-w",
            "--write-out", "-u", "--user", "-m", "--max-time", "--retry", "--retry-delay", "--connect-timeout", "-O",
            "-A", "--user-agent", "-F", "--form", "-b", "-c", "-T", "--upload-file", "-e", "--cacert", "--cert",
            "--key",
            "--resolve", "--retry-max-time", "--output-document", "--tries", "--timeout", "-P", "--url", "-x",
            "--proxy",
            "--json", "--post-data",
        ])
        let urls = (options.rest.map(\.value) + options.all("--url").compactMap(\.value)).map(\.shown)
        if urls.contains(where: isChat) { return [call.activity(.notify)] }
        let isLocal = urls.contains { url in
            ["localhost", "127.0.0.1", "0.0.0.0", "://docker:", "host.docker.internal"].contains { url.contains($0) }
        }
        if session.hasStartedContainer, isLocal { return [call.activity(.imageTest, session.startedImages)] }
        if isLocal { return [] }
        let asks =
            options.options.contains {
                ($0.name == "-w" || $0.name == "--write-out") && ($0.value?.shown ?? "").contains("http_code")
            }
            || urls.contains(where: isHealth)
        let keeps = options.all("-o", "--output", "-O", "--remote-name", "--output-document")
            .contains { ($0.value?.known ?? "file") != "/dev/null" }
        if keeps || call.next != nil && !asks { return [] }
        return asks || session.hasDeployed ? [call.activity(.verify)] : []
    }

    private static func isChat(_ url: String) -> Bool {
        let text = url.lowercased()
        return [
            "hooks.slack.com", "slack.com/api", "discord.com/api/webhooks", "webhook.office.com", "chat.googleapis.com",
            "api.telegram.org", "api.chatwork.com", "notify-api.line.me", "events.pagerduty.com", "slack_webhook",
            "slack_url", "slack_hook", "discord_webhook", "teams_webhook", "webhook_url",
        ].contains { text.contains($0) }
    }

    private static func isHealth(_ url: String) -> Bool {
        let ends = ["/health", "/ping", "/status", "/ready", "/live", "/version", "/up"]
        return ends.contains { (end: String) -> Bool in
            if url.hasSuffix(end) { return true }
            let continued = ["z", "/", "?", "check"].map { end + $0 }
            return continued.contains { url.contains($0) }
        }
    }

    /// `echo NAME=value >> $GITHUB_ENV` sets a variable for later steps, `$GITHUB_OUTPUT` an output of this one.
    static func readOutput(_ call: CommandCall, _ session: inout ScriptSession) {
        guard let target = call.command.redirections.first(where: \.writesFile)?.target.template,
            target.contains("GITHUB_ENV") || target.contains("GITHUB_OUTPUT"),
            let value = call.words.first(where: { !$0.isOption })?.value
        else { return }
        let head = value.knownPrefix
        guard let equals = head.utf8.firstIndex(of: UInt8(ascii: "=")) else { return }
        let name = String(head[..<equals])
        let tail = String(head[head.utf8.index(after: equals)...])
        var rest = TermText([.literal(tail)] + value.parts.dropFirst())
        let isForAll = target.contains("GITHUB_ENV")
        // Set under a condition, or in two ways, it may be either.
        let before = isForAll ? session.environment[name] : session.outputs[name]
        if call.isConditional || (before != nil && before != rest) {
            rest = TermText([.unknown(Unknown(.condition, name))])
        }
        if isForAll { session.environment[name] = rest } else { session.outputs[name] = rest }
    }
}
