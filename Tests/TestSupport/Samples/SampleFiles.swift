package import CallModel
import Foundation

/// An application and who hands it in.
package struct SampleFile: Sendable {
    package let organisation: Organisation
    package let content: ApplicationContent

    package init(organisation: Organisation, content: ApplicationContent) {
        (self.organisation, self.content) = (organisation, content)
    }
}

/// Applications that any regulation admits, made from its rules and its form: the same for the same seed, each from an
/// organisation of its own, and the categories in turn.
///
/// A regulation whose rules leave no room (a rate of nothing, a floor above every ceiling) gets files that its own rules refuse.
package struct SampleFiles: Sendable {
    package let definition: CallDefinition
    /// The reference lists that the rules cite.
    package let lists: [CountryList]
    package let seed: UInt64

    package init(_ definition: CallDefinition, lists: [CountryList] = [], seed: UInt64 = 1) {
        (self.definition, self.lists, self.seed) = (definition, lists, seed)
    }

    /// File number `number`, from 0; it does not depend on how many there are.
    package func file(_ number: Int) -> SampleFile {
        let category = definition.categories[number % definition.categories.count]
        return file(number, in: category)
    }

    /// The same for one category.
    package func file(_ number: Int, in category: CallCategory) -> SampleFile {
        var maker = SampleMaker(
            rules: SampleRules(definition, category, lists), number: number,
            random: SplitMix64(seed: seed &* 0x9E37_79B9 &+ UInt64(number)))
        let organisation = maker.organisation(seed: seed)
        return SampleFile(organisation: organisation, content: maker.content(of: organisation))
    }

    package func files(count: Int) -> [SampleFile] { (0..<count).map(file) }

    /// The first files as the import of applications reads them.
    package func json(count: Int) throws -> String { try Self.applications(files(count: count)) }

    /// Their organisations as the import of organisations reads them.
    package func organisations(count: Int) throws -> String { try Self.organisations(files(count: count)) }

    package static func applications(_ files: [SampleFile]) throws -> String { try text(files.map(Element.init)) }

    /// Each organisation once, whatever number of files it has.
    package static func organisations(_ files: [SampleFile]) throws -> String {
        var seen: Set<String> = []
        return try text(files.map(\.organisation).filter { seen.insert($0.reference).inserted })
    }

    private static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }

    /// A file is its content, and beside it the key of its organisation.
    private struct Element: Encodable {
        let file: SampleFile

        enum CodingKeys: String, CodingKey { case organisation }

        func encode(to encoder: any Encoder) throws {
            try file.content.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(file.organisation.reference, forKey: .organisation)
        }
    }
}
