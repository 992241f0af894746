import Basics
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A line on a terminal that tells how far a long run is; silent for the first second and where there is no terminal.
final class Progress: Sendable {
    private struct State {
        var done = 0
        var total = 0
        var lastShown: ContinuousClock.Instant
        var isShown = false
    }

    private let isOn: Bool
    private let language: Language
    private let state: Mutex<State>
    private let clock = ContinuousClock()

    init(isOn: Bool, _ language: Language) {
        self.isOn = isOn && isatty(2) == 1
        self.language = language
        // The first line comes after a second.
        state = Mutex(State(lastShown: clock.now.advanced(by: .milliseconds(800))))
    }

    func begin(_ total: Int) {
        state.withLock { $0.total = total }
    }

    func step() {
        guard isOn else { return }
        state.withLock { state in
            state.done += 1
            guard clock.now - state.lastShown > .milliseconds(200) else { return }
            state.lastShown = clock.now
            state.isShown = true
            let text = Text(en: "judged {a} of {b} workloads", ja: "ワークロード {b} 件中 {a} 件を評価済み")(
                language, ["a": "\(state.done)", "b": "\(state.total)"])
            Terminal.write("\r\u{1B}[K\(text)", to: 2)
        }
    }

    func end() {
        state.withLock { state in
            if state.isShown { Terminal.write("\r\u{1B}[K", to: 2) }
            state.isShown = false
        }
    }
}
