import './presets.css'
import type { PresetName } from '../../../shared/ipc.ts'
import { baseIn, versionsOf } from '../../../shared/presets/choose.ts'
import type { PresetView } from '../../../shared/presets/clinic.ts'
import { figuresOf } from '../../../shared/presets/figures.ts'
import { useLive } from '../../live/store.ts'
import { sayKept, words as shared, text } from '../../text/text.ts'
import { openPage, openSheet } from '../../window/ui.ts'
import { OtherRooms } from '../alarms/OtherRooms.tsx'
import { WindowControls } from '../room/Header.tsx'
import { findView, isSame } from './chosen.ts'
import { DifferenceTable, VersionHistory } from './VersionHistory.tsx'

const words = text.presets

/** Every preset, shipped or of the clinic: its figures with their sources, what differs, and who stands for it. */
export function PresetsPage({ chosen }: { readonly chosen?: PresetName }) {
  const views = useLive(state => state.snapshot?.presets) ?? []
  const shown = findView(views, chosen)
  const isShipped = ({ state }: PresetView) => state === 'shipped' || state === 'skeleton'
  const clinic = views.filter(view => !isShipped(view))
  const list = (of: readonly PresetView[]) => (
    <ul>
      {of.map(view => (
        <li key={`${view.preset.id} ${view.preset.version}`}>
          <PresetButton view={view} isShown={shown !== undefined && isSame(view, shown)} />
        </li>
      ))}
    </ul>
  )
  return (
    <main className="presets-page">
      <header className="start-head">
        <h1>{words.title}</h1>
        <button type="button" onClick={() => openPage({ name: 'start' })}>
          {words.back}
          <kbd>g</kbd>
        </button>
        <button type="button" onClick={() => openPage({ name: 'clinicSet' })}>
          {text.clinicSet.title}
          <kbd>k</kbd>
        </button>
        <WindowControls />
      </header>
      <OtherRooms shownId={null} />
      <p className="dim">{words.who}</p>
      <div className="presets-columns">
        <nav aria-label={words.list}>
          <h2>{words.shipped}</h2>
          {list(views.filter(isShipped))}
          <h2>{words.clinic}</h2>
          {clinic.length === 0 ? <p className="dim">{words.noClinic}</p> : list(clinic)}
        </nav>
        {shown ? <Shown view={shown} views={views} /> : null}
      </div>
    </main>
  )
}

function PresetButton({ view, isShown }: { readonly view: PresetView; readonly isShown: boolean }) {
  const { id, version, label } = view.preset
  return (
    <button
      type="button"
      aria-current={isShown}
      onClick={() => openPage({ name: 'presets', chosen: { presetId: id, version } })}
    >
      <b>{sayKept(label)}</b>
      <span className="dim">
        {id} · {words.version(version)}
        {view.state === 'shipped' ? '' : ` · ${shared.presets.states[view.state]}`}
      </span>
    </button>
  )
}

interface ShownProps {
  readonly view: PresetView
  readonly views: readonly PresetView[]
}

function Shown({ view, views }: ShownProps) {
  const { preset, state } = view
  const newest = versionsOf(views, preset.id).at(-1)
  const isNewest = newest !== undefined && isSame(newest, view)
  const ships = state === 'shipped' || state === 'skeleton'
  return (
    <section aria-labelledby="preset-title" data-testid="preset" data-state={state}>
      <h2 id="preset-title">
        {sayKept(preset.label)}
        <span className="dim">
          {' '}
          {preset.id}, {words.version(preset.version)}, {shared.presets.states[state]}
        </span>
      </h2>
      <p className="preset-buttons">
        <button type="button" onClick={() => openSheet('presetCopy')}>
          {words.copy}
        </button>
        {!ships && isNewest ? (
          <button type="button" onClick={() => openSheet('presetEdit')}>
            {words.edit}
          </button>
        ) : null}
        {state === 'draft' ? (
          <button type="button" className="primary" onClick={() => openSheet('presetApprove')}>
            {words.approve}
          </button>
        ) : null}
        {state === 'draft' || state === 'approved' ? (
          <button type="button" onClick={() => openSheet('presetWithdraw')}>
            {words.withdraw}
          </button>
        ) : null}
      </p>
      {ships ? (
        <p className="dim">{state === 'skeleton' ? words.skeleton : words.locked}</p>
      ) : (
        <OfClinic view={view} />
      )}
      {!ships && !isNewest ? <p className="dim">{words.older}</p> : null}
      <FigureTable view={view} views={views} />
    </section>
  )
}

function OfClinic({ view }: { readonly view: PresetView }) {
  const { preset, history, differs } = view
  const basedOn = preset.clinic?.basedOn
  const id = basedOn?.id ?? ''
  return (
    <>
      <VersionHistory title={words.history} history={history} />
      {basedOn ? <p>{words.basedOn(basedOn.id, basedOn.version)}</p> : null}
      {differs === null ? <p className="dim">{words.shipsNoLonger}</p> : null}
      {differs?.length === 0 ? <p>{words.same(id)}</p> : null}
      {differs && differs.length > 0 ? (
        <DifferenceTable
          testId="preset-differs"
          caption={words.differs(id)}
          heads={[words.differColumns.figure, words.differColumns.shipped, words.differColumns.here]}
          none={words.none}
          differs={differs}
        />
      ) : null}
    </>
  )
}

/** What differs from the shipped preset is marked in words too: the difference stands above, and the source says so. */
function FigureTable({ view: { preset }, views }: ShownProps) {
  const base = baseIn(views, preset)
  const shipped = new Map(
    base && preset.clinic ? figuresOf(base, shared).map(({ path, value }) => [path, value]) : [],
  )
  return (
    <table className="preset-table" data-testid="preset-figures">
      <caption>{words.figures}</caption>
      <thead>
        <tr>
          <th scope="col">{words.columns.figure}</th>
          <th scope="col">{words.columns.value}</th>
          <th scope="col">{words.columns.source}</th>
        </tr>
      </thead>
      <tbody>
        {figuresOf(preset, shared).map(({ path, label, value, source }) => (
          <tr key={path}>
            <th scope="row">{label}</th>
            <td>{preset.clinic && shipped.get(path) !== value ? <b>{value}</b> : value}</td>
            <td className="dim">{source ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
