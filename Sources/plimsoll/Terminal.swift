import Basics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Standard output and error.
enum Terminal {
    static var isInteractive: Bool { isatty(1) == 1 }

    /// The columns of the terminal; 100 where there is none.
    static var width: Int {
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
        return Int(size.ws_col)
    }

    /// Prints a result. A disk that is full must not look like a report without findings: then the program ends with 3.
    static func print(_ text: String) {
        guard !write(text, to: 1) else { return }
        let cause = String(cString: strerror(errno))
        write("plimsoll: standard output cannot be written: \(cause)\n", to: 2)
        exit(3)
    }

    static func complain(_ failure: Failure, _ language: Language) {
        write("plimsoll: \(failure.text(language))\n", to: 2)
    }

    /// False when something could not be written, but for a reader that has gone away.
    @discardableResult
    static func write(_ text: String, to descriptor: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { buffer in
                #if canImport(Glibc)
                    Glibc.write(descriptor, buffer.baseAddress, buffer.count)
                #elseif canImport(Musl)
                    Musl.write(descriptor, buffer.baseAddress, buffer.count)
                #else
                    Darwin.write(descriptor, buffer.baseAddress, buffer.count)
                #endif
            }
            if written < 0, errno == EINTR || errno == EAGAIN { continue }
            // A reader that has gone away (`| head`) wants no more.
            guard written > 0 else { return written < 0 && errno == EPIPE }
            rest = rest.dropFirst(written)
        }
        return true
    }
}
