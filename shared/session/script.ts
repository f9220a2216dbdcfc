import { z } from 'zod'
import type { Sample, Source } from '../reading.ts'
import { type Action, actNames, acts } from '../record/index.ts'
import { streamVitalIds } from '../vitals.ts'
import { complaint } from '../words/complaints.ts'
import { firstIssue } from '../words/schema-complaints.ts'
import type { RoomInput } from './room.ts'

/* A session script tells a session in advance: one JSON object a line, `t` in seconds from dose start. `replay.ts` runs it. */

const value = z.number().nullable()
const sampleSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('vital'),
    vital: z.enum(streamVitalIds),
    value,
    quality: z.enum(['good', 'poor', 'noSignal']).default('good'),
    spot: z.literal(true).optional(),
  }),
  z.strictObject({
    kind: z.literal('nibp'),
    systolic: value,
    diastolic: value,
    mean: value.default(null),
    pulseRate: value.default(null),
    status: z.enum(['ok', 'failed']).default('ok'),
    error: z.string().optional(),
    ageS: z.number().min(0).optional(),
    standing: z.literal(true).optional(),
    takenAt: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('device'),
    state: z.enum([
      'sensorOn',
      'noSensor',
      'searching',
      'batteryOk',
      'lowBattery',
      'cuffIdle',
      'cuffInflating',
    ]),
    detail: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('wave'),
    wave: z.enum(['pleth', 'co2']),
    ratePerS: z.number().positive(),
    values: z.array(z.number()),
  }),
  z.strictObject({
    kind: z.literal('badFrame'),
    reason: z.enum(['checksum', 'framing', 'range']),
    bytes: z.number().int().min(0),
  }),
])

const sampleLine = z.strictObject({
  t: z.number(),
  sample: sampleSchema,
  every: z.number().min(0.01).optional(),
  until: z.number().optional(),
  /** Which device it comes from; scripts with one monitor leave it out. */
  device: z.string().min(1).max(80).optional(),
})
const doLine = z.looseObject({ t: z.number(), do: z.enum(actNames) })
/** Ends the replay at `t`: lets time pass after the last line. */
const endLine = z.strictObject({ t: z.number(), end: z.literal(true) })

/** Vigil does not run, or the computer sleeps, for so many seconds from `t` on; then the session is taken up again (AR-13). */
const gapLine = z.strictObject({
  t: z.number(),
  gap: z.number().positive(),
  cause: z.enum(['restart', 'sleep']).default('restart'),
  /** Another start of the computer: only its wall clock tells how long the gap was (AR-22). */
  boot: z.enum(['same', 'another']).default('same'),
  /** By so many seconds somebody sets the computer's clock meanwhile. */
  clock: z.number().default(0),
})
/** Somebody sets the computer's clock, by so many seconds (AR-14). */
const clockLine = z.strictObject({ t: z.number(), clock: z.number() })

type Line =
  | ({ readonly kind: 'sample' } & z.infer<typeof sampleLine>)
  | { readonly kind: 'do'; readonly t: number; readonly action: Action }
  | ({ readonly kind: 'gap' } & z.infer<typeof gapLine>)
  | ({ readonly kind: 'clock' } & z.infer<typeof clockLine>)
  | { readonly kind: 'end'; readonly t: number }

/** One sample as `decode` prints it (its `offset` is passed over), or what is wrong with it in one sentence. */
export function parseSample(line: string): { readonly sample: Sample } | { readonly wrong: string } {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return { wrong: complaint.script.noJsonSample }
  }
  if (typeof json === 'object' && json !== null && 'offset' in json) {
    const { offset: _offset, ...rest } = json
    json = rest
  }
  const parsed = sampleSchema.safeParse(json)
  if (!parsed.success) return { wrong: complaint.script.unknownSample(describeIssue(parsed.error)) }
  return { sample: parsed.data as Sample }
}

/** A line that cannot be used, with its number and what to do. */
export class ScriptError extends Error {
  readonly line: number
  constructor(line: number, message: string) {
    super(complaint.script.line(line, message))
    this.line = line
  }
}

interface Step {
  readonly t: number
  /** Order among steps of the same instant: samples, then actions. */
  readonly rank: number
  readonly input: RoomInput | Interruption | 'end'
}

