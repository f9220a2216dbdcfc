import type { ReactNode } from 'react'

interface SymbolProps {
  /** `off`: crossed; `paused`: the cross is dashed. */
  readonly state: 'off' | 'paused'
}

/** A bell with a cross: alarms off (after IEC 60417-5319), dashed while only paused (after IEC 60417-5576-2). */
export function BellSymbol({ state }: SymbolProps) {
  return (
    <Crossed state={state}>
      <path d="M12 2.5a1.5 1.5 0 0 0-1.5 1.5v.7C7.6 5.4 6 7.8 6 10.8v4.4L3.8 18v1h16.4v-1L18 15.2v-4.4c0-3-1.6-5.4-4.5-6.1V4A1.5 1.5 0 0 0 12 2.5z" />
      <path d="M9.5 20a2.5 2.2 0 0 0 5 0z" />
    </Crossed>
  )
}

/** A loudspeaker with a cross: audio off, dashed while only paused (after IEC 60417-5576). */
export function AudioSymbol({ state }: SymbolProps) {
  return (
    <Crossed state={state}>
      <path d="M3 9v6h4l6 5V4L7 9z" />
      <path className="outline" d="M16 8.5a5 5 0 0 1 0 7M18.7 5.8a9 9 0 0 1 0 12.4" />
    </Crossed>
  )
}

/** What is crossed is paler than the cross, so that both can be made out. */
function Crossed({ state, children }: SymbolProps & { readonly children: ReactNode }) {
  return (
    <svg className="signal-symbol" viewBox="0 0 24 24" width="28" height="28" aria-hidden="true">
      <g className="crossed">{children}</g>
      <path className={`cross ${state}`} d="M2 2l20 20M22 2L2 22" />
    </svg>
  )
}
