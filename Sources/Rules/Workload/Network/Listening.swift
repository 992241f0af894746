import Basics
import DockerfileSyntax
import Workload

/// Where the program that serves in the end is told to listen, or listens by its own defaults.
struct Listening {
    struct Told {
        var value: String
        var place: Span
    }

    var program: ProcessChain.Link
    /// The host as written; nil when nothing says.
    var host: Told?
    /// The port as written; nil when nothing says, or a variable hides it.
    var port: Told?
    /// What the program does when nothing names a host.
    var isLoopbackByDefault = false
    /// The option of this program for all addresses.
    var everywhere: String {
        let port = port?.value ?? ""
        let name = program.name == "python" || program.name == "python3" ? program.words.dropFirst(2).first : nil
        switch name ?? program.name {
        case "gunicorn", "hypercorn": return "--bind 0.0.0.0:" + (port.isEmpty ? "8000" : port)
        case "daphne": return "-b 0.0.0.0"
        case "php": return program.words.contains("serve") ? "--host=0.0.0.0" : "-S 0.0.0.0:" + port
        case "puma": return "-b tcp://0.0.0.0:" + (port.isEmpty ? "9292" : port)
        case "rails": return "-b 0.0.0.0"
        case "next", "nuxt": return "-H 0.0.0.0"
        case "dotnet": return "--urls http://+:" + (port.isEmpty ? "8080" : port)
        case let name where program.words.contains("runserver") || name == "runserver":
            return "runserver 0.0.0.0:" + (port.isEmpty ? "8000" : port)
        default: return "--host 0.0.0.0"
        }
    }

    /// Something that is not read here may say.
    var mayBeToldElsewhere = false

    static func of(_ workload: Workload) -> Listening? {
        guard let program = workload.finalProgram, program.kind != .supervisor else { return nil }
        var words = Array(program.words)
        var spans = program.spans
        guard words.count == spans.count, !words.isEmpty else { return nil }
        var name = program.name
        // `python -m uvicorn app:app`, `npx vite`
        if name.hasPrefix("python"), let index = words.firstIndex(of: "-m"), index + 1 < words.count {
            name = words[index + 1]
            words.removeFirst(index + 2)
            spans.removeFirst(index + 2)
        } else {
            words.removeFirst()
            spans.removeFirst()
        }
        var listening = Listening(program: program)
        listening.read(name, Arguments(words: words, spans: spans), workload)
        return listening
    }

    /// The words behind the program's name.
    struct Arguments {
        var words: [String]
        var spans: [Span]

        /// The value of the last of these options: `--port 80`, `--port=80`, `-p80`.
        func value(_ names: String...) -> Told? {
            var found: Told?
            for (index, word) in words.enumerated() {
                for name in names {
                    if word == name, index + 1 < words.count {
                        found = Told(value: words[index + 1], place: spans[index + 1])
                    } else if word.hasPrefix(name + "=") {
                        found = Told(value: String(word.dropFirst(name.count + 1)), place: spans[index])
                    } else if name.count == 2, !name.hasPrefix("--"), word.hasPrefix(name), word.count > 2,
                        word.dropFirst(2).first?.isNumber == true
                    {
                        found = Told(value: String(word.dropFirst(2)), place: spans[index])
                    }
                }
            }
            return found
        }

        func has(_ names: String...) -> Bool { words.contains { names.contains($0) } }
    }

