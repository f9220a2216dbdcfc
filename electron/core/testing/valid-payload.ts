import { z } from 'zod'
import type { Random } from '../../../fixtures/random.ts'
import { type RequestName, requests } from '../../../shared/ipc.ts'
import { copyPreset } from '../../../shared/presets/clinic.ts'
import { spravato84 } from '../../../shared/presets/spravato.ts'

/*
 * Payloads that each request's own schema takes, made from that schema: what is refused of them is refused for who asks, not for its form.
 */

interface Form {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Form[]
  readonly oneOf?: readonly Form[]
  readonly allOf?: readonly Form[]
  readonly properties?: Readonly<Record<string, Form>>
  readonly required?: readonly string[]
  readonly items?: Form
  readonly minItems?: number
  readonly minLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly default?: unknown
}

/** Texts that patterns and rules of single fields want. */
const texts = [
  'room-1',
  'vigil-2031-05-04T090000Z',
  '471182',
  '2031-05-04',
  'nonin-df2',
  'ab'.repeat(32),
  'AAAA',
]
const MOST_TRIES = 4000

/** What is too large or too particular to be found by chance. */
const whole: Partial<Readonly<Record<RequestName, () => object>>> = {
  acknowledge: () => ({
    roomId: 'room-1',
    alarm: 'spo2-low',
    occurrence: 1,
    priority: 'high',
    value: 80,
  }),
  savePreset: () => ({ preset: copyPreset([], spravato84, 'Own'), reason: 'x' }),
}

/** @throws Error where none was found: name what the field wants above */
export function makeValidPayload(name: RequestName, random: Random): object {
  const given = whole[name]
  if (given) return given()
  const { payload } = requests[name]
  const form = z.toJSONSchema(payload, { unrepresentable: 'any', io: 'input' }) as Form
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const made = make(form, random)
    if (payload.safeParse(made).success) return made as object
  }
  throw new Error(`No payload of "${name}" was found that its schema takes.`)
}

function make(form: Form, random: Random): unknown {
  if (form.const !== undefined) return form.const
  if (form.enum) return random.pick(form.enum)
  const ways = form.anyOf ?? form.oneOf
  if (ways) return make(random.pick(ways), random)
  if (form.allOf) return make(form.allOf[0] ?? {}, random)
  switch (form.type) {
    case 'object': {
      const given = Object.entries(form.properties ?? {}).filter(
        ([key]) => form.required?.includes(key) || random.chance(0.3),
      )
      return Object.fromEntries(given.map(([key, value]) => [key, make(value, random)]))
    }
    case 'array':
      return Array.from({ length: Math.max(form.minItems ?? 0, random.int(0, 2)) }, () =>
        make(form.items ?? {}, random),
      )
    case 'string':
      return random.pick(texts).padEnd(form.minLength ?? 0, 'x')
    case 'integer':
      return random.int(Math.max(form.minimum ?? 0, -1000), Math.min(form.maximum ?? 200, 4000))
    case 'number':
      return random.int(Math.max(form.minimum ?? 0, -1000), Math.min(form.maximum ?? 200, 4000))
    case 'boolean':
      return random.chance(0.5)
    case 'null':
      return null
    default:
      return random.pick(texts)
  }
}
