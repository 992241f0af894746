import Basics
package import DockerfileSyntax

/// What well-known public images set, so that a review need not fetch them. Facts are those of their published
/// Dockerfiles; an image that is not here, or a field that is nil, is unknown.
package struct KnownImage: Sendable, Hashable {
    package enum User: Sendable, Hashable {
        case root
        case named(String)
    }

    package enum Family: String, Sendable, Hashable {
        case debian, alpine, redhat, busybox, distroless, scratch, windows, amazon, wolfi
    }

    package var user: User?
    package var family: Family?
    /// The image runs an init as its entrypoint, or its entrypoint script ends in `exec "$@"`.
    package var entrypointForwards: Bool = false
    package var stopSignal: String?
    package var ports: [String] = []
    /// A Lambda base image: what runs on it is not an ECS service.
    package var isLambda = false

    /// What is known of the image that a stage stands on.
    package static func of(_ base: Stage.Base) -> KnownImage? {
        switch base {
        case .scratch: KnownImage(user: .root, family: .scratch)
        case .image(let reference): of(reference)
        case .stage, .unknown: nil
        }
    }

    package static func of(_ image: ImageReference) -> KnownImage? {
        let tag = image.tag ?? "latest"
        if let official = image.officialName { return self.official(official, tag) }
        let repository = image.repository
        switch image.registry {
        case "gcr.io" where repository.hasPrefix("distroless/"):
            return KnownImage(
                user: tag.has("nonroot") ? .named("65532") : .root, family: .distroless)
        case "cgr.dev":
            // The bare distribution is the one that starts as root.
            return KnownImage(user: image.lastName == "wolfi-base" ? .root : .named("65532"), family: .wolfi)
        case "public.ecr.aws" where repository.hasPrefix("lambda/"):
            return KnownImage(user: .root, family: .amazon, isLambda: true)
        case "public.ecr.aws" where repository.hasPrefix("bitnami/"): return bitnami(image.lastName)
        case "public.ecr.aws" where repository.hasPrefix("amazonlinux/"):
            return KnownImage(user: .root, family: .amazon)
        case "public.ecr.aws", "quay.io", "registry.fedoraproject.org", "container-registry.oracle.com":
            return published(repository, tag)
        case "mcr.microsoft.com":
            return microsoft(repository, tag)
        case "registry.access.redhat.com", "registry.redhat.io":
            let isUBI = repository.hasPrefix("ubi")
            // Red Hat's language images (s2i) run as 1001; the plain ones as root.
            let plain = ["ubi", "ubi-minimal", "ubi-micro", "ubi-init"].contains(image.lastName)
            return isUBI ? KnownImage(user: plain ? .root : .named("1001"), family: .redhat) : nil
        case "docker.io":
            if repository.hasPrefix("bitnami/") || repository.hasPrefix("bitnamilegacy/") {
                return bitnami(image.lastName)
            }
            if repository == "nginxinc/nginx-unprivileged" {
                return KnownImage(
                    user: .named("101"), family: tag.has("alpine") ? .alpine : .debian,
                    entrypointForwards: true, stopSignal: "SIGQUIT", ports: ["8080"])
            }
            return published(repository, tag)
        default:
            return nil
        }
    }

    /// What distributions and servers publish under their own names.
    private static func published(_ repository: String, _ tag: String) -> KnownImage? {
        switch repository {
        case "nginx/nginx": return official("nginx", tag)
        case "ubuntu/ubuntu", "debian/debian": return KnownImage(user: .root, family: .debian)
        case "rockylinux/rockylinux", "almalinux/almalinux", "almalinuxorg/almalinux", "centos/centos", "fedora/fedora",
            "fedora", "os/oraclelinux":
            return KnownImage(user: .root, family: .redhat)
        default: return nil
        }
    }

    /// Bitnami's servers run as 1001; its images of languages and tools differ among each other.
    private static func bitnami(_ name: String) -> KnownImage {
        let tools = [
            "node", "ruby", "python", "golang", "java", "php-fpm", "dotnet", "dotnet-sdk", "minideb", "rails",
            "express",
            "laravel", "git", "aws-cli", "kubectl", "os-shell", "bitnami-shell", "deno", "rust", "perl",
        ]
        return KnownImage(user: tools.contains(name) ? nil : .named("1001"), family: .debian)
    }

    /// The distribution under an official image, which decides what `/bin/sh` is: tags name it where it is not Debian.
    private static func family(_ name: String, _ tag: String) -> Family {
        if tag.has("alpine") { return .alpine }
        if tag.has("windows") || tag.has("nanoserver") { return .windows }
        if tag.has("ubi") || tag.has("rhel") || tag.has("oracle") { return .redhat }
        if tag.has("amazonlinux") || tag.has("al2") || tag.has("corretto") { return .amazon }
        if name == "openjdk" {
            // From 12 on the plain tags stand on Oracle Linux.
            let isDebian = ["slim", "buster", "bullseye", "bookworm", "stretch", "jessie"].contains { tag.has($0) }
            let major = Int(tag.prefix { $0.isNumber }) ?? 99
            return isDebian || major < 12 ? .debian : .redhat
        }
        return .debian
    }

    /// Docker Official Images; nearly all of them start as root.
    private static func official(_ name: String, _ tag: String) -> KnownImage? {
        let family = family(name, tag)
        switch name {
        case "alpine": return KnownImage(user: .root, family: .alpine)
        case "busybox": return KnownImage(user: .root, family: .busybox)
        case "debian", "ubuntu", "buildpack-deps": return KnownImage(user: .root, family: .debian)
        case "fedora", "rockylinux", "almalinux", "oraclelinux", "centos":
            return KnownImage(user: .root, family: .redhat)
        case "amazonlinux": return KnownImage(user: .root, family: .amazon)
        case "nginx":
            return KnownImage(
                user: .root, family: family, entrypointForwards: true, stopSignal: "SIGQUIT", ports: ["80"])
        case "httpd": return KnownImage(user: .root, family: family, stopSignal: "SIGWINCH", ports: ["80"])
        case "php":
            return KnownImage(
                user: .root, family: family, entrypointForwards: true,
                stopSignal: tag.has("fpm") ? "SIGQUIT" : tag.has("apache") ? "SIGWINCH" : nil,
                ports: tag.has("fpm") ? ["9000"] : tag.has("apache") ? ["80"] : [])
        case "node": return KnownImage(user: .root, family: family, entrypointForwards: true)
        case "python", "golang", "ruby", "rust", "openjdk", "eclipse-temurin", "amazoncorretto", "maven", "gradle",
            "perl", "elixir", "erlang", "haskell", "swift", "julia", "pypy", "gcc", "bash", "composer":
            let base: Family = name == "amazoncorretto" && family == .debian ? .amazon : family
            return KnownImage(
                user: .root, family: base, entrypointForwards: ["eclipse-temurin", "composer", "bash"].contains(name))
        case "caddy": return KnownImage(user: .root, family: family, ports: ["80", "443"])
        case "memcached": return KnownImage(user: .named("memcache"), family: family, entrypointForwards: true)
        case "varnish": return KnownImage(user: .named("varnish"), family: family, entrypointForwards: true)
        case "solr": return KnownImage(user: .named("solr"), family: family, entrypointForwards: true)
        case "redis", "postgres", "mysql", "mariadb", "mongo", "rabbitmq", "tomcat", "jetty", "traefik":
            return KnownImage(user: name == "jetty" ? .named("jetty") : nil, family: family, entrypointForwards: true)
        default: return nil
        }
    }

    private static func microsoft(_ repository: String, _ tag: String) -> KnownImage? {
        if repository.hasPrefix("windows") { return KnownImage(family: .windows) }
        if repository.hasPrefix("azurelinux/base") || repository.hasPrefix("cbl-mariner/base") {
            return KnownImage(user: .root, family: .redhat)
        }
        guard repository.hasPrefix("dotnet/") else { return nil }
        if tag.has("nanoserver") || tag.has("windowsservercore") { return KnownImage(family: .windows) }
        if tag.has("chiseled") || tag.has("distroless") {
            return KnownImage(user: .named("1654"), family: .distroless)
        }
        return KnownImage(
            user: .root, family: tag.contains("alpine") ? .alpine : tag.contains("azurelinux") ? .redhat : .debian)
    }
}
