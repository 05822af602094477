import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RouteError } from "#app/components/route-error.tsx";
import { DraftSettingPage } from "#app/components/routing/draft-setting-page.tsx";
import { revalidateUnlessRefused } from "#app/components/routing/revalidate-unless-refused.ts";
import { useWeightsForm } from "#app/components/routing/weights/use-weights-form.ts";
import { WeightsScreen } from "#app/components/routing/weights/weights-screen.tsx";
import { json, notFound, readForm } from "#app/lib/http.server.ts";
import { openWeights } from "#app/services/routing/preview/open-weights.server.ts";
import { saveWeights } from "#app/services/routing/preview/save-weights.server.ts";
import { answerSetting, notSentWhole, SettingForm } from "#app/services/routing/setup/setting-form.ts";
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
  if (result.outcome === "warehouse-not-found") throw notFound("warehouse");
  const { body, status } = answerSetting(result);
  return json(body, { status });
}

export default function Weights() {
  const opened = useLoaderData<typeof loader>();
  const form = useWeightsForm(opened.edited.settings);
  return (
    <DraftSettingPage title="Weights" isWide revision={opened.revision} form={form}>
      <WeightsScreen opened={opened} form={form} />
    </DraftSettingPage>
  );
}

export { revalidateUnlessRefused as shouldRevalidate, RouteError as ErrorBoundary };
