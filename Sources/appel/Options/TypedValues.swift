import CallModel

extension ZonedTime {
    /// The instant that a wall clock means. Throws a `Failure` for one that no clock shows.
    static func typed(
        _ text: String, zone: String, isClosing: Bool = false, in language: Language
    ) throws -> ZonedTime {
        switch resolve(text, zone: zone, isClosing: isClosing) {
        case .success(let time): return time
        case .failure(let fault): throw Failure(.usage, fault.message.text(in: language))
        }
    }
}
