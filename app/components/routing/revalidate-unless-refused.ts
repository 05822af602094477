import type { ShouldRevalidateFunction } from "@remix-run/react";

/** What a person is typing, and the revision they saw, outlive a refusal. */
export const revalidateUnlessRefused: ShouldRevalidateFunction = ({
  actionStatus,
  defaultShouldRevalidate,
}) => (actionStatus ?? 200) < 400 && defaultShouldRevalidate;
