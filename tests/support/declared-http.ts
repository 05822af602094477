export interface DeclaredCall {
  readonly method: string;
  /** Path with query, exactly. */
  readonly path: string;
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** The peer hangs up instead of answering. */
  readonly hangsUp?: true;
}

export interface MadeCall {
  readonly headers: Headers;
  readonly body: unknown;
  readonly at: number;
}

/**
 * Another system's HTTP side for a test: answers the declared calls, each once and in any order. `verify` throws
 * when a call was made that nobody declared, or one was declared that nobody made.
 */
export function declareHttp(calls: readonly DeclaredCall[]) {
  const open = [...calls];
  const undeclared: string[] = [];
  const made: MadeCall[] = [];

  const answer: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const path = url.pathname + decodeURIComponent(url.search);
    const index = open.findIndex((each) => each.method === request.method && each.path === path);
    const [call] = index < 0 ? [] : open.splice(index, 1);
    if (!call) {
      undeclared.push(`${request.method} ${path}`);
      throw new TypeError("fetch failed");
    }
    const text = await request.text();
    made.push({ headers: request.headers, body: text === "" ? null : JSON.parse(text), at: Date.now() });
    if (call.hangsUp) throw new TypeError("fetch failed");
    return new Response(call.body === undefined ? null : JSON.stringify(call.body), {
      status: call.status ?? 200,
      headers: call.headers ?? {},
    });
  };

  return {
    fetch: answer,
    made,
    verify: () => {
      const unmade = open.map((each) => `${each.method} ${each.path}`);
      if (undeclared.length + unmade.length > 0) {
        throw new Error(
          `undeclared calls: [${undeclared.join(", ")}], calls not made: [${unmade.join(", ")}]`,
        );
      }
    },
  };
}
