import { z } from "zod";

/** How a page of settings is posted: the revision of the draft its reader saw, and fields of its own. */
export const SettingForm = z.looseObject({
  revision: z
    .string("The revision is missing.")
    .regex(/^\d{1,15}$/, "The revision is missing.")
    .transform(Number),
});

/** The answer to a form without a revision. */
export const notSentWhole = {
  outcome: "not-valid",
  errors: {},
  message: "The page was not sent whole. Open it again.",
} as const;

/** The answer to who looked at an older draft. */
export const draftMoved = {
  outcome: "draft-changed",
  message: "Somebody else changed the draft. Copy what you need, then open this page again.",
} as const;
