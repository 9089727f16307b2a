import CallModel
import Postgres
import Service
import Store
import Testing

/// Whichever statement of a command fails, everything is as before; when none fails, everything is as after.
@Suite struct StatementFailureTests {
    @Test(arguments: SampleCommand.allCases)
    func `each write of a command fails in turn`(_ command: SampleCommand) async throws {
        try await withWorld { world in
            try await command.prepare(world)
            try await world.script(Self.traps)
            let before = try await world.snapshot()
            var failures = 0
            while failures < 50 {
                try await world.script("UPDATE trap.settings SET at = \(failures + 1); ALTER SEQUENCE trap.statements RESTART")
                guard try await fails(command, world) else { break }
                failures += 1
                #expect(try await world.snapshot() == before, "write \(failures) failed and something is left")
            }
            // At least the thing itself and the answer under the key.
            #expect((2..<50).contains(failures))
            #expect(try await world.snapshot() != before)
            try await world.expectHistoriesJoin()
        }
    }

    @Test(arguments: SampleCommand.allCases)
    func `the commit fails`(_ command: SampleCommand) async throws {
        try await withWorld { world in
            try await command.prepare(world)
            try await world.script(Self.traps)
            let before = try await world.snapshot()
            try await world.script("UPDATE trap.settings SET at_commit = true")
            #expect(try await fails(command, world))
            #expect(try await world.snapshot() == before)
            try await world.script("UPDATE trap.settings SET at_commit = false")
            #expect(try await !fails(command, world))
        }
    }

    /// A table that may not be read for a moment stands for every read that fails.
    @Test(arguments: SampleCommand.allCases)
    func `each table in turn may not be read`(_ command: SampleCommand) async throws {
        try await withWorld { world in
            try await command.prepare(world)
            let before = try await world.snapshot()
            var failures = 0
            for table in [
                "calls", "definitions", "applications", "reviews", "organisations", "members", "documents", "earlier_grants",
                "conflicts", "idempotency"
            ] {
                try await world.script("REVOKE SELECT ON appel.\(table) FROM appel_app")
                let service = try Database(world.location, sessions: 1)
                // A table that the command does not read lets it pass; it is taken back by the dry run.
                do {
                    _ = try await command.run(Service(database: service, lists: try Checkout.lists()), key: "k", dryRun: true)
                } catch ServiceError.store(.database(let error)) {
                    #expect(error.sqlState == "42501")
                    failures += 1
                }
                await service.close()
                try await world.script("GRANT SELECT ON appel.\(table) TO appel_app")
                #expect(try await world.snapshot() == before)
            }
            #expect(failures >= 1)
        }
    }

    /// Runs the command, and says whether the trap ended it.
    private func fails(_ command: SampleCommand, _ world: World) async throws -> Bool {
        do {
            _ = try await command.run(world.service, key: "k")
            return false
        } catch ServiceError.store(.database(let error)) {
            #expect(error.message == "the trap closed")
            return true
        }
    }

    /// Counts the writing statements of every table, and raises an error at the one that the settings name, or at the commit.
    private static let traps = """
        CREATE SCHEMA trap;
        GRANT USAGE ON SCHEMA trap TO appel_app;
        CREATE SEQUENCE trap.statements;
        CREATE TABLE trap.settings (at bigint NOT NULL, at_commit boolean NOT NULL);
        INSERT INTO trap.settings VALUES (0, false);
        GRANT SELECT ON trap.settings TO appel_app;
        GRANT USAGE ON SEQUENCE trap.statements TO appel_app;

        CREATE FUNCTION trap.close() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF nextval('trap.statements') = (SELECT at FROM trap.settings) THEN
                RAISE EXCEPTION 'the trap closed' USING ERRCODE = 'internal_error';
            END IF;
            RETURN NULL;
        END
        $$;
        CREATE FUNCTION trap.close_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF (SELECT at_commit FROM trap.settings) THEN
                RAISE EXCEPTION 'the trap closed' USING ERRCODE = 'internal_error';
            END IF;
            RETURN NULL;
        END
        $$;
        DO $$
        DECLARE
            name text;
        BEGIN
            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'appel' AND tablename NOT LIKE '%migration%' LOOP
                EXECUTE format(
                    'CREATE TRIGGER trap BEFORE INSERT OR UPDATE OR DELETE ON appel.%I '
                    'FOR EACH STATEMENT EXECUTE FUNCTION trap.close()', name);
                EXECUTE format(
                    'CREATE CONSTRAINT TRIGGER trap_commit AFTER INSERT OR UPDATE ON appel.%I '
                    'DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trap.close_at_commit()', name);
            END LOOP;
        END
        $$;
        """
}
