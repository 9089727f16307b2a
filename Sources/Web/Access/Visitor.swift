import CallModel
package import Service
package import Workflow

/// Who asks.
package enum Visitor: Sendable {
    case nobody
    /// Somebody who signed in, with a session of the pages.
    case person(WebSession)
    /// A program, with an API key.
    case machine(KeyHolder)

    /// In whose name commands are decided; nobody acts.
    package var actor: Actor? {
        switch self {
        case .nobody: nil
        case .person(let session): session.needsSecondFactor ? nil : session.hat?.actor
        case .machine(let holder): holder.hat.actor
        }
    }

    package var role: Role? { actor?.role }
}
