package import CallModel
package import Hummingbird
import NIOCore

/// What is known of a request besides what it says: where it came from, who asks, and in which language the answer is.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The address at the other end of the connection; behind a proxy that is trusted, the one that the proxy names.
    package var address: String
    /// The same as limits count it.
    package var network: String { NetworkAddress.counted(address) }
    package var visitor: Visitor = .nobody
    package var language: Language = .french

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? "local"
    }
}

/// A request of HTTP; the service below knows another kind.
package typealias WebRequest = Request
