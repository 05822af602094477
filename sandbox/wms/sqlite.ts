import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { z } from "zod";

/** Opens (and creates when missing) a database that survives a killed process. `schema` must be repeatable. */
export function openDatabase(path: string, schema: string): DatabaseSync {
  const db = new DatabaseSync(path);
  db.exec("pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on");
  db.exec(schema);
  return db;
}

const prepared = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/** Preparing costs more than running most of our statements: each is prepared once. */
function prepare(db: DatabaseSync, sql: string): StatementSync {
  const statements = prepared.get(db) ?? new Map<string, StatementSync>();
  prepared.set(db, statements);
  const statement = statements.get(sql) ?? db.prepare(sql);
  statements.set(sql, statement);
  return statement;
}

export function all<T>(db: DatabaseSync, row: z.ZodType<T>, sql: string, ...params: SQLInputValue[]): T[] {
  return prepare(db, sql)
    .all(...params)
    .map((raw) => row.parse(raw));
}

export function first<T>(
  db: DatabaseSync,
  row: z.ZodType<T>,
  sql: string,
  ...params: SQLInputValue[]
): T | undefined {
  const raw = prepare(db, sql).get(...params);
  return raw === undefined ? undefined : row.parse(raw);
}

/** Runs a statement and answers how many rows it changed. */
export function run(db: DatabaseSync, sql: string, ...params: SQLInputValue[]): number {
  return Number(prepare(db, sql).run(...params).changes);
}

/** All of `work` or none of it. Inside another transaction it simply joins that one. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  if (db.isTransaction) return work();
  db.exec("begin immediate");
  try {
    const result = work();
    db.exec("commit");
    return result;
  } catch (error) {
    db.exec("rollback");
    throw error;
  }
}

/** A text column holding JSON of a known shape. */
export function jsonColumn<T>(shape: z.ZodType<T>) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(shape);
}

export const booleanColumn = z.number().transform((value) => value !== 0);
