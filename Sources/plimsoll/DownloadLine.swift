import Basics
import Feeds
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A line on a terminal that tells how far a download is; nothing where there is no terminal.
final class DownloadLine: Sendable {
    private struct State {
        var lastShown: ContinuousClock.Instant?
        var isShown = false
    }

    private let isOn: Bool
    private let language: Language
    private let state = Mutex(State())
    private let clock = ContinuousClock()

    init(_ language: Language) {
        isOn = isatty(2) == 1
        self.language = language
    }

    func show(_ progress: FeedProgress) {
        guard isOn else { return }
        state.withLock { state in
            if let last = state.lastShown, clock.now - last < .milliseconds(200) { return }
            state.lastShown = clock.now
            state.isShown = true
            let (done, total) = (progress.received >> 20, progress.total.map { $0 >> 20 })
            let text =
                if let total {
                    Text(en: "{name}: {done} of {total} MiB", ja: "{name}: {total} MiB 中 {done} MiB")(
                        language, ["name": progress.name, "done": "\(done)", "total": "\(total)"])
                } else {
                    "\(progress.name): \(done) MiB"
                }
            Terminal.write("\r\u{1B}[K\(text)", to: 2)
        }
    }

    func clear() {
        state.withLock { state in
            if state.isShown { Terminal.write("\r\u{1B}[K", to: 2) }
            state.isShown = false
        }
    }
}
