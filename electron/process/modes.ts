import { isMainThread } from 'node:worker_threads'

/** Folders 0700, files 0600: what Vigil writes is read by the login it runs under, and by no other of this computer. */
const OWN_LOGIN_ONLY = 0o077

let usual: number | null = null

/** From now on whatever this process makes is private, its threads' and children's files too. Windows keeps to its own rules. */
export function keepPrivate(): void {
  // The mask belongs to the whole process: a thread may not set it, and finds it set.
  if (process.platform === 'win32' || !isMainThread || usual !== null) return
  usual = process.umask(OWN_LOGIN_ONLY)
}

/** Runs something that makes files for every login of the computer, as an installation of a package does. */
export function withUsualModes<T>(run: () => T): T {
  if (usual === null) return run()
  process.umask(usual)
  try {
    return run()
  } finally {
    process.umask(OWN_LOGIN_ONLY)
  }
}
