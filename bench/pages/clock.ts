import type { Page } from 'playwright-core'

/** Where the page keeps what it was asked to look out for, until its answer is fetched. */
const KEPT = 'globalThis.benchPainted'

/** Longer than anybody waits: what was not there by then will not come. */
const GIVEN_UP_MS = 30_000

/** In the page: answers the moment, by its own clock, when what is looked for was painted. `found` is a line of script. */
const painted = (found: string): string => `new Promise((resolve, reject) => {
  const began = performance.now()
  const look = (now) => {
    if (${found}) setTimeout(() => resolve(performance.now()))
    else if (now - began > ${GIVEN_UP_MS}) reject(new Error('never painted: ' + ${JSON.stringify(found)}))
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})`

/** An element of this selector is there. */
export const isThere = (selector: string): string => `document.querySelector(${JSON.stringify(selector)}) !== null`

/** Opens a path; answers the milliseconds from the beginning of its navigation until what is looked for was painted. */
export const untilShown = async (page: Page, path: string, found: string): Promise<number> => {
  const script = await page.addInitScript(`${KEPT} = ${painted(found)}`)
  await page.goto(path, { waitUntil: 'commit' })
  const took = await page.evaluate<number>(KEPT)
  await script.dispose()
  return took
}

/** Answers when what is looked for was painted. */
export const whenPainted = (page: Page, found: string): Promise<unknown> => page.evaluate(painted(found))

/** Does something; answers the milliseconds from the page's event of it until what is looked for was painted. */
const fromEvent = async (page: Page, type: string, act: () => Promise<void>, found: string): Promise<number> => {
  await page.evaluate(`${KEPT} = new Promise((resolve, reject) => addEventListener('${type}', (event) => {
    ${painted(found)}.then((at) => resolve(at - event.timeStamp), reject)
  }, { once: true, capture: true }))
  undefined`)
  await act()
  return page.evaluate(KEPT)
}

/** Presses a key; answers the milliseconds from its event to the end of the frame after it. */
export const keyToPaint = (page: Page, key: string): Promise<number> =>
  fromEvent(page, 'keydown', () => page.keyboard.press(key === ' ' ? 'Space' : key), 'true')

/** Clicks where the mouse is; answers the milliseconds from that until what is looked for was painted. */
export const clickToPaint = (page: Page, found: string): Promise<number> => {
  const click = async () => {
    await page.mouse.down()
    await page.mouse.up()
  }
  return fromEvent(page, 'click', click, found)
}
