package import CallModel
package import Selection

extension ThresholdFailure {
    /// Which minimum was missed, and by how much.
    package var sentence: Message {
        switch self {
        case .criterion(let id, let minimum, let value):
            Self.below(fr: "critère \(id)", nl: "criterium \(id)", en: "criterion \(id)", minimum, value)
        case .section(let id, let minimum, let value):
            Self.below(fr: "section \(id)", nl: "onderdeel \(id)", en: "section \(id)", minimum, value)
        case .total(let minimum, let value):
            Self.below(fr: "total", nl: "totaal", en: "total", minimum, value)
        case .notAbove(let limit, let value):
            Message(
                fr: "total : \(value.rounded(places: 2)), il faut plus de \(limit.rounded(places: 2)).",
                nl: "totaal: \(value.rounded(places: 2)), meer dan \(limit.rounded(places: 2)) is nodig.",
                en: "total: \(value.rounded(places: 2)), more than \(limit.rounded(places: 2)) is needed.")
        }
    }

    private static func below(
        fr french: String, nl dutch: String, en english: String, _ minimum: Fraction, _ value: Fraction
    ) -> Message {
        let (has, needed) = (value.rounded(places: 2), minimum.rounded(places: 2))
        return Message(
            fr: "\(french) : \(has), minimum \(needed).", nl: "\(dutch): \(has), minimum \(needed).",
            en: "\(english): \(has), minimum \(needed).")
    }
}
