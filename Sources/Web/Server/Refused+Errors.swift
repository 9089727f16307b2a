import CallModel
import Hummingbird
import HTTPTypes
import Service
import Store
import Workflow

extension Refused {
    init(_ error: any Error) {
        switch error {
        case let refused as Refused: self = refused
        case let error as HTTPError: self.init(error.status, code: "http\(error.status.code)", headers: error.headers)
        case let error as any HTTPResponseError: self.init(error.status, code: "http\(error.status.code)")
        case let error as ServiceError: self.init(error)
        case let error as StoreError: self.init(error)
        default: self.init(.internalServerError, code: "unforeseen")
        }
    }
}

