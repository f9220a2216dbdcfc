import { z } from 'zod'
import { type Flag, knownFlags, type Reading } from '../reading.ts'
import { figure, identifier, label, storedInstant } from '../record/parts.ts'
import { streamVitalIds } from '../vitals.ts'

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
  flags: z.array(z.enum(Object.keys(knownFlags) as [Flag, ...Flag[]])).max(20),
  existing: z.literal(true).exactOptional(),
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
})

export const readingSchema = z.discriminatedUnion('kind', [vital, nibp]) satisfies z.ZodType<Reading>
