import { z } from "zod";
import { formNumber } from "#app/lib/form-number.ts";

/** How a page of settings is posted: the revision of the draft its reader saw, and fields of its own. */
export const SettingForm = z.looseObject({
  revision: formNumber("The revision is missing."),
});

/** A message for each field at fault. */
export type SettingErrors = Readonly<Partial<Record<string, string>>>;

export type SaveSettingResult<Errors extends SettingErrors> =
  | { readonly outcome: "saved"; readonly revision: number }
  /** `message`: what is wrong elsewhere in the draft. */
  | { readonly outcome: "not-valid"; readonly errors: Errors; readonly message: string | null }
  | { readonly outcome: "draft-changed" };

export interface SettingAnswer {
  readonly outcome: "saved" | "not-valid" | "draft-changed";
  readonly revision?: number;
  readonly errors?: SettingErrors;
  readonly message?: string | null;
}

/** The answer to a form without a revision. */
export const notSentWhole: SettingAnswer = {
  outcome: "not-valid",
  errors: {},
  message: "The page was not sent whole. Open it again.",
};

/** What came of saving settings, as their page hears it. */
export function answerSetting(result: SaveSettingResult<SettingErrors>): {
  readonly status: number;
  readonly body: SettingAnswer;
} {
  switch (result.outcome) {
    case "saved":
      return { status: 200, body: result };
    case "not-valid":
      return { status: 400, body: result };
    case "draft-changed": {
      const message = "Somebody else changed the draft. Copy what you need, then open this page again.";
      return { status: 409, body: { ...result, message } };
    }
  }
}
