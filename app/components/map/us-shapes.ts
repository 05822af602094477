import { geoPath } from "d3-geo";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "us-atlas/states-albers-10m.json";

/** A state of the United States as it is drawn on the map, in the frame of `usMapSize`. */
export interface StateShape {
  readonly name: string;
  readonly path: string;
}

// The file is drawn in that frame already.
const draw = geoPath().digits(0);

type Atlas = Topology<{ states: GeometryCollection<{ name: string }> }>;

/** The shapes of all states; heavy, so that whoever draws a map loads them when it does. */
export const stateShapes: readonly StateShape[] = statesOf(atlas);

function statesOf(topology: unknown): StateShape[] {
  if (!isAtlas(topology)) throw new Error("the atlas is not a topology");
  return feature(topology, topology.objects.states).features.flatMap((state) => {
    const path = draw(state);
    return path === null ? [] : [{ name: state.properties.name, path }];
  });
}

/** What TypeScript reads from the file has plain strings where a topology has names. */
function isAtlas(value: unknown): value is Atlas {
  return typeof value === "object" && value !== null && "type" in value && value.type === "Topology";
}
