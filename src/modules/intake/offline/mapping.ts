export { mappedReading, type MappedReading } from '../mapping/mapped-reading.ts';
export { readMappingFile } from '../mapping/read-mapping-file.ts';
