import { homedir, platform } from 'node:os'
import { join } from 'node:path'

/** Where Vigil keeps its data on this computer; VIGIL_DATA names another folder. */
export function defaultDataDir(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const named = env['VIGIL_DATA']
  if (named) return named
  if (platform() === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Vigil')
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Vigil')
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'vigil')
}
