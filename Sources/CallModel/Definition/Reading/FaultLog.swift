/// What a reading of one file has found so far.
///
/// A value that cannot be read gets a stand-in so that the reading goes on; its path is remembered, and no later check
/// blames the file for what a stand-in says.
final class FaultLog {
    private(set) var faults: [DefinitionFault] = []
    private var unreadable: [SourcePath] = []

    /// Records a fault of writing: the value at `path` is not known from here on.
    func report(
        _ kind: DefinitionFault.Kind, path: SourcePath, position: SourcePosition, related: SourcePosition? = nil
    ) {
        faults.append(DefinitionFault(kind, path: path, position: position, related: related))
        unreadable.append(path)
    }

    /// Records a fault that leaves the values around it known, such as a key too many.
    func remark(
        _ kind: DefinitionFault.Kind, path: SourcePath, position: SourcePosition, related: SourcePosition? = nil
    ) {
        faults.append(DefinitionFault(kind, path: path, position: position, related: related))
    }

    /// The value at `path` was read from the file: neither it nor what contains it is a stand-in.
    func isReadable(_ path: SourcePath) -> Bool {
        !unreadable.contains { path.isWithin($0) }
    }

    /// As `isReadable`, and nothing inside it is a stand-in either.
    func isWhole(_ path: SourcePath) -> Bool {
        isReadable(path) && !unreadable.contains { $0.isWithin(path) }
    }
}
