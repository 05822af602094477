/** Runs in a thread of its own: searches for the best assignment and tells what it knows as it goes. */
import { parentPort, workerData } from "node:worker_threads";
import { assign } from "./assign.ts";
import type { AssignTask, ThreadMessage } from "./assign-in-thread.server.ts";
import { openHighs } from "./highs.server.ts";

const { problem, start, deadline, code } = workerData as AssignTask;
const say = (message: ThreadMessage) => parentPort?.postMessage(message);
const solver = await openHighs(code);
const onStep = (assigned: ThreadMessage["assigned"]) => say({ assigned, done: false });
say({ assigned: assign({ problem, start, solver, now: Date.now, deadline, onStep }), done: true });
