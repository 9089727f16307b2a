package import Exchange
import Foundation

/// How the service is set up. Everything has a value that serves on this machine alone.
package struct ServerSettings: Sendable {
    /// Where it listens.
    package var host: String
    package var port: Int
    /// The address that people type, `https://appel.example.org`; what is asked of another name gets no session. Without it, the
    /// address at which it listens.
    package var url: String?
    /// The proxies whose word is taken for where a request comes from.
    package var proxies: [String]
    /// The certificate and its key, in PEM, where the service speaks TLS by itself.
    package var certificate: String?
    package var key: String?
    /// The program that sends a mail from its standard input, with its arguments: `/usr/sbin/sendmail -t -i`.
    package var mailCommand: [String]
    package var mailFrom: String
    /// Where people write who need help; without it, whom mails are from.
    package var contact: String?
    /// Where mails are put instead of being sent, to be looked at.
    package var mailFolder: String?
    /// Who tells us who somebody is (OpenID Connect): the provider, what we are called there, the secret between us, and what the
    /// button on the page calls it.
    package var oidcIssuer: String?
    package var oidcClient: String
    package var oidcSecret: String
    package var oidcName: String
    /// Whether who is of the staff, and comes by a link or a password, needs a second factor. Only a demonstration does without.
    package var requiresSecondFactor = true
    /// Who may read the metrics: the bearer token; nobody without one, but from this machine.
    package var metricsToken: String?
    /// How often in a minute a key may ask the API, and an address without one.
    package var keyLimit = 1200
    package var strangerLimit = 240

    /// After so many seconds a connection is let go that says nothing, or does not take its answer.
    package var patience = 20
    /// Bytes a second that a body brings at least, once that time is over.
    package var pace = 1024

    /// The virus scanner that every document is shown to, where there is one.
    package var scanner: Clamd?

    /// The prefix that 360Giving gave to this publisher: `360G-example`; without it there is no such file.
    package var givingPrefix: String?

    package init(host: String = "127.0.0.1", port: Int = 8080) {
        (self.host, self.port) = (host, port)
        proxies = []
        mailCommand = []
        mailFrom = "appel@localhost"
        (oidcClient, oidcSecret, oidcName) = ("", "", "OpenID Connect")
    }

    /// The address that mails and pages name.
    package var address: String { address(port: port) }

    /// - Parameter port: the one that is listened at.
    package func address(port: Int) -> String { url ?? "\(certificate == nil ? "http" : "https")://\(host):\(port)" }

    /// Whether a page that says it is from there is one of ours.
    func isOwn(origin: String, host: String?) -> Bool {
        if let url { return origin == url }
        return origin == address || host.map { origin == "http://\($0)" || origin == "https://\($0)" } ?? false
    }
}
