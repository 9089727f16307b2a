/// What an association sees and does.
enum AssociationPages {
    static let routes: [PageRoute] =
        OwnFiles.routes + FormPage.routes + DocumentsPage.routes + AnswersPage.routes + FiledPage.routes + ActPages.routes
        + MessagesPage.routes
}
