import { describe, expect, it } from 'vitest'
import type { CoreEvent } from '../../shared/ipc.ts'
import type { SystemEvent } from '../../shared/record/system.ts'
import { openToPrint } from './print.ts'

const told = (more: Partial<SystemEvent>): CoreEvent => {
  const entry: SystemEvent = { event: 'system', kind: 'export', by: 'Ada', format: 'pdf', ...more }
  return {
    kind: 'log',
    roomId: null,
    entry: { sessionId: null, seq: 1, at: { monoMs: 0, wallMs: 0 }, entry },
  }
}

describe('A report that was made to be printed', () => {
  const play = async (event: CoreEvent, answer = '') => {
    const opened: string[] = []
    const failed: string[] = []
    await openToPrint(
      event,
      path => {
        opened.push(path)
        return Promise.resolve(answer)
      },
      (path, why) => failed.push(`${path}: ${why}`),
    )
    return { opened, failed }
  }
  it('is opened, and no other export', async () => {
    expect(await play(told({ printed: true, path: '/data/a.pdf' }))).toEqual({
      opened: ['/data/a.pdf'],
      failed: [],
    })
    expect((await play(told({ path: '/data/a.pdf' }))).opened).toEqual([])
    expect((await play(told({ printed: true }))).opened).toEqual([])
  })
  it('is told of where nothing opens it', async () => {
    expect((await play(told({ printed: true, path: '/a.pdf' }), 'no program for it')).failed).toEqual([
      '/a.pdf: no program for it',
    ])
  })
})
