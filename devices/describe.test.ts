import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { describeProtocols } from './describe.ts'
import { drivers } from './index.ts'

describe('docs/protocols.md', () => {
  it('is what the drivers say of themselves (npm run protocols)', () => {
    const path = new URL('../docs/protocols.md', import.meta.url)
    expect(readFileSync(path, 'utf8')).toBe(describeProtocols(drivers))
  })
})