/** Vigil did not run. */
export interface Gap {
  readonly kind: 'gap'
  readonly lengthS: number
  readonly cause: 'restart' | 'sleep'
  readonly boot: 'same' | 'another'
  readonly stepS: number
}
/** What happens to the computer rather than to the patient. */
type Interruption = Gap | { readonly kind: 'clock'; readonly stepS: number }

export interface Script {
  readonly steps: readonly Step[]
}

/** What a script says was permitted by whoever wrote it. */
const SCRIPT = { kind: 'replay', name: 'session script' } as const

/** A script may hold at most so many samples after `every` is unrolled. */
const MOST_STEPS = 2_000_000

/**
 * Reads a session script.
 *
 * @param origin what its readings are marked as
 * @throws ScriptError for the first line that is no JSON, not of the form, or out of order
 */
export function parseScript(text: string, origin: Source['origin'] = 'replay'): Script {
  const steps: Step[] = []
  let lastT = Number.NEGATIVE_INFINITY
  text.split('\n').forEach((raw, index) => {
    const number = index + 1
    if (raw.trim() === '') return
    const line = readLine(raw, number)
    if (line.t < lastT) throw new ScriptError(number, complaint.script.outOfOrder(line.t, lastT))
    lastT = line.t
    if (line.kind === 'sample') {
      const id = line.device ?? 'script'
      const source: Source = { origin, id, driver: 'script' }
      const input: RoomInput = { kind: 'sample', sample: line.sample as Sample, source }
      const until = line.every === undefined ? line.t : (line.until ?? line.t)
      const every = line.every ?? 1
      const count = Math.floor((until - line.t) / every + 1e-9) + 1
      if (steps.length + count > MOST_STEPS)
        throw new ScriptError(number, complaint.script.repeats(MOST_STEPS))
      for (let n = 0; n < count; n++) steps.push({ t: line.t + n * every, rank: 0, input })
    } else if (line.kind === 'do') {
      steps.push({
        t: line.t,
        rank: 1,
        input: { kind: 'action', action: line.action, authority: SCRIPT },
      })
    } else if (line.kind === 'gap')
      steps.push({
        t: line.t,
        rank: 2,
        input: { kind: 'gap', lengthS: line.gap, cause: line.cause, boot: line.boot, stepS: line.clock },
      })
    else if (line.kind === 'clock')
      steps.push({ t: line.t, rank: 2, input: { kind: 'clock', stepS: line.clock } })
    else steps.push({ t: line.t, rank: 3, input: 'end' })
  })
  if (steps.length === 0) throw new ScriptError(1, complaint.script.empty)
  return { steps: steps.toSorted((a, b) => a.t - b.t || a.rank - b.rank) }
}

function readLine(raw: string, number: number): Line {
  let json: unknown
  try {
    json = JSON.parse(raw)
  } catch {
    throw new ScriptError(number, complaint.script.noJson)
  }
  if (typeof json !== 'object' || json === null) throw new ScriptError(number, complaint.script.noObject)
  if ('sample' in json) return { kind: 'sample', ...parse(sampleLine, json, number) }
  if ('gap' in json) return { kind: 'gap', ...parse(gapLine, json, number) }
  if ('clock' in json) return { kind: 'clock', ...parse(clockLine, json, number) }
  if ('end' in json) return { kind: 'end', t: parse(endLine, json, number).t }
  if (!('do' in json)) throw new ScriptError(number, complaint.script.noKind)
  if (!(actNames as readonly unknown[]).includes(json.do))
    throw new ScriptError(number, complaint.script.noAction(String(json.do), actNames.join(', ')))
  const { t, do: name, roomId: _room, ...payload } = parse(doLine, json, number)
  const action = parse(acts[name].payload, payload, number)
  return { kind: 'do', t, action: { do: name, ...action } as Action }
}

function parse<S extends z.ZodType>(schema: S, json: unknown, number: number): z.infer<S> {
  const parsed = schema.safeParse(json)
  if (!parsed.success)
    throw new ScriptError(number, complaint.script.unknownForm(describeIssue(parsed.error)))
  return parsed.data
}

function describeIssue(error: z.ZodError): string {
  const { where, what } = firstIssue(error)
  return `${where || complaint.script.theLine}: ${what}`
}
