/** A process of loads that breaks at its first question, as one that is out of memory does. */
process.on('message', () => {
  process.stderr.write('\nFATAL ERROR: heap out of memory\nwithout a line end', () => process.exit(134));
});
