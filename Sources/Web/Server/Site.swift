import CallModel
package import Service
package import Store

/// What every answer is made from. Nothing in it changes while the service runs: several servers on one database are equal.
package struct Site: Sendable {
    package let service: Service
    package let database: Database
    package let settings: ServerSettings
    package let vocabulary: Vocabulary
    package let templates: Templates
    package let assets: Assets
    /// Whether the database is a rehearsal, which every page says.
    package let isRehearsal: Bool

    /// Who tells us who somebody is; what it remembers, every server may learn again.
    package let provider: Provider?

    package init(service: Service, database: Database, settings: ServerSettings, isRehearsal: Bool) async throws {
        var service = service
        service.staffNeedsSecondFactor = settings.requiresSecondFactor
        (self.service, self.database, self.settings, self.isRehearsal) = (service, database, settings, isRehearsal)
        provider = Provider(settings)
        let files = try WebFiles.locate()
        vocabulary = try Vocabulary(folder: files.locales)
        templates = try Templates(folder: files.templates)
        assets = try Assets(folder: files.assets)
    }
}
