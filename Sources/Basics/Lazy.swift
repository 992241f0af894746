import Synchronization

/// A value worked out when it is first asked for, once, on whatever thread asks.
package final class Lazy<Value: Sendable>: Sendable {
    private enum State: Sendable {
        case waiting(@Sendable () -> Value)
        case ready(Value)
    }

    private let state: Mutex<State>

    package init(_ make: @escaping @Sendable () -> Value) {
        state = Mutex(.waiting(make))
    }

    package init(value: Value) {
        state = Mutex(.ready(value))
    }

    package var value: Value {
        state.withLock { state in
            switch state {
            case .ready(let value): return value
            case .waiting(let make):
                let value = make()
                state = .ready(value)
                return value
            }
        }
    }
}

/// A value that its first reader works out, for owners that need themselves for it.
package final class Once<Value: Sendable>: Sendable {
    private let state = Mutex<Value?>(nil)

    package init() {}

    /// The value; `make` runs only when there is none yet.
    package func value(_ make: () -> Value) -> Value {
        state.withLock { state in
            if let state { return state }
            let value = make()
            state = value
            return value
        }
    }
}
