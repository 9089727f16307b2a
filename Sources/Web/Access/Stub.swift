package import CallModel
import Service
package import Workflow
package struct AccountID: Hashable, Sendable { package let value: Int64 }
package struct Hat: Sendable { package let role: Role; package let organisation: OrganisationID?; package let member: MemberID?; package let maySign: Bool; package let title: String; package let actor: Actor }
package struct Account: Sendable { package let id: AccountID; package let email: String; package let name: String; package let language: Language; package let isDisabled: Bool; package let hasPassword: Bool; package let hasSecondFactor: Bool; package let hats: [Hat] }
package struct WebSession: Sendable { package let account: Account; package let hat: Hat?; package let csrf: String; package let needsSecondFactor: Bool }
package struct KeyHolder: Sendable { package let account: Account; package let hat: Hat; package let scopes: [String] }
extension Service {
    func session(_ token: String) async throws -> WebSession? { nil }
    func key(_ text: String) async throws -> KeyHolder? { nil }
}
