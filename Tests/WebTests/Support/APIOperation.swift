import Web

/// An operation of the API; Foundation has another type of the same name.
typealias APIOperation = Web.Operation
