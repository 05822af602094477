// A configuration with problems fails while it is imported; it names them all, and a stack would only hide them.
try {
  const { start } = await import("./start.ts");
  await start();
} catch (error) {
  const expected = error instanceof Error && error.name === "ConfigError";
  process.stderr.write(`${expected ? error.message : describe(error)}\n`);
  process.exit(1);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

export {};
