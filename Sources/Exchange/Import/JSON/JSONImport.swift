import CallModel
import Foundation

/// How one element of a JSON list becomes a record.
protocol RecordElement {
    associatedtype Record
    /// Nil when the element has a fault, which has then been reported. `row` is its place in the list, counted from 1.
    static func record(_ object: ObjectReader, row: Int, definition: CallDefinition?) -> Record?
}

extension ImportFile {
    /// Reads a JSON list: every record, or every fault of every element.
    func elements<Element: RecordElement>(
        _: Element.Type, definition: CallDefinition? = nil
    ) throws(ImportFailure) -> [Element.Record] {
        let log = FaultLog(file: name)
        let list: ElementList<Element>? = list(for: definition, log)
        if let failure = (list?.log ?? log).failure { throw failure }
        return list?.records ?? []
    }

    /// Nil when there is no list at all, which has then been reported.
    private func list<Element: RecordElement>(for definition: CallDefinition?, _ log: FaultLog) -> ElementList<Element>? {
        let data: Data
        do throws(FileFault) {
            data = try contents()
        } catch {
            log.report(.file(error), at: .wholeFile)
            return nil
        }
        do {
            var check = UTF8Check()
            if let offset = data.withUnsafeBytes({ check.firstFault(in: $0) }) ?? check.unfinished {
                let line = data.prefix(offset).count { $0 == Byte.lineFeed } + 1
                log.report(.json(.notUTF8(line: line, offset: offset)), at: .wholeFile)
                return nil
            }
            let decoder = JSONDecoder()
            decoder.userInfo[.importFile] = name
            decoder.userInfo[.callDefinition] = definition
            return try decoder.decode(ElementList<Element>.self, from: data)
        } catch {
            log.report(.json(.place(in: data)), at: .wholeFile)
            return nil
        }
    }
}

/// The list as a whole: the faults of its elements are collected rather than thrown, so that the first does not hide the rest.
private struct ElementList<Element: RecordElement>: Decodable {
    let records: [Element.Record]
    let log: FaultLog

    init(from decoder: any Decoder) throws {
        log = FaultLog(file: decoder.userInfo[.importFile] as? String ?? "")
        let definition = decoder.userInfo[.callDefinition] as? CallDefinition
        var records: [Element.Record] = []
        if var list = try? decoder.unkeyedContainer() {
            while !list.isAtEnd {
                let index = list.currentIndex
                let element = try list.superDecoder()
                guard let object = ObjectReader(element, path: .root[index], log: log) else { continue }
                if let record = Element.record(object, row: index + 1, definition: definition) {
                    records.append(record)
                }
                object.finish()
            }
        } else {
            log.report(.json(.notList), at: .wholeFile)
        }
        self.records = records
    }
}

extension CodingUserInfoKey {
    fileprivate static let importFile = key("importFile")
    fileprivate static let callDefinition = key("callDefinition")

    private static func key(_ name: String) -> CodingUserInfoKey {
        guard let key = CodingUserInfoKey(rawValue: name) else { preconditionFailure("a name makes a key") }
        return key
    }
}

extension JSONFault {
    /// Finds where text stops being JSON. The decoder does not tell; the older parser says "around character 13".
    static func place(in data: Data) -> JSONFault {
        do {
            _ = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
            return .malformed(line: nil, column: nil)
        } catch {
            let words = String(describing: (error as NSError).userInfo[NSDebugDescriptionErrorKey] ?? "")
            let offset = words.firstRange(of: "character ").flatMap { range in
                Int(words[range.upperBound...].prefix(while: \.isNumber))
            }
            guard offset != nil || words.contains("end of file") else { return .malformed(line: nil, column: nil) }
            let before = data.prefix(offset ?? data.count)
            let line = before.count { $0 == Byte.lineFeed } + 1
            let column = before.count - (before.lastIndex(of: Byte.lineFeed).map { $0 + 1 } ?? 0) + 1
            return .malformed(line: line, column: column)
        }
    }
}
