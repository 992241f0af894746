extension PackageCall {
    /// What was found out about the verb; `used` counts the positional words it takes.
    struct ReadVerb {
        var verb: PackageVerb
        var raw: String
        var range: Range<Int>
        var used: Int
    }

    static func verb(_ spec: PackageSpec, _ options: Options, _ name: Range<Int>) -> ReadVerb {
        switch spec.form {
        case .implied(let verb): return ReadVerb(verb: verb, raw: "", range: name, used: 0)
        case .goals: return goal(spec, options, name)
        case .flags: return flag(spec, options, name)
        case .verb: break
        }
        var words = options.positionals[...]
        var skipped = 0
        // `cargo +nightly build`
        if spec.manager == .cargo, words.first?.literal?.hasPrefix("+") == true {
            words = words.dropFirst()
            skipped = 1
        }
        guard let first = words.first else {
            return ReadVerb(verb: spec.bare ?? .other(""), raw: "", range: name, used: 0)
        }
        let raw = first.template
        if spec.groups.contains(raw), words.count > 1 {
            let second = words[words.startIndex + 1]
            let both = raw + " " + second.template
            let range = first.range.lowerBound..<max(first.range.upperBound, second.range.upperBound)
            if let verb = spec.verbs[both] { return ReadVerb(verb: verb, raw: both, range: range, used: skipped + 2) }
            // `dotnet add app.csproj package X`
            if spec.manager == .dotnet, raw == "add", words.contains(where: { $0.literal == "package" }) {
                return ReadVerb(verb: .install, raw: "add package", range: first.range, used: skipped + 1)
            }
            if spec.verbs[raw] == nil {
                return ReadVerb(verb: .other(both), raw: both, range: range, used: skipped + 2)
            }
        }
        return ReadVerb(verb: spec.verbs[raw] ?? .other(raw), raw: raw, range: first.range, used: skipped + 1)
    }

    /// The weightiest of several goals: publishing before building, building before testing, and so on.
    private static func goal(_ spec: PackageSpec, _ options: Options, _ name: Range<Int>) -> ReadVerb {
        let order: [PackageVerb] = [.publish, .build, .test, .download, .run, .clean]
        var best: (rank: Int, read: ReadVerb)?
        for word in options.positionals {
            var raw = word.template
            // `:app:bootJar` is a task of a subproject; `Goal` of a Maven plugin keeps its colon.
            if spec.manager == .gradle, let colon = raw.utf8.lastIndex(of: Byte.colon) {
                raw = String(raw[raw.utf8.index(after: colon)...])
            }
            guard let verb = spec.verbs[raw], let rank = order.firstIndex(of: verb) else { continue }
            if let best, best.rank <= rank { continue }
            best = (rank, ReadVerb(verb: verb, raw: word.template, range: word.range, used: 0))
        }
        if let best { return best.read }
        guard let first = options.positionals.first else {
            return ReadVerb(verb: .other(""), raw: "", range: name, used: 0)
        }
        return ReadVerb(verb: .other(first.template), raw: first.template, range: first.range, used: 0)
    }

    private static func flag(_ spec: PackageSpec, _ options: Options, _ name: Range<Int>) -> ReadVerb {
        var verb = PackageVerb.other("")
        switch spec.manager {
        case .pacman:
            if options.has("-S", "--sync") {
                if options.has("-c", "--clean") {
                    verb = .clean
                } else if !options.positionals.isEmpty {
                    verb = .install
                } else {
                    verb = options.has("-u", "--sysupgrade") ? .upgrade : .update
                }
            } else if options.has("-U", "--upgrade") {
                verb = .install
            } else if options.has("-R", "--remove") {
                verb = .remove
            }
        case .dpkg:
            if options.has("-i", "--install", "--unpack") { verb = .install }
            if options.has("-r", "--remove", "-P", "--purge") { verb = .remove }
        case .rpm:
            if options.has("-e", "--erase") {
                verb = .remove
            } else if !options.has("-q", "--query", "-V", "--verify", "--import", "-E", "--eval") {
                if options.has("-i", "--install", "-U", "--upgrade", "-F", "--freshen") { verb = .install }
            }
        default: break
        }
        guard let word = options.options.first?.word else {
            return ReadVerb(verb: verb, raw: "", range: name, used: 0)
        }
        return ReadVerb(verb: verb, raw: word.template, range: word.range, used: 0)
    }
}
