import { registerHooks } from 'node:module'

/* `node --import ./e2e/stand-in/register.ts dist/main/main.js`: runs a built main process with this stand-in as its Electron. */

const standIn = new URL('electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})
