import type postgres from "postgres";

/** Runs `work` in a transaction that is always rolled back, and returns what it returned. */
export async function inRolledBackTransaction<T>(
  sql: postgres.Sql,
  work: (sql: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  const outcome = Promise.withResolvers<T>();
  const rollBack = new Error("rolled back on purpose");
  try {
    await sql.begin(async (transaction) => {
      outcome.resolve(await work(transaction));
      throw rollBack;
    });
  } catch (error) {
    if (error !== rollBack) throw error;
  }
  return outcome.promise;
}
