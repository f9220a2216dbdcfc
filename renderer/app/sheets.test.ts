import { describe, expect, it } from 'vitest'
import { pages } from './pages.ts'
import { sheets } from './sheets.ts'

const entries = Object.entries({ ...sheets, ...pages })

describe('The list of sheets and pages', () => {
  it.each(entries)('%s has a title, and is where it says', async (_, entry) => {
    expect(entry.title).not.toBe('')
    expect(typeof ('component' in entry ? entry.component : await entry.load())).toBe('function')
  })
  it('has in the window from its start what an alarm may ask for', () => {
    const atOnce = Object.keys(sheets).filter(name => 'component' in sheets[name as keyof typeof sheets])
    expect(atOnce).toEqual(expect.arrayContaining(['acknowledge', 'person', 'signals', 'sound', 'limits']))
    expect('component' in pages.start).toBe(true)
  })
})
