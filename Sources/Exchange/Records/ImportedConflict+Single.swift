package import CallModel

extension ImportedConflict {
    /// A conflict that did not come from a file.
    package init(declaredBy member: String, on reference: String, ground: ConflictGround, note: String?) {
        self.init(member: member, reference: reference, ground: ground, note: note, row: 1)
    }
}
