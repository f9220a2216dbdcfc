import { say } from './say.ts'
/** Words about a clinic's set, the same on screen, in the audit trail and in the report. */
export const clinicSetWords = {
  name: say('Clinic’s set v{version}', 'version'),
  fact: 'Words of the clinic',
  version: say('set of the clinic, version {version}', 'version'),
  approved: say('approved by {by} on {day}', 'by', 'day'),
  notApproved: 'not approved',
  mark: 'Mark',
  criterion: 'Discharge criterion',
  guidance: say('{alarm}: what to do', 'alarm'),
  stop: say('{alarm}, HIGH: stop the infusion', 'alarm'),
  advice: 'Written advice (D9)',
} as const
