import Hummingbird

/// Pages that are nothing but text: help, and the statement on accessibility.
enum TextPages {
    static let routes: [PageRoute] = ["help", "accessibility"].map { name in
        .get(name, .anyone) { visit in
            try visit.show(
                Page(
                    "public/\(name)", title: visit.say("public.\(name)Title"),
                    [
                        "scope": visit.say("public.acc1", ["address": visit.site.settings.address]),
                        "contact": visit.site.settings.contact ?? visit.site.settings.mailFrom
                    ]))
        }
    }
}
