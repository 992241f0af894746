import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An HTTP server on this machine that answers as a test says, and remembers what it was asked.
final class TestServer: Sendable {
    struct Answer: Sendable {
        var status = 200
        var headers: [(String, String)] = []
        var body: [UInt8] = []
        /// Closes the connection after so many bytes of the body.
        var breakAfter: Int?
        /// Sends nothing at all after so many bytes, and leaves the connection open.
        var stallAfter: Int?

        init(
            _ status: Int = 200, _ body: [UInt8] = [], headers: [(String, String)] = [], breakAfter: Int? = nil,
            stallAfter: Int? = nil
        ) {
            self.status = status
            self.body = body
            self.headers = headers
            self.breakAfter = breakAfter
            self.stallAfter = stallAfter
        }
    }

    struct Asked: Sendable {
        var path: String
        var headers: [String: String]
    }

    typealias Script = @Sendable (_ asked: Asked, _ number: Int) -> Answer

    private let channel: any Channel
    private let log: Log

    final class Log: Sendable {
        let asked = Mutex<[Asked]>([])
        func add(_ request: Asked) -> Int {
            asked.withLock {
                $0.append(request)
                return $0.count - 1
            }
        }
    }

    init(_ script: @escaping Script) async throws {
        let log = Log()
        self.log = log
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(script, log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    var base: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }
    var asked: [Asked] { log.asked.withLock { $0 } }

    func stop() async { try? await channel.close() }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let script: Script
        private let log: Log
        private var head: HTTPRequestHead?

        init(_ script: @escaping Script, _ log: Log) {
            self.script = script
            self.log = log
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): self.head = head
            case .body: break
            case .end: if let head { answer(head, context) }
            }
        }

        private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
            var fields: [String: String] = [:]
            for field in head.headers { fields[field.name.lowercased()] = field.value }
            let request = Asked(path: head.uri, headers: fields)
            let answer = script(request, log.add(request))
            var headers = HTTPHeaders(answer.headers.map { ($0.0, $0.1) })
            if !headers.contains(name: "content-length"), answer.status != 304 {
                headers.add(name: "content-length", value: String(answer.body.count))
            }
            let status = HTTPResponseStatus(statusCode: answer.status)
            context.write(
                wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))),
                promise: nil)
            let count = answer.breakAfter ?? answer.stallAfter ?? answer.body.count
            context.writeAndFlush(
                wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body.prefix(count))))), promise: nil)
            if answer.breakAfter != nil {
                // Not at once: a client may drop what it did not read before the end.
                let channel = context.channel
                context.eventLoop.scheduleTask(in: .milliseconds(100)) { channel.close(promise: nil) }
            } else if answer.stallAfter == nil {
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }
}

/// A clock whose waits are over at once and are remembered.
final class TestClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
    }

    private let state = Mutex<(now: Duration, waits: [Duration])>((.zero, []))

    var now: Instant { state.withLock { Instant(offset: $0.now) } }
    var minimumResolution: Duration { .nanoseconds(1) }
    var waits: [Duration] { state.withLock { $0.waits } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        state.withLock {
            $0.waits.append(deadline.offset - $0.now)
            $0.now = max($0.now, deadline.offset)
        }
    }
}
