import Metrics
import NIOCore
import NIOHTTPTypes

/// Lets go of whoever sends a body a byte now and then, or hardly takes an answer, so that a thousand of them hold nothing that others
/// need. Heads and connections that are silent are watched by Hummingbird, which sees every part as a sign of life.
///
/// Only the time counts in which the peer is waited for: a server that is busy with a body does not hold that against its sender.
final class SlowPeer: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// So long anybody may be slow.
    private let patience: TimeAmount
    /// Bytes a second that a body brings after that, on the average since its beginning.
    private let pace: Int
    private var body: IncomingBody?
    /// Since when nothing more can be written, because what was written is not taken.
    private var stuckSince: NIODeadline?
    private var check: Scheduled<Void>?

    init(patience: TimeAmount, pace: Int) { (self.patience, self.pace) = (patience, pace) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: body = IncomingBody()
        case .body(let bytes): body?.size += bytes.readableBytes
        case .end: body = nil
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        body?.pause(at: .now())
        // Most requests are complete by now and need no watching.
        if body != nil { watch(context) }
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        body?.wait(from: .now())
        context.read()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stuckSince = context.channel.isWritable ? nil : .now()
        if stuckSince != nil { watch(context) }
        context.fireChannelWritabilityChanged()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        check?.cancel()
        check = nil
    }

    private func watch(_ context: ChannelHandlerContext) {
        guard check == nil else { return }
        let often = max(patience.nanoseconds / 4, 1)
        check = context.eventLoop.assumeIsolated().scheduleTask(in: .nanoseconds(often)) { [self] in
            check = nil
            if isTooSlow(at: .now()) {
                Counter(label: "http_slow_connections_total").increment()
                context.close(promise: nil)
            } else if body != nil || stuckSince != nil {
                watch(context)
            }
        }
    }

    private func isTooSlow(at now: NIODeadline) -> Bool {
        if let stuckSince, now - stuckSince > patience { return true }
        guard let body else { return false }
        let waited = body.waited(until: now)
        return waited > patience && body.size < Int(waited.nanoseconds / 1_000_000_000) * pace
    }
}

@available(*, unavailable)
extension SlowPeer: Sendable {}

/// How a body comes in: how much, and for how long it was waited for.
private struct IncomingBody {
    var size = 0
    private var waited = TimeAmount.zero
    private var waitingSince: NIODeadline?

    mutating func wait(from now: NIODeadline) { waitingSince = waitingSince ?? now }

    mutating func pause(at now: NIODeadline) {
        waited = waited(until: now)
        waitingSince = nil
    }

    func waited(until now: NIODeadline) -> TimeAmount { waitingSince.map { waited + (now - $0) } ?? waited }
}
