/// The scores of one part of the graph, with the sums from which the mixed model's equations are made.
///
/// Of applications and reviewers the more numerous stand in rows and are eliminated one by one, which costs next to nothing: only
/// the others make a matrix.
struct LinkedScores: Sendable {
    /// One application or reviewer of the rows.
    struct Line: Sendable {
        let number: Int
        var columns: [Int] = []
        var sum = 0.0

        var count: Double { Double(columns.count) }
    }

    let rowsAreApplications: Bool
    private(set) var rows: [Line] = []
    /// The numbers of the columns in the graph, in order.
    private(set) var columns: [Int] = []
    private var columnCounts: [Double] = []
    private var columnSums: [Double] = []
    let count: Int
    private let sum: Double
    private let squares: Double
    /// What was taken from every score, so that large scores lose no digits.
    let centre: Double

    init(_ edges: [ReviewGraph.Edge]) {
        let applications = Set(edges.map(\.application)).count
        rowsAreApplications = applications >= Set(edges.map(\.reviewer)).count
        count = edges.count
        centre = edges.reduce(0) { $0 + $1.score } / Double(edges.count)
        var (rowPlace, columnPlace): ([Int: Int], [Int: Int]) = ([:], [:])
        var (sum, squares) = (0.0, 0.0)
        for edge in edges {
            let score = edge.score - centre
            let (row, column) = rowsAreApplications ? (edge.application, edge.reviewer) : (edge.reviewer, edge.application)
            if rowPlace[row] == nil {
                rowPlace[row] = rows.count
                rows.append(Line(number: row))
            }
            if columnPlace[column] == nil {
                columnPlace[column] = columns.count
                columns.append(column)
                columnCounts.append(0)
                columnSums.append(0)
            }
            let (rowAt, columnAt) = (rowPlace[row] ?? 0, columnPlace[column] ?? 0)
            rows[rowAt].columns.append(columnAt)
            rows[rowAt].sum += score
            columnCounts[columnAt] += 1
            columnSums[columnAt] += score
            sum += score
            squares += score * score
        }
        (self.sum, self.squares) = (sum, squares)
    }

    /// The equations of the columns and the mean, with the rows eliminated, for given ratios of standard deviations to that of the
    /// residual: p of the rows, q of the columns.
    struct Equations: Sendable {
        let factor: CholeskyFactor
        let right: [Double]
        /// The logarithm of the determinant of the scores' own covariance in units of the residual variance, and of the mean's.
        let logarithm: Double
        /// The weighted sum of squares around the fitted mean.
        let squares: Double
        let p: Double
        let q: Double

        /// p² / A for a row of so many scores: how far its own mean moves it.
        func gain(_ row: Line) -> Double { p * p / (1 + p * p * row.count) }
    }

    /// - Returns: nil where the numbers are beyond what a double can tell apart.
    func equations(p: Double, q: Double) -> Equations? {
        let size = columns.count + 1
        var matrix = [Double](repeating: 0, count: size * size)
        var right = columnSums.map { q * $0 } + [sum]
        for (place, count) in columnCounts.enumerated() {
            matrix[place * size + place] = 1 + q * q * count
            matrix[(size - 1) * size + place] = q * count
        }
        matrix[size * size - 1] = Double(count)
        var (logarithm, left) = (0.0, squares)
        for row in rows {
            let diagonal = 1 + p * p * row.count
            let gain = p * p / diagonal
            logarithm += naturalLogarithm(diagonal)
            left -= gain * row.sum * row.sum
            for column in row.columns {
                for other in row.columns where other <= column { matrix[column * size + other] -= gain * q * q }
                matrix[(size - 1) * size + column] -= gain * q * row.count
                right[column] -= gain * q * row.sum
            }
            matrix[size * size - 1] -= gain * row.count * row.count
            right[size - 1] -= gain * row.count * row.sum
        }
        guard let factor = CholeskyFactor(matrix, size: size) else { return nil }
        let fitted = factor.solvingLower(right).reduce(0) { $0 + $1 * $1 }
        return Equations(
            factor: factor, right: right, logarithm: logarithm + factor.logarithmOfDeterminant, squares: max(0, left - fitted),
            p: p, q: q)
    }

    /// The squares around the plain mean.
    var totalSquares: Double { squares }
}
