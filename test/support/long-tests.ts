/** Tests that stand beside their source, and take too long for the usual run. They belong to the suite of life. */
export const installing = [
  'src/cli/start.test.ts',
  'src/platform/database/embedded-postgres.test.ts',
  'scripts/build-program.test.ts',
];

/** The same, of what is lost, broken or killed, with all of their file. They belong to the suite of faults. */
export const damaging = [
  'src/modules/intake/versions/failed-publishing.test.ts',
  'test/whole-way/damaged-snapshots.test.ts',
  'src/modules/warehouse/keys/create-key-tables.test.ts',
];
