import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RouteError } from "#app/components/route-error.tsx";
import { DraftSettingPage } from "#app/components/routing/draft-setting-page.tsx";
import { RateCardScreen } from "#app/components/routing/rate-card/rate-card-screen.tsx";
import { useRateCardForm } from "#app/components/routing/rate-card/use-rate-card-form.ts";
import { revalidateUnlessRefused } from "#app/components/routing/revalidate-unless-refused.ts";
import { json, readForm } from "#app/lib/http.server.ts";
import { openRateCard } from "#app/services/routing/rate-card/open-rate-card.server.ts";
import { saveRateCard } from "#app/services/routing/rate-card/save-rate-card.server.ts";
import { answerSetting, notSentWhole, SettingForm } from "#app/services/routing/setup/setting-form.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  return json(await openRateCard(ctx));
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const form = await readForm(request, SettingForm);
  if (!form.success) return json(notSentWhole, { status: 400 });
  const { revision, ...fields } = form.data;
  const { body, status } = answerSetting(await saveRateCard(ctx, revision, fields));
  return json(body, { status });
}

export default function RateCard() {
  const opened = useLoaderData<typeof loader>();
  const form = useRateCardForm(opened.fields);
  return (
    <DraftSettingPage title="Rate card" revision={opened.revision} form={form}>
      <RateCardScreen opened={opened} form={form} />
    </DraftSettingPage>
  );
}

export { revalidateUnlessRefused as shouldRevalidate, RouteError as ErrorBoundary };
