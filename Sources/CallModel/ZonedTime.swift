import Foundation

/// A legal instant: the wall clock that people read, its zone, and the one instant that it means.
///
/// The instant is kept beside the text, so that a later change of the time zone tables does not move a published deadline.
package struct ZonedTime: Hashable, Codable, Sendable {
    /// The wall clock as the regulation writes it, `2027-04-01 23:59`.
    package var at: String
    /// The IANA name of the zone, `Europe/Brussels`.
    package var zone: String
    package var instant: Instant

    package init(at: String, zone: String, instant: Instant) {
        (self.at, self.zone, self.instant) = (at, zone, instant)
    }

    /// The day that the regulation names, in its own zone.
    package var day: CalendarDate? { CalendarDate(at.prefix(10)) }
}
