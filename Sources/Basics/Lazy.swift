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
