/// The shell options that decide whether a failure is seen (`set -e` and its relatives).
package struct ShellOptions: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `-e`: a failing command ends the script.
    package static let errexit = ShellOptions(rawValue: 1)
    /// `-o pipefail`: a pipeline fails when any of its commands does.
    package static let pipefail = ShellOptions(rawValue: 2)
    /// `-u`: expanding an unset variable is an error.
    package static let nounset = ShellOptions(rawValue: 4)
    /// `-x`: commands are printed, with the values they were given.
    package static let xtrace = ShellOptions(rawValue: 8)

    /// Reads the arguments of a shell or of SHELL: `["-eo", "pipefail", "-c"]`. Words that set nothing are ignored.
    package init(arguments: some Sequence<String>) {
        self = []
        apply(arguments)
    }

    /// Applies arguments as `set` does: `-e` turns on, `+e` off, `-o name` by name; stops at `--`.
    package mutating func apply(_ arguments: some Sequence<String>) {
        var named: [Bool] = []
        for argument in arguments {
            if !named.isEmpty {
                let on = named.removeFirst()
                if let option = ShellOptions(name: argument) { set(option, on) }
                continue
            }
            if argument == "--" { return }
            let bytes = argument.utf8
            guard let sign = bytes.first, bytes.count > 1 else { continue }
            guard sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") else { continue }
            if argument.hasPrefix("--") { continue }
            let on = sign == UInt8(ascii: "-")
            for letter in bytes.dropFirst() {
                switch letter {
                case UInt8(ascii: "e"): set(.errexit, on)
                case UInt8(ascii: "u"): set(.nounset, on)
                case UInt8(ascii: "x"): set(.xtrace, on)
                case UInt8(ascii: "o"): named.append(on)
                default: break
                }
            }
        }
    }

    private init?(name: String) {
        switch name {
        case "errexit": self = .errexit
        case "pipefail": self = .pipefail
        case "nounset": self = .nounset
        case "xtrace": self = .xtrace
        default: return nil
        }
    }

    private mutating func set(_ option: ShellOptions, _ on: Bool) {
        if on { insert(option) } else { remove(option) }
    }
}
