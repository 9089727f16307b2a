import CallModel
import HTTPTypes
package import Hummingbird
import Service
import Workflow

extension Site {
    /// The way of every request: what is written down about it, what goes wrong, who asks, and the door that it comes to.
    package func router() -> Router<WebContext> {
        let router = Router(context: WebContext.self)
        router.add(middleware: RequestRecord())
        router.add(middleware: SecurityHeaders(isSecure: settings.address.hasPrefix("https:")))
        router.add(middleware: Greeting(site: self))
        router.add(middleware: Failing(site: self))
        router.add(middleware: Reception(site: self))
        router.add(middleware: TakingTurns())
        addHealth(to: router)
        ProviderPages.addAnswer(of: self, to: router)
        router.get("static/:version/:name") { _, context in
            guard let file = assets.response(try context.parameters.require("name")) else { throw HTTPError(.notFound) }
            return file
        }
        router.get("/") { _, context in
            Response(status: .seeOther, headers: [.location: "/\(context.language.rawValue)/", .vary: "Accept-Language"])
        }
        for operation in Operation.all { add(operation, to: router) }
        for language in Language.allCases {
            let group = router.group("\(language.rawValue)")
            for page in PageRoute.all { add(page, to: group) }
        }
        return router
    }

    private func add(_ page: PageRoute, to group: RouterGroup<WebContext>) {
        group.on("\(page.path)", method: page.method) { request, context in
            let visit = Visit(site: self, request: request, context: context)
            return try await notingRefusals(request, context) {
                guard page.access.admits(context.visitor) else { return try await turnAway(visit) }
                return try await page.answer(visit)
            }
        }
    }

    /// Who is not signed in is asked to, and comes back afterwards; who is has nothing to look for there.
    private func turnAway(_ visit: Visit) async throws -> Response {
        guard visit.visitor.actor == nil else { throw HTTPError(.forbidden) }
        if case .person(let session) = visit.visitor, !session.needsSecondFactor {
            return session.owesSecondFactor ? visit.factorFirst() : visit.redirect("account", notice: "chooseHat")
        }
        return try await SignIn.asked(visit)
    }
}
