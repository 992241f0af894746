import Basics
import ECSModel

extension ActionActivities {
    /// Nil when the action is no scanner that is known.
    static func scan(_ name: String, _ context: ActionContext) -> ActionReading? {
        switch name {
        case "aquasecurity/trivy-action", "lazy-actions/gitrivy": trivy(context)
        case "anchore/scan-action", "anchore/grype-action":
            scanned(
                context, context.value("image") != nil ? .image : .files, context.image("image"),
                failing(context, "fail-build", otherwise: true))
        case "docker/scout-action": scout(context)
        case "crazy-max/ghaction-container-scan":
            scanned(context, .image, context.image("image"), given(context, "severity_threshold"))
        case "azure/container-scan", "aws-actions/vulnerability-scan-github-action-for-amazon-inspector":
            scanned(
                context, context.value("artifact_type")?.known == "repository" ? .files : .image,
                context.image("image-name") + context.image("artifact_path"), (.unknown, nil))
        case "bridgecrewio/checkov-action": checkov(context)
        case "aquasecurity/tfsec-action", "aquasecurity/tfsec-pr-commenter-action", "tfsec/tfsec-sarif-action":
            scanned(
                context, .configuration, [],
                name == "aquasecurity/tfsec-action"
                    ? failing(context, "soft_fail", otherwise: true, negated: true) : (.unknown, nil))
        case "checkmarx/kics-github-action", "checkmarx/kics-action": kics(context)
        case "github/codeql-action/analyze":
            // Alerts fail a check of their own, which settings of the repository may require.
            scanned(context, .code, [], (.unknown, nil))
        case "ossf/scorecard-action", "google/osv-scanner-action", "fossas/fossa-action", "zizmorcore/zizmor-action",
            "pypa/gh-action-pip-audit", "rustsec/audit-check", "securego/gosec", "horusec/horusec-action",
            "sysdiglabs/scan-action", "prisma-cloud/prisma-cloud-scan", "dependency-check/dependency-check_action":
            scanned(context, name == "sysdiglabs/scan-action" ? .image : .code, [], (.unknown, nil))
        case "actions/dependency-review-action":
            scanned(context, .files, [], failing(context, "warn-only", otherwise: true, negated: true))
        case "gitleaks/gitleaks-action", "zricethezav/gitleaks-action", "trufflesecurity/trufflehog",
            "gitguardian/ggshield-action", "gitguardian/ggshield/actions/secret":
            scanned(context, .secrets, [], (.fails, nil))
        case "returntocorp/semgrep-action", "semgrep/semgrep-action": scanned(context, .code, [], (.unknown, nil))
        case "goodwithtech/dockle-action", "erzz/dockle-action":
            scanned(context, .image, context.image("image"), (.unknown, nil))
        default: name.hasPrefix("snyk/actions/") && name != "snyk/actions/setup" ? snyk(name, context) : nil
        }
    }

    private typealias Outcome = (failing: Activity.Scan.Failing, place: Place?)

    private static func scanned(
        _ context: ActionContext, _ target: Activity.Scan.Target, _ images: [Activity.ImageUse], _ outcome: Outcome
    ) -> ActionReading {
        let scan = Activity.Scan(target, failing: outcome.failing, failingPlace: outcome.place)
        return ActionReading([
            Activity(.scan, tool: context.use.name, place: context.place, images: images, facts: .scan(scan))
        ])
    }

    /// A truth value that decides whether findings fail the step.
    private static func failing(
        _ context: ActionContext, _ name: String, otherwise: Bool, negated: Bool = false
    ) -> Outcome {
        guard let found = context.use.input(name), found.value.known != "" else {
            return (otherwise ? .fails : .neverFails, nil)
        }
        guard let flag = context.flag(name) else { return (.unknown, found.place) }
        return (flag != negated ? .fails : .neverFails, found.place)
    }

    /// Findings fail the step when an input is given.
    private static func given(_ context: ActionContext, _ name: String) -> Outcome {
        guard let found = context.use.input(name), found.value.known != "" else { return (.neverFails, nil) }
        return (found.value.known == nil ? .unknown : .fails, found.place)
    }

