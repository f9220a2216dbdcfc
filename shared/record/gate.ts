import { z } from 'zod'
import { isReplay } from '../authority.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { prescribers } from '../roles.ts'
import { gateFindings } from '../session/findings.ts'
import { openGate, whyNotOverride } from '../session/gate.ts'
import { type PreDoseAnswer, preDoseIds, preDoseItems } from '../session/pre-dose.ts'
import { openQuestion } from '../session/unconfirmed.ts'
import { refusal } from '../words/refusal.ts'
import { act, withEvent } from './act.ts'
import { confirmSame } from './confirm-patient.ts'
import { eventKind, listWords, sentence } from './event.ts'
import { gap } from './gaps.ts'
import { by, carers, freeText, ownLabel, shortText, whom } from './parts.ts'
import { identifiers, samePatient, whyNoMatch } from './same-patient.ts'

/* What people do between opening a session and T0. */

const findings = z.array(z.enum(gateFindings)).readonly()

/** What stood against dosing when it was started; in a replay also an action that was refused (`refused`, `do`). */
export const gate = eventKind(
  'gate',
  {
    findings: findings.exactOptional(),
    refused: freeText.exactOptional(),
    do: ownLabel.nullable().exactOptional(),
    by: whom,
    reason: freeText.nullable().exactOptional(),
    second: whom.exactOptional(),
  },
  {
    say(event, words) {
      const { record } = words
      const who = `${record.by(event.by)}${event.second ? record.signedToo(event.second) : ''}`
      if (event.refused !== undefined) return record.refused(who, event.refused)
      const { reason } = event
      return sentence(record.doseStarted(who, listWords(event.findings, words.findings)), { reason }, words)
    },
  },
)

const overridden = eventKind(
  'gateOverride',
  { findings, reason: freeText, second: whom.exactOptional(), by: whom },
  {
    hasTable: true,
    say(event, words) {
      const { record } = words
      const { by: person, second, reason } = event
      const who = `${record.by(person)}${second ? record.signedToo(second) : ''}`
      return sentence(`${record.letPass(listWords(event.findings, words.findings))}${who}`, { reason }, words)
    },
  },
)

const compared = eventKind(
  'identity',
  { by: whom },
  { say: (event, words) => sentence(words.record.identity, event, words) },
)

const answered = eventKind(
  'preDose',
  {
    clear: z.array(z.enum(preDoseIds)).readonly(),
    present: z.array(z.enum(preDoseIds)).readonly(),
    text: freeText.exactOptional(),
    by: whom,
  },
  {
    isOfPatient: true,
    say(event, words) {
      const { record, preDose } = words
      const parts = [
        event.clear.length > 0 && record.preDoseClear(listWords(event.clear, preDose)),
        event.present.length > 0 && record.preDosePresent(listWords(event.present, preDose)),
      ]
      const text = event.text === undefined ? '' : record.because(event.text)
      return sentence(`${record.preDose(parts.filter(Boolean).join('; '))}${text}`, event, words)
    },
  },
)

const CLOSED = { refused: refusal('beforeDosingClosed') } as const

/** Two identifiers, asked of the patient and typed again: only a match counts. A replayed script has no patient. */
export const confirmIdentity = act('confirmIdentity', {
  payload: z.strictObject(identifiers),
  roles: carers,
  events: [compared, samePatient, gap],
  apply({ session }, { by, recordId, birthYear }, { authority, now }) {
    if (session.t0) return CLOSED
    const refused = whyNoMatch(session.patient, { recordId, birthYear })
    if (refused !== null && !isReplay(authority)) return { refused }
    const identity = { by, at: now }
    const question = openQuestion(session)
    if (!question) return withEvent({ ...session, identity }, compared.of({ by }))
    const same = confirmSame(session, question, { ...identity, same: true })
    return { ...same, events: [compared.of({ by }), ...same.events] }
  },
})

/** Answers to the checklist before dosing: what is clear, and what speaks against it, with words. */
export const recordPreDose = act('recordPreDose', {
  payload: z.strictObject({
    by,
    clear: z.array(z.enum(preDoseIds)).max(preDoseIds.length),
    present: z.array(z.enum(preDoseIds)).max(preDoseIds.length).default([]),
    text: shortText.optional(),
  }),
  roles: carers,
  events: [answered],
  apply({ session }, { by, clear, present, text }, { now }) {
    if (session.t0) return CLOSED
    const known = preDoseItems(session.preset)
    const stranger = [...clear, ...present].find(item => !known.includes(item))
    if (stranger) return { refused: refusal('noChecklistItem', stranger) }
    const twice = clear.find(item => present.includes(item))
    if (twice) return { refused: refusal('itemBothWays', twice) }
    if (clear.length + present.length === 0) return { refused: refusal('checklistEmpty') }
    if (present.length > 0 && text === undefined) return { refused: refusal('presentWithoutWords') }
    const answers: PreDoseAnswer[] = [
      ...clear.map(item => ({ item, clear: true, by, at: now })),
      ...present.map(item => omitUndefined({ item, clear: false, text, by, at: now })),
    ]
    const kept = (session.preDose ?? []).filter(({ item }) => !answers.some(answer => answer.item === item))
    return withEvent(
      { ...session, preDose: [...kept, ...answers] },
      answered.of({ clear, present, text, by }),
    )
  },
})

/** The prescriber lets pass what stands against dosing now; `second` signs too at 160/100 or more. */
export const overrideGate = act('overrideGate', {
  payload: z.strictObject({ by, reason: shortText, second: by.optional() }),
  roles: prescribers,
  events: [overridden],
  apply(state, { by, reason, second }, { now }) {
    const { session } = state
    if (session.t0) return CLOSED
    const { findings: open, weighed } = openGate(state, now)
    if (open.length === 0) return { refused: refusal('nothingToLetPass') }
    const refused = whyNotOverride(open, by, second)
    if (refused !== null) return { refused }
    const entry = omitUndefined({ findings: open, reason, second, weighed, by, at: now })
    return withEvent(
      { ...session, gateOverrides: [...(session.gateOverrides ?? []), entry] },
      overridden.of({ findings: open, reason, second, by }),
    )
  },
})
