export { countFiles, reportFiles } from '../worker/file-reports.ts';
