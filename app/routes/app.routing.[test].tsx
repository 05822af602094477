import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { Page } from "@shopify/polaris";
import { z } from "zod";
import { RouteError } from "#app/components/route-error.tsx";
import { TestOrderScreen } from "#app/components/routing/test-order/test-order-screen.tsx";
import { Screen } from "#app/components/screen.tsx";
import { badForm, json, notFound, parseParams, readForm } from "#app/lib/http.server.ts";
import { storableText } from "#app/lib/storable.ts";
import { openTestOrder } from "#app/services/routing/preview/open-test-order.server.ts";
import { readTryOrder } from "#app/services/routing/preview/try-order-form.ts";
import { tryOrder } from "#app/services/routing/preview/try-order.server.ts";
import { requireShop } from "#app/services/shops/require-shop.server.ts";

const Params = z.object({ number: storableText(100).optional() });
const Sent = z.object({ order: z.string("The order is missing.") });

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await requireShop(request);
  const { number } = parseParams(Params, Object.fromEntries(new URL(request.url).searchParams));
  return json(await openTestOrder(ctx, number === "" ? undefined : number));
}

/** Answers the decision; nothing is saved. */
export async function action({ request }: ActionFunctionArgs) {
  const ctx = await requireShop(request);
  const sent = await readForm(request, Sent);
  if (!sent.success) return badForm(sent.errors);
  const read = readTryOrder(sent.data.order);
  if (!read.ok) return json({ outcome: "not-valid", errors: read.errors } as const, { status: 400 });
  const result = await tryOrder(ctx, read.form);
  switch (result.outcome) {
    case "tried":
      return json(result);
    case "order-not-found":
      throw notFound("order");
    case "no-draft":
      return json({ outcome: "not-valid", errors: { setup: "There is no draft any more." } } as const, {
        status: 409,
      });
    case "no-warehouses":
      return json(
        { outcome: "not-valid", errors: { form: "There are no warehouses to choose from." } } as const,
        {
          status: 409,
        },
      );
    case "not-understood":
      return json({ outcome: "not-valid", errors: { form: result.problems.join(" ") } } as const, {
        status: 400,
      });
  }
}

/** A test changes nothing, so there is nothing to read again. */
export const shouldRevalidate = ({ formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  formMethod === "POST" ? false : defaultShouldRevalidate;

export default function TestOneOrder() {
  const opened = useLoaderData<typeof loader>();
  return (
    <Screen>
      <Page title="Test one order" backAction={{ content: "Routing", url: "/app/routing" }} fullWidth>
        <TestOrderScreen key={opened.form.from} opened={opened} />
      </Page>
    </Screen>
  );
}

export { RouteError as ErrorBoundary };
