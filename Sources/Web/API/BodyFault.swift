import CallModel
import HTTPTypes

/// What is wrong with a body, with the path to it: `lines[2].cents`.
enum BodyFault {
    static func refused(_ error: DecodingError) -> Refused {
        let (place, message) = part(of: error)
        return Refused(.unprocessableContent, code: "badBody", message, at: place)
    }

    private static func part(of error: DecodingError) -> (place: String, message: Message) {
        switch error {
        case .keyNotFound(let key, let context):
            (
                path(context.codingPath + [key]),
                Message(fr: "cette clé est obligatoire", nl: "deze sleutel is verplicht", en: "this key is needed")
            )
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            (
                path(context.codingPath),
                Message(
                    fr: "la valeur n'est pas du bon type", nl: "de waarde is niet van het juiste type",
                    en: "the value is of another type than is needed")
            )
        case .dataCorrupted(let context):
            (
                path(context.codingPath),
                Message(
                    fr: "la valeur ne peut pas être lue", nl: "de waarde kan niet gelezen worden",
                    en: "the value cannot be read")
            )
        @unknown default:
            ("", Message(fr: "le corps ne peut pas être lu", nl: "de inhoud kan niet gelezen worden", en: "the body cannot be read"))
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce("") { path, key in
            key.intValue.map { path + "[\($0)]" } ?? (path.isEmpty ? key.stringValue : path + "." + key.stringValue)
        }
    }
}
