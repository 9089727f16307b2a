/// One thing that is wrong in what an applicant filled in.
package struct ContentFault: Error, Hashable, Sendable {
    /// The field as the import tables name it: `requested`, `cost.travel`, `partner2.country`, `answer.context`,
    /// `answer.reach.direct.female[12-17]`.
    package let field: String
    package let kind: Kind

    package init(_ kind: Kind, field: String) { (self.kind, self.field) = (kind, field) }

    package enum Kind: Hashable, Sendable {
        case missing
        case tooLong(length: Int, limit: Int)
        case tooShort(length: Int, limit: Int)
        case unknownCategory(String, allowed: [String])
        case unknownCountry(String)
        case notSector(String)
        case notCurrency(String)
        case unknownAttachment(String, allowed: [String])
        case unknownQuestion(allowed: [String])
        /// The question is not put to the file's category.
        case notAsked(category: String)
        /// The question is not put because of another answer.
        case notShown(because: String)
        case notAllowed(String, allowed: [String])
        case repeated(String)
        case negative
        case tooLarge(limit: String)
        case below(String)
        case above(String)
        case notWhole(String)
        case notAmount(String)
        case notDate(String)
        case notYesNo(String)
        case tooFew(count: Int, limit: Int)
        case tooMany(count: Int, limit: Int)
        case notText
        /// A document of a type that is not asked for.
        case fileType(FileType, allowed: [FileType])
        case fileTooLarge(size: Int, limit: Int)
        case fileEmpty
        case tooManyDocuments(count: Int, limit: Int)
        case notWords
        /// The question stands for a part that the file has elsewhere.
        case isPart(ContentPart)
        case tooManyWords(count: Int, limit: Int)
        case notNumber(String)
        case tooManyDecimals(limit: Int)
        case unknownTarget(String)
        /// Not on the list of the Development Assistance Committee on that day.
        case unknownSector(String, on: CalendarDate)
        case notRecord(keys: [String])
        case notListOfRecords
        case unknownPart(allowed: [String])
        case tooFewItems(count: Int, limit: Int)
        case tooManyItems(count: Int, limit: Int)
        case totalDiffers(total: Int, parts: Int)
        case notEmail
        /// Not made of letters, digits, `-`, `.` and `/`, or too long to be one.
        case notReference(limit: Int)
        /// A character that cannot be seen, or a line end where one line is asked for.
        case controlCharacter
        /// Too far from the call to be meant.
        case dateOutOfRange(earliest: CalendarDate, latest: CalendarDate)
        case periodReversed(start: CalendarDate, end: CalendarDate)
    }
}
