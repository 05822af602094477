import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useState, type ReactNode } from "react";
import { Screen } from "#app/components/screen.tsx";
import { showToast } from "#app/components/show-toast.ts";
import { UnsavedBar } from "#app/components/unsaved-bar.tsx";
import { useAnswer } from "#app/components/use-answer.ts";
import type { SettingAnswer, SettingErrors } from "#app/services/routing/setup/setting-form.ts";

interface SettingFormState {
  readonly fields: Readonly<Record<string, string>>;
  readonly isValid: boolean;
  readonly isDirty: boolean;
  /** What was saved is shown as the server keeps it. */
  readonly settle: () => void;
  /** Shows what is saved again. */
  readonly discard: () => void;
  /** Shows what only the server could find wrong, until the form changes. */
  readonly refuse: (errors: SettingErrors) => void;
}

interface DraftSettingPageProps {
  readonly title: string;
  readonly isWide?: boolean;
  /** Of the draft the form was opened with. */
  readonly revision: number;
  readonly form: SettingFormState;
  readonly children: ReactNode;
}

/** A page of settings that are saved into the draft. */
export function DraftSettingPage({ title, isWide = false, revision, form, children }: DraftSettingPageProps) {
  const fetcher = useFetcher<SettingAnswer>();
  const [isRefused, setRefused] = useState(false);
  useAnswer(fetcher.data, ({ outcome, errors }) => {
    if (errors) form.refuse(errors);
    if (outcome !== "saved") return;
    form.settle();
    showToast("Saved to the draft");
  });
  const problem =
    isRefused && !form.isValid ? "Correct the fields that are marked." : (fetcher.data?.message ?? null);
  function save() {
    setRefused(!form.isValid);
    if (form.isValid) fetcher.submit({ ...form.fields, revision: String(revision) }, { method: "POST" });
  }
  return (
    <Screen>
      <Page title={title} backAction={{ content: "Routing", url: "/app/routing" }} fullWidth={isWide}>
        <BlockStack gap="400">
          {problem !== null && <Banner tone="critical" title={problem} />}
          {children}
        </BlockStack>
      </Page>
      <UnsavedBar
        isUnsaved={form.isDirty}
        isSaving={fetcher.state !== "idle"}
        onSave={save}
        onDiscard={form.discard}
      />
    </Screen>
  );
}
