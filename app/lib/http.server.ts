import type { TypedResponse } from "@remix-run/node";
import { z } from "zod";

/** A JSON answer whose body `useLoaderData` and `useActionData` know the type of. */
export const json = <Body>(body: Body, init?: ResponseInit): TypedResponse<Body> => Response.json(body, init);

/** The answer for what does not exist, or is another shop's: nobody can tell which. */
export const notFound = (what: string) => json({ message: `This ${what} does not exist.` }, { status: 404 });

/** The answer while the database or another system cannot be reached. */
export const unavailable = () =>
  json(
    { message: "Swyft cannot reach its data right now." },
    { status: 503, headers: { "Retry-After": "5" } },
  );

/** Field messages of a form that did not parse. */
export const badForm = (errors: Record<string, string[] | undefined>) => json({ errors }, { status: 400 });

/** A form as it was sent, judged by its schema. The body of a request that is no form at all is one more bad form. */
export async function readForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<
  { success: true; data: z.infer<Schema> } | { success: false; errors: Record<string, string[] | undefined> }
> {
  const sent = await request.formData().catch(() => null);
  if (!sent) return { success: false, errors: { form: ["This is not a form. Send the page's own form."] } };
  const parsed = schema.safeParse(Object.fromEntries(sent));
  return parsed.success ? parsed : { success: false, errors: z.flattenError(parsed.error).fieldErrors };
}

/** Path parameters; a malformed one answers 404, as an unknown one does. */
export function parseParams<Schema extends z.ZodType>(schema: Schema, params: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(params);
  if (!parsed.success) throw notFound("page");
  return parsed.data;
}
