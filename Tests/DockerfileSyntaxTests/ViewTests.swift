import Basics
import DockerfileSyntax
import Testing

struct CopyViewTests {
    @Test(arguments: [
        ("COPY a b/", "path:a > b/"), ("COPY [\"a b\", \"/c\"]", "path:a b > /c"),
        ("ADD https://x.io/f.tgz /t", "url:https://x.io/f.tgz > /t"),
        ("ADD https://x.io/r.git#main /t", "git:https://x.io/r.git#main > /t"),
        ("ADD git@x.io:r.git /t", "git:git@x.io:r.git > /t"), ("ADD github.com/a/b /t", "git:github.com/a/b > /t"),
        ("ADD f.tar.gz /t", "path:f.tar.gz > /t"), ("COPY https://x /t", "path:https://x > /t"),
        ("COPY <<A b <<'C' /t/\n1\nA\n2\nC", "heredoc(0):<<A path:b heredoc(1):<<C > /t/"),
        ("COPY a", "path:a > -"),
    ])
    func sources(text: String, expected: String) throws {
        let view = try #require(Dockerfile("FROM a\n" + text).instructions[1].copy)
        let sources = view.sources.map { "\($0.kind):\($0.word.shown)" }.joined(separator: " ")
        #expect(sources + " > " + (view.destination?.shown ?? "-") == expected)
    }

    @Test func flags() throws {
        let file = Dockerfile("FROM a\nCOPY --from=b --chown=1:2 --chmod=755 --link --parents=false --exclude=*.md a b")
        let view = try #require(file.instructions[1].copy)
        #expect(view.from?.value == "b" && view.chown?.value == "1:2" && view.chmod?.value == "755")
        #expect(view.link && !view.parents && view.excludes.map(\.value) == ["*.md"])
        #expect(!view.isAdd && view.unpacks == nil)
        #expect(file.instructions[0].copy == nil)
    }

    @Test(arguments: [
        ("/a", true as Bool?, false as Bool?), ("a/", false, true), (".", false, true), ("C:\\x", true, false),
        ("./a", false, false), ("$X", nil, nil), ("/a/$X", true, nil), ("/a/$X/", true, true), ("..", false, true),
    ])
    func destination(word: String, isAbsolute: Bool?, isFolder: Bool?) throws {
        let view = try #require(Dockerfile("FROM a\nCOPY x \(word)").instructions[1].copy)
        #expect(view.destinationIsAbsolute == isAbsolute)
        #expect(view.destinationIsFolder == isFolder)
    }

    @Test(arguments: [("a.tar.gz", true), ("A.TGZ", true), ("a.zip", false), ("x.tar/y", false), ("a.tar.zst", true)])
    func archives(name: String, expected: Bool) {
        #expect(Dockerfile("FROM a\nADD \(name) /").instructions[1].copy?.sources.first?.looksLikeArchive == expected)
    }
}

struct MountTests {
    static func mount(_ value: String) -> Mount? {
        Dockerfile("FROM a\nRUN --mount=\(value) x").instructions[1].mounts.first
    }

    @Test(arguments: [
        "type=cache,target=/root/.cache", "type=cache,dst=/x,sharing=locked,id=a,uid=1,gid=2,mode=0755",
        "target=.", "source=a,target=b,readwrite", "type=bind,from=base,source=/x,target=/y,ro=false",
        "type=tmpfs,target=/t,size=1g", "type=secret,id=k,target=/k,required,mode=0400", "type=secret,id=k,env=K",
        "type=secret,src=k,dst=/x,required=true", "type=ssh", "type=ssh,id=x,required=true", "type=CACHE,target=/x",
        "type=$T,target=/x,anything=$X".replacing(",anything=$X", with: ""), "type=cache,target=$HOME/x", "type=cache",
        "\"type=cache\",target=/x",
    ])
    func valid(value: String) {
        #expect(Self.mount(value)?.problems.map(\.arguments) == [])
    }

