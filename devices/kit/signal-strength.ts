/**
 * Signal strength below which a value counts as poor, of 0..8 or 0..9. Project choice: these protocols transmit no perfusion flag;
 * one maker treats less than 2 on its scale of 0 to 10 as poor (plausibility rules, section 6).
 */
const WEAK_BELOW = 2
/** Frames with a strength that settle that the unit fills the field. */
const SETTLED_BY = 3
/**
 * Judges values by the strength sent beside them. Some clones never fill that field (ReFleX AQWave RX101): 0 says nothing
 * until another strength was seen, and weak from then on.
 *
 * @param doubtedFrames frames of some ten seconds: fewer frames with a strength than settle it count for so long without
 *   another, since damage may have made them
 * @returns takes the strength of each good frame, in order
 */
export function createStrengthQuality(doubtedFrames: number): (strength: number) => 'good' | 'poor' {
  let filled = 0
  let emptySince = 0
  return strength => {
    if (strength > 0) {
      filled += 1
      emptySince = 0
      return strength < WEAK_BELOW ? 'poor' : 'good'
    }
    emptySince += 1
    if (filled < SETTLED_BY && emptySince > doubtedFrames) filled = 0
    return filled > 0 ? 'poor' : 'good'
  }
}
