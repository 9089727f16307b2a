package import CallModel
package import Foundation
import Yams

/// YAML text as a tree that remembers where everything stands.
package enum YAMLSource {
    /// A regulation takes some tens of kilobytes.
    package static let sizeLimit = 1 << 20
    static let depthLimit = 40

    /// Reads a whole file.
    package static func read(path: String) throws(YAMLSourceError) -> SourceNode {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            // One byte more than is allowed tells a large file from one of just the limit, without reading it whole.
            data = try handle.read(upToCount: sizeLimit + 1) ?? Data()
        } catch {
            throw .unreadableFile(path: path, reason: error.localizedDescription)
        }
        return try parse(data)
    }

    /// Reads the bytes of a file.
    package static func parse(_ data: Data) throws(YAMLSourceError) -> SourceNode {
        guard data.count <= sizeLimit else { throw .tooLarge(bytes: data.count, limit: sizeLimit) }
        guard let text = String(validating: data, as: UTF8.self) else { throw .notUTF8(line: lineOfBadByte(in: data)) }
        try YAMLGuard.check(text)
        do {
            let parser = try Parser(yaml: text)
            // A node only knows its anchor while the parser lives.
            return try withExtendedLifetime(parser) { try single(parser) }
        } catch let error as YAMLSourceError {
            throw error
        } catch let error as YamlError {
            throw YAMLSourceError(error)
        } catch {
            throw .malformed(problem: String(describing: error), line: 1)
        }
    }

    private static func single(_ parser: Parser) throws -> SourceNode {
        guard let root = try parser.nextRoot() else { throw YAMLSourceError.empty }
        let tree = try convert(root, depth: 0)
        if let second = try parser.nextRoot() { throw YAMLSourceError.severalDocuments(line: second.mark?.line ?? 1) }
        return tree
    }

    private static func convert(_ node: Node, depth: Int) throws(YAMLSourceError) -> SourceNode {
        let position = SourcePosition(node.mark)
        guard node.anchor == nil else { throw .anchor(line: position.line) }
        guard depth < depthLimit else { throw .tooDeep(line: position.line) }
        switch node {
        case .scalar(let scalar):
            let style: SourceNode.ScalarStyle = scalar.style == .plain ? .plain : .quoted
            return SourceNode(.scalar(scalar.string, style), at: position)
        case .sequence(let sequence):
            var items: [SourceNode] = []
            for item in sequence { items.append(try convert(item, depth: depth + 1)) }
            return SourceNode(.sequence(items), at: position)
        case .mapping(let mapping):
            var entries: [SourceNode.Entry] = []
            for (key, value) in mapping {
                let keyPosition = SourcePosition(key.mark)
                guard case .scalar(let name) = key, name.anchor == nil else {
                    throw .keyIsNoText(line: keyPosition.line)
                }
                let content = try convert(value, depth: depth + 1)
                entries.append(SourceNode.Entry(key: name.string, keyPosition: keyPosition, value: content))
            }
            return SourceNode(.mapping(entries), at: position)
        case .alias:
            throw .anchor(line: position.line)
        }
    }

    private static func lineOfBadByte(in data: Data) -> Int {
        var line = 1
        var decoder = UTF8()
        var bytes = data.makeIterator()
        while true {
            switch decoder.decode(&bytes) {
            case .scalarValue("\n"): line += 1
            case .scalarValue: continue
            case .emptyInput, .error: return line
            }
        }
    }
}

extension SourcePosition {
    fileprivate init(_ mark: Mark?) {
        self.init(line: mark?.line ?? 1, column: mark?.column ?? 1)
    }
}
