import { useEffect, useRef, useState } from 'react'
import { groupAlarms, type ShownAlarm } from '../../../shared/alarm/one-reading.ts'
import type { AlarmView } from '../../../shared/alarm/types.ts'

/** What to say aloud of these alarms: those that have come, come back or risen since `known` was taken. */
export function findNews(
  alarms: readonly AlarmView[],
  known: ReadonlyMap<number, string>,
): { readonly news: readonly AlarmView[]; readonly known: ReadonlyMap<number, string> } {
  const calling = alarms.filter(alarm => alarm.state === 'active' && !alarm.acknowledged)
  return {
    news: calling.filter(alarm => known.get(alarm.occurrence) !== alarm.priority),
    known: new Map(calling.map(alarm => [alarm.occurrence, alarm.priority])),
  }
}

/** Words for a screen reader, once for each new alarm: a changing value is not read out every second. */
export function useAnnouncement(
  alarms: readonly AlarmView[],
  describe: (shown: ShownAlarm) => string,
): string {
  const [said, setSaid] = useState('')
  const known = useRef<ReadonlyMap<number, string>>(new Map())
  const latestDescribe = useRef(describe)
  latestDescribe.current = describe
  useEffect(() => {
    const found = findNews(alarms, known.current)
    known.current = found.known
    const shown = groupAlarms(alarms).filter(({ causes }) => causes.some(one => found.news.includes(one)))
    if (shown.length > 0) setSaid(shown.map(one => latestDescribe.current(one)).join('. '))
  }, [alarms])
  return said
}
