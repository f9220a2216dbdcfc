/** Words about a clinic's set, the same on screen, in the audit trail and in the report. */
export const clinicSetWords = {
  name: (version: string) => `Clinic’s set v${version}`,
  fact: 'Words of the clinic',
  version: (version: string) => `set of the clinic, version ${version}`,
  approved: (by: string, day: string) => `approved by ${by} on ${day}`,
  notApproved: 'not approved',
  mark: 'Mark',
  criterion: 'Discharge criterion',
  guidance: (alarm: string) => `${alarm}: what to do`,
  stop: (alarm: string) => `${alarm}, HIGH: stop the infusion`,
  advice: 'Written advice (D9)',
} as const
