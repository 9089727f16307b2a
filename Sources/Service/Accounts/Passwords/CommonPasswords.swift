/// What people take who think of nothing else, here and elsewhere: in lower case and without accents.
enum CommonPasswords {
    /// Words that head the lists of leaked passwords, in the languages of the house, with those of the house itself.
    static let words: [String] = """
        password passwort passw0rd motdepasse mdp wachtwoord paswoord geheim secret secrete contrasena parola mypassword
        azerty azertyuiop qwerty qwertz qwertyuiop qwertyui asdfgh zxcvbn wxcvbn abcdef abcd aqwzsx qazwsx zaqxsw
        admin administrator administrateur beheerder root user guest gast invite test tester demo default changeme login logon
        welcome welkom bienvenue welcome1 hello bonjour hallo salut goedendag dag ciao
        letmein iloveyou jetaime ikhouvanjou ikhouvan loveyou love amour liefde liefje schatje schat cheri cherie doudou loulou chouchou
        princess princesse prinses dragon monkey master superman batman pokemon starwars football voetbal baseball hockey basketball
        soleil sunshine zonnetje zon lune maan etoile ster fleur bloem vlinder papillon coucou chocolat chocolade nutella
        marseille paris london londres belgique belgie belgium bruxelles brussel brussels anderlecht schaerbeek schaarbeek ixelles elsene
        molenbeek etterbeek uccle ukkel forest vorst jette evere ganshoren koekelberg auderghem oudergem watermael watermaal
        woluwe saintgilles sintgillis saintjosse wallonie vlaanderen flandre namur liege luik gand gent anvers antwerpen mons bergen
        commune gemeente ville stad city town council conseil raad college secretariat secretariaat appel oproep call subside subsidie
        subvention toelage projet project dossier solidarite solidariteit international internationaal association vereniging asbl vzw
        printemps lente ete zomer automne herfst hiver winter spring summer autumn
        janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
        januari februari maart april mei juni juli augustus september oktober november december
        january february march may june july august october
        lundi mardi mercredi jeudi vendredi samedi dimanche maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
        monday tuesday wednesday thursday friday saturday sunday
        nicolas thomas julien maxime alexandre camille marie sophie celine julie laura sarah emma louise lucas nathan charlotte
        jan pieter jeroen anna lotte michael jennifer jessica ashley daniel jordan andrew robert charlie
        freedom whatever trustno1 shadow killer pepper ginger summer hunter ranger buster soccer harley computer internet
        google facebook linkedin microsoft windows apple samsung android office outlook
        maman papa mama maison huis home chat chien hond kat poes lapin konijn tigre tijger
        vakantie vacances holiday fuckyou merde godverdomme loulou toto titi tata tintin asterix spirou
        """.split(whereSeparator: \.isWhitespace).map(String.init)

    /// Rows of keys and of signs that fingers run along, there and back.
    static let rows: [[Character]] = {
        let there = [
            "abcdefghijklmnopqrstuvwxyz", "01234567890", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm",
            "qwertzuiop", "&é\"'(§è!çà", "!@#$%^&*()", "1qaz2wsx3edc4rfv5tgb", "1aqw2zsx3edc4rfv5tgb"
        ].map(Array.init)
        return there + there.map { $0.reversed() }
    }()

    /// Letters that are written with other signs.
    static let disguises: [Character: Character] = [
        "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i", "€": "e"
    ]
}
