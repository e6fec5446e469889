/**
 * From VN-2000 to WGS 84, as it was published in 2007: metres, seconds of arc, parts of a million. The published rotations are
 * those of the coordinate frame; these are of the position vector, so their signs are turned: with the others places lie 0.575 m
 * off, without a shift 225 m.
 */
export const vn2000ToWgs84 = {
  x: -191.90441429,
  y: -39.30318279,
  z: -111.45032835,
  rotationX: 0.00928836,
  rotationY: -0.01975479,
  rotationZ: 0.00427372,
  scale: 0.252906278,
} as const;

/** VN-2000 is on the ellipsoid of WGS 84. */
export const ellipsoid = { semiMajor: 6_378_137, flattening: 1 / 298.257223563 } as const;
