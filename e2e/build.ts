import { buildIfStale } from '../electron/start/build-if-stale.ts'
import { root } from './hosts/processes.ts'

/** Before the first flow: what is played is built of what stands in the sources. */
export default async function build(): Promise<void> {
  await buildIfStale(root)
}
