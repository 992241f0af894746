/// The jobs of GitLab's own templates and components that matter here.
///
/// docs.gitlab.com/user/application_security: their jobs report what they find in the merge request and do not fail.
enum GitLabTemplate {
    struct Job {
        var name: String
        var stage: String
        /// What it does; none for one that does not matter.
        var kinds: [Kind]
    }

    enum Kind { case scan(Activity.Scan.Target), build, push, deploy, test, lint }

    private static let scans: [(names: [String], job: Job)] = [
        (["container-scanning"], Job(name: "container_scanning", stage: "test", kinds: [.scan(.image)])),
        (["dependency-scanning"], Job(name: "dependency_scanning", stage: "test", kinds: [.scan(.files)])),
        (["secret-detection"], Job(name: "secret_detection", stage: "test", kinds: [.scan(.secrets)])),
        (["sast-iac", "iac-scanning"], Job(name: "kics-iac-sast", stage: "test", kinds: [.scan(.configuration)])),
        (["sast"], Job(name: "sast", stage: "test", kinds: [.scan(.code)])),
        (["code-quality"], Job(name: "code_quality", stage: "test", kinds: [.lint])),
        (["license-scanning"], Job(name: "license_scanning", stage: "test", kinds: [])),
        (["dast", "api-security", "dast-api", "coverage-fuzzing"], Job(name: "dast", stage: "dast", kinds: [])),
    ]

    /// Nil when the template is not known.
    static func jobs(_ name: String) -> [Job]? {
        var short = name.split(separator: "@").first.map(String.init) ?? name
        let isComponent = short.contains("/components/")
        short = short.split(separator: "/").last.map(String.init) ?? short
        for suffix in [".gitlab-ci.yml", ".latest"] where short.hasSuffix(suffix) {
            short = String(short.dropLast(suffix.count))
        }
        let key = short.lowercased()
        if let found = scans.first(where: { $0.names.contains(key) }) { return [found.job] }
        if isComponent { return nil }
        // Rules of when pipelines run at all; they hold no jobs.
        if name.hasPrefix("Workflows/") { return [] }
        if key == "auto-devops" {
            return [
                Job(name: "build", stage: "build", kinds: [.build, .push]),
                Job(name: "test", stage: "test", kinds: [.test]),
                Job(name: "container_scanning", stage: "test", kinds: [.scan(.image)]),
                Job(name: "dependency_scanning", stage: "test", kinds: [.scan(.files)]),
                Job(name: "secret_detection", stage: "test", kinds: [.scan(.secrets)]),
                Job(name: "sast", stage: "test", kinds: [.scan(.code)]),
                Job(name: "production", stage: "deploy", kinds: [.deploy]),
            ]
        }
        if name.hasPrefix("Jobs/Build") { return [Job(name: "build", stage: "build", kinds: [.build, .push])] }
        if key == "docker" { return [Job(name: "docker-build", stage: "build", kinds: [.build, .push])] }
        return nil
    }
}
