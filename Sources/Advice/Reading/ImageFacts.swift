import Basics
import DockerfileSyntax
import RuleKit
import Workload

/// What a Dockerfile and the files around it tell.
struct ImageFacts {
    let workload: Workload
    let reader: FactReader

    private var dockerfile: Dockerfile { workload.dockerfile }

    private func source(_ range: Range<Int>) -> FactSource { reader.source(dockerfile.source.span(range)) }

    private func source(instruction index: Int) -> FactSource? {
        guard dockerfile.instructions.indices.contains(index) else { return nil }
        return source(dockerfile.instructions[index].keywordRange)
    }

    /// The FROM of the stage that the image is built on: nil for a file without one.
    private var from: FactSource? {
        guard let stage = workload.stage else { return nil }
        let root = dockerfile.lineage(of: stage).first ?? stage
        return source(instruction: root.from)
    }

    private var fromSources: [FactSource] { from.map { [$0] } ?? [] }

    /// The image that it stands on.
    var baseImage: ImageReference? {
        guard case .image(let image)? = workload.config?.base else { return nil }
        return image
    }

    // MARK: Of the image

    /// All that an image tells, wherever it runs.
    func describe(_ facts: inout WorkloadFacts) {
        if let stage = workload.stage {
            let root = dockerfile.lineage(of: stage).first ?? stage
            facts.base = .known(root.image.shown, fromSources)
        }
        facts.answersLambda = answersLambda
        if let chain = workload.process, let first = chain.links.first, !chain.told.isEmpty {
            facts.start = .known(chain.told, reader.source(first.span))
        }
        readStart(&facts)
        readBackground(&facts)
        readFiles(&facts)
    }

    private var answersLambda: Fact<Bool> {
        if workload.knownBase?.isLambda == true { return .known(true, fromSources) }
        for (index, instruction) in workload.shipped {
            guard let from = instruction.flag("from")?.value?.lowercased(), from.contains("lambda-adapter") else {
                continue
            }
            return .known(true, source(instruction: index).map { [$0] } ?? [])
        }
        for manifest in workload.manifests {
            for dependency in manifest.runtimeDependencies
            where ["awslambdaric", "aws-lambda-ric"].contains(dependency.name) {
                return .known(true, dependency.span.map { [reader.source($0)] } ?? fromSources)
            }
        }
        // Where all dependencies are at hand and none of them knows Lambda; else it may be built in.
        return workload.manifests.isEmpty ? .unknown : .known(false, fromSources)
    }

    private func readStart(_ facts: inout WorkloadFacts) {
        var work: [WorkloadFacts.StartWork] = []
        var sources: [FactSource] = []
        for observation in reader.observations(workload) {
            guard case .start(let kind) = observation.kind else { continue }
            if !work.contains(kind) { work.append(kind) }
            sources.append(reader.source(observation.span))
        }
        if !work.isEmpty { facts.startWork = .known(work, sources) }
    }

    private func readBackground(_ facts: inout WorkloadFacts) {
        var found: [String] = []
        var sources: [FactSource] = []
        func add(_ name: String, _ source: FactSource?) {
            guard let source, !found.contains(name) else { return }
            found.append(name)
            sources.append(source)
        }
        for manifest in workload.manifests {
            for framework in manifest.frameworks where framework.kind == .scheduler {
                let span = manifest.dependencies.first { $0.name == framework.package }?.span
                add(framework.name, span.map(reader.source))
            }
        }
        for link in workload.process?.links ?? [] where link.kind == .supervisor {
            add(link.name, reader.source(link.span))
        }
        for observation in reader.observations(workload) where observation.kind == .cron {
            add("cron", reader.source(observation.span))
        }
        if !found.isEmpty { facts.background = .known(found, sources) }
    }

    private func readFiles(_ facts: inout WorkloadFacts) {
        if let observation = reader.observations(workload).first(where: { $0.kind == .localDatabase }) {
            facts.keepsFiles = .known(true, reader.source(observation.span))
        } else if let image = baseImage, Self.databases.contains(image.lastName), let from {
            facts.keepsFiles = .known(true, from)
        } else if let volume = workload.config?.volumes.first, let source = source(instruction: volume.instruction) {
            facts.keepsFiles = .suspected(
                Text(en: "the image declares a VOLUME", ja: "イメージに VOLUME の宣言があります"), [source])
        } else if let framework = embedded {
            facts.keepsFiles = .suspected(
                Text(
                    en: "`\(framework.name)` keeps a database in a file, unless only tests use it",
                    ja: "`\(framework.name)` はデータベースをファイルに保持します (テスト専用でなければ)"), [framework.source])
        }
    }

    private var embedded: (name: String, source: FactSource)? {
        for manifest in workload.manifests {
            for framework in manifest.frameworks where framework.kind == .embeddedDatabase {
                let span = manifest.dependencies.first { $0.name == framework.package }?.span
                if let span { return (framework.name, reader.source(span)) }
            }
        }
        return nil
    }

    private static let databases: Set<String> = [
        "postgres", "mysql", "mariadb", "mongo", "redis", "valkey", "rabbitmq", "elasticsearch", "opensearch",
        "cassandra", "influxdb", "neo4j", "couchdb", "solr", "zookeeper", "kafka", "minio",
    ]

    // MARK: Protocols

