import Basics
import DockerfileSyntax

/// What is known of registries.
enum Registries {
    static let hidden = Text(
        en: "a build argument without a default names the image", ja: "既定値のないビルド引数がイメージ名を決めています")

    static let unknown = Text(
        en: "whether the organisation trusts this publisher is not written anywhere",
        ja: "この提供元を組織が信頼しているかどうかを示す情報がありません")

    /// The kind of a registry whose contents are vouched for: names, the same in both languages.
    static func kind(of image: ImageReference) -> String? {
        if image.registry == "docker.io" { return image.officialName == nil ? nil : "Docker Official Images" }
        if isPrivateECR(image.registry) { return "Amazon ECR" }
        switch image.registry {
        case "public.ecr.aws":
            let owner = image.repository.split(separator: "/").first.map(String.init) ?? ""
            // The namespaces of AWS itself, and Docker's official images there.
            if owner == "docker" { return image.officialName == nil ? nil : "Docker Official Images" }
            return awsOwners.contains(owner) ? "Amazon ECR Public (AWS)" : nil
        case "mcr.microsoft.com": return "Microsoft Artifact Registry"
        case "gcr.io" where image.repository.hasPrefix("distroless/"): return "Distroless"
        case "cgr.dev" where image.repository.hasPrefix("chainguard/"): return "Chainguard"
        case "registry.access.redhat.com", "registry.redhat.io": return "Red Hat"
        case "registry.k8s.io": return "Kubernetes"
        default: return nil
        }
    }

    private static let awsOwners: Set<String> = [
        "amazonlinux", "lambda", "aws-observability", "aws-cli", "ecs", "eks", "eks-distro", "xray", "amazoncorretto",
        "cloudwatch-agent", "codebuild", "sam", "aws-for-fluent-bit", "amazon-ssm-agent", "appmesh", "neuron",
        "deep-learning-containers", "aws-secrets-manager", "amazonecs",
    ]

    /// `123456789012.dkr.ecr.region.amazonaws.com` and its forms for China and for dual stack.
    static func isPrivateECR(_ registry: String) -> Bool {
        guard let account = registry.split(separator: ".").first, account.utf8.count == 12,
            account.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return false }
        return registry.has(".dkr.ecr.") || registry.has(".dkr-ecr.")
    }

    /// Accounts of AWS that publish images for everybody.
    static let awsAccounts: Set<String> = ["763104351884", "602401143452", "906394416424", "840364872350"]

    /// `localhost` or a numeric address, with or without a port.
    static func isAddress(_ registry: String) -> Bool {
        if registry.hasPrefix("[") { return true }
        let host = registry.prefix { $0 != ":" }
        if host == "localhost" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
