import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { Bench } from '../bench.ts'
import { clickToPaint, isThere, keyToPaint, untilShown, whenPainted } from '../pages/clock.ts'
import { LONG, openDesk, type PagesDesk } from '../pages/desk.ts'
import { compressedSize } from '../pages/size.ts'
import { median, percentile } from '../statistics.ts'

const ROW = isThere('[id^=row-]')
const TYPED = 'It is on its way to you, and should be there by the end of the week; write to us if it is not. '
/** Between two keys, as somebody types who is quick. */
const KEY_MS = 60
/** What was opened has done all that it does at first: what it loads ahead is there too. */
const SETTLE_MS = 2_500
const DAY_MS = 86_400_000

/** What somebody sees in a browser on a full desk, and the floor of this machine: an empty page. */
export const pagesWorkload = async (bench: Bench): Promise<void> => {
  const full = await bench.full()
  bench.say(`pages: signing in, and a ticket of ${LONG} messages`)
  const desk = await openDesk(full)
  const goes = bench.options.quick ? 3 : 9
  const page = await desk.context.newPage()
  /** The middle of several goes; of keys the slowest but a few, for a slow one is felt. */
  const add = (measure: string, values: number[], limit?: number, share?: number) => {
    const value = share === undefined ? median(values) : percentile(values, share)
    const note = `of ${values.length}, the slowest ${Math.round(Math.max(...values))} ms`
    bench.rows.push({
      workload: 'pages',
      measure,
      value,
      unit: 'ms',
      ...(limit === undefined ? {} : { target: { is: '<=', limit } }),
      note,
    })
  }
  const colds = await fromCold(bench, desk, goes)
  add('list visible, from cold', colds.list, 1000)
  add('floor: an empty page, from cold', colds.empty)

  bench.say('pages: opening tickets')
  await untilShown(page, '/inbox/open', ROW)
  add('a ticket opens after a click', await openings(page, goes), 150)

  bench.say('pages: hearing of new tickets')
  const heard = await hearings(page, desk, goes)
  add('a new ticket by API is visible', heard, 300)

  bench.say('pages: typing')
  await untilShown(page, `/inbox/tickets/${desk.long}`, isThere('[role=textbox][contenteditable]'))
  add(`keystroke to paint, in a ticket of ${LONG} messages, p95`, await keystrokes(page), 50, 0.95)
  await page.goto('about:blank')
  await page.setContent('<p role="textbox" contenteditable="true"></p>')
  add('floor: keystroke to paint, on an empty page, p95', await keystrokes(page), undefined, 0.95)

  bench.say('pages: reports')
  const reports: number[] = []
  const today = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10)
  for (let go = 0; go < goes; go += 1) {
    await untilShown(page, '/inbox/open', ROW)
    await sleep(SETTLE_MS)
    reports.push(await untilShown(page, `/reports?from=${today(364)}&to=${today(0)}`, isThere('main [role=img] svg')))
  }
  add('reports of a year', reports, 1000)
  await desk.context.close()
}

/** A browser for each go that has nothing of ours yet. */
const fromCold = async (bench: Bench, { fresh }: PagesDesk, goes: number) => {
  bench.say('pages: from cold')
  const list: number[] = []
  const empty: number[] = []
  const asked = new Set<string>()
  for (let go = 0; go < goes; go += 1) {
    const context = await fresh()
    const page = await context.newPage()
    page.on('request', (request) => asked.add(new URL(request.url()).pathname))
    list.push(await untilShown(page, '/inbox/open', ROW))
    await context.close()
    const other = await fresh()
    empty.push(await untilShown(await other.newPage(), '/lodge.svg', isThere('svg')))
    await other.close()
  }
  bench.rows.push({
    workload: 'pages',
    measure: 'first page, compressed',
    value: compressedSize(asked) / 1000,
    unit: 'KB',
    target: { is: '<=', limit: 250 },
  })
  return { list, empty }
}

/** Points at a row, clicks it, and goes back to the list. */
const openings = async (page: Page, goes: number): Promise<number[]> => {
  const took: number[] = []
  await sleep(SETTLE_MS)
  for (let go = 1; go <= goes; go += 1) {
    await page.locator('[id^=row-]').nth(go).hover()
    took.push(await clickToPaint(page, isThere('main article')))
    await sleep(SETTLE_MS)
    await page.goBack()
    await whenPainted(page, `${ROW} && !${isThere('main article')}`)
  }
  return took
}

const hearings = async (page: Page, { file }: PagesDesk, goes: number): Promise<number[]> => {
  const took: number[] = []
  for (let go = 0; go < goes; go += 1) {
    await sleep(SETTLE_MS)
    const subject = `Heard at once ${go} ${Date.now()}`
    const seen = whenPainted(
      page,
      `document.querySelector('[role=main]').textContent.includes(${JSON.stringify(subject)})`,
    )
    const began = performance.now()
    await Promise.all([file(subject), seen])
    took.push(performance.now() - began)
  }
  return took
}

const keystrokes = async (page: Page): Promise<number[]> => {
  await page.locator('[role=textbox][contenteditable]').click()
  const took: number[] = []
  for (const key of TYPED) {
    took.push(await keyToPaint(page, key))
    await sleep(KEY_MS)
  }
  return took
}
