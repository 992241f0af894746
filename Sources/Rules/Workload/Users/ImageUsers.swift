import Basics
import DockerfileSyntax
import ShellSyntax
import Workload

/// The users that an image's file makes, and those that its base image brings.
struct ImageUsers {
    /// A user or group that a RUN makes.
    struct Made {
        var name: String
        var uid: String?
        /// Made to own files and run a service, not to log in: any that is made here counts.
        var place: Span
        var isGroup: Bool
    }

    private(set) var made: [Made] = []
    /// A command whose words are hidden by variables makes one, or /etc/passwd is written or copied.
    private(set) var mayBeMore = false

    init(_ workload: Workload) {
        let source = workload.dockerfile.source
        for (_, instruction) in workload.shipped {
            switch instruction.keyword {
            case .run:
                guard let script = instruction.script else { continue }
                for command in script.shell.commands {
                    add(command) { source.span(script.sourceRange($0)) }
                }
                let text = script.shell.bytes
                if Self.mentionsPasswd(text) { mayBeMore = true }
            case .copy, .add:
                let target = instruction.words.last?.shown ?? ""
                if target.hasPrefix("/etc") || target == "/"
                    || instruction.words.contains(where: {
                        $0.shown.hasSuffix("/passwd") || $0.shown.hasSuffix(".tar.gz") || $0.shown.hasSuffix(".tar.xz")
                    })
                {
                    mayBeMore = true
                }
            default: break
            }
        }
    }

    private static func mentionsPasswd(_ bytes: [UInt8]) -> Bool {
        let mark = Array("/etc/passwd".utf8)
        guard bytes.count >= mark.count else { return false }
        for index in 0...(bytes.count - mark.count) where bytes[index] == mark[0] {
            if bytes[index..<index + mark.count].elementsEqual(mark) { return true }
        }
        return false
    }

    private static let valued: Set<String> = [
        "-u", "-g", "-G", "-d", "-s", "-c", "-h", "-k", "-b", "-e", "-f", "-p", "-K", "--uid", "--gid", "--home",
        "--home-dir", "--shell", "--comment", "--gecos", "--ingroup", "--groups", "--group", "--base-dir", "--password",
        "--skel", "--conf", "--firstuid", "--lastuid", "--expiredate", "--inactive",
    ]

    private mutating func add(_ command: Command, _ place: (Range<Int>) -> Span) {
        guard let program = command.program else { return }
        let isGroup = program == "groupadd" || program == "addgroup"
        switch program {
        case "useradd", "groupadd":
            let options = command.options(taking: Self.valued)
            add(options.positionals.last, options.value("-u", "--uid", "-g"), isGroup, place)
        case "adduser", "addgroup":
            // Debian's takes `--group` without a value, BusyBox's `-G group`.
            var taking = Self.valued
            taking.subtract(["--group", "-c"])
            let options = command.options(taking: taking)
            let name = isGroup ? options.positionals.last : options.positionals.first
            if !isGroup, options.positionals.count > 1, options.positionals.last?.literal != nil,
                made.contains(where: { $0.name == options.positionals.first?.literal })
            {
                return
            }
            add(name, options.value("-u", "--uid"), isGroup, place)
        case "usermod", "chpasswd", "newusers", "install-user", "sysusers", "systemd-sysusers": mayBeMore = true
        default: break
        }
    }

    private mutating func add(_ word: ShellSyntax.Word?, _ uid: String?, _ isGroup: Bool, _ place: (Range<Int>) -> Span)
    {
        guard let word else { return }
        guard let name = word.literal else {
            mayBeMore = true
            return
        }
        made.append(Made(name: name, uid: uid, place: place(word.range), isGroup: isGroup))
    }

    func makes(_ name: String) -> Bool { made.contains { !$0.isGroup && ($0.name == name || $0.uid == name) } }

    // MARK: Base images