    /// What it speaks, as far as its files tell.
    var transports: Fact<[WorkloadFacts.Transport]> {
        if let udp = exposed(where: { $0.transport.lowercased() == "udp" }) { return .known([.udp], udp) }
        if let image = baseImage, Self.databases.contains(image.lastName) || image.lastName == "memcached" {
            return .known([.tcp], fromSources)
        }
        let names: [(dependency: String, source: FactSource)] = workload.manifests.flatMap { manifest in
            manifest.runtimeDependencies.compactMap { dependency in
                dependency.span.map { (dependency.name, reader.source($0)) }
            }
        }
        if let found = names.first(where: { $0.dependency == "socket.io" }) {
            return .known([.http, .websocket], found.source)
        }
        if let found = names.first(where: { Self.websockets.contains($0.dependency) }) {
            return .suspected(
                Text(
                    en: "`\(found.dependency)` speaks WebSocket, as a server or as a client",
                    ja: "`\(found.dependency)` は WebSocket を使います (サーバーかクライアントかは不明)"), [found.source])
        }
        if let found = names.first(where: { Self.isGRPC($0.dependency) }) {
            return .suspected(
                Text(
                    en: "`\(found.dependency)` speaks gRPC, as a server or as a client",
                    ja: "`\(found.dependency)` は gRPC を使います (サーバーかクライアントかは不明)"), [found.source])
        }
        return http
    }

    private var http: Fact<[WorkloadFacts.Transport]> {
        for manifest in workload.manifests {
            for framework in manifest.frameworks where framework.kind == .web || framework.kind == .server {
                let span = manifest.dependencies.first { $0.name == framework.package }?.span
                return .known([.http], span.map { [reader.source($0)] } ?? fromSources)
            }
        }
        for config in workload.serverConfigs {
            switch config {
            case .nginx(let nginx):
                if let listen = nginx.directives.first(where: { $0.name == "listen" && !$0.context.contains("stream") })
                {
                    return .known([.http], reader.source(listen.span))
                }
            case .apache, .gunicorn:
                if let listen = config.listens.first { return .known([.http], reader.source(listen.span)) }
            default: continue
            }
        }
        if let image = baseImage, ["nginx", "httpd", "caddy", "tomcat", "jetty"].contains(image.lastName) {
            return .known([.http], fromSources)
        }
        return .unknown
    }

    private static let websockets: Set<String> = [
        "ws", "websocket", "websockets", "channels", "flask-socketio", "python-socketio", "uWebSockets.js",
        "github.com/gorilla/websocket", "github.com/coder/websocket", "nhooyr.io/websocket", "faye-websocket",
        "@fastify/websocket", "@nestjs/websockets", "tokio-tungstenite", "tungstenite",
        "org.springframework.boot:spring-boot-starter-websocket", "streamlit", "gradio",
    ]

    private static func isGRPC(_ name: String) -> Bool {
        ["@grpc/grpc-js", "grpcio", "google.golang.org/grpc", "tonic", "grpc", "Grpc.AspNetCore", "grpc-swift"]
            .contains(name) || name.hasPrefix("io.grpc:")
    }

    /// The first EXPOSE that is of a kind.
    private func exposed(where test: (ExposePort) -> Bool) -> [FactSource]? {
        for setting in workload.config?.exposed ?? [] where test(ExposePort(setting.value)) {
            return [source(setting.value.range)]
        }
        return nil
    }

    // MARK: Without a task definition

    /// The facts of an image that no task definition names.
    func standAlone() -> WorkloadFacts {
        let place = from ?? reader.source(dockerfile.source.span(0..<0))
        var line = 1
        if case .file(_, let number) = place { line = number }
        var facts = WorkloadFacts(
            name: reader.name(of: workload), path: reader.shown(dockerfile.source.path), line: line)
        describe(&facts)
        facts.home = .known(.nowhere, place)
        facts.transports = transports
        facts.containers = .known([.init(reader.name(of: workload), isHelper: workload.role == .sidecar)], place)
        if workload.role == .job {
            facts.kind = .known(.job, place)
        } else if let ports = exposed(where: { _ in true }) {
            facts.kind = .known(.server, ports)
        } else if facts.transports.value?.isEmpty == false {
            facts.kind = .known(.server, facts.transports.sources)
        }
        facts.privileged = .known(false, place)
        facts.host = .known([], place)
        facts.volumes = .known([], place)
        facts.ephemeral = .known(0, place)
        facts.stopTimeout = .known(0, place)
        facts.ownOS = .known(false, place)
        readBase(&facts, place)
        return facts
    }

    private func readBase(_ facts: inout WorkloadFacts, _ place: FactSource) {
        guard let image = baseImage else {
            // `scratch` holds a program for Linux that asks for nothing.
            if case .scratch? = workload.config?.base {
                facts.gpu = .known(false, place)
                facts.windows = .known(false, place)
            }
            return
        }
        let name = image.name.lowercased()
        if name.contains("cuda") || name.hasPrefix("nvcr.io/") || image.tag?.contains("cuda") == true
            || image.tag?.contains("gpu") == true
        {
            facts.gpu = .suspected(Text(en: "the base image is made for GPUs", ja: "ベースイメージが GPU 向けです"), [place])
        } else {
            facts.gpu = .known(false, place)
        }
        facts.windows = .known(
            workload.knownBase?.family == .windows || name.contains("nanoserver") || name.contains("servercore"), place)
        if image.lastName == "docker", image.tag?.contains("dind") == true {
            facts.privileged = .suspected(
                Text(en: "Docker in Docker wants to be privileged", ja: "Docker in Docker には特権モードが必要です"), [place])
        }
        if let flag = workload.stage?.platform, let platform = flag.value?.lowercased() {
            if platform.hasPrefix("linux/arm64") { facts.architecture = .known(.arm, source(flag.range)) }
            if platform.hasPrefix("linux/amd64") { facts.architecture = .known(.x86, source(flag.range)) }
        }
    }
}
