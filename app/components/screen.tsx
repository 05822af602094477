import { useLocation, useNavigation } from "@remix-run/react";
import { TitleBar } from "@shopify/app-bridge-react";
import type { ReactNode } from "react";
import { PageSkeleton } from "./page-skeleton.tsx";
import { useDelayed } from "./use-delayed.ts";

const patience = 150;

/** A page of the app: its name in Shopify's title bar, and a skeleton of the next page while that loads. */
export function Screen({ title, children }: { title: string; children: ReactNode }) {
  const { pathname } = useLocation();
  const { state, location, formMethod } = useNavigation();
  const isLeaving = state === "loading" && formMethod === undefined && location.pathname !== pathname;
  const isSlow = useDelayed(isLeaving, patience);
  return (
    <>
      <TitleBar title={title} />
      {isSlow && location ? <PageSkeleton pathname={location.pathname} /> : children}
    </>
  );
}
