/** `npm run demo:check:faults`: the check must fail, non-zero and at the right step, when something essential is broken. */
import { execa } from "execa";

const expected = { "worker-off": "sync", "wrong-hmac-secret": "order", "no-stock": "route" };

for (const [fault, step] of Object.entries(expected)) {
  const run = await execa("node", ["sandbox/demo/check.ts", "--fault", fault], {
    preferLocal: true,
    reject: false,
  });
  const verdict = run.stdout.trim().split("\n").at(-1) ?? "";
  const right = run.exitCode === 1 && verdict === `main job: failed at ${step}`;
  console.log(`${right ? "ok   " : "WRONG"} ${fault}: exit ${run.exitCode ?? "none"}, ${verdict}`);
  if (!right) {
    console.log(`${run.stdout}\n${run.stderr}`);
    process.exitCode = 1;
  }
}
