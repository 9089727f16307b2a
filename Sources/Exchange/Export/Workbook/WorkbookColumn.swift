package import CallModel

/// A column of a sheet.
package struct WorkbookColumn: Hashable, Sendable {
    package let title: String
    /// In characters of the standard font.
    package let width: Double
    /// Whether the last row adds the column up; its cells are amounts then.
    package let isTotalled: Bool

    package init(_ title: String, width: Double = 14, isTotalled: Bool = false) {
        (self.title, self.width, self.isTotalled) = (title, width, isTotalled)
    }
}

/// A cell of a finished sheet, by which another sheet refers to a figure.
package struct WorkbookReference: Hashable, Sendable {
    /// What a formula says: `'Line'!F12`.
    package let formula: String
    /// What that cell shows, so that a program that does not calculate shows the same.
    package let value: Cents
}

/// A cell of a sheet.
package enum WorkbookCell: Hashable, Sendable {
    case value(ExportCell)
    /// A formula that gives the same figure as another sheet's cell.
    case reference(WorkbookReference)
}
