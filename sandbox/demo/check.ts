/**
 * `npm run demo:check`: the main job on fresh state, without a browser, a line per step.
 *
 *   --fault worker-off | wrong-hmac-secret | no-stock    breaks something first; the check has to fail
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { journey } from "./journey.ts";
import { openDoor } from "./peer-control.ts";
import { type Demo, type DemoOptions, startDemo } from "./start-demo.ts";

const Fault = z.enum(["worker-off", "wrong-hmac-secret", "no-stock"]).optional();
type Fault = z.infer<typeof Fault>;

const { values } = parseArgs({ options: { fault: { type: "string" } } });
const fault = Fault.parse(values.fault);

const timed = async <Result>(work: () => Promise<Result>) => {
  const started = performance.now();
  const result = await work();
  return { result, seconds: ((performance.now() - started) / 1000).toFixed(1) };
};

const optionsFor = (broken: Fault): DemoOptions => ({
  name: `check-${process.pid}`,
  fresh: true,
  worker: broken !== "worker-off",
});

async function breakSomething(demo: Demo): Promise<void> {
  if (fault === "wrong-hmac-secret") {
    await openDoor(demo.urls.admin).call("POST", "/sandbox/faults", { wrongSecret: true });
  } else if (fault === "no-stock") {
    await openDoor(demo.urls.trackstar).call("POST", "/sandbox/wms/empty", {});
  }
}

/** What web and worker complained of; the home, and its logs with it, is deleted at the end. */
async function showErrors(demo: Demo): Promise<void> {
  for (const process of ["web", "worker"]) {
    const log = await readFile(path.join(demo.stack.home, "logs", `${process}.log`), "utf8").catch(() => "");
    const complaints = log.split("\n").filter((line) => /"level":[56]0/.test(line));
    for (const line of complaints.slice(-3)) console.log(`      ${process}: ${line.slice(0, 600)}`);
  }
}

async function check(demo: Demo): Promise<boolean> {
  await breakSomething(demo);
  const { steps, end } = journey(demo, { noStock: fault === "no-stock" });
  try {
    for (const step of steps) {
      try {
        const { result, seconds } = await timed(() => step.run());
        console.log(`ok    ${step.name.padEnd(8)} ${seconds.padStart(5)} s  ${result}`);
      } catch (error) {
        console.log(`FAIL  ${step.name.padEnd(8)} ${error instanceof Error ? error.message : String(error)}`);
        await showErrors(demo);
        console.log(`main job: failed at ${step.name}`);
        return false;
      }
    }
    console.log("main job: ok");
    return true;
  } finally {
    await end();
  }
}

const { result: demo, seconds } = await timed(() => startDemo(optionsFor(fault)));
console.log(`ok    start    ${seconds.padStart(5)} s  ${demo.urls.admin}`);
try {
  if (!(await check(demo))) process.exitCode = 1;
} finally {
  await demo.stop();
}
