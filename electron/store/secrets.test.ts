import { createHmac, scryptSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { createSecrets } from './secrets.ts'

it('a PIN costs 128 MB and N = 2^17, with the pepper of the record, whatever tests of processes take', async () => {
  const pepper = Buffer.alloc(32, 7)
  const secrets = createSecrets(pepper)
  const stored = await secrets.hash('471182')
  const [method, log2, salt = '', key] = stored.split(' ')
  expect([method, log2]).toEqual(['scrypt2', '17'])
  const peppered = createHmac('sha256', pepper).update('471182').digest()
  const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 }
  expect(key).toBe(scryptSync(peppered, Buffer.from(salt, 'base64'), 32, cost).toString('base64'))
  expect(await secrets.matches(stored, '471182')).toBe(true)
  expect(await secrets.matches(stored, '471183')).toBe(false)
  expect(await createSecrets(Buffer.alloc(32, 8)).matches(stored, '471182')).toBe(false)
})
