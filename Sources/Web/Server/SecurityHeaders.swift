import HTTPTypes
import Hummingbird

/// The headers that every answer carries (OWASP secure headers; ASVS 5.0 chapter V3): nothing runs, shows or is framed that is not
/// of this house.
struct SecurityHeaders: RouterMiddleware {
    private let fields: HTTPFields
    private let formTargets: String

    /// - Parameter formTargets: other addresses to which a form may lead, such as that of who tells us who somebody is.
    init(isSecure: Bool, formTargets: [String] = []) {
        self.formTargets = (["'self'"] + formTargets).joined(separator: " ")
        var fields = HTTPFields()
        fields[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "form-action \(self.formTargets); base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
            + (isSecure ? "; upgrade-insecure-requests" : "")
        if isSecure { fields[.strictTransportSecurity] = "max-age=63072000; includeSubDomains" }
        fields[.xContentTypeOptions] = "nosniff"
        for (name, value) in Self.others {
            // Written out here: each is a name that HTTP allows.
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        self.fields = fields
    }

    @concurrent func handle(
        _ request: WebRequest, context: WebContext, next: @concurrent (WebRequest, WebContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // A document that is handed out brings a stricter policy of its own.
        for field in fields where response.headers[field.name] == nil { response.headers.append(field) }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }

    private static let others = [
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        (
            "Permissions-Policy",
            "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), "
                + "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), usb=()"
        )
    ]
}
