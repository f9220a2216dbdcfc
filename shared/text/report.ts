/** What stands on the first page of a report of a session whose times or whose patient are not sure. */
export const reportWords = {
  clock: 'Clock',
  clockStep: (back: boolean, length: string, from: string, said: string, then: string) =>
    `set ${back ? 'back' : 'forward'} by ${length} at ${from} from T0: it said ${said}, then ${then}`,
  clockEvent: (step: string) => `The computer’s clock was ${step}`,
  anchor: 'times here go on from the clock of the opening',
  gapOpen: (from: string, to: string, length: string) =>
    `NOT CONFIRMED: monitoring was interrupted from ${from} to ${to} (${length}); nobody has confirmed that patient and preset are the same.`,
  gapUnsure: (from: string, to: string, length: string) =>
    `NOT CONFIRMED: monitoring was interrupted from ${from} to ${to} (${length}) by the computer’s clock alone, which may be wrong; nobody has said how long it was. Times after it, and the time observed, rest on that clock.`,
  gapBack: (from: string, back: string) =>
    `NOT CONFIRMED: monitoring was interrupted at ${from} for an unknown time; the computer’s clock went back by ${back} meanwhile, and nobody has said how long it was. Times after it, and the time observed, are too early by that time.`,
  patientUnconfirmed: (from: string, why: string) =>
    `PATIENT NOT CONFIRMED: after ${from} (${why}) nobody has confirmed that it is the same patient. What was measured then is marked, and is in no extreme, REMS figure or discharge check.`,
  otherPatient: (from: string, who: string) =>
    `NOT THIS PATIENT: what was measured after ${from} is another patient’s, as ${who} has said. The session ends there.`,
  unconfirmedMark: 'patient not confirmed',
  unsure: 'not confirmed',
  byWall: 'by the computer’s clock alone',
  halfMinutes: 'of one value each half minute, since T0 lies back: maybe 1 or 2 off',
  lasted: (minutes: number) => `lasted ${minutes} min`,
  amendedDose: (field: string, number: number) => `${field}, dose ${number}`,
  none: (title: string) => `${title}: none`,
  minutesTitle: (stepMin: number) =>
    `SpO2 and pulse by ${stepMin === 1 ? 'minute' : `${stepMin} minutes`}: median (lowest–highest)`,
  openRems: (items: readonly string[]) =>
    items.length > 6
      ? `REMS field sheet: ${items.length} items not answered, the first of them ${items.slice(0, 3).join('; ')}.`
      : `REMS field sheet, not answered: ${items.join('; ')}.`,
  /** How the session went and ended, on page 1. */
  story: {
    title: 'Course and close',
    phases: 'Phases',
    noPhase: 'none begun',
    measurements: 'Required',
    noneRequired: 'the preset asks for no measurement, or nothing was given',
    onTime: (done: number, all: number) => `${done} of ${all} required measurements on time`,
    discharge: 'Discharge',
    noChecklist: 'no checklist: nothing was given',
    passed: (passed: number, all: number) => `${passed} of ${all} criteria passed`,
    atTheClose: 'at the close',
    asOfNow: 'as it stands now',
    overridden: (criterion: string, reason: string, by: string) =>
      `OVERRIDDEN: ${criterion} (${reason}, ${by})`,
    open: (criterion: string, evidence: string) => `NOT PASSED: ${criterion} (${evidence})`,
    amended: 'Amended',
    amendment: (what: string, before: string, after: string, reason: string, by: string) =>
      `${what}: ${before}, now ${after} (${reason}, ${by})`,
    nothing: 'nothing',
    doubtful: 'Doubtful',
    silent: (what: string, count: number, all: string, longest: string) =>
      `no ${what} for ${all}${count === 1 ? '' : ` in ${count} gaps, the longest ${longest}`}`,
    stopped: (_what: string, count: number, all: string, longest: string) =>
      `Vigil did not run for ${all}${count === 1 ? '' : `, ${count} times, the longest ${longest}`}`,
    doubted: (some: number, all: number) => `${some} of ${all} readings questionable or invalid`,
    late: (count: number) => `${count} entered late`,
    noBaseline: 'no baseline',
    nothingDoubtful: 'nothing missing, nothing questionable',
  },
  /** What was not printed, for whoever looks for it. */
  appendices: {
    treatment: 'measurements, doses, marks, gaps',
    checklists: 'checklists',
    alarms: 'alarms and limits',
    quality: 'alarm load, data quality',
    minutes: 'values by minute',
    audit: 'limits in force, audit events',
    left: (names: string) => `Not printed here, but in the record: ${names}.`,
  },
} as const
