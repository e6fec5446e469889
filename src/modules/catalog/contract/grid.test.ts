import { expect, test } from 'vitest';
import { grid } from './custom-kinds.ts';

test.each([
  [{ meridian: 108.5 }, { meridian: 108.5, zone: 3 }],
  [
    { meridian: "107°45'", zone: 3 },
    { meridian: 107.75, zone: 3 },
  ],
  [
    { meridian: '108-15', zone: 3 },
    { meridian: 108.25, zone: 3 },
  ],
  [
    { meridian: 111, zone: 6 },
    { meridian: 111, zone: 6 },
  ],
  [{ meridian: '108' }, { meridian: 108, zone: 3 }],
  [{ meridian: 108.4 }, undefined],
  [{ meridian: 10.5 }, undefined],
  [{ meridian: 108.5, zone: 4 }, undefined],
  [{ meridian: 108.5, epsg: 9218 }, undefined],
  [{ zone: 3 }, undefined],
  [{ meridian: 'một trăm' }, undefined],
  [108.5, undefined],
  [null, undefined],
])('a zone of VN-2000 written as %j is %j', (value, found) => {
  expect(grid.parse(value)).toEqual(found);
});
