import Basics
import DockerfileSyntax

extension EndOfLife {
    /// What an end of support is known of.
    package enum Product: String, Sendable, Hashable, CaseIterable {
        case alpine, debian, ubuntu, centos, centosStream, fedora, amazonLinux, rockyLinux, almaLinux, oracleLinux
        case redHat, leap
        case node, python, ruby, php, go, temurin, corretto, microsoftJava, dotnet, perl, elixir, erlang
        case nginx, httpd, tomcat, haproxy, traefik
        case postgres, mysql, mariadb, mongodb, redis, valkey, memcached, rabbitmq

        package var title: String {
            switch self {
            case .alpine: "Alpine Linux"
            case .debian: "Debian"
            case .ubuntu: "Ubuntu"
            case .centos: "CentOS Linux"
            case .centosStream: "CentOS Stream"
            case .fedora: "Fedora"
            case .amazonLinux: "Amazon Linux"
            case .rockyLinux: "Rocky Linux"
            case .almaLinux: "AlmaLinux"
            case .oracleLinux: "Oracle Linux"
            case .redHat: "Red Hat Enterprise Linux"
            case .leap: "openSUSE Leap"
            case .node: "Node.js"
            case .python: "Python"
            case .ruby: "Ruby"
            case .php: "PHP"
            case .go: "Go"
            case .temurin: "Eclipse Temurin"
            case .corretto: "Amazon Corretto"
            case .microsoftJava: "Microsoft Build of OpenJDK"
            case .dotnet: ".NET"
            case .perl: "Perl"
            case .elixir: "Elixir"
            case .erlang: "Erlang/OTP"
            case .nginx: "nginx"
            case .httpd: "Apache HTTP Server"
            case .tomcat: "Apache Tomcat"
            case .haproxy: "HAProxy"
            case .traefik: "Traefik"
            case .postgres: "PostgreSQL"
            case .mysql: "MySQL"
            case .mariadb: "MariaDB"
            case .mongodb: "MongoDB"
            case .redis: "Redis"
            case .valkey: "Valkey"
            case .memcached: "memcached"
            case .rabbitmq: "RabbitMQ"
            }
        }
    }

    /// What an image is about, by its name.
    struct Subject {
        /// The product whose version the tag begins with.
        var product: Product?
        /// The version, where the name of the repository holds it.
        var version: String?
        /// The distribution, where the name of the repository tells it.
        var distribution: Release?

        init?(_ image: ImageReference) {
            if let name = image.officialName {
                product = EndOfLife.official[name]
                return
            }
            let repository = image.repository
            let last = image.lastName
            switch image.registry {
            case "docker.io" where repository.hasPrefix("bitnami/") || repository.hasPrefix("bitnamilegacy/"),
                "public.ecr.aws" where repository.hasPrefix("bitnami/"):
                product =
                    EndOfLife.official[last] ?? (last == "postgresql" ? .postgres : last == "apache" ? .httpd : nil)
            case "docker.io", "public.ecr.aws", "quay.io", "registry.fedoraproject.org",
                "container-registry.oracle.com":
                guard let known = EndOfLife.publishers[repository] else { return nil }
                product = known == .centos && image.tag?.hasPrefix("stream") == true ? .centosStream : known
                if product == .centosStream { version = image.tag.map { String($0.dropFirst("stream".count)) } }
            case "registry.access.redhat.com", "registry.redhat.io":
                guard let first = repository.split(separator: "/").first,
                    let (product, version) = EndOfLife.distribution(String(first.prefix { $0 != "-" }))
                else { return nil }
                self.product = product
                self.version = version
            case "mcr.microsoft.com" where repository.hasPrefix("dotnet/framework"): return nil
            case "mcr.microsoft.com" where repository.hasPrefix("dotnet/"): product = .dotnet
            case "mcr.microsoft.com" where repository == "openjdk/jdk": product = .microsoftJava
            case "gcr.io" where repository.hasPrefix("distroless/"):
                let parts = last.split(separator: "-")
                if let debian = parts.last, debian.hasPrefix("debian") {
                    distribution = EndOfLife.release(.debian, String(debian.dropFirst("debian".count)))
                }
                if let name = parts.first, name.hasPrefix("nodejs"), name != "nodejs" {
                    product = .node
                    version = String(name.dropFirst("nodejs".count))
                }
            default: return nil
            }
            if product == nil, distribution == nil { return nil }
        }
    }

