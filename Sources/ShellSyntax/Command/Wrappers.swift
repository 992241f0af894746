/// Commands that only run another one, and how to find it among their arguments.
struct Wrapper {
    /// Short options that take a value, as letters.
    var short = ""
    /// Long options that take a value as their own word.
    var long: Set<String> = []
    /// Words between the options and the command: a user, a duration.
    var positionals = 0
    /// `NAME=value` words may stand before the command.
    var assignments = false
}

enum Wrappers {
    /// From the manual pages of sudo, doas, coreutils, util-linux, gosu, su-exec, tini, dumb-init and s6.
    static let known: [String: Wrapper] = [
        "sudo": Wrapper(
            short: "ugpChrtTUDR",
            long: ["--user", "--group", "--prompt", "--close-from", "--host", "--role", "--type", "--chdir"],
            assignments: true),
        "doas": Wrapper(short: "uCa"),
        "env": Wrapper(short: "uC", long: ["--unset", "--chdir"], assignments: true),
        "exec": Wrapper(short: "a"),
        "command": Wrapper(),
        "builtin": Wrapper(),
        "nice": Wrapper(short: "n", long: ["--adjustment"]),
        "ionice": Wrapper(short: "cn", long: ["--class", "--classdata"]),
        "chrt": Wrapper(positionals: 1),
        "nohup": Wrapper(),
        "setsid": Wrapper(),
        "time": Wrapper(short: "fo", long: ["--format", "--output"]),
        "timeout": Wrapper(short: "sk", long: ["--signal", "--kill-after"], positionals: 1),
        "stdbuf": Wrapper(short: "ioe", long: ["--input", "--output", "--error"]),
        "gosu": Wrapper(positionals: 1),
        "su-exec": Wrapper(positionals: 1),
        "s6-setuidgid": Wrapper(positionals: 1),
        "chpst": Wrapper(short: "uUeb/nlLmdoplfcrt"),
        "setpriv": Wrapper(
            long: [
                "--reuid", "--regid", "--ruid", "--euid", "--rgid", "--egid", "--groups", "--bounding-set",
                "--inh-caps", "--ambient-caps", "--securebits", "--selinux-label", "--apparmor-profile", "--pdeathsig",
            ]),
        "chroot": Wrapper(long: ["--userspec", "--groups"], positionals: 1),
        "tini": Wrapper(short: "pe"),
        "dumb-init": Wrapper(short: "r", long: ["--rewrite"]),
        "catatonit": Wrapper(),
        "fakeroot": Wrapper(short: "lisb", long: ["--lib", "--faked"]),
        "eatmydata": Wrapper(),
        "xvfb-run": Wrapper(short: "enspfw", long: ["--server-args", "--server-num", "--error-file"]),
        "linux32": Wrapper(), "linux64": Wrapper(), "setarch": Wrapper(positionals: 1),
        "flock": Wrapper(short: "wEc", long: ["--timeout", "--wait"], positionals: 1),
        "busybox": Wrapper(),
        "with-contenv": Wrapper(),
    ]

    /// Finds the command behind the wrappers at the start of `words`.
    static func resolve(_ words: [Word]) -> (wrappers: [String], index: Int, program: String?) {
        var wrappers: [String] = []
        var index = 0
        while index < words.count {
            guard let literal = words[index].literal else { return (wrappers, index, nil) }
            let name = baseName(literal)
            guard let wrapper = known[name] else { return (wrappers, index, name) }
            guard let next = afterArguments(of: name, wrapper, words, index + 1) else { return (wrappers, index, name) }
            wrappers.append(name)
            index = next
        }
        return (wrappers, index, nil)
    }

    /// The index of the wrapped command; nil when the wrapper does something else (`command -v`, bare `env`).
    private static func afterArguments(of name: String, _ wrapper: Wrapper, _ words: [Word], _ from: Int) -> Int? {
        var k = from
        var positionals = wrapper.positionals
        while k < words.count {
            if let option = words[k].literal, option.utf8.first == Byte.dash, option.utf8.count > 1 {
                k += 1
                if option == "--" {
                    k += positionals
                    positionals = 0
                    break
                }
                if name == "command", option.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "v") }) { return nil }
                if takesValue(option, wrapper) { k += 1 }
            } else if wrapper.assignments, isAssignment(words[k]) {
                k += 1
            } else if positionals > 0 {
                positionals -= 1
                k += 1
                // Options of the wrapped command are its own.
                if positionals == 0 { break }
            } else {
                break
            }
        }
        guard k < words.count else {
            // `exec > log` only redirects, `env` prints: nothing runs behind them.
            return nil
        }
        return k
    }

    private static func takesValue(_ option: String, _ wrapper: Wrapper) -> Bool {
        if option.hasPrefix("--") { return wrapper.long.contains(option) }
        // The value of a bundle's last letter is the next word.
        guard let last = option.utf8.last else { return false }
        return wrapper.short.utf8.contains(last)
    }

    private static func isAssignment(_ word: Word) -> Bool {
        let text: String
        if let literal = word.literal {
            text = literal
        } else if case .literal(let first, _)? = word.parts.first {
            text = first
        } else if case .doubleQuoted(let inner, _)? = word.parts.first, case .literal(let first, _)? = inner.first {
            text = first
        } else {
            return false
        }
        guard let equals = text.utf8.firstIndex(of: Byte.equals), let first = text.utf8.first else { return false }
        return first.isNameStart && text.utf8[..<equals].allSatisfy(\.isNameByte)
    }
}
