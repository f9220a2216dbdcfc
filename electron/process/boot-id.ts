import { readFileSync } from 'node:fs'

/** The kernel's own, new at each start of the computer (Linux, `Documentation/admin-guide/sysctl/kernel.rst`, random). */
const LINUX = '/proc/sys/kernel/random/boot_id'

/** Which start of the computer this is; null where the system does not say: then uptime and wall clock are held together. */
export function readBootId(path: string = LINUX): string | null {
  try {
    const id = readFileSync(path, 'utf8').trim()
    return /^[0-9a-f-]{36}$/.test(id) ? id : null
  } catch {
    // Other systems have no such file.
    return null
  }
}
