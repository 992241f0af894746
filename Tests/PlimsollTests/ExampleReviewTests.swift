import Basics
import Foundation
import Reports
import RuleKit
import Testing

@testable import plimsoll

/// The examples of the repository: what was planted in one is found at its place, and its repaired twin is clean.
@Suite struct ExampleReviewTests {
    struct Planted: Sendable, CustomTestStringConvertible {
        let file: String
        /// The line that is reported, or a part of it; no other line of the file is so or has it.
        let line: String
        let rule: String
        /// The level from which it is reported.
        let level: RuleSet

        init(_ file: String, _ line: String, _ rule: String, _ level: RuleSet = .calm) {
            self.file = file
            self.line = line
            self.rule = rule
            self.level = level
        }

        var testDescription: String { "\(rule) at \(file): \(line)" }
    }

    static let planted = [
        Planted("api/Dockerfile", "FROM node:18", "end-of-life-base-image"),
        Planted("api/Dockerfile", "ARG SENTRY_AUTH_TOKEN", "secret-build-argument"),
        Planted("api/Dockerfile", "ENV DB_PASSWORD", "secret-value-in-dockerfile"),
        Planted("api/Dockerfile", "ENV DB_HOST", "baked-backing-service"),
        Planted("api/Dockerfile", "RUN apt-get update", "package-index-updated-alone"),
        Planted("api/Dockerfile", "RUN curl", "unchecked-certificate"),
        Planted("api/Dockerfile", "RUN curl", "piped-remote-script"),
        Planted("api/Dockerfile", "RUN chmod", "world-writable"),
        Planted("api/Dockerfile", "COPY . .", "missing-dockerignore"),
        Planted("api/Dockerfile", "COPY . .", "secret-value-shipped"),
        Planted("api/Dockerfile", "COPY . .", "source-before-install"),
        Planted("api/Dockerfile", "RUN npm install", "language-cache-left"),
        Planted("api/Dockerfile", "RUN npm install", "development-dependencies-shipped"),
        Planted("api/Dockerfile", "FROM node:18", "root-user"),
        Planted("api/Dockerfile", "chown -R", "tree-duplicated-by-owner", .strict),
        Planted("api/Dockerfile", "EXPOSE 8080", "port-mismatch"),
        Planted("api/Dockerfile", "apt-get install", "build-tools-in-final-image", .strict),
        Planted("api/Dockerfile", "apt-get install", "debug-tools-in-final-image", .strict),
        Planted("api/Dockerfile", "HEALTHCHECK", "healthcheck-unused-on-ecs", .strict),
        Planted("api/entrypoint.sh", "npm install", "installs-at-start"),
        Planted("api/entrypoint.sh", "\"$@\"", "entrypoint-script-without-exec"),
        Planted("invoices/Dockerfile", "FROM python", "latest-base-image"),
        Planted("invoices/Dockerfile", "FROM python", "root-user"),
        Planted("invoices/Dockerfile", "RUN apt-get", "apt-lists-left"),
        Planted("invoices/Dockerfile", "pip install --upgrade", "language-cache-left"),
        Planted("invoices/Dockerfile", "WORKDIR", "relative-workdir"),
        Planted("invoices/Dockerfile", "ADD . .", "add-instead-of-copy"),
        Planted("invoices/Dockerfile", "ADD . .", "source-before-install"),
        Planted("invoices/Dockerfile", "RUN export", "effect-ends-with-run"),
        Planted("invoices/Dockerfile", "--trusted-host", "pip-trusted-host"),
        Planted("invoices/Dockerfile", "VOLUME", "anonymous-volume"),
        Planted("invoices/Dockerfile", "EXPOSE 5000", "port-mismatch"),
        Planted("invoices/Dockerfile", "CMD gunicorn", "shell-form-blocks-signals"),
        Planted("invoices/Dockerfile", "CMD gunicorn", "loopback-only"),
        Planted("invoices/Dockerfile", "CMD gunicorn", "logs-to-files"),
        Planted("deploy/invoices.yaml", "- ContainerPort: 5000", "port-not-listened-on"),
        Planted("deploy/invoices.yaml", "TaskRoleArn:", "one-role-for-both"),
        Planted("deploy/invoices.yaml", "- Name: invoices", "logs-not-collected"),
        Planted("deploy/invoices.yaml", "- Name: invoices", "nothing-checks-health"),
        Planted("deploy/parameters/invoices-staging.json", "Architecture", "environment-differs"),
        Planted("deploy/orders.yaml", "policy/AdministratorAccess", "administrator-role"),
        Planted("deploy/orders.yaml", "Value: Kq7vTz2mXw9LpR4d", "secret-value-in-task"),
        Planted("deploy/orders.yaml", "api:latest", "deployed-latest"),
        Planted("deploy/orders.yaml", "api:latest", "registry-in-other-region"),
        Planted("deploy/orders.yaml", "|| true", "check-never-fails"),
        Planted("deploy/orders.yaml", "FromPort: 8080", "task-open-to-everyone"),
        Planted("deploy/orders.yaml", "      Protocol: HTTP", "plain-listener"),
        Planted("deploy/orders.yaml", "HttpCode: 200-499", "health-check-accepts-errors"),
        Planted("deploy/orders.yaml", "MinimumHealthyPercent: 0", "outage-at-deployment"),
        Planted("deploy/orders.yaml", "  Service:", "failed-deployment-not-stopped"),
        Planted("deploy/orders.yaml", "AssignPublicIp: ENABLED", "public-task-address"),
        Planted("deploy/orders.yaml", "MaxCapacity: 2", "no-room-to-scale"),
        Planted("deploy/orders.yaml", "TargetValue: 90", "late-scaling"),
        Planted("deploy/orders.yaml", "LogGroupName: /shop/orders-api", "logs-kept-for-ever"),
        Planted("deploy/orders.yaml", "  Cluster:", "container-insights-off", .strict),
        Planted("deploy/orders.yaml", "        - Name: api", "user-left-to-image", .strict),
    ]

