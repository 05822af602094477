/** Real US places, so that distances, zones and states are real. Names of recipients are numbers, never people. */
export interface Destination {
  readonly city: string;
  readonly state: string;
  readonly stateName: string;
  readonly postalCode: string;
}

export const destinations: readonly Destination[] = [
  { city: "Los Angeles", state: "CA", stateName: "California", postalCode: "90001" },
  { city: "San Francisco", state: "CA", stateName: "California", postalCode: "94110" },
  { city: "San Diego", state: "CA", stateName: "California", postalCode: "92104" },
  { city: "Seattle", state: "WA", stateName: "Washington", postalCode: "98103" },
  { city: "Portland", state: "OR", stateName: "Oregon", postalCode: "97202" },
  { city: "Phoenix", state: "AZ", stateName: "Arizona", postalCode: "85016" },
  { city: "Denver", state: "CO", stateName: "Colorado", postalCode: "80205" },
  { city: "Salt Lake City", state: "UT", stateName: "Utah", postalCode: "84105" },
  { city: "Dallas", state: "TX", stateName: "Texas", postalCode: "75206" },
  { city: "Houston", state: "TX", stateName: "Texas", postalCode: "77007" },
  { city: "Austin", state: "TX", stateName: "Texas", postalCode: "78704" },
  { city: "Minneapolis", state: "MN", stateName: "Minnesota", postalCode: "55408" },
  { city: "Chicago", state: "IL", stateName: "Illinois", postalCode: "60614" },
  { city: "Columbus", state: "OH", stateName: "Ohio", postalCode: "43215" },
  { city: "Detroit", state: "MI", stateName: "Michigan", postalCode: "48226" },
  { city: "Nashville", state: "TN", stateName: "Tennessee", postalCode: "37206" },
  { city: "Atlanta", state: "GA", stateName: "Georgia", postalCode: "30312" },
  { city: "Miami", state: "FL", stateName: "Florida", postalCode: "33137" },
  { city: "Orlando", state: "FL", stateName: "Florida", postalCode: "32803" },
  { city: "Charlotte", state: "NC", stateName: "North Carolina", postalCode: "28205" },
  { city: "Washington", state: "DC", stateName: "District of Columbia", postalCode: "20009" },
  { city: "Philadelphia", state: "PA", stateName: "Pennsylvania", postalCode: "19123" },
  { city: "New York", state: "NY", stateName: "New York", postalCode: "10011" },
  { city: "Brooklyn", state: "NY", stateName: "New York", postalCode: "11215" },
  { city: "Boston", state: "MA", stateName: "Massachusetts", postalCode: "02118" },
  { city: "Anchorage", state: "AK", stateName: "Alaska", postalCode: "99501" },
  { city: "Honolulu", state: "HI", stateName: "Hawaii", postalCode: "96813" },
];