    /// Docker Official Images whose tags begin with a version of the product.
    private static let official: [String: Product] = [
        "alpine": .alpine, "debian": .debian, "ubuntu": .ubuntu, "centos": .centos, "fedora": .fedora,
        "amazonlinux": .amazonLinux, "rockylinux": .rockyLinux, "almalinux": .almaLinux, "oraclelinux": .oracleLinux,
        "node": .node, "python": .python, "ruby": .ruby, "php": .php, "golang": .go, "eclipse-temurin": .temurin,
        "amazoncorretto": .corretto, "perl": .perl, "elixir": .elixir, "erlang": .erlang, "nginx": .nginx,
        "httpd": .httpd, "tomcat": .tomcat, "haproxy": .haproxy, "traefik": .traefik, "postgres": .postgres,
        "mysql": .mysql, "mariadb": .mariadb, "mongo": .mongodb, "redis": .redis, "memcached": .memcached,
        "rabbitmq": .rabbitmq,
    ]

    /// The publishers' own repositories.
    private static let publishers: [String: Product] = [
        "amazonlinux/amazonlinux": .amazonLinux, "nginx/nginx": .nginx, "ubuntu/ubuntu": .ubuntu,
        "debian/debian": .debian, "nginxinc/nginx-unprivileged": .nginx, "nginx/nginx-unprivileged": .nginx,
        "rockylinux/rockylinux": .rockyLinux, "almalinux/almalinux": .almaLinux, "almalinuxorg/almalinux": .almaLinux,
        "centos/centos": .centos, "fedora/fedora": .fedora, "library/fedora": .fedora, "os/oraclelinux": .oracleLinux,
        "opensuse/leap": .leap, "valkey/valkey": .valkey, "amazoncorretto/amazoncorretto": .corretto,
    ]

    /// The distribution and release that a part of a tag names: `alpine3.16`, `bookworm`, `jammy`, `al2`, `ubi8`.
    static func distribution(_ part: String) -> (Product, String)? {
        if let version = debianNames[part] { return (.debian, version) }
        if let version = ubuntuNames[part] { return (.ubuntu, version) }
        guard let digit = part.firstIndex(where: { $0.isASCII && $0.isNumber }), digit != part.startIndex else {
            return nil
        }
        let version = String(part[digit...])
        guard version.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || ($0 >= 0x30 && $0 <= 0x39) }) else { return nil }
        switch part[..<digit] {
        case "alpine": return (.alpine, version)
        case "debian": return (.debian, version)
        case "al", "amazonlinux": return (.amazonLinux, version)
        case "ubi", "rhel": return (.redHat, version)
        case "ol", "oraclelinux": return (.oracleLinux, version)
        case "centos": return (.centos, version)
        case "fedora": return (.fedora, version)
        case "rockylinux": return (.rockyLinux, version)
        default: return nil
        }
    }

    private static let debianNames = [
        "squeeze": "6", "wheezy": "7", "jessie": "8", "stretch": "9", "buster": "10", "bullseye": "11",
        "bookworm": "12", "trixie": "13",
    ]

    private static let ubuntuNames = [
        "precise": "12.04", "trusty": "14.04", "xenial": "16.04", "bionic": "18.04", "cosmic": "18.10",
        "disco": "19.04", "eoan": "19.10", "focal": "20.04", "groovy": "20.10", "hirsute": "21.04", "impish": "21.10",
        "jammy": "22.04", "kinetic": "22.10", "lunar": "23.04", "mantic": "23.10", "noble": "24.04",
        "oracular": "24.10", "plucky": "25.04", "questing": "25.10", "resolute": "26.04",
    ]
}
