/** The engine on the command line: `main.ts KIND < input.json > output.json`. */
import { text } from "node:stream/consumers";
import { answer } from "./answer.ts";

const reply = await answer(process.argv.slice(2), await text(process.stdin));
if (reply.ok) {
  process.stdout.write(reply.output);
} else {
  process.stderr.write(reply.problems.map((problem) => `${problem}\n`).join(""));
  process.exitCode = 2;
}
