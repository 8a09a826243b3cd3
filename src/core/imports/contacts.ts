import { systemActor } from '../actor.ts'
import type { Change } from '../change.ts'
import type { Identification } from '../contacts/identify.ts'
import { identifyContacts } from '../contacts/identify-many.ts'
import type { Lodge } from '../lodge.ts'
import { type CsvRecord, delimiterOf, fieldsOf, readCsv, UnclosedQuote } from './csv.ts'
import type { ImportError } from './import.ts'
import { columnsOf, personOf } from './person.ts'
import { holdWork, type ImportWork, recordTaken, type StepOutcome } from './work.ts'

const AT_ONCE = 100

type Person = { line: number; said: Identification }

/**
 * Takes in the people of a CSV file from where it was left, until `isOver`. People and the mark how far it is are one
 * transaction, so each line is taken in once, wherever a process dies.
 */
export const importContacts = async (lodge: Lodge, opened: ImportWork, isOver: () => boolean): Promise<StepOutcome> => {
  let work = opened
  try {
    const header = await headerOf(lodge, work)
    if (!header) return { failed: 'file_missing' }
    const delimiter = delimiterOf(header.text)
    const columns = columnsOf(fieldsOf(header.text.replace(/^\ufeff/, ''), delimiter))
    if (!columns.ok) return { failed: columns.error.code }
    const from = work.place === 0 ? { at: header.at, line: header.nextLine } : { at: work.readBytes, line: work.place }
    if (from.at >= work.size) return 'done'
    const file = await lodge.blobs.read(work.storageKey, { start: from.at, end: work.size - 1 })
    if (!file) return { failed: 'file_missing' }
    let records: CsvRecord[] = []
    const flush = async (): Promise<boolean> => {
      const left = await takeIn(lodge, work, records, (text) => personOf(fieldsOf(text, delimiter), columns.value))
      records = []
      if (left) work = left
      return left !== undefined
    }
    for await (const record of readCsv(file, from)) {
      records.push(record)
      if (records.length < AT_ONCE) continue
      if (!(await flush())) return 'other'
      if (isOver()) return 'later'
    }
    return records.length === 0 || (await flush()) ? 'done' : 'other'
  } catch (error) {
    if (error instanceof UnclosedQuote) return { failed: `quote_unclosed_line_${error.line}` }
    throw error
  }
}

const headerOf = async (lodge: Lodge, { storageKey, size }: ImportWork): Promise<CsvRecord | undefined> => {
  const file = await lodge.blobs.read(storageKey, { start: 0, end: size - 1 })
  if (!file) return undefined
  for await (const record of readCsv(file)) return record
  return { text: '', line: 1, at: size, nextLine: 1 }
}

const takeIn = (
  lodge: Lodge,
  work: ImportWork,
  records: CsvRecord[],
  read: (text: string) => ReturnType<typeof personOf>,
): Promise<ImportWork | undefined> => {
  const errors: ImportError[] = []
  const people: Person[] = []
  for (const { text, line } of records) {
    const person = read(text)
    if (person.ok) people.push({ line, said: person.value })
    else errors.push({ place: line, code: person.error.code })
  }
  const last = records.at(-1)
  return lodge.store.db.transaction().execute(async (tx) => {
    if (!last || !(await holdWork(tx, work))) return undefined
    const counts = await identify({ tx, lodge, actor: systemActor(work.deskId, 'Import') }, people, errors)
    const taken = { readBytes: last.at, place: last.nextLine, seen: records.length, known: 0, ...counts }
    return recordTaken(tx, work, { ...taken, errors: errors.toSorted((a, b) => a.place - b.place) })
  })
}

/** Without those whose traits are too large together with what was known. */
const identify = async (change: Change, people: Person[], errors: ImportError[]) => {
  for (let left = people; left.length > 0; ) {
    const done = await identifyContacts(
      change,
      left.map(({ said }) => said),
    )
    if (done.ok) return done.value
    const { place, code } = done.error
    errors.push({ place: left[place]?.line ?? 0, code })
    left = left.toSpliced(place, 1)
  }
  return { created: 0, updated: 0 }
}