    private mutating func read(_ name: String, _ arguments: Arguments, _ workload: Workload) {
        if arguments.has("-c", "--config", "--env-file") { mayBeToldElsewhere = true }
        switch name {
        case "gunicorn":
            address(arguments.value("-b", "--bind"))
            let hasFile = workload.serverConfigs.contains { if case .gunicorn = $0 { true } else { false } }
            let hasVariable = isSet("GUNICORN_CMD_ARGS", workload)
            mayBeToldElsewhere = mayBeToldElsewhere || hasFile || hasVariable
            if host == nil, port == nil, !hasVariable, !arguments.has("-b", "--bind") {
                gunicornFile(arguments.value("-c", "--config")?.value, workload)
            }
            // With PORT in the environment gunicorn takes all addresses.
            isLoopbackByDefault = !isSet("PORT", workload)
        case "uvicorn", "daphne":
            host = arguments.value("--host", "-b")
            port = arguments.value("--port", "-p")
            if arguments.has("--uds", "--fd", "-u", "-e") { mayBeToldElsewhere = true }
            isLoopbackByDefault = !isSet("UVICORN_HOST", workload)
        case "hypercorn":
            address(arguments.value("-b", "--bind"))
            isLoopbackByDefault = true
        case "flask" where arguments.words.contains("run"):
            host = arguments.value("--host", "-h")
            port = arguments.value("--port", "-p")
            isLoopbackByDefault = !isSet("FLASK_RUN_HOST", workload)
        case "python", "python3", "django-admin":
            guard let index = arguments.words.firstIndex(of: "runserver") else { return environment(workload) }
            let rest = arguments.words.indices.dropFirst(index + 1).first { !arguments.words[$0].hasPrefix("-") }
            if let rest, !arguments.words[rest].isEmpty {
                address(Told(value: arguments.words[rest], place: arguments.spans[rest]))
                if host == nil { isLoopbackByDefault = true }
            } else {
                isLoopbackByDefault = rest == nil
            }
        case "rails":
            host = arguments.value("-b", "--binding")
            port = arguments.value("-p", "--port")
            if port == nil { environment(workload) }
        case "puma", "thin", "rackup":
            port = arguments.value("-p", "--port")
            host = arguments.value("-a", "--address", "-o", "--host")
            if let bind = arguments.value("-b", "--bind"), bind.value.hasPrefix("tcp://") {
                address(Told(value: String(bind.value.dropFirst(6)), place: bind.place))
            } else if port == nil {
                mayBeToldElsewhere = true
            }
        case "next", "nuxt":
            host = arguments.value("-H", "--hostname", "--host")
            port = arguments.value("-p", "--port")
            if port == nil { environment(workload) }
        case "vite", "webpack-dev-server", "ng", "webpack":
            host = arguments.value("--host")
            port = arguments.value("--port")
            let serves = name != "webpack" && name != "ng" || arguments.words.first == "serve"
            isLoopbackByDefault = serves && !arguments.has("--host") && arguments.words.first != "build"
            // Their configuration files may name a host.
            mayBeToldElsewhere = name != "ng"
        case "php":
            if arguments.words.contains("serve") {
                host = arguments.value("--host")
                port = arguments.value("--port")
                isLoopbackByDefault = true
            } else {
                address(arguments.value("-S"))
            }
        case "streamlit":
            host = arguments.value("--server.address")
            port = arguments.value("--server.port")
        case "http-server", "serve":
            port = arguments.value("-p", "-l", "--port", "--listen")
        case "java":
            if let told = arguments.value("--server.port", "-Dserver.port") {
                port = told
            } else {
                environment(workload)
            }
        case "dotnet":
            address(arguments.value("--urls"))
            if port == nil { environment(workload) }
        case "nginx", "openresty", "httpd", "apache2": return
        default: environment(workload)
        }
        for told in [host, port] where told?.value.contains("$") == true || told?.value.isEmpty == true {
            mayBeToldElsewhere = true
        }
    }

    /// `bind` of the configuration that gunicorn reads: the one named, else `gunicorn.conf.py` of its folder.
    private mutating func gunicornFile(_ named: String?, _ workload: Workload) {
        let name = RelativePath.name(named ?? "gunicorn.conf.py")
        let configs = workload.serverConfigs.compactMap { config in
            if case .gunicorn(let config) = config { config } else { nil }
        }
        guard configs.count == 1, let config = configs.first, RelativePath.name(config.path) == name,
            let bind = config.values["bind"], config.listens.count == 1,
            // Anything else than an address is worked out when it starts.
            bind.text.utf8.allSatisfy({
                let letter = $0 | 0x20
                return ($0 >= 0x2E && $0 <= 0x3A && $0 != 0x2F) || $0 == 0x5B || $0 == 0x5D
                    || (letter >= 0x61 && letter <= 0x7A)
            })
        else { return }
        address(Told(value: bind.text, place: bind.span))
    }

    private func isSet(_ name: String, _ workload: Workload) -> Bool {
        workload.config?.environment[name] != nil
    }

    /// `0.0.0.0:80`, `:80`, `80`, `http://+:80`; the value may be a variable.
    private mutating func address(_ told: Told?) {
        guard var told else { return }
        for head in ["http://", "https://", "tcp://"] where told.value.hasPrefix(head) {
            told.value = String(told.value.dropFirst(head.count))
        }
        if told.value.hasPrefix("unix:") || told.value.contains("$") || told.value.isEmpty || told.value.contains(",")
            || told.value.contains(";")
        {
            mayBeToldElsewhere = true
            return
        }
        if let colon = told.value.lastIndex(of: ":") {
            host = Told(value: String(told.value[..<colon]), place: told.place)
            if host?.value.isEmpty == true { host?.value = "0.0.0.0" }
            port = Told(value: String(told.value[told.value.index(after: colon)...]), place: told.place)
        } else if Int(told.value) != nil {
            port = told
        } else {
            host = told
        }
    }

    /// Variables that servers take their port from by convention.
    private mutating func environment(_ workload: Workload) {
        for variable in EnvironmentValue.all(workload) {
            let place = workload.dockerfile.source.span(variable.place)
            switch variable.name {
            case "PORT", "SERVER_PORT", "ASPNETCORE_HTTP_PORTS": port = Told(value: variable.value, place: place)
            case "ASPNETCORE_URLS": address(Told(value: variable.value, place: place))
            // A program need not read it: it speaks for it only.
            case "HOST", "HOSTNAME", "BIND_ADDRESS":
                if Self.isEverywhere(variable.value) { host = Told(value: variable.value, place: place) }
            default: break
            }
        }
    }

    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host.hasPrefix("127.") || host == "::1" || host == "[::1]"
    }

    static func isEverywhere(_ host: String) -> Bool {
        ["0.0.0.0", "::", "[::]", "*", "+"].contains(host)
    }
}
