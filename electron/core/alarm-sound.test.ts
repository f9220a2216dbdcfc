import { beforeEach, describe, expect, it } from 'vitest'
import type { SystemEvent } from '../../shared/record/system.ts'
import { makeState } from '../store/testing/record.ts'
import { createAlarmSound } from './alarm-sound.ts'
import type { SoundOutput } from './contracts/sound-output.ts'
import type { Room } from './room.ts'
import { createSoundingWindows } from './sounding-windows.ts'

/* The output that alarms are heard through: the rooms are stand-ins that keep what they are told. */

const LOOK_MS = 10_000

let nowMs: number
let output: SoundOutput | null
let told: [string, string | null][]
let notes: string[]
let rooms: Room[]

function room(id: string, sessionId: string | null): Room {
  return {
    id,
    state: () => (sessionId === null ? null : { ...makeState(sessionId) }),
    apply: (input: { kind: string; priority: string | null }) => void told.push([id, input.priority]),
  } as unknown as Room
}

function start(readOutput = async () => output) {
  return createAlarmSound({
    beep: () => {},
    readOutput,
    nowMs: () => nowMs,
    rooms: () => rooms,
    windows: createSoundingWindows(),
    publish: () => {},
    publishInstallation: () => {},
    say: () => {},
    note: ({ detail = '' }: SystemEvent) => void notes.push(detail),
  })
}

/** One turn of the core's loop, and what it has asked the system for. */
async function turn(sound: ReturnType<typeof start>): Promise<void> {
  sound.advance()
  await new Promise(resolve => setImmediate(resolve))
}

/** Ten seconds later it has looked at what is there now. */
async function look(sound: ReturnType<typeof start>, seen: SoundOutput | null): Promise<void> {
  output = seen
  nowMs += LOOK_MS
  await turn(sound)
}

beforeEach(() => {
  nowMs = 0
  output = null
  told = []
  notes = []
  rooms = []
})

describe('the sound output', () => {
  it('is shown as muted for as long as it is', async () => {
    const sound = start()
    await look(sound, { muted: false, device: 'desk' })
    expect(sound.view().muted).toBe(false)
    await look(sound, { muted: true, device: 'desk' })
    expect(sound.view().muted).toBe(true)
    await look(sound, { muted: false, device: 'desk' })
    expect(sound.view().muted).toBe(false)
    expect(notes).toEqual(['The sound output is muted.', 'Bursts are played again.'])
  })

  it('is looked at every ten seconds, not in each turn', async () => {
    let looks = 0
    const sound = start(async () => {
      looks += 1
      return null
    })
    for (let turns = 0; turns <= 200; turns++) {
      nowMs = turns * 100
      await turn(sound)
    }
    expect(looks).toBe(3)
  })

  it('must be heard anew by a person when it is another one', async () => {
    const sound = start()
    await look(sound, { muted: false, device: 'desk' })
    sound.confirmHeard('Nurse A')
    await look(sound, { muted: false, device: 'desk' })
    expect(sound.view().checkedBy).toBe('Nurse A')
    await look(sound, { muted: false, device: 'headphones' })
    expect(sound.view().checkedBy).toBeNull()
    expect(notes).toEqual(['The sound output changed: desk -> headphones'])
  })

  it('is no failure where the system does not say', async () => {
    const sound = start()
    sound.confirmHeard('Nurse A')
    await look(sound, null)
    expect(sound.view()).toMatchObject({ muted: false, failed: false, checkedBy: 'Nurse A' })
  })
})

describe('sound that fails', () => {
  it('is told to open sessions once, to one opened meanwhile too, and taken back when it is heard again', async () => {
    rooms = [room('room-1', 'S-1'), room('room-2', null)]
    const sound = start()
    await look(sound, { muted: true, device: null })
    await turn(sound)
    expect(told).toEqual([['room-1', 'low']])
    rooms = [room('room-1', 'S-1'), room('room-2', 'S-2')]
    await turn(sound)
    await turn(sound)
    expect(told.slice(1)).toEqual([['room-2', 'low']])
    await look(sound, { muted: false, device: null })
    expect(told.slice(2)).toEqual([
      ['room-1', null],
      ['room-2', null],
    ])
  })
})
