import './small-tiles.css'
import { type StreamVitalId, streamVitalIds, vitals } from '../../../shared/vitals.ts'
import { roomNow, useTicking } from '../../live/clock.ts'
import { type LiveRoom, useDevices } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { alarmOf, signLimits, streamFigure } from './figures.ts'
import { LimitSigns } from './LimitSigns.tsx'

const small = streamVitalIds.filter(vital => vitals[vital].shown === 'small')

/**
 * What monitors tell beside the three large figures, as respiration and end-tidal CO2: a small tile each, from the first value
 * on. What can alarm can be seen: a tile stays while its alarm stands, with or without a value.
 */
export function SmallTiles({ room }: { readonly room: LiveRoom }) {
  useTicking(500)
  const devices = useDevices(room.view.id)
  const { limits, alarms, current, session } = room.view
  if (!limits) return null
  const alarmFor = (vital: StreamVitalId) =>
    alarmOf(alarms, { parameters: [vital], technical: [], deviceIds: [] }, limits)
  const shown = small.filter(
    vital => current.some(value => value.vital === vital) || alarmFor(vital) !== null,
  )
  if (shown.length === 0) return null
  return (
    <div className="small-tiles">
      {shown.map(vital => {
        const now = current.find(value => value.vital === vital)
        const link = devices.find(({ id }) => id === now?.deviceId)?.link
        const figure = streamFigure(now, roomNow(room), link?.state === 'lost', session?.gaps ?? [])
        const alarm = alarmFor(vital)
        return (
          <section
            key={vital}
            className={`small-tile ${figure.freshness} ${alarm ? `alarming ${alarm.priority} ${alarm.state}` : ''}`}
            data-testid={`small-${vital}`}
            aria-label={vitals[vital].label}
          >
            <h2>
              {alarm ? <span className="alarm-marks">{text.room.priorityMarks[alarm.priority]} </span> : null}
              {vitals[vital].label} <span className="unit">{vitals[vital].unit}</span>
            </h2>
            <span className="small-figure" data-value={figure.value}>
              {figure.shown}
            </span>
            <span className="small-side">
              <span>{[figure.quality, figure.age].filter(Boolean).join(', ')}</span>
              <LimitSigns signs={signLimits(room.view, [vital])} />
            </span>
          </section>
        )
      })}
    </div>
  )
}
