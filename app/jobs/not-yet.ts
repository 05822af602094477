/** What a job throws that has to wait for something which comes by itself: it is tried again, and nothing is wrong. */
export class NotYet extends Error {
  override readonly name = "NotYet";
}
