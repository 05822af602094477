import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { RouteError } from "#app/components/route-error.tsx";
import { BackTestList } from "#app/components/routing/back-test/back-test-list.tsx";
import { StartForm } from "#app/components/routing/back-test/start-form.tsx";
import { Screen } from "#app/components/screen.tsx";
import { useLiveData } from "#app/components/use-live-data.ts";
import { seconds } from "#app/lib/duration.ts";
import { badForm, json } from "#app/lib/http.server.ts";
import { askForBackTest, openBackTests } from "#app/services/routing/back-test/open-back-tests.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  return json(await openBackTests(ctx));
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const form = await request.formData().catch(() => new FormData());
  const result = await askForBackTest(ctx, Object.fromEntries(form));
  if (result.outcome === "not-valid") return badForm(result.errors);
  return redirect(`/app/routing/back-tests/${result.id}`);
}

export default function BackTests() {
  const opened = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const navigation = useNavigation();
  const isUnderWay = opened.runs.some(({ status }) => status === "queued" || status === "running");
  useLiveData(isUnderWay, seconds(2));
  return (
    <Screen>
      <Page title="Back-tests" backAction={{ content: "Routing", url: "/app/routing" }}>
        <BlockStack gap="400">
          <StartForm
            opened={opened}
            errors={answer?.errors ?? {}}
            isSending={navigation.formMethod === "POST"}
          />
          {opened.runs.length > 0 && <BackTestList opened={opened} />}
        </BlockStack>
      </Page>
    </Screen>
  );
}

export { RouteError as ErrorBoundary };
