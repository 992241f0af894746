import Basics
import Templates
import Testing

private func compose(_ text: String, _ variables: [String: String] = [:]) throws -> ComposeFile {
    try ComposeFile.read(SourceFile(path: "compose.yaml", text: text), variables: variables)
}

@Suite struct ComposeInterpolationTests {
    @Test(arguments: [
        ("plain", "plain"), ("a$$b", "a$b"), ("$SET-x", "one-x"), ("${SET}", "one"), ("${NO:-d}", "d"),
        ("${NO-d}", "d"),
        ("${EMPTY:-d}", "d"), ("${EMPTY-d}", ""), ("${SET:-d}", "one"), ("${NO:-${ALSO:-deep}}/x", "deep/x"),
        ("${SET:+other}", "other"), ("${SET:?needed}", "one"), ("100%$", "100%$"), ("$1", "$1"), ("${NO:-}", ""),
        ("${UNCLOSED", "${UNCLOSED"), ("${NO:-{\"a\":1}}/x", "{\"a\":1}/x"),
    ])
    func known(_ text: String, _ expected: String) {
        let parts = ComposeInterpolation(variables: ["SET": "one", "EMPTY": ""]).expand(text)
        #expect(Templated(parts, 0..<0).known == expected)
    }

    @Test(arguments: [
        ("${NO}", "${NO}"), ("$NO/x", "${NO}/x"), ("a-${NO:?must}-b", "a-${NO}-b"), ("${NO:+x}", "${NO}"),
        ("${}", "${}"),
    ])
    func unknown(_ text: String, _ shown: String) {
        let templated = Templated(ComposeInterpolation().expand(text), 0..<0)
        #expect(templated.known == nil)
        #expect(templated.shown == shown)
    }

    @Test func hostileTextsEnd() {
        for piece in ["${", "${A:-", "$", "}", "${A:-}"] {
            let text = String(repeating: piece, count: 100_000)
            #expect(!ComposeInterpolation().expand(text).isEmpty)
        }
        let nested = String(repeating: "${A:-", count: 5000) + String(repeating: "}", count: 5000)
        #expect(!ComposeInterpolation().expand(nested).isEmpty)
    }
}

@Suite struct ComposeTests {
    @Test func builds() throws {
        let file = try compose(
            """
            services:
              short: {build: ./web}
              long:
                platform: linux/arm64
                build:
                  context: ${DIR:-app}
                  dockerfile: docker/Dockerfile
                  target: prod
                  args: [A=1, B, "C=${C}"]
                  additional_contexts: {base: ../base}
                  platforms: [linux/amd64, linux/arm64]
                  secrets: [token, {source: npmrc, target: x}]
                  ssh: [default]
              inline:
                build:
                  dockerfile_inline: |
                    FROM alpine
                  args: {X: 1, Y: }
              image: {image: "redis:${TAG}"}
            """)
        #expect(file.problems.isEmpty)
        #expect(file.services.map(\.name) == ["short", "long", "inline", "image"])
        #expect(file.service("short")?.build?.context?.known == "./web")
        let long = try #require(file.service("long")?.build)
        #expect(long.context?.known == "app")
        #expect(long.dockerfile?.known == "docker/Dockerfile")
        #expect(long.target?.known == "prod")
        #expect(long.args.map(\.name) == ["A", "B", "C"])
        #expect(long.args.map { $0.value?.shown } == ["1", nil, "${C}"])
        #expect(long.additionalContexts.map { $0.value?.known } == ["../base"])
        #expect(long.platforms.compactMap(\.known) == ["linux/amd64", "linux/arm64"])
        #expect(long.secrets.compactMap(\.known) == ["token", "npmrc"])
        #expect(long.ssh.compactMap(\.known) == ["default"])
        #expect(file.source.text(try #require(long.target).range) == "prod")
        let inline = try #require(file.service("inline")?.build)
        #expect(inline.dockerfileInline?.known == "FROM alpine\n")
        #expect(inline.args.map { $0.value?.known } == ["1", nil])
        #expect(file.service("image")?.image?.known == nil)
        #expect(file.service("image")?.image?.shown == "redis:${TAG}")
    }

