import Testing

@testable import Exchange

@Suite struct PublicTextTests {
    @Test(arguments: [
        ("Versez sur BE68 5390 0754 7034 merci", "Versez sur […] merci"), ("be68539007547034.", "[…]."),
        ("NL91 ABNA 0417 1643 00", "[…]"), ("MA64 0115 1900 0001 2050 0053 4921", "[…]"),
        ("écrire à jean.dupont@exemple.be, vite", "écrire à […], vite"), ("Tél. +32 2 279 22 11", "Tél. […]"),
        ("0470/12.34.56", "[…]"), ("NISS 85.07.30-033.28", "NISS […]"), ("0032 470 12 34 56", "[…]")
    ])
    func `loses what is nobody's business`(text: String, expected: String) {
        #expect(PublicText(text).text == expected)
        #expect(PublicText(text).redactions == 1)
    }

    @Test(arguments: [
        "Eau potable à Labé : 100 robinets", "BCE 0419.618.535", "du 01/04/2027 au 30/06/2027", "150000000 euro",
        "un @ seul", "BE69539007547034 is no account", "SDG 5.1, 17.6 et 17.9", "水 – 12 345 678 habitants"
    ])
    func `keeps the rest as it is`(text: String) {
        #expect(PublicText(text).text == text)
        #expect(PublicText(text).redactions == 0)
    }
}
