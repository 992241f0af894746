/// A signal as STOPSIGNAL takes it: by name with or without `SIG`, in any case, or by number.
struct Signal {
    let name: String

    /// Nil when Linux has no such signal.
    init?(_ text: String) {
        if let number = Int(text) {
            guard (1...64).contains(number) else { return nil }
            name = number == 9 ? "KILL" : number == 19 ? "STOP" : String(number)
            return
        }
        let upper = text.uppercased()
        let short = upper.hasPrefix("SIG") ? String(upper.dropFirst(3)) : upper
        guard Self.names.contains(short) || Self.isRealTime(short) else { return nil }
        name = short
    }

    var isUncatchable: Bool { name == "KILL" || name == "STOP" }

    private static let names: Set<String> = [
        "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE", "POLL",
        "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "UNUSED", "URG",
        "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ", "RTMIN", "RTMAX",
    ]

    /// `RTMIN+1` to `RTMIN+15`, `RTMAX-14` to `RTMAX-1`.
    private static func isRealTime(_ name: String) -> Bool {
        if name.hasPrefix("RTMIN+") { return Int(name.dropFirst(6)).map { (1...15).contains($0) } ?? false }
        if name.hasPrefix("RTMAX-") { return Int(name.dropFirst(6)).map { (1...14).contains($0) } ?? false }
        return false
    }
}
