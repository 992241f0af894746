#if canImport(Glibc)
    // Glibc's module map leaves <malloc.h> out.
    @_silgen_name("mallopt")
    private func mallopt(_ parameter: Int32, _ value: Int32) -> Int32
#endif

/// How the process takes memory from the system.
enum Memory {
    /// Takes it by the megabyte. Glibc's threads ask for each 4 KiB, which is a twentieth of the time of a short run.
    static func prepare() {
        #if canImport(Glibc)
            let topPad: Int32 = -2
            _ = mallopt(topPad, 1 << 20)
        #endif
    }
}
