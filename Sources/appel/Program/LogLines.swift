import CallModel
import Foundation

/// The lines of a log file, read piece by piece and as often as they are asked for: a log may be larger than the memory.
struct LogLines: Sequence, Sendable {
    private let source: Source

    private enum Source {
        case file(String)
        /// Standard input cannot be read twice, and so is held.
        case memory(Data)
    }

    /// - Parameter path: `-` is standard input. Throws a `Failure` for a file that is not there.
    init(_ path: String) throws {
        if path == "-" {
            source = .memory(try InputFile.bytes(path))
        } else {
            guard FileHandle(forReadingAtPath: path) != nil else { throw InputFile.missing(path) }
            source = .file(path)
        }
    }

    init(_ data: Data) { source = .memory(data) }

    private var name: String {
        switch source {
        case .file(let path): path
        case .memory: "-"
        }
    }

    /// Throws a `Failure` with the line of the first text that is broken, before anything is done with any of them.
    func check(in language: Language) throws {
        var pieces = makePieces()
        var number = 0
        while let line = try readable({ try pieces.next() }) {
            number += 1
            guard String(validating: line, as: UTF8.self) == nil else { continue }
            let broken = Message(
                fr: "Le texte n'est pas de l'UTF-8. Exportez le journal à nouveau.",
                nl: "De tekst is geen UTF-8. Exporteer het logboek opnieuw.",
                en: "The text is not UTF-8. Export the log again.")
            let heading = Message(
                fr: "le journal ne peut pas être repris ; rien n'a été changé",
                nl: "het logboek kan niet overgenomen worden; er is niets gewijzigd",
                en: "the log cannot be imported; nothing was changed")
            throw Failure(.faultyInput, heading.text(in: language), at: ["\(name):\(number): \(broken.text(in: language))"])
        }
    }

    private func readable(_ next: () throws -> Data?) throws -> Data? {
        do {
            return try next()
        } catch {
            throw InputFile.missing(name)
        }
    }

    func makeIterator() -> Iterator { Iterator(pieces: makePieces()) }

    private func makePieces() -> Pieces {
        switch source {
        case .file(let path): Pieces(handle: FileHandle(forReadingAtPath: path))
        case .memory(let data): Pieces(handle: nil, data)
        }
    }

    /// A line that cannot be read any more although `check` could read it is handed on as one that no log holds, so that the
    /// import refuses it: a log that just ended there would be taken for whole.
    struct Iterator: IteratorProtocol {
        static let unreadable = "unreadable"
        fileprivate var pieces: Pieces

        mutating func next() -> String? {
            guard let line = try? pieces.next().map({ String(validating: $0, as: UTF8.self) ?? Self.unreadable }) else {
                return pieces.isAtEnd ? nil : Self.unreadable
            }
            return line
        }
    }
}

/// Lines of bytes, without their line feeds.
private struct Pieces {
    private static let size = 1 << 20
    private let handle: FileHandle?
    private var buffer: Data
    private(set) var isAtEnd = false

    init(handle: FileHandle?, _ data: Data = Data()) { (self.handle, buffer) = (handle, data) }

    mutating func next() throws -> Data? {
        var searched = buffer.startIndex
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer = buffer[(end + 1)...] }
                return buffer[..<end]
            }
            guard let handle, let piece = try handle.read(upToCount: Self.size), !piece.isEmpty else { break }
            let length = buffer.count
            buffer = Data(buffer) + piece
            searched = buffer.startIndex + length
        }
        guard !buffer.isEmpty else {
            isAtEnd = true
            return nil
        }
        defer { buffer = Data() }
        return buffer
    }
}
