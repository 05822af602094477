import { EmptyState, type EmptyStateProps } from "@shopify/polaris";
import { useEffect, useRef } from "react";

/**
 * Polaris shows the picture once it hears it load. A picture of a page that came whole from the server has loaded
 * before anybody listened, so it is told again.
 */
export function EmptyScreen(props: EmptyStateProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    for (const picture of box.current?.querySelectorAll("img") ?? []) {
      if (picture.complete) picture.dispatchEvent(new Event("load"));
    }
  }, []);
  return (
    <div ref={box}>
      <EmptyState {...props} />
    </div>
  );
}
