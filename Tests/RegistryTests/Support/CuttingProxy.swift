import NIOCore
import NIOPosix
import Synchronization

/// A relay in front of a server that cuts connections after so many bytes of answers: the first connections after the
/// numbers given, later ones never.
final class CuttingProxy: Sendable {
    private let channel: any Channel
    let port: Int
    /// How many connections were cut.
    private let cuts: Mutex<Int>
    var cutCount: Int { cuts.withLock { $0 } }

    init(to port: Int, cutAfter: [Int]) async throws {
        let left = Budgets(cutAfter)
        let target = port
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { client in
                let budget = left.next()
                return ClientBootstrap(group: client.eventLoop)
                    .channelInitializer { server in
                        server.eventLoop.makeCompletedFuture {
                            try server.pipeline.syncOperations.addHandler(
                                Relay(to: client, budget: budget) { left.count() })
                        }
                    }
                    .connect(host: "127.0.0.1", port: target)
                    .flatMap { server in
                        client.eventLoop.makeCompletedFuture {
                            try client.pipeline.syncOperations.addHandler(Relay(to: server, budget: nil) {})
                        }
                    }
                    .flatMap { client.setOption(.autoRead, value: true) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        self.port = channel.localAddress?.port ?? 0
        cuts = Mutex(0)
        left.onCut { [weak self] in self?.cuts.withLock { $0 += 1 } }
    }

    deinit { channel.close(promise: nil) }

    private final class Budgets: Sendable {
        private struct State {
            var list: [Int]
            var told: (@Sendable () -> Void)?
        }
        private let state: Mutex<State>
        init(_ list: [Int]) { state = Mutex(State(list: list)) }
        func next() -> Int? { state.withLock { $0.list.isEmpty ? nil : $0.list.removeFirst() } }
        func onCut(_ told: @escaping @Sendable () -> Void) { state.withLock { $0.told = told } }
        func count() { state.withLock { $0.told }?() }
    }

    private final class Relay: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let other: any Channel
        private var budget: Int?
        private let cut: @Sendable () -> Void

        init(to other: any Channel, budget: Int?, cut: @escaping @Sendable () -> Void) {
            self.other = other
            self.budget = budget
            self.cut = cut
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var buffer = unwrapInboundIn(data)
            guard let left = budget else {
                other.writeAndFlush(buffer, promise: nil)
                return
            }
            let part = buffer.readSlice(length: min(left, buffer.readableBytes)) ?? ByteBuffer()
            budget = left - part.readableBytes
            let isOver = left == part.readableBytes
            other.writeAndFlush(part, promise: nil)
            guard isOver else { return }
            cut()
            other.close(promise: nil)
            context.close(promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            other.close(promise: nil)
            context.fireChannelInactive()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
