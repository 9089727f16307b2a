package import HTTPTypes

/// What a template reads, by name: texts, yes or no, lists of parts, and parts in parts.
package typealias Parts = [String: Any]

/// A page before it is laid out.
package struct Page {
    /// Which template draws it: its path under `Templates`, without its ending.
    package let template: String
    /// Its one first-level heading, and the first part of the window's title.
    package let title: String
    package var parts: Parts
    package var status: HTTPResponse.Status
    /// What is wrong with what was typed, for the summary above everything else.
    package var faults: [FieldFault]

    package init(
        _ template: String, title: String, _ parts: Parts = [:], faults: [FieldFault] = [], status: HTTPResponse.Status = .ok
    ) {
        (self.template, self.title, self.parts, self.faults) = (template, title, parts, faults)
        self.status = status == .ok && !faults.isEmpty ? .unprocessableContent : status
    }
}

/// One thing that is wrong in a form: said in the summary, which links to its field, and beside the field in the same words.
package struct FieldFault: Hashable, Sendable {
    /// The identifier of the field; empty where the fault is of no field.
    package let field: String
    package let text: String

    package init(field: String = "", _ text: String) { (self.field, self.text) = (field, text) }

    var parts: Parts { ["field": field, "hasField": !field.isEmpty, "text": text] }
}
