/// What became of one statement of a pipeline.
public enum Outcome {
    /// It ran; its rows are there, though its transaction may still fail.
    case completed(Rows)
    /// It failed.
    case failed(PostgresError)
    /// It was not run, as an earlier one failed.
    case aborted
}

/// The rows of every statement of a pipeline in which all succeeded.
public struct PipelineResults {
    let rows: [Rows]

    /// The number of statements.
    public var count: Int { rows.count }

    /// The rows of one statement. Traps on a handle of another, longer pipeline.
    public subscript(handle: Pipeline.Handle) -> Rows {
        rows[handle.index]
    }
}

/// What became of every statement of a pipeline, failures included.
public struct PipelineOutcomes {
    let outcomes: [Outcome]

    /// The number of statements.
    public var count: Int { outcomes.count }

    /// What became of one statement. Traps on a handle of another, longer pipeline.
    public subscript(handle: Pipeline.Handle) -> Outcome {
        outcomes[handle.index]
    }

    /// The first failure, if any.
    public var firstError: PostgresError? {
        for case .failed(let error) in outcomes { return error }
        return nil
    }
}
