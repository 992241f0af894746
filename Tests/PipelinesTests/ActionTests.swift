import Basics
import ECSModel
import Pipelines
import Testing
import Workload

/// What well-known actions do, by the defaults that their `action.yml` gives.
struct ActionTests {
    private static func steps(
        _ steps: String, head: String = "", runner: String = "ubuntu-latest"
    ) throws -> [Step] {
        try #require(GitHubFixture.job(steps, head: head, runner: runner)).steps
    }

    private static func activity(
        _ text: String, head: String = "", runner: String = "ubuntu-latest"
    ) throws -> Activity {
        try #require(try steps(text, head: head, runner: runner).last?.activities.first)
    }

    private static func use(_ name: String, _ inputs: [String]) -> String {
        "- uses: \(name)\n  with:\n    ignored: x\n" + inputs.map { "    \($0)\n" }.joined()
    }

    // MARK: One thing each

    @Test(arguments: [
        ("actions/checkout@v4", [Activity.Kind.checkout]),
        ("Actions/Checkout@v4", [.checkout]),
        ("actions/cache@v4", [.cache]),
        ("actions/setup-node@v4", [.install]),
        ("docker/setup-buildx-action@v3", [.install]),
        ("hashicorp/setup-terraform@v3", [.install]),
        ("kayac/ecspresso@v2", [.install]),
        ("sigstore/cosign-installer@v3", [.install]),
        ("hadolint/hadolint-action@v3.1.0", [.lint]),
        ("super-linter/super-linter@v7", [.lint]),
        ("pre-commit/action@v3.0.1", [.lint]),
        ("golangci/golangci-lint-action@v6", [.lint]),
        ("slackapi/slack-github-action@v2", [.notify]),
        ("actions/attest-build-provenance@v2", [.sign]),
        ("actions/attest-sbom@v2", [.sbom, .sign]),
        ("anchore/sbom-action@v0", [.sbom]),
        ("actions/upload-artifact@v4", []),
        ("github/codeql-action/init@v3", []),
        ("github/codeql-action/analyze@v3", [.scan]),
        ("aws-actions/amazon-ecr-login@v2", [.login]),
        ("trstringer/manual-approval@v1", [.approve]),
    ])
    func kinds(_ use: String, _ kinds: [Activity.Kind]) throws {
        let step = try #require(try Self.steps("- uses: \(use)").first)
        #expect(step.activities.map(\.kind) == kinds)
        #expect(step.isUnderstood)
        #expect(step.activities.allSatisfy { $0.place.text == use })
    }

    @Test(arguments: [
        "acme/deploy@v1", "actions/github-script@v7", "docker://alpine:3.20", "aws-actions/aws-codebuild-run-build@v1",
        "goreleaser/goreleaser-action@v6", "acme/setup-everything@v2", "nonsense",
    ])
    func unknown(_ use: String) throws {
        let step = try #require(try Self.steps("- uses: \(use)").first)
        #expect(!step.isUnderstood)
    }

    @Test func cacheOfSetup() throws {
        let step = try #require(try Self.steps(Self.use("actions/setup-node@v4", ["cache: npm"])).first)
        #expect(step.activities.map(\.kind) == [.install, .cache])
    }

    // MARK: Scans

