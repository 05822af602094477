/** Something a replay does at a moment of its own, between the events of history. */
export interface Appointment {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: "cancel" | "renew" | "retry";
  readonly orderId: string;
  /** Orders what falls on one moment. */
  readonly turn: number;
}

export type Agenda = ReturnType<typeof openAgenda>;

/** Appointments in the order of their time; the same one twice is one. */
export function openAgenda(saved: readonly Appointment[] = []) {
  const list = [...saved];
  const known = new Set(list.map(nameOf));

  function placeFor(appointment: Appointment): number {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = list[middle];
      if (there && isBefore(appointment, there)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  return {
    add(appointment: Appointment) {
      const name = nameOf(appointment);
      if (known.has(name)) return;
      known.add(name);
      list.splice(placeFor(appointment), 0, appointment);
    },
    /** Takes the next one out that lies before a moment. */
    next(before: number): Appointment | undefined {
      const first = list[0];
      if (!first || first.at >= before) return undefined;
      list.shift();
      known.delete(nameOf(first));
      return first;
    },
    save: (): Appointment[] => [...list],
  };
}

const nameOf = ({ at, kind, orderId }: Appointment) => `${kind} ${orderId} ${at}`;

const isBefore = (a: Appointment, b: Appointment) => a.at < b.at || (a.at === b.at && a.turn < b.turn);
