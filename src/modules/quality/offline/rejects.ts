export { presentFindings } from '../findings/present-findings.ts';
export { writeRejectsCsv } from '../findings/write-rejects-csv.ts';
export { writeRejectsXlsx } from '../findings/write-rejects-xlsx.ts';
