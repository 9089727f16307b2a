import Foundation
import Mustache

/// The templates of the pages, read once. A page inherits from `page` and fills its block `main`.
package struct Templates: Sendable {
    private let library: MustacheLibrary

    package init(folder: String) async throws {
        library = try await MustacheLibrary(directory: folder)
    }

    /// - Returns: nil where there is no such template.
    func text(_ template: String, _ parts: Parts) -> String? { library.render(parts, withTemplate: template) }
}