    @Test(
        arguments: [
            (
                "aquasecurity/trivy-action@v1", ["image-ref: a:b"], Activity.Scan.Target.image,
                Activity.Scan.Failing.neverFails, nil
            ),
            ("aquasecurity/trivy-action@v1", ["exit-code: '1'"], .image, .fails, "'1'"),
            ("aquasecurity/trivy-action@v1", ["exit-code: 0"], .image, .neverFails, "0"),
            (
                "aquasecurity/trivy-action@v1", ["exit-code: '${{ inputs.code }}'"], .image, .unknown,
                "'${{ inputs.code }}'"
            ),
            ("aquasecurity/trivy-action@v1", ["scan-type: config", "exit-code: 1"], .configuration, .fails, "1"),
            ("aquasecurity/trivy-action@v1", ["scan-type: fs"], .files, .neverFails, nil),
            ("aquasecurity/trivy-action@v1", ["trivy-config: x.yaml"], .image, .unknown, nil),
            ("anchore/scan-action@v6", ["image: a:b"], .image, .fails, nil),
            ("anchore/scan-action@v6", ["image: a:b", "fail-build: false"], .image, .neverFails, "false"),
            ("anchore/scan-action@v6", ["path: ."], .files, .fails, nil),
            ("docker/scout-action@v1", ["command: cves", "image: a:b"], .image, .neverFails, nil),
            ("docker/scout-action@v1", ["command: 'quickview,cves'", "exit-code: true"], .image, .fails, "true"),
            ("snyk/actions/docker@master", ["image: a:b"], .image, .fails, nil),
            ("snyk/actions/docker@master", ["command: monitor"], .image, .neverFails, "monitor"),
            ("snyk/actions/node@master", [], .files, .fails, nil),
            ("snyk/actions/iac@master", [], .configuration, .fails, nil),
            ("bridgecrewio/checkov-action@v12", [], .configuration, .fails, nil),
            ("bridgecrewio/checkov-action@v12", ["soft_fail: true"], .configuration, .neverFails, "true"),
            ("aquasecurity/tfsec-action@v1", ["soft_fail: true"], .configuration, .neverFails, "true"),
            ("checkmarx/kics-github-action@v2", ["fail_on: high"], .configuration, .fails, "high"),
            ("checkmarx/kics-github-action@v2", ["ignore_on_exit: results"], .configuration, .neverFails, "results"),
            ("checkmarx/kics-github-action@v2", [], .configuration, .unknown, nil),
            ("gitleaks/gitleaks-action@v2", [], .secrets, .fails, nil),
            ("trufflesecurity/trufflehog@main", [], .secrets, .fails, nil),
            ("actions/dependency-review-action@v4", [], .files, .fails, nil),
            ("actions/dependency-review-action@v4", ["warn-only: true"], .files, .neverFails, "true"),
            ("github/codeql-action/analyze@v3", [], .code, .unknown, nil),
            ("crazy-max/ghaction-container-scan@v3", ["image: a:b"], .image, .neverFails, nil),
            ("crazy-max/ghaction-container-scan@v3", ["severity_threshold: HIGH"], .image, .fails, "HIGH"),
        ] as [(String, [String], Activity.Scan.Target, Activity.Scan.Failing, String?)])
    func scan(
        _ name: String, _ inputs: [String], _ target: Activity.Scan.Target, _ failing: Activity.Scan.Failing,
        _ place: String?
    ) throws {
        let scan = try #require(try Self.activity(Self.use(name, inputs)).scan)
        #expect(scan.target == target)
        #expect(scan.failing == failing)
        #expect(scan.failingPlace?.text == place)
    }

    @Test func exitCodeFromTheEnvironment() throws {
        let text = Self.use("aquasecurity/trivy-action@v1", ["image-ref: a:b"]) + "  env: {TRIVY_EXIT_CODE: 1}"
        #expect(try Self.activity(text).scan?.failing == .fails)
    }

    @Test func scanOfOneFormatIsAnSBOM() throws {
        #expect(try Self.activity(Self.use("aquasecurity/trivy-action@v1", ["format: cyclonedx"])).kind == .sbom)
    }

    /// Code scanning may stop what the step itself lets pass.
    @Test func uploadedFindings() throws {
        let scan = Self.use("aquasecurity/trivy-action@v1", ["format: sarif", "output: a.sarif"])
        let upload = "- uses: github/codeql-action/upload-sarif@v3\n  with: {sarif_file: a.sarif}\n"
        let steps = try Self.steps(scan + upload)
        #expect(steps[0].activities[0].scan?.failing == .unknown)
        #expect(try Self.steps(scan)[0].activities[0].scan?.failing == .neverFails)
    }

    @Test func imageOfAScan() throws {
        let scan = try Self.activity(
            Self.use("aquasecurity/trivy-action@v1", ["image-ref: acme/shop:${{ github.sha }}"]))
        #expect(scan.images.map(\.name.shown) == ["acme/shop:${github.sha}"])
        #expect(scan.images[0].place.text == "acme/shop:${{ github.sha }}")
    }

    // MARK: Logins

