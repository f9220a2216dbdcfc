import { describe, expect, it } from 'vitest'
import { personOf, replay } from '../../fixtures/authority.ts'
import type { Authority } from '../authority.ts'
import { findPreset } from '../presets/index.ts'
import { roles } from '../roles.ts'
import { openRoom, type RoomState } from '../session/room-state.ts'
import { english, english as words } from '../words/en/index.ts'
import { wordRefusal } from '../words/refusal.ts'
import { type Action, actNames, acts, applyAction, say } from './index.ts'
import { storedEntrySchema, upcast } from './upcast.ts'

const now = { monoMs: 0, wallMs: 1_800_000_000_000 }

function room(): RoomState {
  const preset = findPreset('SPRAVATO-84')
  if (!preset) throw new Error('The preset SPRAVATO-84 is gone.')
  const patient = { initials: 'A.B.', birthYear: 1980, recordId: '1' }
  const opening = { sessionId: 'S', room: 'Room 1', preset, patient, by: 'Ada', simulated: false, speed: 1 }
  return openRoom(opening, now)
}

/** Why an action is refused for want of authority; null: it is not, whatever else speaks against it. */
function whyNot(action: Action, authority: Authority): string | null {
  const effect = applyAction(room(), action, authority, now)
  return 'refused' in effect && ['roleMayNot', 'needsAnotherRole'].includes(effect.refused.code)
    ? wordRefusal(effect.refused, english)
    : null
}

const emergency: Authority = { kind: 'breakGlass', name: 'Bystander', reason: 'airway' }
/** With whatever an act looks at before it refuses. */
const action = (name: (typeof actNames)[number]) =>
  ({
    do: name,
    by: 'Ada',
    recordId: '1',
    birthYear: 1980,
    clear: [],
    present: [],
    parameter: 'spo2',
    scale: 'moaas',
    answers: name === 'recordScale' ? [5] : {},
  }) as never

describe('who may do what', () => {
  it.each(actNames)('%s: whoever has one of its roles, and nobody else', name => {
    for (const role of roles) {
      const refused = whyNot(action(name), personOf(role, 'Ada'))
      if (acts[name].roles.includes(role)) expect(refused).toBeNull()
      else expect(refused).toMatch(new RegExp(`^Ada is ${english.roles[role]}; this needs [a-z, ]+\\.$`))
    }
    expect(whyNot(action(name), replay)).toBeNull()
  })

  it('in an emergency anybody may acknowledge, and nothing else', () => {
    const allowed = actNames.filter(name => whyNot(action(name), emergency) === null)
    expect(allowed).toEqual(['acknowledge'])
    expect(whyNot(action('recordDevice'), emergency)).toBe(
      'Bystander may not do that: it needs somebody who has signed in.',
    )
  })
})

describe('what an older Vigil wrote', () => {
  const report = { event: 'session', kind: 'report', format: 'pdf', by: 'Ada', path: '/data/x.pdf' } as const

  it('is read as this one knows it, and may stand in a file', () => {
    expect(say(upcast(report), words)).toBe('Report (pdf) made by Ada')
    expect(storedEntrySchema.safeParse(report).success).toBe(true)
    expect(storedEntrySchema.safeParse({ ...report, more: 1 }).success).toBe(false)
  })

  it('is left alone where nothing has changed', () => {
    const opened = { event: 'session', kind: 'opened', by: 'Ada' } as const
    expect(upcast(opened)).toBe(opened)
  })
})
