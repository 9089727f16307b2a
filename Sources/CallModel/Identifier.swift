/// A number that the database gave to one thing; the tag keeps a call's number from being taken for a file's.
package struct Identifier<Tag>: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    package let value: Int64

    package init(_ value: Int64) { self.value = value }

    package static func < (left: Self, right: Self) -> Bool { left.value < right.value }
    package var description: String { String(value) }

    package init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

package enum CallTag {}
package enum ApplicationTag {}
package enum ReviewTag {}
package enum GrantTag {}
package enum OrganisationTag {}
package enum MemberTag {}
package enum MeetingTag {}
package enum PaymentBatchTag {}
package enum LotteryTag {}
package enum AccountTag {}

package typealias CallID = Identifier<CallTag>
package typealias ApplicationID = Identifier<ApplicationTag>
package typealias ReviewID = Identifier<ReviewTag>
package typealias GrantID = Identifier<GrantTag>
package typealias OrganisationID = Identifier<OrganisationTag>
package typealias MemberID = Identifier<MemberTag>
package typealias MeetingID = Identifier<MeetingTag>
package typealias PaymentBatchID = Identifier<PaymentBatchTag>
package typealias LotteryID = Identifier<LotteryTag>
package typealias AccountID = Identifier<AccountTag>
