import Basics
import ECSModel

/// Scanners: what they look at, and whether what they find makes them fail.
///
/// The defaults are those that each tool documents in its command reference.
enum CommandScans {
    static func read(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        switch call.program {
        case "trivy": return trivy(call, session)
        case "grype": return grype(call, session)
        case "snyk", "snyk-linux": return snyk(call, session)
        case "dockle": return dockle(call, session)
        case "docker-scout": return scout(call, session)
        case "gitleaks", "trufflehog", "semgrep", "govulncheck": return special(call, session)
        case "npm", "yarn", "pnpm": return audit(call)
        case "cargo":
            guard let verb = call.words.first?.text, verb == "audit" || verb == "deny" else { return nil }
            return [call.scan(.files, .fails)]
        case "bundle":
            return call.words.first?.text == "audit" ? [call.scan(.files, .fails, tool: "bundler-audit")] : nil
        default: return row(call, session)
        }
    }

    /// A scanner that fails when it finds something, unless an option says otherwise.
    private struct Row {
        var target: Activity.Scan.Target
        /// Options that make it never fail.
        var soft: [String] = []
        /// The words that it needs to scan; any, when empty.
        var words: Set<String> = []
        var failing = Activity.Scan.Failing.fails
    }

    private static let rows: [String: Row] = [
        "checkov": Row(target: .configuration, soft: ["--soft-fail", "-s"]),
        "tfsec": Row(target: .configuration, soft: ["--soft-fail", "-s"]),
        "kics": Row(target: .configuration, words: ["scan"]),
        "terrascan": Row(target: .configuration, words: ["scan"]),
        "cfn_nag": Row(target: .configuration), "cfn_nag_scan": Row(target: .configuration),
        "cfn-guard": Row(target: .configuration, words: ["validate"]),
        "conftest": Row(target: .configuration, soft: ["--no-fail"], words: ["test", "verify"]),
        "kube-linter": Row(target: .configuration, words: ["lint"]),
        "bandit": Row(target: .code, soft: ["--exit-zero"]),
        "gosec": Row(target: .code, soft: ["-no-fail"]),
        "brakeman": Row(target: .code, soft: ["--no-exit-on-warn"]),
        "sonar-scanner": Row(target: .code, failing: .unknown),
        "pip-audit": Row(target: .files),
        "safety": Row(target: .files, soft: ["--continue-on-error"], words: ["check", "scan"]),
        "osv-scanner": Row(target: .files), "cargo-audit": Row(target: .files), "cargo-deny": Row(target: .files),
        "bundler-audit": Row(target: .files), "bundle-audit": Row(target: .files), "nancy": Row(target: .files),
        "dependency-check": Row(target: .files, failing: .unknown),
        "dependency-check.sh": Row(target: .files, failing: .unknown),
        "detect-secrets": Row(target: .secrets, words: ["scan"], failing: .unknown),
        "detect-secrets-hook": Row(target: .secrets),
        "git-secrets": Row(target: .secrets, words: ["--scan", "--scan-history"]),
        "ggshield": Row(target: .secrets, soft: ["--exit-zero"]),
        "secretlint": Row(target: .secrets),
        "clair-scanner": Row(target: .image, failing: .unknown), "clairctl": Row(target: .image, failing: .unknown),
        "clair-action": Row(target: .image, failing: .unknown),
        "twistcli": Row(target: .image, failing: .unknown), "wizcli": Row(target: .image, failing: .unknown),
        "sysdig-cli-scanner": Row(target: .image, failing: .unknown),
        "anchorectl": Row(target: .image, failing: .unknown),
        "anchore-cli": Row(target: .image, failing: .unknown), "lw-scanner": Row(target: .image, failing: .unknown),
        "roxctl": Row(target: .image, failing: .unknown), "neuvector": Row(target: .image, failing: .unknown),
        "inspector-scan": Row(target: .image, failing: .unknown),
    ]

    private static func row(_ call: CommandCall, _ session: ScriptSession) -> [Activity]? {
        guard let row = rows[call.program] else { return nil }
        let options = call.options(["--ignore-on-exit"])
        if asksOnly(options) { return [] }
        let all = Set(options.texts + options.options.map(\.name))
        guard row.words.isEmpty || !row.words.isDisjoint(with: all) else { return [] }
        if let option = options.options.first(where: { row.soft.contains($0.name) }), option.value?.known != "false" {
            return [call.scan(row.target, .neverFails, at: option.place)]
        }
        if call.program == "kics", let value = options.value("--ignore-on-exit") {
            let never = value.known == "all" || value.known == "results"
            return [call.scan(row.target, never ? .neverFails : .unknown, at: options.last("--ignore-on-exit")?.place)]
        }
        let isOpen = options.mayHoldMore || options.has("--soft-fail-on", "--hard-fail-on", "--config-file")
        let images = row.target == .image ? CommandDocker.images(options.rest.suffix(1), session) : []
        return [call.scan(row.target, isOpen ? .unknown : row.failing, at: nil, images)]
    }