    /// The users of a family's plain image: its /etc/passwd.
    private static let systemUsers: [KnownImage.Family: Set<String>] = [
        .debian: [
            "root", "daemon", "bin", "sys", "sync", "games", "man", "lp", "mail", "news", "uucp", "proxy", "www-data",
            "backup", "list", "irc", "gnats", "nobody", "_apt", "ubuntu",
        ],
        .alpine: [
            "root", "bin", "daemon", "lp", "sync", "shutdown", "halt", "mail", "news", "uucp", "operator", "man",
            "postmaster", "cron", "ftp", "sshd", "at", "squid", "xfs", "games", "cyrus", "vpopmail", "ntp", "smmsp",
            "guest", "nobody", "postgres", "www-data",
        ],
        .busybox: ["root", "daemon", "bin", "sys", "sync", "mail", "www-data", "operator", "nobody"],
        .redhat: [
            "root", "bin", "daemon", "adm", "lp", "sync", "shutdown", "halt", "mail", "operator", "games", "ftp",
            "nobody", "default", "dbus", "systemd-coredump", "systemd-resolve", "tss",
        ],
        .amazon: [
            "root", "bin", "daemon", "adm", "lp", "sync", "shutdown", "halt", "mail", "operator", "games", "ftp",
            "nobody", "default", "dbus", "systemd-network", "systemd-resolve", "ec2-user", "tss",
        ],
        .distroless: ["root", "nobody", "nonroot", "app"], .wolfi: ["root", "nobody", "nonroot"],
        .scratch: [],
    ]

    /// Users that images add to those of their family.
    private static let imageUsers: [String: Set<String>] = [
        "node": ["node"], "nginx": ["nginx"], "httpd": ["www-data"], "postgres": ["postgres"], "redis": ["redis"],
        "mysql": ["mysql"], "mariadb": ["mysql"], "mongo": ["mongodb"], "rabbitmq": ["rabbitmq"],
        "memcached": ["memcache"], "jenkins": ["jenkins"], "elasticsearch": ["elasticsearch"], "gradle": ["gradle"],
        "haproxy": ["haproxy"], "jetty": ["jetty"], "ghost": ["node"], "sonarqube": ["sonarqube"],
        "composer": ["www-data"], "php": ["www-data"], "wordpress": ["www-data"], "varnish": ["varnish"],
        "nginx-unprivileged": ["nginx"], "kong": ["kong"], "solr": ["solr"], "neo4j": ["neo4j"], "ruby": [],
        "python": [], "golang": [], "rust": [], "eclipse-temurin": ["ubuntu"], "amazoncorretto": [], "openjdk": [],
        "perl": [], "maven": ["ubuntu"], "swift": ["ubuntu"], "alpine": [], "debian": [], "ubuntu": ["ubuntu"],
        "buildpack-deps": [], "amazonlinux": [], "busybox": [], "bash": [], "tomcat": ["ubuntu"], "deno": ["deno"],
        "rockylinux": [], "almalinux": [], "fedora": [], "ubi": [], "ubi-minimal": [], "dotnet": ["app"],
    ]

    /// Whether the base image has that user; nil where it is not known.
    static func base(of workload: Workload, has name: String) -> Bool? {
        guard let base = workload.config?.base else { return nil }
        if base == .scratch { return false }
        guard case .image(let image) = base, let family = KnownImage.of(base)?.family,
            let system = systemUsers[family]
        else { return nil }
        if system.contains(name) { return true }
        if image.registry == "mcr.microsoft.com" { return name == "app" ? true : nil }
        if image.officialName == nil, family != .distroless, image.lastName != "amazonlinux" { return nil }
        guard family == .distroless || imageUsers[image.lastName] != nil else { return nil }
        return imageUsers[image.lastName]?.contains(name) == true
    }
}

extension ImageUsers {
    /// The user part of `user:group`.
    static func user(_ text: String) -> String {
        text.split(separator: ":", maxSplits: 1).first.map(String.init) ?? text
    }

    static func isRoot(_ text: String) -> Bool { ["root", "0", "+0"].contains(user(text)) }

    static func isNumber(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
