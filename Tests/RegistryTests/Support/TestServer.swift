import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An HTTP server on a free port of this machine that answers as a test says, and breaks off where it says.
final class TestServer: Sendable {
    struct Request: Sendable {
        var method: String
        /// Path and query.
        var target: String
        var fields: HTTPHeaders
        var body: [UInt8]

        var path: String { target.split(separator: "?", maxSplits: 1).first.map(String.init) ?? "" }
    }

    struct Reply: Sendable {
        enum Ending: Sendable {
            case whole
            /// The connection closes after so many bytes of the body.
            case cut(Int)
            /// After so many bytes nothing more comes.
            case stall(Int)
        }

        var status = 200
        var fields: [(String, String)] = []
        var body: [UInt8] = []
        var ending = Ending.whole
    }

    private let channel: any Channel
    private let seen = Mutex<[Request]>([])
    let port: Int

    init(_ answer: @escaping @Sendable (Request) async -> Reply) async throws {
        let seen = { @Sendable (request: Request, server: TestServer?) in
            server?.seen.withLock { $0.append(request) }
            return ()
        }
        let box = Box()
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(
                        Handler { request in
                            seen(request, box.server)
                            return await answer(request)
                        })
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
        box.set(self)
    }

    deinit { channel.close(promise: nil) }

    var host: String { "127.0.0.1:\(port)" }
    var requests: [Request] { seen.withLock { $0 } }

    private final class Box: Sendable {
        private struct Weak: Sendable { weak var server: TestServer? }
        private let value = Mutex(Weak())
        var server: TestServer? { value.withLock { $0.server } }
        func set(_ server: TestServer) { value.withLock { $0.server = server } }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let answer: @Sendable (Request) async -> Reply
        private var head: HTTPRequestHead?
        private var body: [UInt8] = []

        init(_ answer: @escaping @Sendable (Request) async -> Reply) {
            self.answer = answer
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                self.head = head
                body = []
            case .body(let part): body += part.readableBytesView
            case .end:
                guard let head else { return }
                let request = Request(method: head.method.rawValue, target: head.uri, fields: head.headers, body: body)
                let channel = context.channel
                let answer = answer
                Task {
                    let reply = await answer(request)
                    try? await TestServer.send(reply, to: request, over: channel)
                }
            }
        }
    }

    private static func send(_ reply: Reply, to request: Request, over channel: any Channel) async throws {
        var head = HTTPResponseHead(
            version: .http1_1, status: .init(statusCode: reply.status), headers: .init(reply.fields))
        if head.headers["Content-Length"].isEmpty {
            head.headers.add(name: "Content-Length", value: "\(reply.body.count)")
        }
        channel.write(HTTPServerResponsePart.head(head), promise: nil)
        if request.method == "HEAD" {
            try await channel.writeAndFlush(HTTPServerResponsePart.end(nil))
            return
        }
        switch reply.ending {
        case .whole:
            channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: reply.body))), promise: nil)
            try await channel.writeAndFlush(HTTPServerResponsePart.end(nil))
        case .cut(let count), .stall(let count):
            try await channel.writeAndFlush(
                HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: reply.body.prefix(count)))))
            if case .cut = reply.ending { try await channel.close() }
        }
    }
}
