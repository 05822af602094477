/** The frame of the map of the United States, in the units its shapes are drawn in. */
export const usMapSize = { width: 975, height: 610 };
