export { digestText, exportReport, type ReportFormat } from './export-report.ts'
export { readReport } from './report-file.ts'
export { saveNew } from './save.ts'
