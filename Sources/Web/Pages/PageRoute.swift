package import HTTPTypes
import Hummingbird

/// One page, or one thing that a page can do: where it is, who may come, and how it answers.
package struct PageRoute: Sendable {
    package let method: HTTPRequest.Method
    /// Without the language, which stands before it: `calls/:call`.
    package let path: String
    package let access: Access
    /// The largest form that is read, in bytes.
    package let limit: Int
    let answer: @Sendable (Visit) async throws -> Response

    static func get(
        _ path: String, _ access: Access, _ answer: @escaping @Sendable (Visit) async throws -> Response
    ) -> PageRoute {
        PageRoute(method: .get, path: path, access: access, limit: 0, answer: answer)
    }

    /// A form that was sent: its token is checked before it is read on.
    static func post(
        _ path: String, _ access: Access, limit: Int = FormFields.usualLimit,
        _ answer: @escaping @Sendable (Visit, FormFields) async throws -> Response
    ) -> PageRoute {
        PageRoute(method: .post, path: path, access: access, limit: limit) { visit in
            let fields = try await FormFields(visit.request, limit: limit)
            try CrossSite.check(visit, fields)
            return try await answer(visit, fields)
        }
    }

    /// Pages of several parts, one after the other.
    static func together(_ parts: [PageRoute]...) -> [PageRoute] { parts.flatMap { $0 } }

    /// Every page of the service.
    package static let all: [PageRoute] = together(
        PublicPages.routes, AssociationPages.routes, AccountPages.routes, OwnAccountPages.routes, ProviderPages.routes,
        AdminPages.routes, KeyPages.routes, KeptForms.routes, CouncilPages.routes, OfficePages.routes, CollegePages.routes,
        FinanceRoutes.routes, AuditPages.routes)
}
