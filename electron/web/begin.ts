import { forkEarly } from '../process/child.ts'
import { frontPrograms } from '../record/programs.ts'
import type { ServeOptions } from './serve.ts'
import type { TroubleEntry } from './trouble.ts'

/** Serves the browser entry; its core begins while the front's own programs are still being read: a front that is begun again must be there soon. */
export async function beginServe(options: ServeOptions): Promise<TroubleEntry> {
  forkEarly(frontPrograms().core)
  const { serve } = await import('./serve.ts')
  return serve(options)
}
