/// The legal instants of a call and the delays that it gives to applicants.
package struct CallCalendar: Hashable, Codable, Sendable {
    package var opens: ZonedTime
    /// The first instant at which a submission is late.
    package var closes: ZonedTime
    /// The first instant at which a review is late.
    package var reviewsClose: ZonedTime
    /// Days to appeal, from the notification.
    package var appealDays: Int
    /// Days to hand in what the secretariat asks for, from its request.
    package var complementDays: Int
    /// Days in which an agreement must be signed before the award may lapse.
    package var signingDays: Int
}
