import CallModel
import Service
import Store
import Workflow

extension Operation {
    /// The calls and their rules.
    static let calls: [Operation] = [
        .list("listCalls", "/calls", in: "Calls", "The calls that are or were open to applicants.", .anyone, key: \.code) { visit in
            try await visit.site.service.calls().filter { $0.state != .drafted }.map(CallSummary.init)
        }
    ]
}

/// A call in a list.
struct CallSummary: Codable {
    let code: String
    let state: String
    let opensAt: Instant?
    let closesAt: Instant?

    init(_ call: Call) {
        code = call.code
        state = call.state.name
        opensAt = call.terms?.opensAt
        closesAt = call.terms?.closesAt
    }
}
