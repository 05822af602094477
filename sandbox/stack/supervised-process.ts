import { createWriteStream, type WriteStream } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startLife, type ProcessLife } from "./process-life.ts";

type Environment = Record<string, string | undefined>;

export interface ProcessSpec {
  name: string;
  /** `node` is the Node that runs the stack; other commands are looked up in node_modules/.bin first. */
  command: string;
  args: string[];
  env?: Environment | ((stackEnv: Record<string, string>) => Environment);
  /** A URL that answers 2xx, or a pattern found in a line of output. */
  ready: string | RegExp;
  /** Started again, with the same command and environment, when it ends by itself. Default true. */
  restart?: boolean;
  /** Lines of output to show beside writing them to the log file. */
  show?: RegExp;
}

interface Surroundings {
  home: string;
  env: Record<string, string>;
  log: (line: string) => void;
}

const shortestPause = 100;
const longestPause = 2_000;
/** A life of this length (ms) makes the next pause short again. */
const longEnough = 3_000;
const attemptsBeforeReady = 3;
const survivable = new Set<string>(["SIGSTOP", "SIGCONT", "SIGUSR1", "SIGUSR2", "SIGHUP", "SIGWINCH"]);

/** A child process kept alive until it is stopped: restarted with growing pauses, its output in `<home>/logs`. */
export class SupervisedProcess {
  readonly #spec: ProcessSpec;
  readonly #around: Surroundings;
  readonly #file: WriteStream;
  readonly #ownPid: (() => number | undefined) | undefined;
  #life: ProcessLife | undefined;
  #ready = newReadiness();
  #isReady = false;
  #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #lastLines: string[] = [];

  /** `ownPid` finds the process that matters when the child is only a wrapper around it. */
  constructor(spec: ProcessSpec, around: Surroundings, ownPid?: () => number | undefined) {
    this.#spec = spec;
    this.#ownPid = ownPid;
    this.#around = around;
    this.#file = createWriteStream(path.join(around.home, "logs", `${spec.name}.log`), { mode: 0o600 });
  }

  get pid(): number | undefined {
    return this.#ownPid ? this.#ownPid() : this.#life?.pid;
  }

  start(): void {
    this.#stopping = new AbortController();
    this.#expectReady();
    this.#running = this.#live();
  }

  async waitReady(patience = 60_000): Promise<void> {
    const over = new AbortController();
    const late = wait(patience, undefined, { signal: over.signal }).then(() => {
      throw new Error(this.#account(`is not ready after ${patience} ms`));
    });
    await Promise.race([this.#ready.promise, late]).finally(() => over.abort());
  }

  /** After a deadly signal `waitReady` waits for the next life. */
  kill(signal: NodeJS.Signals): void {
    const { pid } = this;
    if (pid === undefined) throw new Error(`${this.#spec.name} is not running`);
    if (!survivable.has(signal)) this.#expectReady();
    process.kill(pid, signal);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#ready.reject(new Error(`${this.#spec.name} was stopped`));
    this.#life?.askToEnd();
    await this.#running;
  }

  async close(): Promise<void> {
    await this.stop();
    await new Promise<void>((done) => this.#file.end(done));
  }

  async #live() {
    let failures = 0;
    for (let everReady = false; !this.#isStopping();) {
      const { how, wasReady, lasted } = await this.#liveOnce();
      if (this.#isStopping()) return;
      this.#expectReady();
      everReady ||= wasReady;
      failures = lasted > longEnough ? 1 : failures + 1;
      if (this.#spec.restart === false || (!everReady && failures >= attemptsBeforeReady)) {
        this.#giveUp(how);
        return;
      }
      await this.#pause(how, Math.min(shortestPause * 2 ** (failures - 1), longestPause));
    }
  }

  async #liveOnce() {
    const { name, command, args, env, ready } = this.#spec;
    const started = performance.now();
    const elapsed = () => Math.round(performance.now() - started);
    const environment = typeof env === "function" ? env(this.#around.env) : (env ?? {});
    const life = startLife({ command, args, ready, env: environment }, (line) => this.#keepLine(line));
    this.#life = life;
    void life.ready.then(() => {
      if (this.#life !== life) return;
      this.#isReady = true;
      this.#ready.resolve(undefined);
      this.#around.log(`${name} ready in ${elapsed()} ms`);
    });
    const ending = await life.ended;
    this.#life = undefined;
    return { ...ending, lasted: elapsed() };
  }

  async #pause(how: string, pause: number) {
    this.#around.log(`${this.#spec.name} ended (${how}); starting it again in ${pause} ms`);
    await wait(pause, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  #keepLine(line: string) {
    this.#file.write(`${this.#spec.name} | ${line}\n`);
    this.#lastLines = [...this.#lastLines.slice(-29), line];
    if (this.#spec.show?.test(line)) this.#around.log(`${this.#spec.name} | ${line}`);
  }

  #expectReady() {
    if (this.#isReady || this.#isStopping()) this.#ready = newReadiness();
    this.#isReady = false;
  }

  #giveUp(how: string) {
    const account = this.#account(`ended (${how}) and is not started again`);
    this.#around.log(account);
    this.#ready.reject(new Error(account));
  }

  #account = (what: string) => [`${this.#spec.name} ${what}`, ...this.#lastLines].join("\n");
}

function newReadiness() {
  const readiness = Promise.withResolvers<undefined>();
  readiness.promise.catch(() => undefined); // a failure that nobody waits for is in the log already
  return readiness;
}