    @Test func howAServiceRuns() throws {
        let file = try compose(
            """
            services:
              web:
                command: ["npm", "start"]
                entrypoint: /entry.sh run
                init: true
                stop_signal: SIGQUIT
                stop_grace_period: 1m30s
                user: "1000:1000"
                read_only: true
                environment: [A=1, B]
                env_file: [.env, {path: more.env}]
                expose: [3000]
                cap_drop: [ALL]
                tmpfs: /tmp
                depends_on: {db: {condition: service_healthy}, cache: {}}
                healthcheck: {test: [CMD, curl, -f, http://localhost], interval: 15s, retries: 3}
                deploy: {resources: {limits: {cpus: "0.5", memory: 512M}}}
                develop: {watch: [{action: sync, path: ./src, target: /app/src}]}
              old:
                mem_limit: 1g
                healthcheck: {disable: true}
                depends_on: [web]
            """)
        #expect(file.problems.isEmpty)
        let web = try #require(file.service("web"))
        guard case .words(let words)? = web.command?.form, case .line(let line)? = web.entrypoint?.form else {
            Issue.record("command and entrypoint have the wrong form")
            return
        }
        #expect(words.compactMap(\.known) == ["npm", "start"])
        #expect(line.known == "/entry.sh run")
        #expect(web.runsInit == true && web.readOnly == true)
        #expect(web.stopSignal?.known == "SIGQUIT" && web.stopGracePeriod?.known == "1m30s")
        #expect(web.user?.known == "1000:1000")
        #expect(web.environment.map(\.name) == ["A", "B"])
        #expect(web.environmentFiles.compactMap(\.known) == [".env", "more.env"])
        #expect(web.expose.compactMap(\.known) == ["3000"])
        #expect(web.droppedCapabilities.compactMap(\.known) == ["ALL"])
        #expect(web.temporaryFolders.compactMap(\.known) == ["/tmp"])
        #expect(
            web.dependencies.map { "\($0.service) \($0.condition)" } == ["db service_healthy", "cache service_started"])
        #expect(web.healthcheck?.interval?.known == "15s" && web.healthcheck?.isDisabled == false)
        #expect(web.resources?.cpuLimit?.known == "0.5" && web.resources?.memoryLimit?.known == "512M")
        #expect(web.watches.first?.target?.known == "/app/src")
        let old = try #require(file.service("old"))
        #expect(old.resources?.memoryLimit?.known == "1g")
        #expect(old.healthcheck?.isDisabled == true)
        #expect(old.dependencies.map(\.service) == ["web"])
        #expect(old.command == nil && old.runsInit == nil)
    }

    @Test(
        arguments: [
            ("\"80\"", nil, nil, "80", "tcp"), ("\"8080:80\"", nil, "8080", "80", "tcp"),
            ("\"127.0.0.1:9229:9229\"", "127.0.0.1", "9229", "9229", "tcp"), ("53:53/udp", nil, "53", "53", "udp"),
            ("\"[::1]:80:8080\"", "[::1]", "80", "8080", "tcp"), ("\"3000-3005\"", nil, nil, "3000-3005", "tcp"),
            ("\"127.0.0.1::80\"", "127.0.0.1", nil, "80", "tcp"), ("\"${P:-81}:80\"", nil, "81", "80", "tcp"),
            ("\"${P}:80\"", nil, "${P}", "80", "tcp"),
            ("{target: 80, published: '90', protocol: udp}", nil, "90", "80", "udp"),
        ] as [(String, String?, String?, String, String)])
    func ports(_ text: String, _ host: String?, _ published: String?, _ target: String, _ transport: String) throws {
        let port = try #require(try compose("services: {a: {ports: [\(text)]}}").services.first?.ports.first)
        #expect(port.hostAddress?.shown == host)
        #expect(port.published?.shown == published)
        #expect(port.target.shown == target)
        #expect(port.transport == transport)
    }

    @Test(
        arguments: [
            ("./a:/b", ComposeVolume.Kind.bind, "./a", "/b", false),
            ("data:/var/lib", .volume, "data", "/var/lib", false),
            ("/cache", .volume, nil, "/cache", false), ("~/x:/y:ro,z", .bind, "~/x", "/y", true),
            ("${D}/x:/y", .bind, "${D}/x", "/y", false), (#"C:\a:/b"#, .bind, #"C:\a"#, "/b", false),
            ("{type: bind, source: ., target: /app, read_only: true}", .bind, ".", "/app", true),
            ("{type: tmpfs, target: /tmp}", .tmpfs, nil, "/tmp", false),
        ] as [(String, ComposeVolume.Kind, String?, String, Bool)])
    func volumes(_ text: String, _ kind: ComposeVolume.Kind, _ source: String?, _ target: String, _ ro: Bool) throws {
        let item = text.hasPrefix("{") ? text : "'\(text)'"
        let volume = try #require(try compose("services: {a: {volumes: [\(item)]}}").services.first?.volumes.first)
        #expect(volume.kind == kind)
        #expect(volume.source?.shown == source)
        #expect(volume.target?.shown == target)
        #expect(volume.readOnly == ro)
    }

    @Test func anchorsAndMergeKeys() throws {
        let file = try compose(
            """
            x-base: &base
              environment: &env {A: 1}
              init: true
            services:
              web: {<<: *base, environment: {<<: *env, B: 2}}
            """)
        let web = try #require(file.services.first)
        #expect(web.runsInit == true)
        #expect(web.environment.map(\.name) == ["B", "A"])
    }

    @Test func aFileWithoutServicesKeyIsTheFirstVersion() throws {
        let file = try compose("web:\n  build: .\n  ports: ['80']\ndb:\n  image: postgres\n")
        #expect(file.services.map(\.name) == ["web", "db"])
    }

    @Test(arguments: [
        ("services: [a, b]\n", 0, 1), ("services:\n  a: text\n  b: {image: x}\n", 1, 1),
        ("services:\n  a:\n    build: [x]\n    ports: {published: 1}\n    image: {x: y}\n", 1, 3), ("- a\n", 0, 1),
        ("services:\n  a:\n", 1, 0), ("", 0, 0), ("services:\n", 0, 0), ("services: {a: {healthcheck: no}}", 1, 1),
        ("services: {a: {environment: [[x]]}}", 1, 1),
    ])
    func brokenPartsAreReportedAndTheRestIsRead(_ text: String, _ services: Int, _ problems: Int) throws {
        let file = try compose(text)
        #expect(file.services.count == services)
        #expect(file.problems.count == problems, "\(file.problems)")
    }

    @Test func asBakeTargets() throws {
        let bake = BakeFile(
            compose: try compose("services: {a: {image: 'x:1', build: {context: a, target: t}}, b: {image: y}}"))
        #expect(bake.targets.map(\.name) == ["a"])
        #expect(bake.targets.first?.tags.compactMap(\.known) == ["x:1"])
    }
}
