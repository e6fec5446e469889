export { writeTemplate } from '../template/write-template.ts';