    private static func asksOnly(_ options: CommandOptions) -> Bool {
        options.has("--version", "-version", "--help", "-h")
            || ["version", "help", "completion"].contains(options.texts.first)
    }

    /// A tool whose `--exit-code N` is 0 unless it is given.
    private static func byExitCode(
        _ options: CommandOptions, _ names: [String], variable: String, _ call: CommandCall, _ session: ScriptSession
    ) -> (Activity.Scan.Failing, Place?) {
        if let option = options.options.last(where: { names.contains($0.name) }) {
            guard let value = option.value?.known else { return (.unknown, nil) }
            return value == "0" ? (.neverFails, option.place) : (.fails, option.place)
        }
        if let value = session.value(variable) {
            return (value.known.map { $0 == "0" ? .neverFails : .fails } ?? .unknown, nil)
        }
        return options.mayHoldMore ? (.unknown, nil) : (.neverFails, call.place)
    }

    // trivy.dev, "Others", "Exit Code": 0 by default; trivy.yaml may set it.
    private static func trivy(_ call: CommandCall, _ session: ScriptSession) -> [Activity]? {
        let options = call.options([
            "-s", "--severity", "-f", "--format", "-o", "--output", "-t", "--template", "--exit-code", "--timeout",
            "--cache-dir", "--scanners", "--security-checks", "--vuln-type", "--pkg-types", "--ignorefile", "-c",
            "--config",
            "--skip-dirs", "--skip-files", "--db-repository", "--java-db-repository", "--ignore-policy", "--platform",
            "--input", "--server", "--username", "--password", "--token", "--config-policy", "--policy", "--data",
            "--namespaces", "--exit-on-eol", "--image-src", "--cache-backend", "--ignore-status", "--compliance",
            "--report", "--vex", "--include-namespaces", "--kubeconfig", "--branch", "--commit",
            "--tag", "--tf-vars", "--sbom-sources", "--rekor-url", "--file-patterns",
        ])
        if asksOnly(options) || options.has("--download-db-only", "--reset", "--clear-cache", "--download-java-db-only")
        {
            return []
        }
        let verb = options.texts.first ?? ""
        let targets: [String: Activity.Scan.Target] = [
            "image": .image, "i": .image, "filesystem": .files, "fs": .files, "rootfs": .files, "repository": .files,
            "repo": .files, "r": .files, "config": .configuration, "conf": .configuration, "sbom": .files, "vm": .image,
            "kubernetes": .configuration, "k8s": .configuration,
        ]
        let others: Set = ["plugin", "module", "server", "clean", "convert", "registry", "vex", "version"]
        if others.contains(verb) { return [] }
        let target = targets[verb] ?? .image
        let words = targets[verb] == nil ? options.rest[...] : options.rest.dropFirst()
        let format = options.value("-f", "--format")?.known ?? ""
        let images = target == .image ? CommandDocker.images(words.suffix(1), session) : []
        // To make an SBOM it does not look for vulnerabilities unless it is told to.
        if ["cyclonedx", "spdx", "spdx-json"].contains(format), !options.has("--scanners", "--security-checks") {
            return [call.activity(.sbom, images)]
        }
        if options.has("-c", "--config") || session.open("trivy.yaml") != nil {
            if !options.has("--exit-code") { return [call.scan(target, .unknown, at: nil, images)] }
        }
        let (failing, place) = byExitCode(options, ["--exit-code"], variable: "TRIVY_EXIT_CODE", call, session)
        return [call.scan(target, failing, at: place, images)]
    }

    // Grype's README, "Gating on severity found": it fails only with --fail-on.
    private static func grype(_ call: CommandCall, _ session: ScriptSession) -> [Activity]? {
        let options = call.options([
            "-o", "--output", "-f", "--fail-on", "-c", "--config", "-t", "--template", "--file", "--platform", "-s",
            "--scope", "--distro", "--exclude", "--name", "--add-cpes-if-none", "--vex",
        ])
        if asksOnly(options) || ["db", "config", "explain"].contains(options.texts.first) { return [] }
        let text = options.texts.last ?? ""
        let isFiles = text.hasPrefix("dir:") || text.hasPrefix("sbom:") || text.hasPrefix("file:") || text == "."
        let images = isFiles ? [] : CommandDocker.images(options.rest.suffix(1), session)
        let target: Activity.Scan.Target = isFiles ? .files : .image
        if let option = options.last("-f", "--fail-on") { return [call.scan(target, .fails, at: option.place, images)] }
        let hasSettings =
            options.has("-c", "--config") || session.value("GRYPE_FAIL_ON_SEVERITY") != nil
            || [".grype.yaml", ".grype/config.yaml"].contains { session.open($0) != nil }
        if hasSettings || options.mayHoldMore { return [call.scan(target, .unknown, at: nil, images)] }
        return [call.scan(target, .neverFails, at: call.place, images)]
    }

