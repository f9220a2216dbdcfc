import { afterEach, describe, expect, it } from 'vitest'
import type { Driver } from '../../devices/driver.ts'
import { drivers } from '../../devices/index.ts'
import { createTalk } from '../../devices/simulated/talk.ts'
import type { Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import { speak } from '../../shared/words/speaking.ts'
import { viewDriver } from './devices.ts'
import { listScenarios } from './scenarios.ts'

/* What drivers say is in the language of the process when it is said. */

afterEach(() => speak('en'))

const cuffs = drivers.filter(({ vitals }) => vitals.includes('systolic'))
const known = new Map(Object.entries(phrase.drivers))

/** Why the cuff failed, as the driver hears it from its own monitor: one measurement that ends with some failure. */
function heardFailures(driver: Driver): readonly string[] {
  const talk = createTalk(driver)
  const failed: Sample = {
    kind: 'nibp',
    systolic: null,
    diastolic: null,
    mean: null,
    pulseRate: null,
    status: 'failed',
    error: phrase.drivers['dinamap-host'].failures.pumpUpTimeout,
  }
  const shown = new Map<number, readonly Sample[]>([
    [5000, [{ kind: 'device', state: 'cuffInflating' }]],
    [25_000, [{ kind: 'device', state: 'cuffIdle' }, failed]],
  ])
  const heard: Sample[] = []
  // A sender over the network is believed once it is seen to be of now.
  const spo2: Sample = { kind: 'vital', vital: 'spo2', value: 97, quality: 'good' }
  for (let nowMs = 0; nowMs < 60_000; nowMs += 250)
    heard.push(...talk([...(nowMs % 1000 === 0 ? [spo2] : []), ...(shown.get(nowMs) ?? [])], nowMs))
  return heard.flatMap(sample => (sample.kind === 'nibp' && sample.error ? [sample.error] : []))
}

describe('A driver', () => {
  it('has the words of its own id, and there are none without a driver', () => {
    for (const { id, words } of drivers) expect(words).toBe(known.get(id))
    expect([...known.keys()].toSorted()).toEqual(drivers.map(({ id }) => id).toSorted())
  })

  it('is told to the device page in the language of the moment', () => {
    const read = () =>
      drivers
        .map(viewDriver)
        .flatMap(({ label, cable, setUp, help, personal }) =>
          [label, cable, setUp, help, personal].filter(text => text !== ''),
        )
    const english = read()
    expect(english.length).toBeGreaterThan(60)
    for (const text of english) expect(text).not.toContain('‹')
    speak('pseudo')
    expect(read().map(text => /^‹(.*[^~ ])[ ~]+›$/.exec(text)?.[1])).toEqual(english)
  })

  it.each(cuffs)('$id: says in it why a cuff measurement failed', driver => {
    const english = heardFailures(driver)
    speak('pseudo')
    const pseudo = heardFailures(driver)
    expect(pseudo.map(error => error.replaceAll(/‹|[ ~]*›/g, ''))).toEqual(english)
    for (const error of pseudo) expect(error).toMatch(/^‹.*›$/)
  })

  it('does so wherever its protocol has a word for it', () => {
    const silent = cuffs.filter(driver => heardFailures(driver).length === 0).map(({ id }) => id)
    expect(silent).toEqual(['ivy-ansar-b'])
  })
})

it('The stories of the simulated monitor are told in the language of the moment', () => {
  const [first] = listScenarios()
  expect(first?.label).toBe('Quiet session')
  speak('pseudo')
  for (const { label, description } of listScenarios()) {
    expect(label).toMatch(/^‹.*~›$/)
    expect(description).toMatch(/^‹.*~›$/)
  }
})
