import * as Plot from '@observablehq/plot'
import { useEffect, useRef, useState } from 'react'
import { isolated } from '../../texts/bidi.ts'
import { useLanguage } from '../../texts/texts.tsx'
import { measure, period, type Unit } from '../format.ts'
import type { Interval } from '../range.ts'
import { axis } from './axis.ts'
import type { Bar, Point, Series } from './series.ts'

export type ChartSpec =
  | { kind: 'stack' | 'lines' | 'area'; interval: Interval; points: Point[]; series: Series[]; unit: Unit }
  | { kind: 'bars'; bars: Bar[]; unit: Unit }

/** Weeks begin on Monday, here as in the API. */
const STEPS = { day: 'day', week: 'monday', month: 'month' } as const
const HALF_MS = { day: 43_200_000, week: 302_400_000, month: 1_296_000_000 } as const
const HEIGHT = 220
const BAR_HEIGHT = 26

/** From left to right in every language, in the page's font, with colours that follow the theme by themselves. */
const STYLE =
  '--plot-background: var(--raised); font-family: inherit; font-size: 0.75rem; color: var(--ink-soft); overflow: visible'

/** A chart as wide as its place. What it shows is said beside it and is in the table: to readers it is one picture. */
export const Chart = ({ spec, label }: { spec: ChartSpec; label: string }) => {
  const language = useLanguage()
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    if (width === 0) return
    const plot = Plot.plot({
      width,
      style: STYLE,
      marginTop: 12,
      ...(spec.kind === 'bars' ? bars(spec, width, language) : overTime(spec, width, language)),
    })
    // Its groups have labels of Plot's own; what is to be read is the picture's.
    plot.setAttribute('aria-hidden', 'true')
    place.current?.replaceChildren(plot)
    return () => plot.remove()
  }, [spec, width, language])
  return <div ref={place} dir="ltr" role="img" aria-label={label} className="min-h-40 w-full min-w-0" />
}

/** As many of the periods as there is room for, the last among them. */
const ticksOf = (points: readonly Point[], room: number): Date[] => {
  const periods = [...new Set(points.map(({ period: first }) => first))].toSorted()
  const every = Math.ceil(periods.length / Math.max(2, room))
  return periods.filter((_, n) => (periods.length - 1 - n) % every === 0).map((first) => new Date(first))
}

type OverTime = Extract<ChartSpec, { interval: Interval }>
type Bars = Extract<ChartSpec, { kind: 'bars' }>

const overTime = ({ kind, interval, points, series, unit }: OverTime, width: number, language: string) => {
  const { divide, ticks, format } = axis(unit, Math.max(...points.map(({ value }) => value ?? 0), 0), language)
  const drawn = points.map((point) => ({
    ...point,
    date: new Date(point.period),
    // What was not measured is a gap and no zero.
    value: point.value === null ? Number.NaN : point.value / divide,
    title: [
      `${series.length > 1 ? `${isolated(point.series)}: ` : ''}${isolated(measure(point.value, unit, language))}`,
      isolated(period(point.period, interval, language)),
    ].join('\n'),
  }))
  const domain = series.map(({ name }) => name)
  const range = series.map(({ colour }) => colour)
  const day = new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    month: 'short',
    ...(interval === 'month' ? { year: '2-digit' } : { day: 'numeric' }),
  })
  // A bar has its period below its middle, a point of a line below itself.
  const half = kind === 'stack' ? HALF_MS[interval] : 0
  const marks = {
    stack: () => [
      Plot.rectY(drawn, {
        x: 'date',
        interval: STEPS[interval],
        y: 'value',
        fill: 'series',
        order: domain,
        insetLeft: 1,
        insetRight: 1,
        title: 'title',
        tip: true,
      }),
    ],
    lines: () => [
      Plot.lineY(drawn, { x: 'date', y: 'value', stroke: 'series', strokeWidth: 2, curve: 'monotone-x' }),
      // A line of one point is none.
      Plot.dotY(drawn, {
        x: 'date',
        y: 'value',
        fill: 'series',
        r: drawn.length > 40 * series.length ? 1.5 : 3,
        title: 'title',
        tip: true,
      }),
    ],
    area: () => [
      Plot.areaY(drawn, { x: 'date', y: 'value', fill: 'series', fillOpacity: 0.18, curve: 'step-after' }),
      Plot.lineY(drawn, { x: 'date', y: 'value', stroke: 'series', strokeWidth: 2, curve: 'step-after' }),
      Plot.tip(drawn, Plot.pointerX({ x: 'date', y: 'value', title: 'title' })),
    ],
  }
  return {
    height: HEIGHT,
    marginLeft: 52,
    marginRight: 12,
    color: { domain, range },
    x: { type: 'utc' as const },
    y: { ...(unit === 'share' ? { domain: [0, 1] } : { zero: true }) },
    marks: [
      Plot.gridY({ ticks, stroke: 'var(--line)', strokeOpacity: 1 }),
      Plot.axisY({ ticks, label: null, tickSize: 0, tickFormat: (value: number) => isolated(format(value)) }),
      Plot.axisX({
        ticks: ticksOf(points, Math.floor(width / 90)).map((first) => new Date(first.getTime() + half)),
        label: null,
        tickSize: 0,
        tickFormat: (middle: Date) => isolated(day.format(middle.getTime() - half)),
      }),
      Plot.ruleY([0], { stroke: 'var(--line-strong)' }),
      ...marks[kind](),
    ],
  }
}

const bars = ({ bars: all, unit }: Bars, width: number, language: string) => {
  const { divide } = axis(unit, Math.max(...all.map(({ value }) => value), 0), language)
  const marginLeft = Math.min(150, Math.floor(width / 3))
  const drawn = all.map((bar) => ({
    ...bar,
    value: bar.value / divide,
    words: measure(bar.value, unit, language),
    title: `${isolated(bar.name)}: ${measure(bar.value, unit, language)}`,
  }))
  return {
    height: all.length * BAR_HEIGHT + 16,
    marginLeft,
    marginRight: 56,
    marginBottom: 4,
    x: { axis: null, zero: true },
    y: { domain: all.map(({ name }) => name), padding: 0.3 },
    marks: [
      // Of the widths that the words of a name have, 7 px a letter is nearly the broadest.
      Plot.axisY({ label: null, tickSize: 0, lineWidth: marginLeft / 14, textOverflow: 'ellipsis' as const }),
      Plot.barX(drawn, { y: 'name', x: 'value', fill: 'var(--accent)', rx: 2, title: 'title', tip: true }),
      Plot.text(drawn, {
        y: 'name',
        x: 'value',
        text: 'words',
        textAnchor: 'start',
        dx: 6,
        fill: 'var(--ink-soft)',
      }),
    ],
  }
}
