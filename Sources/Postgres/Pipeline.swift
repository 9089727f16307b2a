/// Statements that go to the server together and are answered together: one round trip whatever their number.
///
/// A plain value, so that it can be built where there is no connection. `Connection.run(_:)` sends it. Without `begin()` the
/// statements are one implicit transaction, which commits when all have succeeded. `begin()` in one pipeline and `commit()` in a
/// later one make a transaction of two round trips:
/// ```swift
/// var load = Pipeline()
/// let account = load.add(lockAccount, id)
/// let rows = try db.run(load)[account]
/// ```
public struct Pipeline {
    /// Names one statement of a pipeline, to find its rows in the results.
    public struct Handle: Hashable, Sendable {
        let index: Int
    }

    struct Call {
        let statement: Statement
        let parameters: Range<Int>
    }

    private(set) var calls: [Call] = []
    // The parameters of all statements one after another, side by side in the arrays that libpq takes.
    private var types: [UInt32] = []
    private var lengths: [Int32] = []
    /// Where each value starts in `bytes`; 0 for NULL.
    private var offsets: [Int] = []
    /// All values one after another. Starts with a byte so that an empty value still has an address and no value is at 0.
    private var bytes: [UInt8] = [0]

    /// An empty pipeline.
    public init() {}

    /// The number of statements.
    public var count: Int { calls.count }

    /// Whether there is no statement.
    public var isEmpty: Bool { calls.isEmpty }

    /// Adds a statement with its parameters, `$1` first.
    @discardableResult
    public mutating func add<each P: PostgresParameter>(
        _ statement: Statement, _ values: repeat each P
    ) -> Handle {
        let first = types.count
        repeat append(each values)
        calls.append(Call(statement: statement, parameters: first..<types.count))
        return Handle(index: calls.count - 1)
    }

    /// Adds `BEGIN` with the given modes.
    public mutating func begin(isolation: Isolation = .readCommitted, readOnly: Bool = false) {
        add(.begin(isolation, readOnly: readOnly))
    }

    /// Adds `COMMIT`.
    public mutating func commit() {
        add(.commit)
    }

    private mutating func append<P: PostgresParameter>(_ value: P) {
        types.append(P.postgresType.oid)
        if value.isNull {
            offsets.append(0)
            lengths.append(0)
        } else {
            offsets.append(bytes.count)
            value.encode(into: &bytes)
            lengths.append(Int32(clamping: bytes.count - (offsets.last ?? 0)))
        }
    }
}

/// The parameters of one statement as libpq takes them: parallel arrays.
struct ParameterPointers {
    let count: Int32
    let types: UnsafePointer<UInt32>?
    let values: UnsafePointer<UnsafePointer<CChar>?>?
    let lengths: UnsafePointer<Int32>?
    let formats: UnsafePointer<Int32>?
}

/// Arrays kept from one statement to the next, for what a pipeline does not hold itself.
struct ParameterScratch {
    fileprivate var values: [UnsafePointer<CChar>?] = []
    /// All ones: every parameter is in binary form.
    fileprivate var formats: [Int32] = []
}

extension Pipeline {
    /// The types of a statement's parameters.
    func types(of call: Call) -> ArraySlice<UInt32> {
        types[call.parameters]
    }

    /// Gives the parameters of one statement as pointers, valid during the call.
    func withParameters<T>(of call: Call, _ scratch: inout ParameterScratch, _ body: (ParameterPointers) -> T) -> T {
        let range = call.parameters
        while scratch.formats.count < range.count { scratch.formats.append(1) }
        return bytes.withUnsafeBytes { bytes in
            scratch.values.removeAll(keepingCapacity: true)
            let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            for offset in offsets[range] {
                scratch.values.append(offset == 0 ? nil : base.map { $0 + offset })
            }
            return types.withUnsafeBufferPointer { types in
                lengths.withUnsafeBufferPointer { lengths in
                    scratch.values.withUnsafeBufferPointer { values in
                        scratch.formats.withUnsafeBufferPointer { formats in
                            body(
                                ParameterPointers(
                                    count: Int32(clamping: range.count),
                                    types: types.baseAddress.map { $0 + range.lowerBound },
                                    values: values.baseAddress,
                                    lengths: lengths.baseAddress.map { $0 + range.lowerBound },
                                    formats: formats.baseAddress))
                        }
                    }
                }
            }
        }
    }
}