    /// The marked field is reported.
    @Test(arguments: [
        ("⟦type=cahce⟧,target=/x", "type=cache"), ("type=cache,⟦traget=/x⟧", "target"), ("type=cache,⟦target⟧", ""),
        ("type=cache,target=/x,⟦sharing=lock⟧", "sharing=locked"), ("type=bind,target=/x,⟦mode=1⟧", ""),
        ("type=cache,target=/x,⟦mode=9⟧", ""), ("type=secret,id=a,⟦from=b⟧", ""), ("type=secret,id=a,⟦source=b⟧", ""),
        ("type=cache,target=/x,⟦required⟧", ""), ("type=bind,target=/x,⟦size=1⟧", ""), ("type=cache,⟦target=/⟧", ""),
        ("type=bind,⟦from=$X⟧,target=/y", ""), ("type=cache,⟦⟧", ""), ("type=cache,target=/x,⟦ro=maybe⟧", ""),
    ])
    func invalid(value: String, suggestion: String) {
        let marked = Marked("FROM a\nRUN --mount=\(value) x")
        let file = marked.file
        #expect(file.problems.map(\.code) == [.invalidMount])
        #expect(file.problems.map(\.range) == marked.ranges)
        #expect(file.problems.first?.arguments["suggestion"] == suggestion)
    }

    @Test func meaning() {
        let cache = Self.mount("type=cache,target=/c,sharing=private,uid=5,mode=0700")
        #expect(cache?.kind == .cache && cache?.id == "/c" && cache?.sharing == .private && cache?.uid == 5)
        #expect(cache?.mode == 0o700 && cache?.isReadOnly == false)
        let secret = Self.mount("type=secret,id=npm,required=true")
        #expect(secret?.secretPath == "/run/secrets/npm" && secret?.isRequired == true && secret?.isReadOnly == true)
        #expect(Self.mount("type=secret,target=/a/b")?.id == "b")
        #expect(Self.mount("type=secret,id=a,env=A")?.environment == "A")
        #expect(Self.mount("type=secret,id=a,env=A")?.secretPath == nil)
        #expect(Self.mount("src=a,dst=/b,rw")?.kind == .bind)
        #expect(Self.mount("src=a,dst=/b,rw")?.isReadOnly == false)
        #expect(Self.mount("type=$T,target=/x")?.kind == nil)
    }
}

struct SmallViewTests {
    @Test(arguments: [
        ("80", "80-80 tcp"), ("80/udp", "80-80 udp"), ("80/UDP", "80-80 UDP"), ("8000-8010", "8000-8010 tcp"),
        ("0", "0-0 tcp"), ("65535", "65535-65535 tcp"), ("65536", "invalid"), ("http", "invalid"), ("10-1", "invalid"),
        ("80/http", "invalid"), ("127.0.0.1:80:81", "81-81 tcp host"), ("8080:80", "80-80 tcp host"),
        ("$PORT", "unknown"), ("$PORT/udp", "unknown"), ("-80", "invalid"),
    ])
    func expose(word: String, expected: String) throws {
        let file = Dockerfile("FROM a\nEXPOSE \(word)")
        let port = ExposePort(try #require(file.instructions[1].words.first))
        var text = port.ports.map { "\($0.lowerBound)-\($0.upperBound) \(port.transport)" } ?? "unknown"
        if port.isInvalid { text = "invalid" }
        if port.hasHostPart { text += " host" }
        #expect(text == expected)
    }

    @Test(arguments: [
        ("app", "app", nil as String?, nil as Int?, false), ("1000:2000", "1000", "2000", 1000, false),
        ("0", "0", nil, 0, true), ("root:root", "root", "root", nil, true), (":5", "", "5", nil, true),
        ("app:", "app", "", nil, false), ("00", "00", nil, 0, true),
    ])
    func user(text: String, user: String, group: String?, id: Int?, isRoot: Bool) {
        let spec = UserSpec(text)
        #expect(spec.user == user && spec.group == group && spec.userID == id && spec.isRoot == isRoot)
    }

    @Test(arguments: [
        ("30s", 30.0 as Double?), ("1m30s", 90), ("1.5h", 5400), ("0", 0), ("500ms", 0.5), (".5s", 0.5), ("-1s", -1),
        ("30", nil), ("", nil), ("s", nil), ("1d", nil), ("1..5s", nil), ("$X", nil),
        ("99999999999999h", nil),
    ])
    func duration(text: String, seconds: Double?) {
        let found = GoDuration.parse(text)
        #expect(found.map { $0 / .seconds(1) } == seconds)
    }

    @Test func healthcheck() {
        let view = Dockerfile("FROM a\nHEALTHCHECK --interval=10s --retries=5 --timeout=0 CMD [\"x\", \"y\"]")
            .instructions[1].health
        #expect(view?.interval == .seconds(10) && view?.retries == 5 && view?.timeout == nil)
        #expect(view?.command.map(\.raw) == ["x", "y"] && view?.isJSON == true && view?.isNone == false)
        #expect(Dockerfile("FROM a\nHEALTHCHECK none").instructions[1].health?.isNone == true)
    }
}