    @Test(arguments: planted)
    func aPlantedFaultIsFoundAtItsPlace(_ fault: Planted) async throws {
        let text = try String(contentsOfFile: Self.path("orders/" + fault.file), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let whole = lines.indices.filter { lines[$0] == fault.line }
        let numbers = (whole.isEmpty ? lines.indices.filter { lines[$0].contains(fault.line) } : whole).map { $0 + 1 }
        try #require(numbers.count == 1, "the line is to be one of its kind")
        let found = try await Self.faults(Self.review("orders", fault.level))
        #expect(
            found.contains { place in
                place.path.hasSuffix("orders/" + fault.file) && numbers.contains(place.line) && place.rule == fault.rule
            })
    }

    @Test func theRepairedTwinHasNoFault() async throws {
        let outcome = try await Self.review("orders-repaired")
        #expect(Self.faults(outcome).map { "\($0.rule) \($0.path):\($0.line)" } == [])
        #expect(outcome.review.workloads.count == 2)
    }

    @Test func theTwinIsTheSameApplication() throws {
        let both = [
            "api/package.json", "api/package-lock.json", "api/tsconfig.json", "api/src/app.ts", "api/src/orders.ts",
            "api/src/store.ts", "api/migrations/001-orders.sql", "api/tests/orders.test.ts",
            "invoices/templates/invoice.html",
        ]
        for file in both {
            let before = try Data(contentsOf: URL(filePath: Self.path("orders/" + file)))
            #expect(try Data(contentsOf: URL(filePath: Self.path("orders-repaired/" + file))) == before, "\(file)")
        }
    }

    @Test(arguments: [("orders", Int32(1)), ("orders-repaired", 0)])
    func theExitCodeTellsThemApart(example: String, code: Int32) async throws {
        #expect(try await Self.review(example).exitCode == code)
    }

    private static func path(_ name: String) -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.appending(path: "examples/" + name).path
    }

    private static func review(_ example: String, _ level: RuleSet = .calm) async throws -> ReviewOutcome {
        var request = ReviewRequest(paths: [path(example)])
        request.level = level
        request.usesShellCheck = false
        request.today = Day(year: 2026, month: 11, day: 21)
        return try await Reviewer(request, progress: Progress(isOn: false, .english)).run()
    }

    private static func faults(_ outcome: ReviewOutcome) -> [(path: String, line: Int, rule: String)] {
        outcome.review.faults.map { finding in
            let slug = outcome.review.registry.rule(finding.rule)?.slug ?? finding.rule
            return (finding.span.path, finding.span.start.line, slug)
        }
    }
}
