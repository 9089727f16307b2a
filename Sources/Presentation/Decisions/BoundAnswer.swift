package import CallModel

/// What kept an amount from being larger, as programs and people read it.
package struct BoundAnswer: Codable {
    package let amountCents: Cents
    package let code: String
    package let article: String?

    package init(_ bound: AwardBound) { (amountCents, code, article) = (bound.amount, bound.code, bound.article) }
}
