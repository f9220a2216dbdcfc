import { say } from '../say.ts'

/** What the desktop shell says by itself. All else that people read is the dashboard's. */
export const shellWords = {
  menu: {
    file: 'File',
    newWindow: 'New window',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
    /** What Electron does by itself. */
    roles: {
      about: 'About Vigil',
      services: 'Services',
      hide: 'Hide Vigil',
      hideOthers: 'Hide others',
      unhide: 'Show all',
      quit: 'Quit Vigil',
      close: 'Close window',
      undo: 'Undo',
      redo: 'Redo',
      cut: 'Cut',
      copy: 'Copy',
      paste: 'Paste',
      delete: 'Delete',
      selectAll: 'Select all',
      resetZoom: 'Actual size',
      zoomIn: 'Zoom in',
      zoomOut: 'Zoom out',
      togglefullscreen: 'Full screen',
      minimize: 'Minimise',
      zoom: 'Zoom',
    },
  },
  cannotStart: 'Vigil could not start',
  sessionOpen: (rooms: readonly string[]) =>
    rooms.length === 1 ? `A session is open in ${rooms[0]}.` : `Sessions are open in ${rooms.join(', ')}.`,
  sessionOpenDetail:
    'Hidden, Vigil goes on watching and sounding alarms, and the window comes back with the next alarm or when Vigil is ' +
    'opened again. ' +
    'Ended, nothing is watched until Vigil is started again; the session stays open.',
  keepWindow: 'Keep the window',
  hideWindow: 'Hide the window and keep watching',
  endVigil: 'End Vigil and stop watching',
  unanswered: say('Unanswered alarm in {room}', 'room'),
  notOpened: say(
    'No program of this computer opened the report ({why}). Print {path} from another one.',
    'path',
    'why',
  ),
  coreHere:
    'Vigil’s core could not be started as a process of its own and runs beside the windows: alarms may be late while a window is moved. ' +
    'Start Vigil again.',
} as const
