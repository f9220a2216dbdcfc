import { useEffect, useRef } from 'react'
import { wavesByRoom } from '../live/store.ts'
import { text } from '../text/text.ts'

const SHOWN_S = 5
/** Older than this, the last stretch is no longer shown: a frozen wave would look like a pulse. */
const STALE_MS = 2000

/** The newest seconds of the pulse waveform. It moves because the patient's pulse does; with reduced motion, once a second. */
export function Pleth({ roomId }: { readonly roomId: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const reduced = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    const everyMs = reduced ? 1000 : 100
    const timer = window.setInterval(() => {
      if (canvas.current) draw(canvas.current, roomId)
    }, everyMs)
    return () => window.clearInterval(timer)
  }, [roomId])
  return <canvas ref={canvas} className="pleth" role="img" aria-label={text.chart.pleth} />
}

function draw(canvas: HTMLCanvasElement, roomId: string): void {
  const { clientWidth: width, clientHeight: height } = canvas
  const density = window.devicePixelRatio
  if (canvas.width !== width * density || canvas.height !== height * density) {
    canvas.width = width * density
    canvas.height = height * density
  }
  const context = canvas.getContext('2d')
  if (!context) return
  context.setTransform(density, 0, 0, density, 0, 0)
  context.clearRect(0, 0, width, height)
  const wave = wavesByRoom.get(roomId)?.read()
  if (!wave || performance.now() - wave.atMs > STALE_MS) return
  const shown = wave.values.slice(-Math.round(SHOWN_S * wave.ratePerS))
  context.strokeStyle = getComputedStyle(canvas).getPropertyValue('--vital-spo2')
  context.lineWidth = 1.5
  context.beginPath()
  for (const [index, value] of shown.entries()) {
    const x = width - (shown.length - index) * (width / (SHOWN_S * wave.ratePerS))
    context.lineTo(x, height - 2 - value * (height - 4))
  }
  context.stroke()
}
