import '@fontsource-variable/inter'
import '../theme/tokens.css'
import '../theme/base.css'
import '../theme/alarm.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { connectBridge } from '../live/bridge.ts'
import { speakAsTold, useSpoken } from '../live/spoken.ts'
import { connect, onNotice } from '../live/store.ts'
import { startSound } from '../sound/index.ts'
import { reportSound } from '../sound/profile.ts'
import { flashInPhase } from '../window/flash.ts'
import { keyRing } from '../window/key.ts'
import { startTheme } from '../window/theme.ts'
import { tell } from '../window/ui.ts'
import { App } from './App.tsx'

startTheme()
speakAsTold()
connect(connectBridge(keyRing))
onNotice(sentence => tell(sentence, true))
startSound()
reportSound()
flashInPhase()

/** Another language draws everything anew. */
function Window() {
  return <App key={useSpoken()} />
}

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <Window />
    </StrictMode>,
  )
