import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { processExists } from './exists.ts'

it('a process exists as long as it runs', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  expect(processExists(child.pid ?? 0)).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(processExists(child.pid ?? 0)).toBe(false)
})

it.runIf(process.platform === 'linux')('one whose end nobody has asked for does not run', async () => {
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 600'])
  try {
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    const pid = Number(String(line))
    await expect.poll(() => processExists(pid)).toBe(false)
    // The system still has its number.
    expect(() => process.kill(pid, 0)).not.toThrow()
  } finally {
    parent.kill('SIGKILL')
  }
})
