export { claimDataFolder, dataFolderAt, type DataFolder } from './data-folder.ts';
export { makeFolder, renameDurably, syncFile, syncFolder, writeFileDurably } from './durable-files.ts';
export { isDiskFull } from './is-disk-full.ts';
export { hashFile, landStream, type LandedStream } from './land-stream.ts';
export { findServerOrigin, keepServerOrigin } from './server-origin.ts';
export { refuseNewerFolder, stampFolder } from './version-stamp.ts';
