/// The public pages that questions are taken from; a page is named by the last part of its address.
enum Source {
    /// The checklist of 55 ECS items.
    static let checklist = "https://github.com/ice1203/ecs-bestpractice-checklist"

    /// How to harden GitHub Actions.
    static let githubHardening =
        "https://docs.github.com/en/actions/security-for-github-actions/security-guides/"
        + "security-hardening-for-github-actions"

    /// A page of the Container Build Lens.
    static func lens(_ page: String) -> String {
        "https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/\(page).html"
    }

    /// A page of the Amazon ECS developer guide.
    static func ecs(_ page: String) -> String {
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/\(page).html"
    }

    /// A page of the Amazon ECR user guide.
    static func ecr(_ page: String) -> String {
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/\(page).html"
    }

    /// A page of Docker's documentation, by its path.
    static func docker(_ path: String) -> String {
        "https://docs.docker.com/\(path)"
    }

    /// A factor of the Twelve-Factor App.
    static func twelveFactor(_ page: String) -> String {
        "https://12factor.net/\(page)"
    }
}
