import './tiles.css'
import type { ReactNode } from 'react'
import type { Snapshot } from '../../../shared/views.ts'
import type { StreamVitalId, VitalId } from '../../../shared/vitals.ts'
import { toggleCuff } from '../../app/acts.ts'
import { Pleth } from '../../chart/Pleth.tsx'
import { roomNow, useTicking } from '../../live/clock.ts'
import { type LiveRoom, useLive } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import {
  alarmOf,
  areLimitsChanged,
  cuffFigure,
  describeBaseline,
  describeCuff,
  describeLimits,
  type Figure,
  streamFigure,
  type TileSubject,
} from './model.ts'

const words = text.room.tiles

/** The three figures that can be read at three metres. */
export function Tiles({ room }: { readonly room: LiveRoom }) {
  useTicking(500)
  const { view } = room
  const { session, limits, alarms } = view
  const snapshot = useLive(state => state.snapshot)
  if (!session || !limits) return null
  const nowMs = roomNow(room).monoMs
  const stream = (vital: StreamVitalId) => {
    const current = view.current.find(value => value.vital === vital)
    const link = snapshot?.devices.find(({ id }) => id === current?.deviceId)?.link
    return streamFigure(current, nowMs, link?.state === 'lost')
  }
  const alarmFor = (technical: TileSubject['technical'], ...parameters: VitalTuple) =>
    alarmOf(alarms, { parameters, technical, deviceIds: devicesOf(snapshot, view.id, parameters[0]) }, limits)
  const bp = cuffFigure(view.nibp, nowMs)
  const bpLimits = {
    limits: `${describeLimits(limits, 'systolic')} / ${describeLimits(limits, 'diastolic')}`,
    changed: areLimitsChanged(session, ['systolic', 'diastolic'], limits),
  }

  return (
    <div className="tiles">
      <Tile
        id="spo2"
        label={words.spo2}
        unit={words.percent}
        figure={stream('spo2')}
        alarm={alarmFor(['spo2-signal-lost'], 'spo2')}
        limits={describeLimits(limits, 'spo2')}
        changed={areLimitsChanged(session, ['spo2'], limits)}
      >
        <Pleth roomId={view.id} />
      </Tile>
      <Tile
        id="pulse"
        label={words.pulse}
        unit={words.perMin}
        figure={stream('pulseRate')}
        alarm={alarmFor([], 'pulseRate')}
        limits={describeLimits(limits, 'pulseRate')}
        changed={areLimitsChanged(session, ['pulseRate'], limits)}
      />
      <Tile
        id="bp"
        label={words.bp}
        unit={words.mmHg}
        figure={bp}
        alarm={alarmFor(['nibp-failed'], 'systolic', 'diastolic', 'mean')}
        {...bpLimits}
      >
        <p className="tile-line">
          <span>
            {words.map} <b data-testid="map">{bp.map === '' ? words.none : bp.map}</b>
          </span>
          <LimitWords {...bpLimits} />
        </p>
        <p className="tile-line">
          <span>{describeBaseline(session, view.nibp)}</span>
          <span className="tile-news">{describeCuff(view.nibp)}</span>
          {view.nibp.canStart ? (
            <button type="button" onClick={() => toggleCuff(view.id)}>
              {view.nibp.inflating ? words.stopCuff : words.measureNow}
              <kbd>b</kbd>
            </button>
          ) : null}
        </p>
      </Tile>
    </div>
  )
}

type VitalTuple = readonly [VitalId, ...VitalId[]]

/** The devices of a room that give this vital sign. */
function devicesOf(snapshot: Snapshot | null, roomId: string, vital: VitalId): readonly string[] {
  const drivers = snapshot?.drivers.filter(({ vitals }) => vitals.includes(vital)).map(({ id }) => id) ?? []
  const devices = snapshot?.devices.filter(
    device => device.roomId === roomId && drivers.includes(device.driver),
  )
  return devices?.map(({ id }) => id) ?? []
}

interface LimitWordsProps {
  readonly limits: string
  readonly changed: boolean
}

function LimitWords({ limits, changed }: LimitWordsProps) {
  return (
    <span className="tile-limits">
      <span className="visually-hidden">{words.limitsLabel}</span> {limits}
      {changed ? <b> {words.limitsChanged}</b> : null}
    </span>
  )
}

interface TileProps extends LimitWordsProps {
  readonly id: 'spo2' | 'pulse' | 'bp'
  readonly label: string
  readonly unit: string
  readonly figure: Figure
  readonly alarm: ReturnType<typeof alarmOf>
  readonly children?: ReactNode
}

function Tile({ id, label, unit, figure, alarm, limits, changed, children }: TileProps) {
  const alarmClass = alarm ? `alarming ${alarm.priority} ${alarm.state}` : ''
  return (
    <section
      className={`tile tile-${id} ${figure.freshness} ${alarmClass}`}
      data-testid={`tile-${id}`}
      aria-label={label}
    >
      <header>
        <h2>
          {alarm ? <span className="alarm-marks">{text.room.marks3[alarm.priority]} </span> : null}
          {label} <span className="unit">{unit}</span>
        </h2>
        <span className="tile-quality">{figure.quality}</span>
        <span className="tile-age">{figure.age}</span>
      </header>
      <p className="tile-figure">
        <span className="figure" data-value={figure.value}>
          {figure.shown}
        </span>
        {id === 'bp' ? null : <LimitWords limits={limits} changed={changed} />}
      </p>
      {children}
    </section>
  )
}
