import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { campaigns } from '../../bench/campaign/campaigns.ts'

/* docs/faults.md names for each fault what shows it: a test by its file and title, or a step of a campaign. All of that is there. */

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Row {
  readonly fault: string
  readonly shownBy: string
}

const rows: readonly Row[] = readFileSync(`${root}docs/faults.md`, 'utf8')
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| Fault'))
  .map(line => {
    const cells = line.split(' | ').map(cell => cell.replace(/^\| | \|$/g, ''))
    return { fault: cells[0] ?? '', shownBy: cells.length === 5 ? (cells[4] ?? '') : '' }
  })

describe.each(rows)('$fault', ({ shownBy }) => {
  it('is shown by tests and campaigns that there are', () => {
    const tests = [...shownBy.matchAll(/`([\w./-]+\.(?:test|spec)\.ts)` "([^"]+)"/g)]
    const runs = [...shownBy.matchAll(/`npm run campaign -- ([a-z]+)(?: --only ([a-z,-]+))?`/g)]
    expect(tests.length + runs.length).toBe(shownBy.split('; ').length)
    for (const [, file = '', title = ''] of tests) {
      expect(existsSync(root + file), `${file} is there`).toBe(true)
      expect(readFileSync(root + file, 'utf8')).toContain(title)
    }
    for (const [, name = '', only] of runs) {
      expect(Object.keys(campaigns)).toContain(name)
      for (const step of only?.split(',') ?? []) expect(campaigns[name]?.steps).toContain(step)
    }
  })
})

it('names every step of the campaign of faults', () => {
  const named = rows.flatMap(({ shownBy }) =>
    [...shownBy.matchAll(/faults --only ([a-z-]+)/g)].map(([, step]) => step),
  )
  expect(named.toSorted()).toEqual([...(campaigns['faults']?.steps ?? [])].toSorted())
})
