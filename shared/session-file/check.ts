import type { Reading } from '../reading.ts'
import type { SessionEvent } from '../record/index.ts'
import { scoreScale } from '../session/score-scale.ts'
import type { Session } from '../session/types.ts'
import { type Instant, SECOND_MS } from '../time.ts'
import { phrase } from '../words/host.ts'
import { type FileRecord, type SessionFile, SessionFileError } from './format.ts'
import { refuse } from './shape.ts'

/*
 * Whether the parts of a file, each of which is of the known form, can be one session.
 */

/** After a crash Vigil goes on from its last heartbeat: its line may go back by so much of the room's own time. */
const BACK_MS = 2 * SECOND_MS

/** @throws SessionFileError */
export function checkSession(session: Session): void {
  if (!session.closed || session.phase !== 'closed')
    throw new SessionFileError(phrase.files.sessionStillOpen(session.id))
  if (session.speed !== 1 && !session.simulated && !session.replayed)
    throw refuse(phrase.files.theSession, phrase.files.onlySimulatedRunsFaster)
  for (const { scale, answers, total } of session.scales ?? []) {
    const scored = scoreScale(scale, answers)
    if (!('total' in scored) || scored.total !== total)
      throw refuse(phrase.files.theScales, phrase.files.scaleDoesNotAddUp(scale))
  }
  for (const [index, { at }] of session.phaseStarts.entries()) {
    const before = session.phaseStarts[index - 1]
    if (before && at.monoMs < before.at.monoMs - back(session))
      throw refuse(phrase.files.thePhases, phrase.files.outOfOrder)
  }
}

/** @throws SessionFileError */
export function checkReading(
  session: Session,
  reading: Reading,
  before: Reading | null,
  where: string,
): void {
  if (reading.sessionId !== session.id) throw refuse(where, phrase.files.ofAnotherSession(reading.sessionId))
  // A hole is possible: what could not be stored for hours is given up. The digest knows whether this one is meant.
  if (before && reading.seq <= before.seq) throw refuse(where, phrase.files.readingsOutOfOrder)
  checkTime(session, reading.at, before?.at ?? null, where)
  const { origin } = reading.source
  // Nothing simulated, replayed or typed may pass for measured.
  if (
    (origin === 'simulated' && !session.simulated) ||
    (origin === 'replay' && !session.replayed) ||
    (origin === 'manual' && !session.manual)
  )
    throw refuse(where, phrase.files.valueOfStrangeOrigin(origin))
}

/** @throws SessionFileError */
export function checkRecords(session: Session, records: readonly FileRecord[], from: number): void {
  const told = records.flatMap(({ entry }) => (entry.event === 'session' ? [entry] : []))
  checkOwnWords(session, told)
  const closed = records.findIndex(({ entry }) => entry.event === 'session' && entry.kind === 'closed')
  if (closed < 0) throw refuse(phrase.files.theRecords, phrase.files.closeMissing)
  // What people did after the close has the time of another clock, where the session's own ran fast.
  for (let index = 0; index <= closed; index++) {
    const record = records[index]
    if (record)
      checkTime(session, record.at, records[index - 1]?.at ?? null, phrase.files.fromLine(from + index))
  }
  for (const { id, recordHash } of session.signatures ?? [])
    if (!told.some(one => one.kind === 'signed' && one.id === id && one.recordHash === recordHash))
      throw refuse(phrase.files.theNamed(id), phrase.files.notRecordedAsGiven)
  for (const { id } of session.amendments ?? [])
    if (!told.some(one => one.kind === 'amended' && one.id === id))
      throw refuse(phrase.files.theNamed(id), phrase.files.notRecordedAsMade)
}

/**
 * A mark or criterion in a clinic's words leaves in pseudonymised reports: only what the session's set holds passes for one.
 *
 * @throws SessionFileError
 */
function checkOwnWords(
  { clinicSet, marks, ownAnswers, closed }: Session,
  told: readonly SessionEvent[],
): void {
  const said = [
    ...marks.map(({ word }) => word),
    ...told.map(one => ('word' in one ? one.word : undefined)),
  ].filter(word => word !== undefined)
  const asked = [
    ...(ownAnswers ?? []).map(({ text }) => text),
    ...(closed?.checks ?? []).map(check => ('text' in check ? check.text : undefined)),
    ...told.map(one => (one.kind === 'criterion' ? one.text : one.kind === 'check' ? one.asked : undefined)),
  ].filter(text => text !== undefined)
  const criteria = clinicSet?.criteria.map(({ text }) => text) ?? []
  const foreign =
    said.find(word => !clinicSet?.marks.includes(word)) ?? asked.find(text => !criteria.includes(text))
  if (foreign !== undefined) throw refuse(phrase.files.theSession, phrase.files.notOfClinicSet(foreign))
}

/** @throws SessionFileError */
export function checkMarks({ session, readings }: SessionFile): void {
  const last = readings.at(-1)?.seq ?? 0
  const named = [...(session.baseline?.from ?? []), ...session.due.flatMap(({ seq }) => seq ?? [])]
  if (named.some(seq => seq > last)) throw refuse(phrase.files.theSession, phrase.files.namesMissingReadings)
}

function checkTime(session: Session, at: Instant, before: Instant | null, where: string): void {
  const from = session.opened.at.monoMs - back(session)
  const to = (endOfRecord(session) ?? at.monoMs) + back(session)
  if (at.monoMs < from || at.monoMs > to) throw refuse(where, phrase.files.timeOutsideSession)
  if (before && at.monoMs < before.monoMs - back(session)) throw refuse(where, phrase.files.timeGoesBack)
}

/** A session that ended where its patient was last known goes on in the record until somebody said so (AR-23). */
function endOfRecord({ closed, patientQuestions = [] }: Session): number | undefined {
  const answers = patientQuestions.flatMap(({ answer }) => (answer?.same === false ? [answer.at.monoMs] : []))
  return closed && Math.max(closed.at.monoMs, ...answers)
}

const back = ({ speed }: Session): number => BACK_MS * speed
