import { expect, it } from 'vitest'
import { simulatedCuff } from './index.ts'

it('gives a simulated patient a cuff that can be started', () => {
  const cuff = simulatedCuff()
  expect(cuff.vitals).toContain('systolic')
  expect(cuff.createHost?.().commands).toContain('startNibp')
  // Sessions simulated before keep their monitor.
  expect(cuff.id).toBe('dinamap-host')
})
