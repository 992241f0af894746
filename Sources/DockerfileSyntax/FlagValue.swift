/// What BuildKit accepts behind a flag's `=`.
enum FlagValue {
    /// Whether the flag, which the instruction knows, has a value that the builder takes. A variable may become one.
    static func isValid(_ flag: Flag, of keyword: Keyword) -> Bool {
        if isBoolean(flag.name) {
            guard let value = flag.value else { return true }
            return ["true", "false"].contains(value.lowercased())
        }
        guard let value = flag.value else { return false }
        switch flag.name {
        case "network": return ["default", "none", "host"].contains(value)
        case "security": return ["sandbox", "insecure"].contains(value)
        case "interval", "timeout", "start-period", "start-interval":
            // Nothing is read as "not given", and zero as the default.
            guard !value.isEmpty else { return true }
            guard let duration = GoDuration.parse(value) else { return false }
            return duration == .zero || duration >= HealthcheckView.minimum
        case "retries":
            return value.isEmpty || (Int32(value).map { $0 >= 0 } ?? false)
        default: return true
        }
    }

    static func isBoolean(_ name: String) -> Bool {
        ["link", "parents", "keep-git-dir", "unpack"].contains(name)
    }
}
