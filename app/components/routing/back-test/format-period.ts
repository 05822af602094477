import { formatDate } from "#app/components/format.ts";

/** "Nov 1 – Nov 22", or one day alone. */
export const formatPeriod = ({ firstDay, lastDay }: { firstDay: string; lastDay: string }): string =>
  firstDay === lastDay ? formatDate(firstDay) : `${formatDate(firstDay)} – ${formatDate(lastDay)}`;
