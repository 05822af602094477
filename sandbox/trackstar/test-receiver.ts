import { createServer } from "node:http";
import { onTestFinished } from "vitest";

export interface Received {
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** An app's webhook address on a free port: keeps what comes, gives the answers in turn, then 200. */
export async function startReceiver() {
  const answers: number[] = [];
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
      received.push({ body: Buffer.concat(chunks).toString(), headers });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "localhost", listening));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The receiver has no port");
  return { url: `http://localhost:${address.port}/hook`, received, answers };
}
