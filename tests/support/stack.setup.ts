import type { TestProject } from "vitest/node";
import { startStack } from "#sandbox/stack/start-stack.ts";

declare module "vitest" {
  export interface ProvidedContext {
    stackEnv: Record<string, string>;
  }
}

/** One embedded stack for all integration tests; every test makes shops of its own in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startStack({ name: `test-${process.pid}`, fresh: true });
  project.provide("stackEnv", stack.env);
  return () => stack.stop();
}
