import ShellSyntax
import Testing

@Suite struct DownloadTests {
    static let urls: [Case<[String]>] = [
        Case("curl -fsSL https://x.org/a", ["https://x.org/a"]), Case("curl -o f https://x.org", ["https://x.org"]),
        Case("curl -H 'A: b' --retry 3 -L \"$URL\"", ["$URL"]), Case("wget -qO- https://x.org", ["https://x.org"]),
        Case("wget -q -O f https://a https://b", ["https://a", "https://b"]),
        Case("curl --url=https://x --url https://y", ["https://y"]),
        Case("git clone --depth 1 -b v1 https://g.org/a.git dir", ["https://g.org/a.git"]),
        Case("aria2c -x 4 https://x.org", ["https://x.org"]), Case("curl --version", []), Case("git pull", []),
        Case("ls", []),
    ]

    @Test(arguments: urls) func urlsAreFound(_ example: Case<[String]>) {
        #expect(ShellScript.parse(text: example.input).downloads.flatMap(\.urls).map(\.template) == example.expected)
    }

    @Test(
        arguments: [
            Case("curl https://x | sh", "sh pipe"), Case("curl https://x | sudo -E bash -s -- a", "bash pipe"),
            Case("wget -qO- https://x | tee f | bash", "bash pipe"),
            Case("bash <(curl https://x)", "bash processSubstitution"),
            Case("sh -c \"$(curl -fsSL https://x)\"", "sh substitution"),
            Case("eval \"$(curl https://x)\"", "eval substitution"),
            Case(". <(curl https://x)", ". processSubstitution"), Case("curl https://x | python3 -", "python3 pipe"),
            Case("bash -c 'curl https://x | sh'", "sh pipe"), Case("curl https://x | tar xz", nil),
            Case("curl https://x; bash", nil),
            Case("echo x | bash; curl https://x", nil), Case("x=$(curl https://x); sh -c a", nil),
            Case("sh f | curl https://x -d @-", nil),
        ] as [Case<String?>]) func executions(_ example: Case<String?>)
    {
        let download = ShellScript.parse(text: example.input, dialect: .bash).downloads.first
        #expect(download != nil)
        #expect(download?.pipesInto.map { "\($0.interpreter) \($0.form)" } == example.expected)
    }

    @Test(
        arguments: [
            Case("curl -k https://x", "-k"), Case("curl -fsSLk https://x", "-fsSLk"),
            Case("wget --no-check-certificate https://x", "--no-check-certificate"),
            Case("git clone -c http.sslVerify=false https://x", "-c"),
            Case("GIT_SSL_NO_VERIFY=1 git clone https://x", "GIT_SSL_NO_VERIFY=1"),
            Case("git -c http.sslVerify=false clone https://x", "-c"), Case("curl https://x", nil),
            Case("curl -H -k https://x", nil),
        ] as [Case<String?>]) func insecure(_ example: Case<String?>)
    {
        let script = ShellScript.parse(text: example.input)
        #expect(script.downloads.first?.insecure.map { script.text($0) } == example.expected)
    }

    @Test(arguments: [
        Case("curl https://x", "-"), Case("curl https://x > f", "f"), Case("curl -o f https://x", "f"),
        Case("curl -of https://x", "-of"),
        Case("curl -O https://x", "remote"), Case("wget https://x", "remote"), Case("wget -O - https://x", "-"),
        Case("wget -O- https://x > f", "f"),
        Case("wget -P d https://x", "folder d"), Case("git clone https://x d", "folder d"),
        Case("git clone https://x", "remote"),
    ]) func outputs(_ example: Case<String>) throws {
        let text: String
        switch try #require(ShellScript.parse(text: example.input).downloads.first).output {
        case .standardOutput: text = "-"
        case .remoteName: text = "remote"
        case .file(let word): text = word.template
        case .folder(let word): text = "folder " + word.template
        }
        #expect(text == example.expected)
    }

    @Test func details() throws {
        let script = ShellScript.parse(
            text: "curl -f http://x; curl https://y; git clone --branch v1 git://z; wget ftp://w")
        #expect(script.downloads.map(\.failsOnHTTPError) == [true, false, true, true])
        #expect(script.downloads.map(\.unencryptedURLs.count) == [1, 0, 1, 1])
        #expect(script.downloads[2].reference == "v1")
        #expect(script.downloads.map(\.commandIndex) == [0, 1, 2, 3])
    }
}
