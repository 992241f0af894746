/// A library that decides how a program serves, stops, logs or keeps state, as far as its name among dependencies tells.
package struct Framework: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        /// Answers HTTP requests by routes; may need a server in front of it (Flask, Django).
        case web
        /// Owns the socket and the processes (gunicorn, Puma).
        case server
        /// Takes jobs from a queue.
        case worker
        /// Starts jobs by the clock inside the process.
        case scheduler
        /// Adds health endpoints.
        case health
        /// Finishes requests after SIGTERM.
        case gracefulShutdown
        case telemetry
        case structuredLogging
        /// Keeps sessions in the process unless a store is configured.
        case session
        /// A database that lives in a file of the container.
        case embeddedDatabase
        /// A client of a service beside the program: database, cache, queue.
        case backingService
        /// Restarts or watches processes (PM2, nodemon).
        case processManager
    }

    /// The name people know it by.
    package var name: String
    package var kind: Kind
    /// The port its own defaults listen on, where its documentation states one.
    package var port: Int?
    /// The dependency it was told by.
    package var package: String
}

/// A package with code that is compiled when no ready-made build fits the platform.
package struct NativePackage: Sendable, Hashable {
    package var name: String
    /// Whether no ready-made build for Linux is published at all, so that a compiler is always needed.
    package var alwaysCompiles: Bool
}

extension Framework {
    /// The frameworks among dependencies, in the order of the dependencies.
    static func among(_ dependencies: [Manifest.Dependency], _ language: PackageLanguage) -> [Framework] {
        guard let known = FrameworkCatalogue.byLanguage[language] else { return [] }
        var found: [Framework] = []
        for dependency in dependencies where dependency.kind == .runtime || dependency.kind == .optional {
            let key = FrameworkCatalogue.key(dependency.name, language)
            for entry in known[key] ?? [] {
                let framework = Framework(
                    name: entry.name, kind: entry.kind, port: entry.port, package: dependency.name)
                if !found.contains(where: { $0.name == framework.name && $0.kind == framework.kind }) {
                    found.append(framework)
                }
            }
        }
        return found
    }
}

extension NativePackage {
    /// The packages with native code among dependencies that a production install takes.
    static func among(_ dependencies: [Manifest.Dependency], _ language: PackageLanguage) -> [NativePackage] {
        guard let known = nativeNames[language] else { return [] }
        var found: [NativePackage] = []
        for dependency in dependencies where dependency.kind == .runtime || dependency.kind == .optional {
            let key = FrameworkCatalogue.key(dependency.name, language)
            if let always = known[key], !found.contains(where: { $0.name == dependency.name }) {
                found.append(NativePackage(name: dependency.name, alwaysCompiles: always))
            }
        }
        return found
    }

    /// Whether a package always compiles, by name. From what each publishes to its registry (wheels, prebuilt gems,
    /// `prebuild` downloads) for Linux with glibc.
    private static let nativeNames: [PackageLanguage: [String: Bool]] = [
        .javascript: names(
            ready: """
                bcrypt argon2 sharp canvas sqlite3 better-sqlite3 node-sass re2 zeromq serialport bufferutil utf-8-validate
                leveldown classic-level lz4 snappy farmhash cpu-features isolated-vm node-rdkafka node-datachannel
                sodium-native couchbase oracledb
                """,
            always: "node-expat libxmljs odbc heapdump microtime usb-detection"),
        .python: names(
            ready: """
                numpy pandas scipy lxml cryptography pillow gevent greenlet psycopg2-binary pyodbc grpcio orjson bcrypt cffi
                pymssql confluent-kafka shapely pycurl pyyaml matplotlib scikit-learn opencv-python uvloop httptools
                """,
            always: """
                psycopg2 mysqlclient uwsgi python-ldap pygraphviz pycairo dbus-python netifaces pyaudio m2crypto
                pysqlcipher3
                """),
        .ruby: names(
            ready: "nokogiri ffi sqlite3 google-protobuf grpc sassc pg",
            always: """
                mysql2 bcrypt puma nio4r bootsnap msgpack racc unf_ext hiredis oj rmagick json bigdecimal websocket-driver
                unicorn thin eventmachine
                """),
        .go: names(
            ready: "",
            always: """
                github.com/mattn/go-sqlite3 github.com/confluentinc/confluent-kafka-go github.com/godror/godror
                github.com/h2non/bimg
                """),
        .rust: names(
            ready: "", always: "openssl openssl-sys libsqlite3-sys rdkafka rdkafka-sys aws-lc-sys ring libgit2-sys"),
    ]

    private static func names(ready: String, always: String) -> [String: Bool] {
        var table: [String: Bool] = [:]
        for name in ready.split(whereSeparator: { $0 == " " || $0 == "\n" }) { table[String(name)] = false }
        for name in always.split(whereSeparator: { $0 == " " || $0 == "\n" }) { table[String(name)] = true }
        return table
    }
}
