import { useLocation, useNavigation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import type { ReactNode } from "react";
import { PageSkeleton } from "./page-skeleton.tsx";
import { useDelayed } from "./use-delayed.ts";

const patience = 150;

/** A page of the app, and a skeleton of the next page while that loads. Pages name themselves; the bar names the app. */
export function Screen({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  const { state, location, formMethod } = useNavigation();
  const isLeaving = state === "loading" && formMethod === undefined && location.pathname !== pathname;
  const isSlow = useDelayed(isLeaving, patience);
  return (
    <>
      <TitleBar title="Swyft" />
      {isSlow && location ? <PageSkeleton pathname={location.pathname} /> : children}
    </>
  );
}
