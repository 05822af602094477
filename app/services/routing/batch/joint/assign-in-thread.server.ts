import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { Assigned } from "./assign.ts";
import type { Assignment, AssignmentProblem } from "./assignment-problem.ts";
import type { SearchAnswer } from "./route-jointly.ts";

export interface AssignTask {
  problem: AssignmentProblem;
  start: Assignment;
  /** By the clock on the wall, which threads share. */
  deadline: number;
  /** The solver. */
  code: WebAssembly.Module;
}

/** What the thread says, the last time with `done`. */
export interface ThreadMessage {
  assigned: Assigned;
  done: boolean;
}

// Resolved through package.json, not beside this file: in the built server this module lives elsewhere.
const threadFile = "#app/services/routing/batch/joint/solver-thread.server.ts";
// Of the time limit; the solver looks at its clock only now and then.
const ownShare = 0.9;

// Threads share it: what has been compiled well for one batch need not be for the next, which is then twice as fast.
let compiled: Promise<WebAssembly.Module> | undefined;

function solverCode(): Promise<WebAssembly.Module> {
  const file = createRequire(import.meta.url).resolve("highs/runtime");
  return (compiled ??= readFile(file).then((bytes) => WebAssembly.compile(bytes)));
}

/**
 * Searches for the best assignment in a thread of its own, which is gone when the answer is there: it ends itself, or
 * is ended after `timeLimit` milliseconds, or fails. What it had found by then counts in all three cases.
 */
export async function assignInThread(
  task: Pick<AssignTask, "problem" | "start">,
  timeLimit: number,
  program: URL = pathToFileURL(createRequire(import.meta.url).resolve(threadFile)),
): Promise<SearchAnswer> {
  const deadline = Date.now() + timeLimit * ownShare;
  // Its output is kept apart: what the command line prints is the answer and nothing else.
  const workerData: AssignTask = { ...task, deadline, code: await solverCode() };
  const thread = new Worker(program, { workerData, stdout: true, stderr: true });
  let assigned: Assigned | null = null;
  let timer: NodeJS.Timeout | undefined;
  const ended = await new Promise<SearchAnswer["ended"]>((resolve) => {
    timer = setTimeout(() => resolve("time_limit"), timeLimit);
    thread.on("message", (message: ThreadMessage) => {
      ({ assigned } = message);
      if (message.done) resolve("done");
    });
    thread.on("error", () => resolve("failed"));
    thread.on("exit", () => resolve("failed"));
  });
  clearTimeout(timer);
  await thread.terminate();
  return { assigned, ended };
}