    // docs.docker.com/reference/cli/docker/scout/cves: 2 with --exit-code when something is found, else 0.
    static func scout(_ call: CommandCall, _ session: ScriptSession) -> [Activity] {
        let options = call.options([
            "--format", "-o", "--output", "--only-severity", "--only-package-type", "--platform", "--org", "--type",
            "--epss-score", "--to", "--to-env", "--env", "--policy", "--only-stage", "--only-cve-id", "--vex-location",
            "--only-package", "--only-policy",
        ])
        guard let verb = options.texts.first else { return [] }
        let images = CommandDocker.images(options.rest.dropFirst().prefix(1), session)
        switch verb {
        case "cves", "compare", "quickview", "qv", "policy":
            if let option = options.last("-e", "--exit-code", "-x", "--exit-on") {
                return [
                    call.scan(.image, option.value?.known == "false" ? .neverFails : .fails, at: option.place, images)
                ]
            }
            return [call.scan(.image, options.mayHoldMore ? .unknown : .neverFails, at: call.place, images)]
        case "sbom": return [call.activity(.sbom, images)]
        default: return []
        }
    }

    // docs.snyk.io, "Snyk CLI", "Exit codes": 1 when something is found; monitor only takes a snapshot.
    private static func snyk(_ call: CommandCall, _ session: ScriptSession) -> [Activity]? {
        let options = call.options()
        let words = options.rest
        var target = Activity.Scan.Target.files
        var rest = words[...]
        switch words.first?.text {
        case "container": (target, rest) = (.image, words.dropFirst())
        case "code": (target, rest) = (.code, words.dropFirst())
        case "iac": (target, rest) = (.configuration, words.dropFirst())
        default: break
        }
        let images = target == .image ? CommandDocker.images(rest.dropFirst().prefix(1), session) : []
        let isContainer = options.has("--docker")
        switch rest.first?.text {
        case "test":
            return [
                call.scan(
                    isContainer ? .image : target, options.mayHoldMore ? .unknown : .fails, at: nil,
                    isContainer ? CommandDocker.images(rest.dropFirst().prefix(1), session) : images)
            ]
        case "monitor": return [call.scan(target, .neverFails, at: call.place, images)]
        case "sbom": return [call.activity(.sbom, images)]
        default: return []
        }
    }

    // Dockle's README, "Specify exit code": 0 by default.
    private static func dockle(_ call: CommandCall, _ session: ScriptSession) -> [Activity]? {
        let options = call.options([
            "--exit-code", "-c", "--exit-level", "-l", "-i", "--ignore", "-f", "--format", "-o", "--output", "--input",
            "--timeout", "--username", "-u", "--password", "-p", "-af", "--accept-file", "-ak", "--accept-key",
        ])
        if asksOnly(options) { return [] }
        let (failing, place) = byExitCode(options, ["--exit-code", "-c"], variable: "DOCKLE_EXIT_CODE", call, session)
        return [
            call.scan(.configuration, failing, at: place, CommandDocker.images(options.rest.suffix(1), session))
        ]
    }

    private static func special(_ call: CommandCall, _ session: ScriptSession) -> [Activity]? {
        let options = call.options(["--config", "-c", "--exit-code", "-f", "--format", "-o", "--output"])
        if asksOnly(options) { return [] }
        switch call.program {
        case "gitleaks":
            if options.last("--exit-code")?.value?.known == "0" {
                return [call.scan(.secrets, .neverFails, at: options.last("--exit-code")?.place)]
            }
            return [call.scan(.secrets, .fails)]
        case "trufflehog":
            // It fails only when told to.
            return [
                options.has("--fail")
                    ? call.scan(.secrets, .fails, at: options.first("--fail")?.place)
                    : call.scan(.secrets, options.mayHoldMore ? .unknown : .neverFails, at: call.place)
            ]
        case "semgrep":
            if options.texts.first == "ci" || options.has("--error") { return [call.scan(.code, .fails)] }
            if ["login", "install-semgrep-pro", "publish", "lsp"].contains(options.texts.first) { return [] }
            return [call.scan(.code, options.mayHoldMore ? .unknown : .neverFails, at: call.place)]
        default:
            // govulncheck: with -json or another format than text it always succeeds.
            let format = options.last("-json", "-format")
            let isText = format == nil || format?.value?.known == "text"
            return [call.scan(.files, isText ? .fails : .neverFails, at: format?.place)]
        }
    }

    private static func audit(_ call: CommandCall) -> [Activity]? {
        let options = call.options(["--audit-level", "--level", "--prefix", "-C", "--dir", "--cwd"])
        var texts = options.texts[...]
        if texts.first == "npm" { texts = texts.dropFirst() }
        guard texts.first == "audit" else { return nil }
        if ["fix", "signatures"].contains(texts.dropFirst().first) { return [] }
        if let level = options.last("--audit-level"), level.value?.known == "none" {
            return [call.scan(.files, .neverFails, at: level.place)]
        }
        return [call.scan(.files, .fails)]
    }
}
