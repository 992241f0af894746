import ShellSyntax
import Testing

/// Wrappers, options and what an entrypoint script does.
@Suite struct CommandTests {
    static let wrapped: [Case<String>] = [
        Case("apt-get x", " apt-get"), Case("/usr/bin/apt-get x", " apt-get"), Case("sudo apt-get", "sudo apt-get"),
        Case("sudo -E -u root -- apt-get", "sudo apt-get"), Case("sudo A=b apt-get", "sudo apt-get"),
        Case("env A=b C=\"$d\" apt-get", "env apt-get"), Case("env -i -u X apt-get", "env apt-get"),
        Case("env", " env"),
        Case("exec -a x nginx", "exec nginx"), Case("exec gosu u tini -- nginx -g x", "exec gosu tini nginx"),
        Case("exec > log", " exec"), Case("command -v git", " command"), Case("command git", "command git"),
        Case("nice -n 5 a", "nice a"), Case("nohup a &", "nohup a"), Case("time -p a", "time a"),
        Case("timeout -k 5 10 a -b", "timeout a"), Case("timeout --signal=KILL 10s a", "timeout a"),
        Case("su-exec u:g a", "su-exec a"),
        Case("setpriv --reuid 1 --clear-groups a", "setpriv a"), Case("setpriv --reuid=1 a", "setpriv a"),
        Case("doas -u x a", "doas a"),
        Case("chroot /x a", "chroot a"), Case("stdbuf -oL a", "stdbuf a"), Case("xargs rm", " xargs"),
        Case("exec \"$@\"", "exec ?"),
        Case("dumb-init -- a", "dumb-init a"), Case("$x a", " ?"), Case("gosu \"$u\" a", "gosu a"), Case("A=1 b", " b"),
    ]

    @Test(arguments: wrapped) func wrappersAreTakenAway(_ example: Case<String>) throws {
        let command = try #require(ShellScript.parse(text: example.input).commands.first)
        let text = command.wrappers.joined(separator: " ") + " " + (command.program ?? "?")
        #expect(text == (example.expected.hasPrefix(" ") ? example.expected : example.expected))
        #expect(command.effective?.name == command.program)
    }

    @Test func effectiveKeepsArguments() throws {
        let script = ShellScript.parse(text: "A=1 sudo -u x tar -xzf a.tgz -C /b")
        let invocation = try #require(script.commands.first?.effective)
        #expect(invocation.arguments.map(\.text) == ["-xzf", "a.tgz", "-C", "/b"])
        #expect(script.text(invocation.range) == "tar -xzf a.tgz -C /b")
        #expect(script.commands.first?.assignments.map(\.name) == ["A"])
    }

    static let options: [Case<[String]>] = [
        Case("x -y --yes a", ["-y", "--yes", "a"]), Case("x -qy a", ["-q", "-y", "a"]),
        Case("x -o v a", ["-o=v", "a"]),
        Case("x -ov a", ["-o=v", "a"]), Case("x -qo v a", ["-q", "-o=v", "a"]), Case("x --out v a", ["--out=v", "a"]),
        Case("x --out=v a", ["--out=v", "a"]), Case("x --other=v", ["--other=v"]), Case("x -- -a", ["-a"]),
        Case("x - a", ["-", "a"]),
        Case("x --out=$V", ["--out=$V"]), Case("x -o", ["-o"]), Case("x -u=1", ["-u=1"]),
        Case("x -o '' a", ["-o=", "a"]),
    ]

    @Test(arguments: options) func optionsAreSorted(_ example: Case<[String]>) throws {
        let command = try #require(ShellScript.parse(text: example.input).commands.first)
        let read = command.options(taking: ["-o", "--out"])
        let text = read.options.map { $0.name + ($0.value.map { "=" + $0 } ?? "") } + read.positionals.map(\.template)
        #expect(text == example.expected)
    }

    @Test(arguments: [
        Case("x -y", true), Case("x --yes", true), Case("x -qy", true), Case("x --yes=1", true),
        Case("x --yesterday", false),
        Case("x -- -y", false), Case("x y", false), Case("x '-y'", true), Case("x -q=y", false),
        Case("x --yes=$A", true),
    ]) func optionIsFound(_ example: Case<Bool>) throws {
        let command = try #require(ShellScript.parse(text: example.input).commands.first)
        #expect(command.hasOption("-y", "--yes") == example.expected)
        #expect((command.option("-y", "--yes") != nil) == example.expected)
    }

    @Test func singleDashOptions() throws {
        let command = try #require(
            ShellScript.parse(text: "go build -ldflags '-s -w' -trimpath -mod=vendor .").commands.first)
        let read = command.options(taking: ["-ldflags"], style: .singleDash)
        #expect(read.value("-ldflags") == "-s -w")
        #expect(read.value("-mod") == "vendor")
        #expect(read.has("-trimpath"))
        #expect(read.first("-trimpath")?.word.text == "-trimpath")
        #expect(read.positionals.map(\.text) == ["build", "."])
    }

    @Test func entrypoint() throws {
        let text = """
            #!/bin/sh
            set -e
            trap 'kill $pid' TERM INT 2
            trap - EXIT
            trap '' SIGHUP
            export A=1 B
            C=2 cmd; D="$x"
            if [ "$1" = 'x' ]; then exec gosu app "$@"; fi
            exec tini -- nginx -g 'daemon off;'
            """
        let script = ShellScript.parse(text: text)
        #expect(script.execTargets.map(\.invocation.name) == [nil, "nginx"])
        #expect(script.execTargets.map(\.passesArguments) == [true, false])
        #expect(script.finalCommand?.program == "nginx")
        #expect(script.traps.map(\.signals) == [["TERM", "INT", "INT"], ["EXIT"], ["HUP"]])
        #expect(script.traps.map(\.action) == [.handle, .reset, .ignore])
        #expect(script.variablesAssigned.map(\.name) == ["A", "B", "C", "D"])
        #expect(script.variablesAssigned.map(\.isExported) == [true, true, false, false])
        #expect(script.variablesAssigned.map(\.isTemporary) == [false, false, true, false])
        #expect(script.variablesAssigned.map { $0.value?.text } == ["1", nil, "2", "\"$x\""])
    }
}
