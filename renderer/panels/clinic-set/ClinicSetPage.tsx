import '../presets/presets.css'
import './clinic-set.css'
import { type ClinicWords, shippedWords } from '../../../shared/clinic-set/clinic-set.ts'
import { rewordable } from '../../../shared/clinic-set/texts.ts'
import { type ClinicSetView, setInUse } from '../../../shared/clinic-set/versions.ts'
import { checkIds } from '../../../shared/session/checklist.ts'
import { words as shared, text } from '../../text/text.ts'
import { openPage, openSheet } from '../../window/ui.ts'
import { OtherRooms } from '../alarms/OtherRooms.tsx'
import { DifferenceTable, VersionHistory } from '../presets/VersionHistory.tsx'
import { WindowControls } from '../room/Header.tsx'
import { useClinicSets, useShownSet } from './chosen.ts'

const words = text.clinicSet

/** The clinic's own words beside what ships: who stands for them, since when, and what differs. */
export function ClinicSetPage() {
  const views = useClinicSets()
  const shown = useShownSet()
  const inUse = setInUse(views)?.version
  return (
    <main className="presets-page">
      <header className="start-head">
        <h1>{words.title}</h1>
        <button type="button" onClick={() => openPage({ name: 'presets' })}>
          {words.back}
          <kbd>z</kbd>
        </button>
        <WindowControls />
      </header>
      <OtherRooms shownId={null} />
      <p className="dim">{words.who}</p>
      <div className="presets-columns">
        <nav aria-label={words.list}>
          <h2>{words.list}</h2>
          {views.length === 0 ? <p className="dim">{words.shippedNote}</p> : null}
          <ul>
            {views.map(({ set: { version }, state }) => (
              <li key={version}>
                <button
                  type="button"
                  aria-current={version === shown?.set.version}
                  onClick={() => openPage({ name: 'clinicSet', version })}
                >
                  <b>{words.version(version)}</b>
                  <span className="dim">
                    {version === inUse ? words.inUse : shared.presets.states[state]}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <section
          aria-labelledby="clinic-set-title"
          data-testid="clinic-set"
          data-state={shown?.state ?? 'shipped'}
        >
          <h2 id="clinic-set-title">
            {shown ? words.version(shown.set.version) : words.shipped}
            {shown ? <span className="dim"> {shared.presets.states[shown.state]}</span> : null}
          </h2>
          <Buttons view={shown} isNewest={shown === views.at(-1)} />
          {shown ? <History view={shown} /> : null}
          <Words words={shown?.set ?? shippedWords} />
        </section>
      </div>
    </main>
  )
}

function Buttons({
  view,
  isNewest,
}: {
  readonly view: ClinicSetView | undefined
  readonly isNewest: boolean
}) {
  const state = view?.state
  return (
    <>
      <p className="preset-buttons">
        {isNewest ? (
          <button type="button" onClick={() => openSheet('clinicSetEdit')}>
            {words.edit}
          </button>
        ) : null}
        {state === 'draft' ? (
          <button type="button" className="primary" onClick={() => openSheet('clinicSetApprove')}>
            {words.approve}
          </button>
        ) : null}
        {state === 'draft' || state === 'approved' ? (
          <button type="button" onClick={() => openSheet('clinicSetWithdraw')}>
            {words.withdraw}
          </button>
        ) : null}
      </p>
      <p className="dim">{isNewest ? words.keeps : words.older}</p>
    </>
  )
}

function History({ view: { history, differs } }: { readonly view: ClinicSetView }) {
  return (
    <>
      <VersionHistory title={words.history} history={history} />
      {differs.length === 0 ? (
        <p>{words.same}</p>
      ) : (
        <DifferenceTable
          testId="clinic-set-differs"
          caption={words.differs}
          heads={[words.differColumns.text, words.differColumns.shipped, words.differColumns.here]}
          none={words.none}
          differs={differs}
        />
      )}
    </>
  )
}

function Words({ words: own }: { readonly words: ClinicWords }) {
  return (
    <>
      <h3>{words.marks}</h3>
      {own.marks.length === 0 ? (
        <p className="dim">{words.noMarks}</p>
      ) : (
        <ul className="clinic-marks" aria-label={words.marks}>
          {own.marks.map(mark => (
            <li key={mark}>{mark}</li>
          ))}
        </ul>
      )}
      <table className="preset-table" data-testid="clinic-set-criteria">
        <caption>{words.criteria}</caption>
        <thead>
          <tr>
            <th scope="col">{words.criteriaColumns.id}</th>
            <th scope="col">{words.criteriaColumns.criterion}</th>
            <th scope="col">{words.criteriaColumns.source}</th>
          </tr>
        </thead>
        <tbody>
          {checkIds.map(id => (
            <tr key={id}>
              <th scope="row">{id}</th>
              <td>{shared.checks[id]}</td>
              <td className="dim">{words.checkSources[id]}</td>
            </tr>
          ))}
          {own.criteria.map(({ id, text: asked }) => (
            <tr key={id}>
              <th scope="row">{id}</th>
              <td>
                <b>{asked}</b>
              </td>
              <td className="dim">{words.ofClinic}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="dim">{words.criteriaNote}</p>
      <table className="preset-table" data-testid="clinic-set-texts">
        <caption>{words.texts}</caption>
        <thead>
          <tr>
            <th scope="col">{words.differColumns.text}</th>
            <th scope="col">{words.differColumns.shipped}</th>
            <th scope="col">{words.differColumns.here}</th>
          </tr>
        </thead>
        <tbody>
          {rewordable(own, shared).map(({ field, shipped, here }) => (
            <tr key={field}>
              <th scope="row">{field}</th>
              <td className="dim">{shipped}</td>
              <td>{here === shipped ? here : <b>{here}</b>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
