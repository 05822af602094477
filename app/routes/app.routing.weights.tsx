import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useState } from "react";
import { RouteError } from "#app/components/route-error.tsx";
import { UnsavedBar } from "#app/components/unsaved-bar.tsx";
import { useWeightsForm } from "#app/components/routing/weights/use-weights-form.ts";
import { WeightsScreen } from "#app/components/routing/weights/weights-screen.tsx";
import { Screen } from "#app/components/screen.tsx";
import { showToast } from "#app/components/show-toast.ts";
import { useAnswer } from "#app/components/use-answer.ts";
import { json, notFound, readForm } from "#app/lib/http.server.ts";
import { openWeights } from "#app/services/routing/preview/open-weights.server.ts";
import { saveWeights } from "#app/services/routing/preview/save-weights.server.ts";
import { draftMoved, notSentWhole, SettingForm } from "#app/services/routing/setup/setting-form.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  return json(await openWeights(ctx));
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const form = await readForm(request, SettingForm);
  if (!form.success) return json(notSentWhole, { status: 400 });
  const { revision, ...fields } = form.data;
  const result = await saveWeights(ctx, revision, fields);
  switch (result.outcome) {
    case "saved":
      return json({ outcome: result.outcome, revision: result.revision });
    case "not-valid":
      return json(result, { status: 400 });
    case "draft-changed":
      return json(draftMoved, { status: 409 });
    case "warehouse-not-found":
      throw notFound("warehouse");
  }
}

export default function Weights() {
  const opened = useLoaderData<typeof loader>();
  const form = useWeightsForm(opened.edited.settings);
  const fetcher = useFetcher<typeof action>();
  const [isRefused, setRefused] = useState(false);
  const isSaving = fetcher.state !== "idle";
  useAnswer(fetcher.data, (answer) => {
    if ("errors" in answer) form.refuse(answer.errors);
    if (!("outcome" in answer) || answer.outcome !== "saved") return;
    form.reset(form.settings);
    showToast("Saved to the draft");
  });
  const problem =
    isRefused && !form.isValid ? "Correct the fields that are marked." : messageOf(fetcher.data);
  function save() {
    setRefused(!form.isValid);
    if (form.isValid) {
      fetcher.submit({ ...form.fields, revision: String(opened.revision) }, { method: "POST" });
    }
  }
  return (
    <Screen>
      <Page title="Weights" backAction={{ content: "Routing", url: "/app/routing" }} fullWidth>
        <BlockStack gap="400">
          {problem !== null && <Banner tone="critical" title={problem} />}
          <WeightsScreen opened={opened} form={form} />
        </BlockStack>
      </Page>
      <UnsavedBar
        isUnsaved={form.isDirty}
        isSaving={isSaving}
        onSave={save}
        onDiscard={() => form.reset(opened.edited.settings)}
      />
    </Screen>
  );
}

type Answer = ReturnType<typeof useFetcher<typeof action>>["data"];

const messageOf = (answer: Answer): string | null => (answer && "message" in answer ? answer.message : null);

export { RouteError as ErrorBoundary };
