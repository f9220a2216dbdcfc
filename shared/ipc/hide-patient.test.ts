import { describe, expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import type { Session } from '../session/types.ts'
import type { RoomView } from '../views.ts'
import { hidePatient, hidePatientOf } from './hide-patient.ts'

const at = { monoMs: 0, wallMs: 0 }
const session = {
  id: 'S-1',
  phase: 'monitoring',
  preset: findPreset('SPRAVATO-84'),
  patient: { initials: 'Q.X.', birthYear: 1971, recordId: 'REC-77', weightKg: 71 },
  marks: [{ id: 'm1', kind: 'nausea', by: 'Nora', at, text: 'asks for her sister' }],
  weights: [{ kg: 71 }],
  scales: [{ score: 2 }],
  handOvers: [{ note: 'was restless' }],
} as unknown as Session
const room = {
  id: 'room-1',
  name: 'Room 1',
  version: 3,
  session,
  nibp: { systolic: 120 },
} as unknown as RoomView
const secrets = ['Q.X.', '1971', 'REC-77', '71', 'sister', 'restless']

describe('a locked window', () => {
  it('is told of a room without whom it belongs to, and of everything that is measured', () => {
    const hidden = hidePatient(room)
    for (const secret of secrets) expect(JSON.stringify(hidden)).not.toContain(secret)
    expect(hidden).toMatchObject({
      id: 'room-1',
      version: 3,
      nibp: { systolic: 120 },
      session: { phase: 'monitoring' },
    })
    expect(hidden.session?.marks).toEqual([{ id: 'm1', kind: 'nausea', by: 'Nora', at }])
    expect(hidePatientOf({ kind: 'room', room })).toEqual({ kind: 'room', room: hidden })
  })

  it('is told of each change without it too, and of what does not touch it as everybody is', () => {
    const part = { id: 'room-1', version: 4, clock: at, changed: {} }
    const touched = {
      kind: 'roomPart',
      part: { ...part, session: { changed: { patient: session.patient, marks: session.marks }, gone: [] } },
    } as never
    for (const secret of secrets) expect(JSON.stringify(hidePatientOf(touched))).not.toContain(secret)
    const other = {
      kind: 'roomPart',
      part: { ...part, session: { changed: { due: [] }, gone: [] } },
    } as never
    expect(hidePatientOf(other)).toBe(other)
  })
})
