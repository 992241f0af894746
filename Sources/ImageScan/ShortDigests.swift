extension String {
    /// An instruction as the history tells it, for people: the digests that the classic builder puts for what it copied
    /// (`COPY file:` and 64 digits) say little, and what follows them is cut off otherwise.
    package var withShortDigests: String {
        guard contains(":") else { return self }
        return replacing(/\b(dir|file|multi):([0-9a-f]{12})[0-9a-f]{52}\b/) { "\($0.1):\($0.2)…" }
    }
}
