package import CallModel
package import Selection

extension ThresholdFailure {
    /// Which minimum was missed, and by how much.
    ///
    /// - Parameter grid: for what it calls its criteria and sections; without it they have their names.
    package func sentence(_ grid: ScoringGrid? = nil) -> Message {
        switch self {
        case .criterion(let id, let minimum, let value):
            if let label = grid?.criteria.first(where: { $0.id == id })?.label {
                Self.below(label, minimum, value)
            } else {
                Self.below(fr: "critère \(id)", nl: "criterium \(id)", en: "criterion \(id)", minimum, value)
            }
        case .section(let id, let minimum, let value):
            if let label = grid?.sections.first(where: { $0.id == id })?.label {
                Self.below(label, minimum, value)
            } else {
                Self.below(fr: "section \(id)", nl: "onderdeel \(id)", en: "section \(id)", minimum, value)
            }
        case .total(let minimum, let value):
            Self.below(fr: "total", nl: "totaal", en: "total", minimum, value)
        case .notAbove(let limit, let value):
            Message(
                fr: "total : \(value.rounded(places: 2)), il faut plus de \(limit.rounded(places: 2)).",
                nl: "totaal: \(value.rounded(places: 2)), meer dan \(limit.rounded(places: 2)) is nodig.",
                en: "total: \(value.rounded(places: 2)), more than \(limit.rounded(places: 2)) is needed.")
        }
    }

    private static func below(_ label: LocalizedText, _ minimum: Fraction, _ value: Fraction) -> Message {
        below(
            fr: "« \(label.text(in: .french)) »", nl: "‘\(label.text(in: .dutch))’", en: "‘\(label.text(in: .english))’", minimum, value)
    }

    private static func below(
        fr french: String, nl dutch: String, en english: String, _ minimum: Fraction, _ value: Fraction
    ) -> Message {
        let (has, needed) = (value.rounded(places: 2), minimum.rounded(places: 2))
        let (own, least) = (has.replacing(".", with: ","), needed.replacing(".", with: ","))
        return Message(
            fr: "\(french) : \(own), minimum \(least).", nl: "\(dutch): \(own), minimum \(least).",
            en: "\(english): \(has), minimum \(needed).")
    }
}
