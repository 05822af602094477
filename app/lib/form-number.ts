import { z } from "zod";

/** A whole number of 0 or more as a form sends it. An empty field is none, where `z.coerce` would make it 0. */
export const formNumber = (message: string) =>
  z
    .string(message)
    .regex(/^\d{1,15}$/, message)
    .transform(Number);
