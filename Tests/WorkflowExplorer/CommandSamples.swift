package import Workflow

/// Every command that the explorer gives, for other tests.
package enum CommandSamples {
    package static let call = Catalogue.call(Regulation())
    package static let application = Catalogue.application(hasLadder: true)
    package static let review = Catalogue.review()
    package static let grant = Catalogue.grant()
}
