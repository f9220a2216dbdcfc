import { execFileSync } from 'node:child_process'
import { node, root } from './hosts/processes.ts'

/** Before the first test that begins Vigil: what is begun is built of what stands in the sources. Apart, as a builder ends a test runner that it runs in. */
export default function build(): void {
  execFileSync(node, ['electron/start/build.ts', '--if-stale'], { cwd: root, stdio: 'inherit' })
}
