import type { DatabaseSync } from 'node:sqlite';
import type { Transactions, UnitKind } from '../group-commit.ts';
import type { StatementRunner } from './statement-runner.ts';

/** Transactions of one SQLite connection. What only reads could not write if it tried. */
export function sqliteTransactions(database: DatabaseSync, runner: StatementRunner): Transactions {
  const guard = (kind: UnitKind, on: boolean) => {
    if (kind === 'read') runner.command(`pragma query_only = ${on ? 'on' : 'off'}`);
  };
  return {
    begin(kind) {
      guard(kind, true);
      runner.command(kind === 'read' ? 'begin' : 'begin immediate');
    },
    commit(kind) {
      runner.command('commit');
      guard(kind, false);
    },
    rollback(kind) {
      if (database.isTransaction) runner.command('rollback');
      guard(kind, false);
    },
    beginUnit(kind) {
      if (kind === 'read') guard(kind, true);
      else runner.command('savepoint unit');
    },
    endUnit(kind, failed) {
      if (kind === 'read') return guard(kind, false);
      if (failed) runner.command('rollback to unit');
      return runner.command('release unit');
    },
  };
}
