import './small-tiles.css'
import { vitals } from '../../../shared/vitals.ts'
import { roomNow, useTicking } from '../../live/clock.ts'
import { type LiveRoom, useDevices } from '../../live/store.ts'
import { words as shared, text } from '../../text/text.ts'
import { smallFigures } from './figures.ts'
import { LimitSigns } from './LimitSigns.tsx'
import { signLimits } from './limit-signs.ts'

/** A small tile for each vital sign beside the three large figures. */
export function SmallTiles({ room }: { readonly room: LiveRoom }) {
  useTicking(500)
  const devices = useDevices(room.view.id)
  const isLost = (deviceId: string | undefined) =>
    devices.find(({ id }) => id === deviceId)?.link.state === 'lost'
  const shown = smallFigures(room.view, roomNow(room), isLost)
  if (shown.length === 0) return null
  return (
    <div className="small-tiles">
      {shown.map(({ vital, figure, alarm }) => (
        <section
          key={vital}
          className={`small-tile ${figure.freshness} ${alarm ? `alarming ${alarm.priority} ${alarm.state}` : ''}`}
          data-testid={`small-${vital}`}
          aria-label={shared.vitals.names[vital]}
        >
          <h2>
            {alarm ? <span className="alarm-marks">{text.room.priorityMarks[alarm.priority]} </span> : null}
            {shared.vitals.names[vital]} <span className="unit">{vitals[vital].unit}</span>
          </h2>
          <span className="small-tile-figure" data-value={figure.value}>
            {figure.shown}
          </span>
          <span className="small-side">
            <span>
              {figure.quality === text.room.tiles.good ? (
                <span className="roomy">{figure.quality}</span>
              ) : (
                figure.quality
              )}{' '}
              {figure.age}
            </span>
            <LimitSigns signs={signLimits(room.view, [vital])} />
          </span>
        </section>
      ))}
    </div>
  )
}
