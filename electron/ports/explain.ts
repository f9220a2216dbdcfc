import { phrase } from '../../shared/words/host.ts'
import { TransportError } from '../link/index.ts'

/**
 * Puts the serial library's error into words. The library gives no codes, only the system's text: strerror() on Linux and
 * macOS, its own few phrases on Windows ("File not found", "Access denied", "Unknown error code 121").
 */
export function explainSerialError(path: string, detail: string): TransportError {
  const windows = explainWindowsError(path, detail)
  if (windows) return windows
  if (/no such (file|device)|file not found/i.test(detail)) {
    return new TransportError('not-found', phrase.lines.portNotThere(path))
  }
  if (/cannot lock port|temporarily unavailable|resource busy|access denied/i.test(detail))
    return portInUse(path)
  if (/permission denied|not permitted/i.test(detail)) {
    return new TransportError('denied', phrase.lines.portNotPermitted(path))
  }
  if (/inappropriate ioctl|not a typewriter/i.test(detail)) {
    return new TransportError('failed', phrase.lines.notSerialPort(path))
  }
  return new TransportError('failed', phrase.lines.portNotOpened(path, plain(detail)))
}

/**
 * Errors of Windows that the library gives by their number alone. What they mean depends on the call: `Opening COM3` is the
 * port itself, every later one (GetCommState, SetCommState, Writing, Reading) an adapter that was there a moment ago.
 *
 * Source: Microsoft's list of system errors; the calls as in the library's `serialport_win.cpp`.
 *
 * @returns null: no such error
 */
export function explainWindowsError(path: string, detail: string): TransportError | null {
  const found = /^(?:Error:?\s*)*(.*?):?\s*unknown error code (\d+)/i.exec(detail)
  if (!found) return null
  const [, call = '', code = ''] = found
  const isOpening = /^opening/i.test(call)
  const failed = (sentence: string) => new TransportError('failed', sentence)
  const isGone = (sentence: string) => new TransportError('not-found', sentence)
  switch (`${isOpening ? 'opening' : 'later'} ${code}`) {
    case 'opening 3':
      return isGone(phrase.lines.portNotThere(path))
    case 'opening 31':
      return failed(phrase.lines.adapterDriverBroken(path))
    case 'opening 121':
      return failed(phrase.lines.nothingBehindPort(path))
    case 'opening 433':
      return isGone(phrase.lines.adapterStillListed(path))
    case 'later 31':
      return failed(phrase.lines.adapterRefusesSettings(path))
    case 'later 121':
      return failed(phrase.lines.adapterSilent(path))
    case 'later 22':
    case 'later 433':
    case 'later 1167':
      return isGone(phrase.lines.adapterUnplugged(path, code))
    default:
      return null
  }
}

export function portInUse(path: string): TransportError {
  return new TransportError('in-use', phrase.lines.portInUse(path))
}

/** Puts an error of a TCP connection into words, by the system's error code. */
export function explainTcpError(address: string, code: string | undefined, detail: string): TransportError {
  switch (code) {
    case 'ECONNREFUSED':
      return new TransportError('refused', phrase.lines.connectionRefused(address))
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new TransportError('not-found', phrase.lines.addressNameUnknown(address))
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
      return new TransportError('not-found', phrase.lines.addressDoesNotAnswer(address))
    case 'EACCES':
    case 'EPERM':
      return new TransportError('denied', phrase.lines.connectingNotPermitted(address))
    default:
      return new TransportError('failed', phrase.lines.connectionFailed(address, plain(detail)))
  }
}

/** Puts an error of waiting for a sender into words, by the system's error code. */
export function explainListenError(
  address: string,
  code: string | undefined,
  detail: string,
): TransportError {
  switch (code) {
    case 'EADDRINUSE':
      return new TransportError('in-use', phrase.lines.addressInUse(address))
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new TransportError('not-found', phrase.lines.addressNotOurs(address))
    case 'EACCES':
    case 'EPERM':
      return new TransportError('denied', phrase.lines.listeningNotPermitted(address))
    default:
      return new TransportError('failed', phrase.lines.listeningFailed(address, plain(detail)))
  }
}

function plain(detail: string): string {
  return detail.replace(/^(Error:?\s*)+/i, '').replace(/[.\s]+$/, '')
}
