import Basics
import DockerfileSyntax
import Workload

/// What is known of base images by what they hold for building.
enum BuildBases {
    enum Contents: Sendable {
        /// A compiler and its libraries: made for building.
        case compiler
        /// A language runtime with a C compiler and headers beside it.
        case fullRuntime
        /// A JDK, of which running needs a part.
        case javaKit
        /// What runs, on a distribution of ordinary size.
        case runtime
        /// Little more than what runs.
        case minimal
    }

    static func contents(of image: ImageReference) -> Contents? {
        let tag = image.tag ?? "latest"
        let isSmall = tag.has("slim") || tag.has("alpine") || tag.has("distroless")
        if let official = image.officialName { return self.official(official, tag, isSmall) }
        switch image.registry {
        case "gcr.io" where image.repository.hasPrefix("distroless/"): return .minimal
        case "cgr.dev": return tag.hasSuffix("-dev") ? nil : .minimal
        case "mcr.microsoft.com":
            if image.repository == "dotnet/sdk" { return .compiler }
            let runs = ["dotnet/aspnet", "dotnet/runtime", "dotnet/runtime-deps"].contains(image.repository)
            return runs ? isSmall || tag.contains("chiseled") ? .minimal : .runtime : nil
        case "public.ecr.aws":
            if image.repository.hasPrefix("lambda/") { return nil }
            return image.repository.has("minimal") ? .minimal : nil
        case "registry.access.redhat.com":
            return ["ubi-minimal", "ubi-micro"].contains(image.lastName) ? .minimal : nil
        default: return nil
        }
    }

    private static func official(_ name: String, _ tag: String, _ isSmall: Bool) -> Contents? {
        switch name {
        case "golang", "rust", "maven", "gradle", "gcc", "haskell", "dart", "sbt", "clojure", "buildpack-deps":
            return .compiler
        case "swift": return tag.has("slim") ? .minimal : .compiler
        case "node", "python", "ruby", "perl", "pypy", "elixir", "erlang":
            // Plain tags stand on buildpack-deps, with gcc and development headers.
            return isSmall ? .minimal : tag.has("windows") ? nil : .fullRuntime
        case "eclipse-temurin", "openjdk", "amazoncorretto", "ibm-semeru-runtimes", "sapmachine":
            if tag.has("jre") { return isSmall ? .minimal : .runtime }
            if tag.has("headless") || tag.has("windows") || tag.has("nanoserver") { return nil }
            return .javaKit
        case "alpine", "busybox": return .minimal
        case "debian": return tag.has("slim") ? .minimal : nil
        case "nginx", "httpd", "caddy", "redis", "memcached", "haproxy", "traefik":
            return isSmall ? .minimal : nil
        default: return nil
        }
    }

    /// The image that the image which runs stands on, with the FROM that names it.
    static func last(_ workload: Workload) -> (image: ImageReference, place: Range<Int>)? {
        guard let stage = workload.stage, let root = workload.dockerfile.lineage(of: stage).first,
            case .image(let image) = root.base
        else { return nil }
        return (image, root.image.range)
    }

    /// Whether the image that runs takes something from another stage.
    static func takesFromStages(_ workload: Workload) -> Bool {
        workload.shipped.contains { _, instruction in
            guard instruction.keyword == .copy, let from = instruction.flag("from")?.value else { return false }
            return workload.dockerfile.stage(named: from) != nil
        }
    }
}
