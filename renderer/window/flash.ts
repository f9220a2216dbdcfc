/**
 * Lets all alarms of a priority flash in phase: every flashing animation counts from the document's own beginning rather
 * than from when its element appeared (alarm standard, section 3: one clock).
 */
export function flashInPhase(): void {
  document.addEventListener('animationstart', event => {
    if (!event.animationName.includes('flash') || !(event.target instanceof Element)) return
    for (const animation of event.target.getAnimations()) animation.startTime = 0
  })
}
