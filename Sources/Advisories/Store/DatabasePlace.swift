/// Where the advisory database is kept.
package enum DatabasePlace {
    /// `$PLIMSOLL_DB`, else `plimsoll/advisories.sqlite` in `$XDG_CACHE_HOME` or `~/.cache`; nil without a home.
    package static func path(_ environment: [String: String]) -> String? {
        if let path = environment["PLIMSOLL_DB"], !path.isEmpty { return path }
        // The specification of base directories says that relative ones are to be ignored.
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
            return "\(cache)/plimsoll/advisories.sqlite"
        }
        guard let home = environment["HOME"], !home.isEmpty else { return nil }
        return "\(home)/.cache/plimsoll/advisories.sqlite"
    }
}
