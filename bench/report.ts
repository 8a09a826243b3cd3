import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Options } from './options.ts'
import { type Row, ratioOf, verdictOf } from './row.ts'

const HEADER = ['workload', 'measure', 'value', 'target', 'verdict', 'ratio', 'note']

const format = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en-US') : value >= 100 ? value.toFixed(0) : value.toPrecision(3)

const toCells = (row: Row): string[] => {
  const ratio = row.missing === undefined ? ratioOf(row) : undefined
  return [
    row.workload,
    row.measure,
    row.missing === undefined ? `${format(row.value)} ${row.unit}`.trim() : '-',
    row.target ? `${row.target.is} ${row.target.limit.toLocaleString('en-US')} ${row.unit}`.trim() : '',
    verdictOf(row),
    ratio === undefined ? '' : ratio.toFixed(2),
    row.missing ?? row.note ?? '',
  ]
}

/** The rows as a table for a terminal. A ratio above 1 is better than the target. */
export const toTable = (rows: Row[]): string => {
  const lines = [HEADER, ...rows.map(toCells)]
  const widths = HEADER.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)))
  const [head, ...body] = lines.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return [head, widths.map((width) => '-'.repeat(width)).join('  '), ...body].join('\n')
}

export const toJson = (rows: Row[], options: Options, began: Date) => ({
  date: began.toISOString(),
  seconds: Math.round((Date.now() - began.getTime()) / 1000),
  kind: options.quick ? 'quick' : 'full',
  tickets: options.tickets,
  node: process.version,
  machine: { cpus: cpus().length, model: cpus()[0]?.model, memory_mb: Math.round(totalmem() / 1024 ** 2) },
  rows: rows.map((row) => ({ ...row, verdict: verdictOf(row) || undefined, ratio: ratioOf(row) })),
})

/** Writes bench/results/<date>.json and answers where. */
export const keepResult = (result: ReturnType<typeof toJson>): string => {
  const folder = join(import.meta.dirname, 'results')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${result.date.replaceAll(':', '-')}.json`)
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`)
  return path
}
