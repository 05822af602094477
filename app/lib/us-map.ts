import { geoAlbersUsa } from "d3-geo";
import { usMapSize } from "./us-map-size.ts";

const project = geoAlbersUsa()
  .scale(1300)
  .translate([usMapSize.width / 2, usMapSize.height / 2]);

/** Where a place lies on that map, Alaska and Hawaii in their insets; null when it is not on it. */
export function placeOnUsMap(place: {
  latitude: number;
  longitude: number;
}): { x: number; y: number } | null {
  const [x, y] = project([place.longitude, place.latitude]) ?? [];
  return x === undefined || y === undefined
    ? null
    : { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
}
