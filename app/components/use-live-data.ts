import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Reads the page's data again every so many milliseconds, while wanted and while somebody looks at the page. */
export function useLiveData(isWanted: boolean, every: number): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isWanted) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") revalidate();
    }, every);
    return () => clearInterval(timer);
  }, [isWanted, every, revalidate]);
}
