import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readBootId } from './boot-id.ts'

it('The start of the computer has the id that its system gives, or none', () => {
  const dir = mkdtempSync(join(tmpdir(), 'vigil-boot-'))
  try {
    const path = join(dir, 'boot_id')
    expect(readBootId(path)).toBeNull()
    writeFileSync(path, '6f1f0c5e-1c5b-4a0e-9d52-b7f1a3c9e2d4\n')
    expect(readBootId(path)).toBe('6f1f0c5e-1c5b-4a0e-9d52-b7f1a3c9e2d4')
    writeFileSync(path, 'something else')
    expect(readBootId(path)).toBeNull()
  } finally {
    rmSync(dir, { recursive: true })
  }
})
