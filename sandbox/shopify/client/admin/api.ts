export interface Line {
  readonly id: string;
  readonly sku: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly currentQuantity: number;
  readonly fulfillableQuantity: number;
}

export interface Order {
  readonly id: string;
  readonly gid: string;
  readonly name: string;
  readonly createdAt: string;
  readonly cancelledAt: string | null;
  readonly test: boolean;
  readonly financialStatus: string;
  readonly fulfillmentStatus: string;
  readonly total: string;
  readonly currency: string;
  readonly address: { readonly city: string; readonly provinceCode: string; readonly zip: string } | null;
  readonly lines: readonly Line[];
}

export interface Delivery {
  readonly webhookId: string;
  readonly topic: string;
  readonly subject: string;
  readonly state: string;
  readonly triggeredAt: string;
  readonly dueMs: number;
  readonly attempts: readonly {
    readonly at: string;
    readonly status: number | null;
    readonly error: string | null;
    readonly milliseconds: number;
    readonly note: string | null;
  }[];
}

export interface FaultSwitches {
  readonly duplicate: boolean;
  readonly disorder: boolean;
  readonly delayMs: number;
  readonly wrongSecret: boolean;
  readonly drop: boolean;
  readonly badJson: boolean;
}

export interface ShopState {
  readonly domain: string;
  readonly state: string;
}

/** What the control API answers, by the name it stands under. */
interface Answers {
  readonly orders: readonly Order[];
  readonly deliveries: readonly Delivery[];
  readonly shops: readonly ShopState[];
  readonly faults: FaultSwitches;
  readonly token: string;
}

/** Reads from the sandbox's control API. */
export async function get<Name extends keyof Answers>(name: Name, path: string): Promise<Answers[Name]> {
  const answer = await answerOf(await fetch(`/sandbox${path}`));
  if (!carries(answer, name)) throw new Error(`the sandbox answered without ${name}`);
  return answer[name];
}

/** Makes something happen in the sandbox. */
export async function post(path: string, body: object): Promise<void> {
  const headers = { "content-type": "application/json" };
  await answerOf(await fetch(`/sandbox${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function answerOf(response: Response): Promise<unknown> {
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  throw new Error(isRefusal(answer) ? answer.error : `the sandbox answered ${response.status}`);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isRefusal = (value: unknown): value is { error: string } =>
  isObject(value) && "error" in value && typeof value.error === "string";

/** The page and its server are one program: the shape under the name is theirs. */
const carries = <Name extends keyof Answers>(value: unknown, name: Name): value is Pick<Answers, Name> =>
  isObject(value) && name in value;
