import CallModel
import Presentation
import Selection
import Service

/// An assignment on a terminal: the pairs with their reasons, and the totals.
struct AssignmentText {
    private let plan: AssignmentPlan
    private let affinities: [AssignedReviews.PairAffinity]
    private let printer: Printer

    init(_ plan: AssignmentPlan, _ affinities: [AssignedReviews.PairAffinity], _ printer: Printer) {
        (self.plan, self.affinities, self.printer) = (plan, affinities, printer)
    }

    func text(_ style: Style) -> String {
        printer.text(of: plan.rows(affinities), style) + style.strong(plan.totals.text(in: printer.language)) + "\n"
            + (plan.isProven ? "" : AssignmentPlan.doubt.text(in: printer.language) + "\n")
    }
}
