import Hummingbird
import Service
import Workflow

/// Coming in and going out.
enum AccountPages {
    static let routes: [PageRoute] = [
        .get("sign-in", .anyone) { visit in try SignIn.page(visit) }
    ]
}

enum SignIn {
    static func page(_ visit: Visit) throws -> Response {
        try visit.show(Page("account/sign-in", title: visit.say("account.signInTitle")))
    }

    /// Sends whoever is not signed in to the page where one does, and back afterwards.
    static func asked(_ visit: Visit) async throws -> Response { visit.redirect("sign-in") }
}
