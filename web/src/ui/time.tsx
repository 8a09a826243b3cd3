import { useEffect, useState } from 'react'
import { useLanguage } from '../texts/texts.tsx'
import { formatOf } from './intl.ts'

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** Draws again each half minute: one clock for all times on the page. */
export const useNow = (): number => {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const tick = () => setNow(Date.now())
    listeners.add(tick)
    timer ??= setInterval(() => {
      for (const listener of listeners) listener()
    }, 30_000)
    return () => {
      listeners.delete(tick)
      if (listeners.size === 0) {
        clearInterval(timer)
        timer = undefined
      }
    }
  }, [])
  return now
}

const AGO = {
  narrow: formatOf((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'narrow' })),
  long: formatOf((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'long' })),
}
const momentFormat = formatOf(
  (language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }),
)

/** How long ago, or in how long: `3 hours ago`, `now`. */
export const relative = (iso: string, now: number, language: string, style: 'narrow' | 'long' = 'narrow'): string => {
  const seconds = (Date.parse(iso) - now) / 1000
  const format = AGO[style](language)
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) < size) continue
    // Hebrew's forms of one have it once more in brackets behind the word, which says it already.
    return format.format(Math.trunc(seconds / size), unit).replace(/ \(1\)$/, '')
  }
  return format.format(0, 'second')
}

/** A moment, as how long ago it was; the moment itself on hover. */
export const Ago = ({ at, long }: { at: string; long?: boolean }) => {
  const language = useLanguage()
  const now = useNow()
  return (
    <time dateTime={at} title={moment(at, language)} className="whitespace-nowrap">
      {relative(at, now, language, long ? 'long' : 'narrow')}
    </time>
  )
}

/** A moment with day and time, in the reader's zone. */
export const moment = (iso: string, language: string): string => momentFormat(language).format(new Date(iso))

/** Reads a language's rules for dates while there is nothing else to do: the first row would wait for them. */
export const warmTimes = (language: string): void => {
  const now = new Date()
  moment(now.toISOString(), language)
  relative(now.toISOString(), now.getTime(), language)
}
