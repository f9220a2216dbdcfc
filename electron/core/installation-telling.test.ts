import { describe, expect, it } from 'vitest'
import type { CoreEvent } from '../../shared/ipc.ts'
import type { InstallationView } from '../../shared/views.ts'
import { createInstallationTelling } from './installation-telling.ts'

/** An installation whose views are given by hand, one after another. */
function watch() {
  const asked: ((view: Partial<InstallationView>) => void)[] = []
  const events: CoreEvent[] = []
  const tell = createInstallationTelling(
    () => new Promise(resolve => asked.push(view => resolve(view as InstallationView))),
    event => events.push(event),
  )
  return { tell, asked, events }
}
const settle = () => new Promise(resolve => setImmediate(resolve))

describe('Windows are told of the installation', () => {
  it('what has changed, and nothing where nothing has', async () => {
    const { tell, asked, events } = watch()
    const told = [tell()]
    asked[0]?.({ isSetUp: false, recentSessions: [] })
    await settle()
    told.push(tell())
    asked[1]?.({ isSetUp: true, recentSessions: [] })
    await settle()
    told.push(tell())
    asked[2]?.({ isSetUp: true, recentSessions: [] })
    await Promise.all(told)
    expect(events).toEqual([
      { kind: 'installation', isSetUp: false, recentSessions: [] },
      { kind: 'installation', isSetUp: true },
    ])
  })

  it('in order: whoever asks meanwhile gets a view that was made after, all of them one', async () => {
    const { tell, asked, events } = watch()
    const first = tell()
    const later = [tell(), tell()]
    await settle()
    expect(asked).toHaveLength(1)
    asked[0]?.({ isSetUp: false })
    await first
    await settle()
    expect(asked).toHaveLength(2)
    asked[1]?.({ isSetUp: true })
    await Promise.all(later)
    expect(events.map(event => event.kind === 'installation' && event.isSetUp)).toEqual([false, true])
  })

  it('again, after a view that could not be made', async () => {
    let fails = true
    const events: CoreEvent[] = []
    const tell = createInstallationTelling(
      async () => {
        if (fails) throw new Error('The record does not answer.')
        return { isSetUp: false } as InstallationView
      },
      event => events.push(event),
    )
    await expect(tell()).rejects.toThrow('does not answer')
    fails = false
    await tell()
    expect(events).toHaveLength(1)
  })
})
