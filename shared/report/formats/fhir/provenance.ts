import type { Amendment } from '../../../session/signatures.ts'
import type { ReportWords } from '../../../words/report.ts'
import { sayReset } from '../../tables/signatures.ts'
import { localSystem, participant, signatureType } from './codes.ts'
import { type Context, HEADLESS, PATIENT, VIGIL } from './context.ts'
import type { Provenance, Reference } from './types.ts'

/** Who made the document, with what, and from which state of the record: the hash of its audit chain's newest link. */
export function makeProvenance(context: Context): Provenance {
  const { generatedAt, generatedBy, recordHash } = context.report
  return {
    resourceType: 'Provenance',
    id: context.id('provenance'),
    ...context.meta([]),
    target: [context.refer('composition')],
    recorded: context.time(generatedAt),
    agent: [
      { type: participant('assembler'), who: context.refer(VIGIL) },
      ...(generatedBy === HEADLESS
        ? []
        : [{ type: participant('author'), who: context.person(generatedBy) }]),
    ],
    ...(recordHash === null ? {} : { entity: [source(recordHash)] }),
  }
}

/** What was put right after the close: who, when, why, and what stood there before. */
export function makeAmendments(context: Context, words: ReportWords): readonly Provenance[] {
  const { fhir: said } = words.report.formats
  return (context.report.session.amendments ?? []).map(amendment => {
    const { id, field, before, after, by, at, reason } = amendment
    const why = context.typed(reason)
    return {
      resourceType: 'Provenance',
      id: context.id(id),
      ...context.meta([]),
      target: [targetOf(context, amendment)],
      recorded: context.time(at),
      ...(why === null ? {} : { reason: [{ text: why }] }),
      activity: { text: said.amended(words.amendables[field], before ?? words.report.story.nothing, after) },
      agent: [{ type: participant('author'), who: context.person(by) }],
    }
  })
}

/** Each signature with its meaning and the hash that was signed; one that an amendment made void says so. */
export function makeSignatures(context: Context, words: ReportWords): readonly Provenance[] {
  return (context.report.session.signatures ?? []).map(
    ({ id, by, at, meaning, recordHash, voidedBy, pinReset }) => {
      const state = [
        voidedBy === undefined ? '' : words.report.tables.signatures.void,
        sayReset(pinReset, context.report, words),
      ]
      const said = [words.report.formats.fhir.signed(words.meanings[meaning]), ...state]
        .filter(Boolean)
        .join('; ')
      return {
        resourceType: 'Provenance',
        id: context.id(id),
        ...context.meta([]),
        target: [context.refer('composition')],
        recorded: context.time(at),
        activity: { text: said },
        agent: [{ type: participant('verifier'), who: context.person(by) }],
        ...(recordHash === '' ? {} : { entity: [source(recordHash)] }),
        // What is void is told, but is no signature any more.
        ...(voidedBy === undefined
          ? {
              signature: [
                { type: [signatureType(meaning)], when: context.time(at), who: context.person(by) },
              ],
            }
          : {}),
      }
    },
  )
}

function source(recordHash: string): NonNullable<Provenance['entity']>[number] {
  return { role: 'source', what: { identifier: { system: localSystem('record-hash'), value: recordHash } } }
}

function targetOf(context: Context, { field, doseId }: Amendment): Reference {
  switch (field) {
    case 'initials':
    case 'birthYear':
    case 'recordId':
      return context.refer(PATIENT)
    case 'weightKg':
      return context.refer('weight')
    case 'lot':
      return context.refer(doseId === undefined ? 'composition' : `dose/${doseId}`)
    case 'note':
      return context.refer('composition')
  }
}
