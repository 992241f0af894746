import Basics
package import DockerfileSyntax

/// What well-known images start when the file does not say, as their published Dockerfiles set it.
package struct KnownStart: Sendable, Hashable {
    package var entrypoint: [String] = []
    package var command: [String] = []
    /// The folder it works in.
    package var workdir = "/"
    /// The entrypoint ends in `exec "$@"`, so that it becomes what CMD names.
    package var handsOver = false

    package static func of(_ base: Stage.Base) -> KnownStart? {
        switch base {
        case .image(let image): of(image)
        case .scratch: KnownStart()
        case .stage, .unknown: nil
        }
    }

    private static func of(_ image: ImageReference) -> KnownStart? {
        let tag = image.tag ?? "latest"
        if image.registry == "gcr.io", image.repository.hasPrefix("distroless/") {
            var start = distroless(image.lastName)
            if tag.has("nonroot") { start.workdir = "/home/nonroot" }
            return start
        }
        if let name = image.officialName {
            var start = official(name, tag)
            if let folder = folders[name] { start?.workdir = folder }
            return start
        }
        switch (image.registry, image.repository) {
        case ("public.ecr.aws", "nginx/nginx"), ("docker.io", "nginxinc/nginx-unprivileged"):
            return official("nginx", tag)
        case ("public.ecr.aws", "amazonlinux/amazonlinux"): return KnownStart(command: ["/bin/bash"])
        case ("mcr.microsoft.com", _) where image.repository.hasPrefix("dotnet/"): return KnownStart()
        case ("registry.access.redhat.com", _) where image.lastName.hasPrefix("ubi"):
            return KnownStart(command: ["/bin/bash"])
        default: return nil
        }
    }

    /// Official images that do not work in `/`.
    private static let folders = [
        "php": "/var/www/html", "wordpress": "/var/www/html", "httpd": "/usr/local/apache2", "golang": "/go",
        "tomcat": "/usr/local/tomcat", "redis": "/data", "caddy": "/srv", "gradle": "/home/gradle",
        "perl": "/usr/src/app", "haproxy": "/var/lib/haproxy",
    ]

    private static func distroless(_ name: String) -> KnownStart {
        if name.hasPrefix("java"), !name.hasPrefix("java-base") {
            return KnownStart(entrypoint: ["/usr/bin/java", "-jar"])
        }
        if name.hasPrefix("nodejs") { return KnownStart(entrypoint: ["/nodejs/bin/node"]) }
        if name.hasPrefix("python") { return KnownStart(entrypoint: ["/usr/bin/python3"]) }
        return KnownStart()
    }

    private static func official(_ name: String, _ tag: String) -> KnownStart? {
        switch name {
        case "node": KnownStart(entrypoint: ["docker-entrypoint.sh"], command: ["node"], handsOver: true)
        case "nginx":
            KnownStart(
                entrypoint: ["/docker-entrypoint.sh"], command: ["nginx", "-g", "daemon off;"], handsOver: true)
        case "httpd": KnownStart(command: ["httpd-foreground"])
        case "php":
            KnownStart(
                entrypoint: ["docker-php-entrypoint"],
                command: tag.has("fpm")
                    ? ["php-fpm"] : tag.has("apache") ? ["apache2-foreground"] : ["php", "-a"],
                handsOver: true)
        case "tomcat": KnownStart(command: ["catalina.sh", "run"])
        case "redis": KnownStart(entrypoint: ["docker-entrypoint.sh"], command: ["redis-server"], handsOver: true)
        case "postgres": KnownStart(entrypoint: ["docker-entrypoint.sh"], command: ["postgres"], handsOver: true)
        case "mysql": KnownStart(entrypoint: ["docker-entrypoint.sh"], command: ["mysqld"], handsOver: true)
        case "mariadb": KnownStart(entrypoint: ["docker-entrypoint.sh"], command: ["mariadbd"], handsOver: true)
        case "mongo": KnownStart(entrypoint: ["docker-entrypoint.sh"], command: ["mongod"], handsOver: true)
        case "memcached": KnownStart(entrypoint: ["docker-entrypoint.sh"], command: ["memcached"], handsOver: true)
        case "rabbitmq":
            KnownStart(entrypoint: ["docker-entrypoint.sh"], command: ["rabbitmq-server"], handsOver: true)
        case "traefik": KnownStart(entrypoint: ["/entrypoint.sh"], command: ["traefik"], handsOver: true)
        case "haproxy": KnownStart(entrypoint: ["docker-entrypoint.sh"], command: ["haproxy"], handsOver: true)
        case "caddy": KnownStart(command: ["caddy", "run"])
        case "eclipse-temurin":
            KnownStart(entrypoint: ["/__cacert_entrypoint.sh"], command: ["jshell"], handsOver: true)
        case "wordpress":
            KnownStart(entrypoint: ["docker-entrypoint.sh"], command: ["apache2-foreground"], handsOver: true)
        case "maven":
            KnownStart(entrypoint: ["/usr/local/bin/mvn-entrypoint.sh"], command: ["mvn"], handsOver: true)
        case "alpine", "busybox": KnownStart(command: ["/bin/sh"])
        case "debian", "ubuntu", "fedora", "rockylinux", "almalinux", "oraclelinux", "centos", "amazonlinux",
            "buildpack-deps":
            KnownStart(command: ["bash"])
        case "python", "pypy": KnownStart(command: ["python3"])
        case "ruby": KnownStart(command: ["irb"])
        case "golang", "rust", "openjdk", "amazoncorretto", "gradle", "perl", "elixir", "erlang", "haskell",
            "swift", "julia", "gcc":
            KnownStart()
        default: nil
        }
    }
}
