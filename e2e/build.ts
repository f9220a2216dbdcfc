import { execFileSync } from 'node:child_process'
import { node, root } from './hosts/processes.ts'

/**
 * Before the first test that begins Vigil: what is begun is built of what stands in the sources. In a process of its own, for a test runner's is
 * said to be one of tests, and React would be built for that. What it says goes to the errors: figures may go to a program.
 */
export default function build(): void {
  const env = { ...process.env, NODE_ENV: 'production' }
  execFileSync(node, ['electron/start/build.ts', '--if-stale'], { cwd: root, env, stdio: ['ignore', 2, 2] })
}
