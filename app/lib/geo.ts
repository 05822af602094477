/** Degrees, north and east positive. */
export interface Point {
  latitude: number;
  longitude: number;
}

// The IUGG mean radius, 6371.0088 km.
const earthRadiusMiles = 3958.7613;

/** Great-circle distance in miles (haversine formula, spherical earth). */
export function milesBetween(from: Point, to: Point): number {
  const halfLatitude = radians(to.latitude - from.latitude) / 2;
  const halfLongitude = radians(to.longitude - from.longitude) / 2;
  const chord =
    Math.sin(halfLatitude) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(halfLongitude) ** 2;
  return 2 * earthRadiusMiles * Math.asin(Math.min(1, Math.sqrt(chord)));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
