package import Basics

/// A configuration file of a server or process manager, of whatever kind its name tells.
package enum ServerConfig: Sendable {
    case supervisord(SupervisordConfig)
    case nginx(NginxConfig)
    case phpFpm(PhpFpmConfig)
    case apache(ApacheConfig)
    case gunicorn(GunicornConfig)
    case uwsgi(UwsgiConfig)
    case procfile(Procfile)
    case s6(S6Services)
    /// A configuration of PM2, which is a program and is not read.
    case pm2(path: String)
    /// A table of jobs that a cron daemon inside the container would start.
    case crontab(path: String)

    /// The file or folder it was read from.
    package var path: String {
        switch self {
        case .supervisord(let config): config.path
        case .nginx(let config): config.path
        case .phpFpm(let config): config.path
        case .apache(let config): config.path
        case .gunicorn(let config): config.path
        case .uwsgi(let config): config.path
        case .procfile(let config): config.path
        case .s6(let config): config.folder
        case .pm2(let path), .crontab(let path): path
        }
    }

    package var problem: Failure? {
        switch self {
        case .supervisord(let config): config.problem
        case .nginx(let config): config.problem
        case .phpFpm(let config): config.problem
        case .apache(let config): config.problem
        case .gunicorn(let config): config.problem
        case .uwsgi(let config): config.problem
        case .procfile(let config): config.problem
        case .s6(let config): config.problem
        case .pm2, .crontab: nil
        }
    }

    /// The logs it writes, streams included (`LogTarget.isStream`).
    package var writesLogs: [LogTarget] {
        switch self {
        case .supervisord(let config): config.writesLogs
        case .nginx(let config): config.writesLogs
        case .phpFpm(let config): config.writesLogs
        case .apache(let config): config.writesLogs
        case .gunicorn(let config): config.writesLogs
        case .uwsgi(let config): config.writesLogs
        case .procfile, .s6, .pm2, .crontab: []
        }
    }

    /// The addresses it listens on.
    package var listens: [ListenAddress] {
        switch self {
        case .nginx(let config): config.listens
        case .phpFpm(let config): config.pools.compactMap(\.listen)
        case .apache(let config): config.listens
        case .gunicorn(let config): config.listens
        case .uwsgi(let config): config.listens
        case .supervisord, .procfile, .s6, .pm2, .crontab: []
        }
    }
}

/// Tells server configurations by their names, and where the name is shared (`default.conf`) by what they hold.
package enum ServerConfigReader {
    static let limit = 1 << 20

    /// The configurations in a folder itself; folders of s6 services among them.
    package static func read(folder: String, in tree: any FileTree) -> [ServerConfig] {
        if S6Services.isServices(folder) { return [.s6(S6Services(folder: folder, in: tree))] }
        guard let entries = try? tree.list(folder) else { return [] }
        return entries.compactMap { read(RelativePath.join(folder, $0.name) ?? $0.name, in: tree) }
    }

    /// The configuration at `path`, or nil when it is none that is known or cannot be read.
    package static func read(_ path: String, in tree: any FileTree) -> ServerConfig? {
        let name = RelativePath.name(path)
        if S6Services.isServices(path), tree.entry(path)?.kind == .folder {
            return .s6(S6Services(folder: path, in: tree))
        }
        if ["ecosystem.config.js", "ecosystem.config.cjs", "ecosystem.config.json", "pm2.json", "pm2.config.js"]
            .contains(name)
        {
            return tree.exists(path) ? .pm2(path: path) : nil
        }
        if name == "crontab" || name.hasSuffix(".crontab") || RelativePath.name(RelativePath.folder(path)) == "cron.d" {
            return tree.exists(path) ? .crontab(path: path) : nil
        }
        guard isPossible(name), let source = tree.source(path, limit: limit) else { return nil }
        return read(source)
    }

    /// Whether a file of this name is worth opening.
    private static func isPossible(_ name: String) -> Bool {
        [".conf", ".ini", ".conf.template", ".vhost", ".py"].contains { name.hasSuffix($0) }
            ? !name.hasSuffix(".py") || name.hasPrefix("gunicorn") : name == "Procfile"
    }

    /// The configuration that a file holds, by its name and then by its content.
    package static func read(_ source: SourceFile) -> ServerConfig? {
        let name = RelativePath.name(source.path)
        let folder = RelativePath.name(RelativePath.folder(source.path))
        let text = ByteText(source)
        if name == "Procfile" { return .procfile(Procfile(source)) }
        if name.hasPrefix("gunicorn"), name.hasSuffix(".py") { return .gunicorn(GunicornConfig(source)) }
        if name.hasPrefix("supervisor") || folder == "supervisor" || text.contains("[program:")
            || text.contains("[supervisord]")
        {
            return .supervisord(SupervisordConfig(source))
        }
        if text.contains("[uwsgi]") || name == "uwsgi.ini" { return .uwsgi(UwsgiConfig(source)) }
        if name.hasPrefix("php-fpm") || folder == "php-fpm.d" || text.contains("pm.max_children") {
            return .phpFpm(PhpFpmConfig(source))
        }
        if name.hasPrefix("nginx") || name.hasSuffix(".conf.template") || folder.hasPrefix("nginx") {
            return .nginx(NginxConfig(source))
        }
        if name == "httpd.conf" || name.hasPrefix("apache") || text.contains("<VirtualHost")
            || text.contains("<Directory")
            || text.contains("LoadModule ")
        {
            return .apache(ApacheConfig(source))
        }
        if name.hasSuffix(".conf") || name.hasSuffix(".vhost"),
            text.contains("server {") || text.contains("server{") || text.contains("upstream ")
        {
            return .nginx(NginxConfig(source))
        }
        return nil
    }
}
