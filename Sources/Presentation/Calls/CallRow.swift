package import CallModel
package import Workflow

/// A call in a list.
package struct CallRow: Codable, TableRow {
    package let code: String
    package let state: String
    package let procedure: String?
    package let opensAt: Instant?
    package let closesAt: Instant?
    package let definitionVersion: Int32
    package let version: Int64

    package init(_ call: Call) {
        code = call.code
        state = call.state.name
        procedure = call.terms?.procedure.rawValue
        opensAt = call.terms?.opensAt
        closesAt = call.terms?.closesAt
        definitionVersion = call.definitionVersion
        version = call.version
    }

    package static let columns: [Column] = [.text(Words.code), .text(Words.state), .text(Words.opens), .text(Words.closes)]

    package func cells(in language: Language) -> [String] {
        [code, StateLabel.text("call", state, in: language), Moment.text(opensAt), Moment.text(closesAt)]
    }
}
