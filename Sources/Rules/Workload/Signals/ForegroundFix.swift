import RuleKit
import Workload

/// Keeps a server in the foreground by its own option.
enum ForegroundFix {
    static func fix(_ program: ProcessChain.Link, _ workload: Workload) -> Fix? {
        guard let words = StartWords(program, workload) else { return nil }
        return edit(program, words).map { Fix(.ask, [$0]) }
    }

    private static func edit(_ program: ProcessChain.Link, _ words: StartWords) -> Edit? {
        let arguments = Array(program.arguments)
        switch program.name {
        case "nginx", "openresty": return words.appending("-g", "daemon off;")
        case "apache2ctl", "apachectl", "httpd", "apache2":
            if let start = program.words.lastIndex(of: "start") {
                return words.replacing(start, with: "-D", "FOREGROUND")
            }
            return words.appending("-D", "FOREGROUND")
        case "gunicorn":
            return program.words.firstIndex { $0 == "--daemon" || $0 == "-D" }.flatMap(words.removing)
        case "supervisord": return words.appending("-n")
        case "php-fpm": return words.appending("-F")
        case "mongod": return program.words.firstIndex(of: "--fork").flatMap(words.removing)
        case "redis-server":
            return program.words.firstIndex(of: "--daemonize").flatMap { words.replacing($0 + 1, with: "no") }
        case "catalina.sh": return program.words.firstIndex(of: "start").flatMap { words.replacing($0, with: "run") }
        case "service":
            switch arguments.first {
            case "nginx": return words.replacingAll(with: "nginx", "-g", "daemon off;")
            case "apache2": return words.replacingAll(with: "apache2ctl", "-D", "FOREGROUND")
            default: return nil
            }
        default: return nil
        }
    }
}
