import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { unknownClinic } from '../../shared/clinic.ts'
import type { Snapshot } from '../../shared/views.ts'
import { speak } from '../../shared/words/speaking.ts'
import { askAs, startTestCore } from './testing/acting.ts'

it('the core refuses in the language of the clinic, and tells windows of it', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'vigil-language-'))
  const core = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {} })
  try {
    await askAs(core, 'addPerson', { name: 'Ada', role: 'admin' })
    const clinic = { ...unknownClinic, language: 'pseudo', region: 'US' } as const
    expect(await askAs(core, 'setClinic', { clinic, by: 'Ada' })).toMatchObject({ ok: true })
    const { value } = (await askAs(core, 'snapshot', {})) as { value: Snapshot }
    expect(value.clinic).toMatchObject({ language: 'pseudo', region: 'US' })
    await askAs(core, 'addPerson', { name: 'Nora', role: 'nurse' })
    expect(await askAs(core, 'setCuffCycle', { roomId: 'room-9', everyMin: null, by: 'Nora' })).toMatchObject(
      {
        ok: false,
        message: expect.stringMatching(/^‹There is no room "room-9"\.[ ~]+›$/),
      },
    )
  } finally {
    await core.close()
    // The core of this test is in its process, where others say words after it.
    speak('en')
    rmSync(dataDir, { recursive: true, force: true })
  }
})
