import { useEffect, useState } from "react";
import { usMapSize } from "#app/lib/us-map-size.ts";
import type { StateShape } from "./us-shapes.ts";

/** A place on the map, in its own units. */
export interface MapPoint {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly look: MapLook;
}
export type MapLook = "destination" | "chosen" | "other";

interface UsMapProps {
  readonly points: readonly MapPoint[];
  /** Lines between places, by id. */
  readonly links?: readonly { readonly from: string; readonly to: string }[];
  /** The map in words, for whoever cannot see it. */
  readonly description: string;
}

/** The United States, Alaska and Hawaii in insets, with places on it. The shapes come after the page. */
export function UsMap({ points, links = [], description }: UsMapProps) {
  const shapes = useStateShapes();
  const sorted = [...points].sort((a, b) => layers.indexOf(a.look) - layers.indexOf(b.look));
  return (
    <svg
      viewBox={`0 0 ${usMapSize.width} ${usMapSize.height}`}
      role="img"
      aria-label={description}
      style={{ display: "block", width: "100%", height: "auto" }}
    >
      <g fill="var(--p-color-bg-surface-tertiary)" stroke="var(--p-color-border)">
        {shapes.map(({ name, path }) => (
          <path key={name} d={path} vectorEffect="non-scaling-stroke" />
        ))}
      </g>
      {links.map(({ from, to }) => (
        <Line key={`${from}-${to}`} from={find(points, from)} to={find(points, to)} />
      ))}
      {sorted.map((point) => (
        <Dot key={point.id} {...point} />
      ))}
    </svg>
  );
}

const layers: readonly MapLook[] = ["other", "chosen", "destination"];
const find = (points: readonly MapPoint[], id: string) => points.find((point) => point.id === id);

function useStateShapes(): readonly StateShape[] {
  const [shapes, setShapes] = useState<readonly StateShape[]>([]);
  useEffect(() => {
    let isWanted = true;
    void import("./us-shapes.ts").then(({ stateShapes }) => {
      if (isWanted) setShapes(stateShapes);
    });
    return () => {
      isWanted = false;
    };
  }, []);
  return shapes;
}

function Line({ from, to }: { from: MapPoint | undefined; to: MapPoint | undefined }) {
  if (!from || !to) return null;
  return (
    <path
      d={`M${from.x} ${from.y}L${to.x} ${to.y}`}
      stroke={colors.chosen}
      strokeWidth={2}
      strokeDasharray="4 4"
      vectorEffect="non-scaling-stroke"
    />
  );
}

const colors: Record<MapLook, string> = {
  destination: "var(--p-color-text)",
  chosen: "var(--p-color-bg-fill-success)",
  other: "var(--p-color-icon-secondary)",
};
// Wider below, so that a warehouse next door to the destination still shows around it.
const widths: Record<MapLook, number> = { destination: 12, chosen: 18, other: 8 };

/** As large on a phone as on a wide screen: a line of no length with a round end does not shrink with the map. */
function Dot({ name, x, y, look }: MapPoint) {
  const dot = { d: `M${x} ${y}h.01`, strokeLinecap: "round", vectorEffect: "non-scaling-stroke" } as const;
  return (
    <g>
      <title>{name}</title>
      <path {...dot} stroke="var(--p-color-bg-surface)" strokeWidth={widths[look] + 4} />
      <path {...dot} stroke={colors[look]} strokeWidth={widths[look]} />
      {look === "destination" && <path {...dot} stroke="var(--p-color-bg-surface)" strokeWidth={4} />}
    </g>
  );
}

/** What a look stands for: its dot as the map draws it, with words. */
export function MapKey({ look, children }: { look: MapLook; children: string }) {
  return (
    <span style={{ display: "inline-flex", alignItems: "center", gap: "var(--p-space-150)" }}>
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden focusable={false}>
        <circle cx="9" cy="9" r={widths[look] / 2} fill={colors[look]} />
        {look === "destination" && <circle cx="9" cy="9" r="2" fill="var(--p-color-bg-surface)" />}
      </svg>
      <span>{children}</span>
    </span>
  );
}