    @Test(
        arguments: [
            (
                "docker/login-action@v3", ["username: u", "password: ${{ secrets.HUB }}"],
                Activity.Login.Way.secretPassword, "docker.io"
            ),
            (
                "docker/login-action@v3", ["registry: ghcr.io", "password: ${{ secrets.GITHUB_TOKEN }}"], .runToken,
                "ghcr.io"
            ),
            ("docker/login-action@v3", ["registry: ghcr.io", "password: ${{ github.token }}"], .runToken, "ghcr.io"),
            ("docker/login-action@v3", ["password: hunter2"], .plainPassword, "docker.io"),
            (
                "docker/login-action@v3",
                ["registry: 1.dkr.ecr.eu-west-1.amazonaws.com", "password: ${{ secrets.AWS_SECRET_ACCESS_KEY }}"],
                .longLivedKeys, "1.dkr.ecr.eu-west-1.amazonaws.com"
            ),
            ("docker/login-action@v3", ["password: ${{ steps.a.outputs.token }}"], .unknown, "docker.io"),
            ("aws-actions/configure-aws-credentials@v4", ["role-to-assume: arn:aws:iam::1:role/x"], .oidc, "aws"),
            (
                "aws-actions/configure-aws-credentials@v4",
                ["aws-access-key-id: ${{ secrets.A }}", "aws-secret-access-key: ${{ secrets.B }}"], .longLivedKeys,
                "aws"
            ),
            (
                "aws-actions/configure-aws-credentials@v4",
                ["aws-access-key-id: ${{ secrets.A }}", "aws-session-token: ${{ secrets.B }}"], .unknown, "aws"
            ),
            (
                "aws-actions/configure-aws-credentials@v4",
                ["aws-access-key-id: ${{ secrets.A }}", "role-to-assume: r"], .longLivedKeys, "aws"
            ),
            (
                "aws-actions/configure-aws-credentials@v4", ["aws-access-key-id: ${{ steps.a.outputs.id }}"], .unknown,
                "aws"
            ),
            ("aws-actions/configure-aws-credentials@v4", ["aws-region: eu-west-1"], .unknown, "aws"),
            ("aws-actions/amazon-ecr-login@v2", [], .runToken, nil),
            ("aws-actions/amazon-ecr-login@v2", ["registry-type: public"], .runToken, "public.ecr.aws"),
            ("google-github-actions/auth@v2", ["workload_identity_provider: x"], .oidc, "gcp"),
            ("google-github-actions/auth@v2", ["credentials_json: ${{ secrets.G }}"], .longLivedKeys, "gcp"),
        ] as [(String, [String], Activity.Login.Way, String?)])
    func login(_ name: String, _ inputs: [String], _ way: Activity.Login.Way, _ host: String?) throws {
        let login = try #require(try Self.activity(Self.use(name, inputs)).login)
        #expect(login.way == way)
        #expect(login.host?.shown == host)
    }

    @Test func roleWithoutToken() throws {
        let use = Self.use("aws-actions/configure-aws-credentials@v4", ["role-to-assume: r"])
        let none = "permissions: {contents: read}\n"
        #expect(try Self.activity(use, head: none).login?.way == .unknown)
        #expect(try Self.activity(use, head: none, runner: "self-hosted").login?.way == .machineRole)
        #expect(try Self.activity(use, head: "permissions: {id-token: write}\n").login?.way == .oidc)
        #expect(try Self.activity(use).login?.role?.known == "r")
    }

    // MARK: ECS

    private static let delivery = """
        - id: render
          uses: aws-actions/amazon-ecs-render-task-definition@v1
          with:
            task-definition: task.json
            container-name: app
            image: acme/shop:${{ github.sha }}
        - id: more
          uses: aws-actions/amazon-ecs-render-task-definition@v1
          with:
            task-definition: ${{ steps.render.outputs.task-definition }}
            container-name: proxy
            image: acme/proxy:v1
        - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
          with:
            task-definition: ${{ steps.more.outputs.task-definition }}
            service: shop
        """

    @Test func deploymentWithItsImages() throws {
        let steps = try Self.steps(Self.delivery)
        #expect(steps[2].activities.map(\.kind) == [.registerTaskDefinition, .deploy])
        let deploy = steps[2].activities[1]
        #expect(deploy.images.map(\.name.shown) == ["acme/shop:${github.sha}", "acme/proxy:v1"])
        guard case .deploy(let service, let waits) = deploy.facts else {
            Issue.record("facts of a deployment are due")
            return
        }
        #expect(service?.known == "shop")
        #expect(waits.value == false)
    }

    @Test(arguments: [("true", true), ("false", false), ("${{ inputs.wait }}", nil)] as [(String, Bool?)])
    func waiting(_ text: String, _ waits: Bool?) throws {
        let steps = try Self.steps(Self.delivery + "\n    wait-for-service-stability: \(text)\n")
        guard case .deploy(_, let found)? = steps[2].activities.last?.facts else {
            Issue.record("facts of a deployment are due")
            return
        }
        #expect(found.value == waits)
    }

    @Test func registersOnlyWithoutAService() throws {
        let use = Self.use("aws-actions/amazon-ecs-deploy-task-definition@v2", ["task-definition: task.json"])
        #expect(try Self.steps(use)[0].activities.map(\.kind) == [.registerTaskDefinition])
    }

    @Test func scriptThatIsTriedAgain() throws {
        let step = try Self.steps(Self.use("nick-fields/retry@v3", ["command: docker push acme/shop:v1"]))[0]
        #expect(step.activities.map(\.kind) == [.push])
        #expect(step.isUnderstood)
    }
}
