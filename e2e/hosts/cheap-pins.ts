/** For the environment of every Vigil under test: PINs cost next to nothing in it (`electron/store/testing/cheap-pins.ts`). */
export const cheapPins = {
  NODE_OPTIONS: `--import ${new URL('../../electron/store/testing/cheap-pins.ts', import.meta.url).href}`,
}
