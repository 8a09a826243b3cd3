import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { settings } from '../src/cli/config.ts'
import { buildProgram } from '../src/cli/program.ts'

const readme = readFileSync(resolve(import.meta.dirname, '../README.md'), 'utf8')

/** The rows of the table under a heading, as their cells. */
const tableUnder = (heading: string): string[][] =>
  (readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))

test('the README names exactly the settings there are, with their defaults', () => {
  const rows = tableUnder('Settings').map(([, name = '', value = '']) => [
    name.replaceAll('`', ''),
    value.replaceAll('`', ''),
  ])
  expect(rows.map(([name]) => name).toSorted()).toEqual(Object.keys(settings.shape).toSorted())
  const documented = Object.fromEntries(rows.filter(([, value]) => value !== 'unset'))
  expect(settings.parse(documented)).toEqual(settings.parse({}))
  const withoutDefault = rows.filter(([, value]) => value === 'unset').map(([name]) => name ?? '')
  expect(withoutDefault.filter((name) => name in settings.parse({}))).toEqual([])
})

test('the README names exactly the commands there are', () => {
  const documented = tableUnder('Commands').map(([, usage = '']) => usage.replaceAll('`', '').split(/ (?=[A-Z-])/)[0])
  const commands = buildProgram().commands.flatMap((command) =>
    command.commands.length === 0 ? [command.name()] : command.commands.map((sub) => `${command.name()} ${sub.name()}`),
  )
  expect(documented.toSorted()).toEqual(commands.toSorted())
})
