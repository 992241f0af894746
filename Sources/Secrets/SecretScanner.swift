package struct SecretScanner: Sendable {
    package init(path: String) {}
    package mutating func feed(_ bytes: UnsafeRawBufferPointer) {}
    package mutating func finish() -> [SecretHit] { [] }
    package static func variables(_ all: [(name: String, value: String)], path: String) -> [SecretHit] { [] }
    package static func commandLine(_ text: String, path: String) -> [SecretHit] { [] }
}
