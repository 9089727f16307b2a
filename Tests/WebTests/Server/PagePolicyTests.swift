import Foundation
import HTTPTypes
import Testing
import Web
import Workflow

/// Which roles the pages of each area may admit, written by hand; the first part of a path is its area.
struct PagePolicyTests {
    /// At most these; a page may be for fewer.
    private static let areas: [String: RoleSet] = [
        "my": [.applicant],
        "council": [.reviewer, .chair, .secretariat],
        "office": [.secretariat],
        "college": [.college, .alderman, .budgetHolder],
        "finance": [.finance, .budgetHolder],
        "audit": [.auditor],
        "admin": [.administrator]
    ]

    private static func area(of page: PageRoute) -> String { page.path.split(separator: "/").first.map(String.init) ?? "" }

    @Test func noAreaAdmitsARoleThatHasNoWorkThere() {
        for page in PageRoute.all {
            guard let most = Self.areas[Self.area(of: page)] else { continue }
            #expect(!page.access.isOpen, "\(page.method) \(page.path) is open to everybody")
            let more = page.access.roles.roles.filter { !most.contains($0) }
            #expect(more.isEmpty, "\(page.method) \(page.path) admits \(more)")
        }
    }

    @Test func everyRoleFindsItsFirstPage() {
        let first: [(Role, String)] = [
            (.applicant, "my"), (.reviewer, "council"), (.chair, "council"), (.secretariat, "office"), (.college, "college"),
            (.finance, "finance"), (.auditor, "audit"), (.administrator, "admin")
        ]
        let areas = Set(PageRoute.all.map(Self.area))
        for (role, area) in first where areas.contains(area) {
            let admitted = PageRoute.all.contains { Self.area(of: $0) == area && $0.method == .get && $0.access.admits(role) }
            #expect(admitted, "\(role) finds no page in \(area)")
        }
    }

    /// Whoever is not signed in is led to the page where one does; whoever is and may not come is told so.
    @Test func aPageIsShutToWhomItDoesNotAdmit() async throws {
        try await withStage(.open) { stage in
            let people: [(Role, Person)] = [
                (.secretariat, .secretariat), (.finance, .finance), (.auditor, .auditor), (.administrator, .administrator),
                (.college, .college), (.reviewer, .reviewer("M01")), (.applicant, try await stage.applicant(of: "BXL27-001"))
            ]
            for (role, person) in people {
                let browser = try await stage.signIn(person)
                for page in PageRoute.all where !page.access.isOpen && page.method == .get && !page.access.admits(role) {
                    let path = Self.filled(page.path)
                    let refused = try await browser.get("/fr/\(path)")
                    #expect(refused.status == .forbidden, "\(path) as \(role): \(refused.status)")
                    let asked = try await stage.stranger.get("/fr/\(path)")
                    #expect(asked.status == .seeOther && asked.headers[.location]?.hasPrefix("/fr/sign-in") == true, "\(path)")
                }
            }
        }
    }

    private static func filled(_ path: String) -> String {
        path.split(separator: "/").map { $0.hasPrefix(":") ? "1" : String($0) }.joined(separator: "/")
    }
}
