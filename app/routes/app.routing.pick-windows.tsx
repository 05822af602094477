import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { formatMoment, inSentence, plural } from "#app/components/format.ts";
import { RouteError } from "#app/components/route-error.tsx";
import { LastWindows } from "#app/components/routing/pick-windows/last-windows.tsx";
import { NextWindow } from "#app/components/routing/pick-windows/next-window.tsx";
import { useWindowsForm } from "#app/components/routing/pick-windows/use-windows-form.ts";
import { WindowsForm } from "#app/components/routing/pick-windows/windows-form.tsx";
import { UnsavedBar } from "#app/components/unsaved-bar.tsx";
import { Screen } from "#app/components/screen.tsx";
import { showToast } from "#app/components/show-toast.ts";
import { useAnswer } from "#app/components/use-answer.ts";
import { useLiveData } from "#app/components/use-live-data.ts";
import { seconds } from "#app/lib/duration.ts";
import { badForm, json, readForm } from "#app/lib/http.server.ts";
import { changePickWindows } from "#app/services/routing/pick-windows/change-pick-windows.server.ts";
import { openPickWindows } from "#app/services/routing/pick-windows/open-pick-windows.server.ts";
import { PickWindowsForm } from "#app/services/routing/pick-windows/pick-windows-form.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";
import type { action as publish } from "./app.routing.pick-windows.publish.tsx";

const lookAgain = seconds(10);

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  return json(await openPickWindows(ctx));
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const form = await readForm(request, PickWindowsForm);
  if (!form.success) return badForm(form.errors);
  return json(await changePickWindows(ctx, form.data));
}

export default function PickWindowsScreen() {
  const opened = useLoaderData<typeof loader>();
  const form = useWindowsForm(opened.windows);
  const saving = useFetcher<typeof action>();
  const publishing = useFetcher<typeof publish>();
  useLiveData(!form.isDirty, lookAgain);
  useAnswer(saving.data, (answer) => {
    if ("errors" in answer) form.show(answer.errors);
    else {
      const next = answer.nextClose;
      showToast(
        next === null
          ? "Batch mode is off"
          : `Next window closes ${inSentence(formatMoment(next, opened.timeZone, opened.now))}`,
      );
    }
  });
  useAnswer(publishing.data, (answer) => {
    if ("orders" in answer) showToast(`${plural(answer.orders, "order")} sent`);
  });
  const save = () => {
    if (form.check()) saving.submit(form.fields, { method: "POST" });
  };
  return (
    <Screen>
      <Page title="Pick windows" backAction={{ content: "Routing", url: "/app/routing" }}>
        <BlockStack gap="400">
          {Object.keys(form.errors).length > 0 && (
            <Banner tone="critical" title="The pick windows are not saved yet">
              {form.errors["form"]?.[0] ?? "Mend what is marked below."}
            </Banner>
          )}
          <NextWindow
            opened={opened}
            isPublishing={publishing.state !== "idle"}
            onPublish={() =>
              publishing.submit(
                { orders: "all" },
                { method: "POST", action: "/app/routing/pick-windows/publish" },
              )
            }
          />
          <WindowsForm form={form} timeZone={opened.timeZone} />
          <LastWindows opened={opened} />
        </BlockStack>
      </Page>
      <UnsavedBar
        isUnsaved={form.isDirty}
        isSaving={saving.state !== "idle"}
        onSave={save}
        onDiscard={() => form.reset(opened.windows)}
      />
    </Screen>
  );
}

export { RouteError as ErrorBoundary };
