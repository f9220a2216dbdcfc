import { z } from 'zod'
import type { Flag, Reading } from '../reading.ts'
import { streamVitalIds } from '../vitals.ts'
import { figure, identifier, label, storedInstant } from './words.ts'

/** A record rather than a list, so that none can be forgotten. */
const flags: Readonly<Record<Flag, true>> = {
  hardRange: true,
  softRange: true,
  order: true,
  pulsePressure: true,
  meanPosition: true,
  rateOfChange: true,
  cuffPulse: true,
  frozen: true,
  poorSignal: true,
  incomplete: true,
  deviceFailed: true,
  meanCalculated: true,
  stepChange: true,
  ecgPulse: true,
  cuff: true,
}

const base = {
  sessionId: identifier,
  seq: z.int().min(1),
  at: storedInstant,
  takenAt: storedInstant,
  source: z.strictObject({
    origin: z.enum(['device', 'simulated', 'replay', 'manual']),
    id: label.min(1),
    driver: identifier,
  }),
  validity: z.enum(['valid', 'questionable', 'invalid']),
  flags: z.array(z.enum(Object.keys(flags) as [Flag, ...Flag[]])).max(20),
}

const vital = z.strictObject({
  kind: z.literal('vital'),
  ...base,
  vital: z.enum(streamVitalIds),
  value: figure.nullable(),
  quality: z.enum(['good', 'poor', 'noSignal']),
})

const nibp = z.strictObject({
  kind: z.literal('nibp'),
  ...base,
  systolic: figure.nullable(),
  diastolic: figure.nullable(),
  mean: figure.nullable(),
  pulseRate: figure.nullable(),
  status: z.enum(['ok', 'failed']),
  error: label.exactOptional(),
  existing: z.literal(true).exactOptional(),
})

export const readingSchema = z.discriminatedUnion('kind', [vital, nibp]) satisfies z.ZodType<Reading>
