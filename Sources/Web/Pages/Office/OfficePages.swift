/// Everything that the secretariat sees.
enum OfficePages {
    static let routes: [PageRoute] = PageRoute.together(
        BoardPages.routes, FilesPages.routes, FilePages.routes, AdmissibilityPages.routes, AssignmentPages.routes, ConflictPages.routes,
        ReviewPages.routes, RankingPages.routes, ScenarioPages.routes, LetterPages.routes, RegisterPages.routes, MailPages.routes,
        DefinitionPages.routes, ImportPages.routes, MessagePages.routes, LotteryPages.routes, TablePages.routes)
}

/// Everything that finance sees.
enum FinanceRoutes {
    static let routes: [PageRoute] = FinancePages.routes + GrantPages.routes + BatchPages.routes
}
