import { useEffect, useState } from "react";

/** True once `wanted` has been true for `delay` milliseconds, so that a quick answer does not flicker. */
export function useDelayed(wanted: boolean, delay: number): boolean {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => setDue(true), delay);
    return () => {
      clearTimeout(timer);
      setDue(false);
    };
  }, [wanted, delay]);
  return wanted && isDue;
}