    /// https://github.com/aquasecurity/trivy-action: Trivy's exit code is 0 unless the input, `TRIVY_EXIT_CODE` or a
    /// `trivy.yaml` says something else.
    private static func trivy(_ context: ActionContext) -> ActionReading {
        let kind = context.value("scan-type").map { $0.known ?? "?" } ?? "image"
        let scanners = context.value("scanners")?.known ?? ""
        let target: Activity.Scan.Target =
            switch kind {
            case "image", "": .image
            case "config": .configuration
            case "fs", "rootfs", "repo", "filesystem":
                scanners == "secret"
                    ? .secrets : scanners == "misconfig" || scanners == "config" ? .configuration : .files
            default: .unknown
            }
        let outcome: Outcome
        if let code = context.use.input("exit-code"), code.value.known != "" {
            outcome = (code.value.known.map { $0 == "0" ? .neverFails : .fails } ?? .unknown, code.place)
        } else if let code = context.scope.variables["TRIVY_EXIT_CODE"] {
            outcome = (code.known.map { $0 == "0" ? .neverFails : .fails } ?? .unknown, nil)
        } else if context.value("trivy-config") != nil || context.exists("trivy.yaml") {
            outcome = (.unknown, nil)
        } else {
            outcome = (.neverFails, nil)
        }
        // An SBOM or a list of licences is no search for vulnerabilities.
        if let format = context.value("format")?.known, ["cyclonedx", "spdx", "spdx-json", "github"].contains(format) {
            return ActionReading([simple(.sbom, context, images: context.image("image-ref"))])
        }
        return scanned(context, target, context.image("image-ref"), outcome)
    }

    /// https://github.com/docker/scout-action: only `cves` (and `compare`) with `exit-code: true` fails.
    private static func scout(_ context: ActionContext) -> ActionReading {
        let commands = (context.value("command") ?? TermText("")).split { $0 == "," }.map(\.shown)
        guard commands.contains(where: { ["cves", "compare", "quickview", "policy"].contains($0) }) else {
            if commands.contains("sbom") {
                return ActionReading([simple(.sbom, context, images: context.image("image"))])
            }
            return ActionReading(isUnderstood: commands.allSatisfy { ["recommendations", "environment"].contains($0) })
        }
        let outcome: Outcome =
            context.value("exit-on") != nil
            ? (.unknown, context.place(of: "exit-on")) : failing(context, "exit-code", otherwise: false)
        return scanned(context, .image, context.image("image"), outcome)
    }

    /// https://github.com/bridgecrewio/checkov-action
    private static func checkov(_ context: ActionContext) -> ActionReading {
        let framework = context.value("framework")?.known ?? ""
        let isImage = framework.has("sca_image") || context.value("docker_image") != nil
        var outcome = failing(context, "soft_fail", otherwise: true, negated: true)
        if outcome.place == nil,
            context.value("config_file") != nil || context.exists(".checkov.yaml") || context.exists(".checkov.yml")
        {
            outcome = (.unknown, nil)
        }
        return scanned(
            context, framework == "secrets" ? .secrets : isImage ? .image : .configuration,
            context.image("docker_image"), outcome)
    }

    /// https://github.com/Checkmarx/kics-github-action
    private static func kics(_ context: ActionContext) -> ActionReading {
        if let ignored = context.use.input("ignore_on_exit"), let known = ignored.value.known {
            if known == "results" || known == "all" {
                return scanned(context, .configuration, [], (.neverFails, ignored.place))
            }
        }
        let given = given(context, "fail_on")
        return scanned(context, .configuration, [], given.failing == .fails ? given : (.unknown, given.place))
    }

    /// https://github.com/snyk/actions: `snyk test` fails when it finds something, `snyk monitor` only reports.
    private static func snyk(_ name: String, _ context: ActionContext) -> ActionReading {
        let target: Activity.Scan.Target =
            name.hasSuffix("/docker") ? .image : name.hasSuffix("/iac") ? .configuration : .files
        let command = context.use.input("command")
        let outcome: Outcome =
            switch command?.value.known {
            case "monitor"?: (.neverFails, command?.place)
            case "test"?, "code test"?, "iac test"?, "container test"?: (.fails, nil)
            case nil: command == nil ? (.fails, nil) : (.unknown, command?.place)
            default: (.unknown, command?.place)
            }
        return scanned(context, target, context.image("image"), outcome)
    }
}
