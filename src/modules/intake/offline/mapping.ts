export { mappedReading, type MappedReading } from '../worker/mapping/mapped-reading.ts';
export { readMappingFile } from '../worker/mapping/read-mapping-file.ts';
