import CallModel

/// The minutes of a meeting:
/// `{ reference, heldAt, zone, chair, present: [codes], absences: [{ reference, member, left, returned }] }`.
struct MeetingFile {
    private let log: FaultLog
    private let file: ImportFile

    init(_ file: ImportFile) { (self.file, log) = (file, FaultLog(file: file.name)) }

    func meeting() throws(ImportFailure) -> ImportedMeeting {
        let meeting = readMeeting()
        if let failure = log.failure { throw failure }
        // Without a fault there is a meeting: every reading that gives nil has reported why.
        guard let meeting else { preconditionFailure("no meeting and no fault") }
        return meeting
    }

    private func readMeeting() -> ImportedMeeting? {
        guard let root = readRoot(), let top = MappingReader(root, path: .root, log: log) else { return nil }
        let reference = top.text("reference")
        let zone = top.text("zone")
        let clock = top.text("heldAt")
        let heldAt: ZonedTime? = if let clock, let zone { resolve(clock, zone, top, "heldAt") } else { nil }
        let chair = top.text("chair")
        let present = top.texts("present")
        let absences = top.mappings("absences").compactMap { item in
            absence(item, present: present, heldAt: heldAt)
        }
        top.finish()
        guard let reference, let heldAt, let chair, let present else { return nil }
        return ImportedMeeting(reference: reference, heldAt: heldAt, chair: chair, present: present, absences: absences)
    }

    private func readRoot() -> SourceNode? {
        do {
            return try YAMLSource.parse(try file.contents(limit: YAMLSource.sizeLimit))
        } catch let fault as FileFault {
            log.report(.file(fault), at: .wholeFile)
        } catch let error as YAMLSourceError {
            log.report(.yaml(error), at: error.line.map(ImportFault.Place.row) ?? .wholeFile)
        } catch {
            preconditionFailure("reading YAML throws nothing else: \(error)")
        }
        return nil
    }

    private func absence(_ item: MappingReader, present: [String]?, heldAt: ZonedTime?) -> ImportedMeeting.Absence? {
        let reference = item.text("reference")
        let member = item.text("member")
        if let member, let present, !present.contains(member) {
            item.report(.record(.notPresent(member)), "member", value: member)
        }
        if let reference, let member {
            let place = ImportFault.Place.row(item.line("reference"))
            log.claim("\(reference)\u{1F}\(member)", "absences", at: place, column: item.path["reference"].description)
        }
        let left = time(item, "left", heldAt)
        let returned = time(item, "returned", heldAt)
        item.finish()
        guard let reference, let member, let left, let returned else { return nil }
        if returned < left { item.report(.record(.returnsBeforeLeaving), "returned", value: item.written("returned")) }
        return ImportedMeeting.Absence(
            reference: reference, member: member, left: left, returned: returned, row: item.line("reference"))
    }

    /// A wall clock on the day of the meeting, in its zone.
    private func time(_ item: MappingReader, _ key: String, _ heldAt: ZonedTime?) -> Instant? {
        guard let text = item.text(key) else { return nil }
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"), let heldAt else {
            // Without a day there is nothing to say about the time; the day's own fault is in the report.
            if heldAt != nil { item.report(.cell(.notTime), key, value: text) }
            return nil
        }
        switch ZonedTime.resolve("\(heldAt.day) \(text)", zone: heldAt.zone) {
        case .success(let time): return time.instant
        case .failure(.unreadable):
            item.report(.cell(.notTime), key, value: text)
            return nil
        case .failure(let fault):
            item.report(.time(fault), key, value: text)
            return nil
        }
    }

    private func resolve(_ clock: String, _ zone: String, _ top: MappingReader, _ key: String) -> ZonedTime? {
        switch ZonedTime.resolve(clock, zone: zone) {
        case .success(let time): return time
        case .failure(let fault):
            if case .unknownZone = fault {
                top.report(.time(fault), "zone", value: zone)
            } else {
                top.report(.time(fault), key, value: clock)
            }
            return nil
        }
    }
}
