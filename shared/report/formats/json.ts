import type { Report } from '../model.ts'

/** The whole report model, as it is; `format` names what it is. */
export function writeJson(report: Report): string {
  return `${JSON.stringify({ format: 'vigil-report', version: 1, ...report }, null, 1)}\n`
}
