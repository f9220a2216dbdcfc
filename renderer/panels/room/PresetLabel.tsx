import { presetName } from '../../../shared/presets/figures.ts'
import type { Preset } from '../../../shared/presets/preset.ts'
import { format, words } from '../../text/text.ts'

/** Under which preset a session runs; for a clinic's preset, who approved it, as a tooltip. */
export function PresetLabel({ preset }: { readonly preset: Preset }) {
  const { clinic } = preset
  if (!clinic) return <span className="dim"> {presetName(preset, words)}</span>
  const { approved } = clinic
  const said = approved
    ? words.presets.approved(approved.by, format().day(approved.wallMs))
    : words.presets.notApproved
  return (
    <span className="dim" title={said}>
      {' '}
      {presetName(preset, words)}
      <span className="visually-hidden">: {said}</span>
    </span>
  )
}
