/** Metres that may be an easting of Vietnam, in zones of 3 and of 6 degrees. */
export const eastingBounds: readonly [number, number] = [100_000, 900_000];

/** And a northing; no easting goes that far. */
export const northingBounds: readonly [number, number] = [905_000, 2_600_000];
