import Basics
import ECSModel
import ShellSyntax

/// `docker run` and `docker exec`: a tool in a container, or the image that was built.
enum CommandRun {
    private static let taking: Set<String> = [
        "-e", "--env", "--env-file", "-v", "--volume", "-w", "--workdir", "-u", "--user", "-p", "--publish", "--name",
        "--network", "--net", "--entrypoint", "--mount", "--platform", "-h", "--hostname", "--link", "-l", "--label",
        "--pull", "-m", "--memory", "--cpus", "--add-host", "--tmpfs", "--cap-add", "--cap-drop", "--security-opt",
        "--device", "--dns", "--ipc", "--pid", "--restart", "--shm-size", "--ulimit", "--userns", "--volumes-from",
        "--log-driver", "--log-opt", "--health-cmd", "--cidfile", "--gpus", "--runtime", "--network-alias", "-a",
        "--attach", "--stop-signal", "--stop-timeout", "--detach-keys", "--creds",
    ]

    static func run(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        let options = call.options(taking, stopsAtWord: true)
        guard let image = options.rest.first else { return options.mayHoldMore ? nil : [] }
        let words = options.rest.dropFirst()
        let use = CommandDocker.images([image], session)
        if options.isOn("-d", "--detach") == true
            || options.options.contains(where: { $0.name == "-dit" || $0.name == "-itd" })
        {
            session.hasStartedContainer = true
            session.startedImages = use
            return []
        }
        let name = repository(image.text)
        let tool = session.isMadeHere(image.value) ? nil : images[name] ?? images[RelativePath.name(name)]
        if tool == nil, session.isMadeHere(image.value) || image.value.known == nil {
            // Of an image whose name is open it cannot be told whether it is the one that was built.
            guard let first = words.first else { return [call.activity(.imageTest, use)] }
            return inside(call.inner(first.text, words.dropFirst()), use, call, &session)
        }
        if name.contains("binfmt") || name.contains("qemu-user-static") {
            return [call.activity(.install, [], tool: RelativePath.name(name))]
        }
        if let tool {
            // The image's own program may be written once more: `docker run aquasec/trivy trivy image x`.
            let rest = words.first?.text == tool ? words.dropFirst() : words
            return CommandTools.read(call.inner(tool, rest), &session)
        }
        let program = options.value("--entrypoint")?.known ?? words.first?.text
        guard let program else { return nil }
        let rest = options.value("--entrypoint") == nil ? words.dropFirst() : words
        return CommandTools.read(call.inner(program, rest), &session)
    }

    static func exec(_ call: CommandCall, _ session: inout ScriptSession) -> [Activity]? {
        let words = call.options(taking, stopsAtWord: true).rest
        guard let first = words.dropFirst().first else { return [] }
        return inside(call.inner(first.text, words.dropFirst(2)), [], call, &session)
    }

    /// A command in a container of the image: tests there are tests of the image.
    static func inside(
        _ inner: CommandCall, _ images: [Activity.ImageUse], _ outer: CommandCall, _ session: inout ScriptSession
    ) -> [Activity] {
        let shells: Set = ["sh", "bash", "ash", "/bin/sh", "/bin/bash"]
        if shells.contains(inner.program) || shells.contains(inner.path) { return [outer.activity(.imageTest, images)] }
        let found = CommandTools.read(inner, &session) ?? []
        let kinds = Set(found.map(\.kind))
        if found.isEmpty || kinds.isSubset(of: [.test, .verify, .imageTest]) {
            return [outer.activity(.imageTest, images)]
        }
        return found
    }

    /// The name of an image without registry host, tag and digest.
    static func repository(_ image: String) -> String {
        var parts =
            image.split(separator: "@", maxSplits: 1)[...].first.map(String.init)?
            .split(separator: "/").map(String.init) ?? []
        if parts.count > 1, let host = parts.first, host.contains(".") || host.contains(":") { parts.removeFirst() }
        if let last = parts.popLast() { parts.append(String(last.prefix { $0 != ":" })) }
        return parts.joined(separator: "/")
    }

    /// Images that are tools, by their name without the host, or by its last part.
    private static let images: [String: String] = [
        "aquasec/trivy": "trivy", "trivy": "trivy", "anchore/grype": "grype", "grype": "grype", "anchore/syft": "syft",
        "syft": "syft", "hadolint": "hadolint", "hadolint/hadolint": "hadolint", "dockle": "dockle",
        "bridgecrew/checkov": "checkov", "checkov": "checkov", "tfsec": "tfsec", "checkmarx/kics": "kics",
        "zricethezav/gitleaks": "gitleaks", "gitleaks": "gitleaks", "trufflesecurity/trufflehog": "trufflehog",
        "trufflehog": "trufflehog", "semgrep": "semgrep", "returntocorp/semgrep": "semgrep", "cosign": "cosign",
        "osv-scanner": "osv-scanner", "koalaman/shellcheck": "shellcheck", "shellcheck": "shellcheck",
        "shellcheck-alpine": "shellcheck", "actionlint": "actionlint", "kaniko-project/executor": "kaniko",
        "executor": "kaniko", "skopeo": "skopeo", "crane": "crane", "regctl": "regctl", "oras": "oras",
        "ecs-deploy": "ecs-deploy",
        "flyway": "flyway",
        "liquibase": "liquibase", "terraform": "terraform", "aws-cli": "aws", "amazon/aws-cli": "aws",
        "cfn-lint": "cfn-lint",
        "container-structure-test": "container-structure-test", "yamllint": "yamllint", "tflint": "tflint",
        "golangci-lint": "golangci-lint", "golangci/golangci-lint": "golangci-lint", "snyk": "snyk",
        "clair": "clair-scanner",
        "plimsoll": "plimsoll", "pack": "pack", "buildpacksio/pack": "pack", "ecspresso": "ecspresso",
        "kayac/ecspresso": "ecspresso", "sonar-scanner-cli": "sonar-scanner", "bats": "bats", "bats/bats": "bats",
        "migrate": "migrate", "migrate/migrate": "migrate", "dbmate": "dbmate",
    ]
}
