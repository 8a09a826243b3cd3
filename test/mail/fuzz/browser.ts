import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'

/** Shows pieces of html, and tells what is dangerous of them. */
type Looking = { dangersIn: (pieces: readonly string[]) => Promise<string[]>; close: () => Promise<void> }

/**
 * A page of the Chromium that npm brings, which lets anything run. Pieces of html are shown in it, and looked at: the elements
 * and attributes that have no place in a mail, links to what is no address, and whether anything ran.
 */
export const openPage = async (): Promise<Looking> => {
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
    headless: true,
  })
  // One for all: this build of Chromium ends with the first page that is closed.
  const page = await (await browser.newContext({ offline: true })).newPage()
  let ran: string[] = []
  await page.exposeFunction('canary', () => ran.push('the canary was called'))
  page.on('dialog', (dialog) => {
    ran.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => ran.push(`an error of a script: ${error.message}`))
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame() || frame.url() !== 'about:blank') ran.push(`went to ${frame.url()}`)
  })
  return {
    dangersIn: async (pieces) => {
      ran = []
      await page.setContent(`<!doctype html><body>${pieces.map((piece) => `<section>${piece}</section>`).join('\n')}`)
      const found = await page.evaluate<string[]>(`(${INSPECT})(${JSON.stringify(pieces)})`)
      return [...ran, ...found]
    },
    close: () => browser.close(),
  }
}

/** Runs in the page: over the page itself, and over each piece in a document of its own. Given as text: it has no scope of ours. */
const INSPECT = `(pieces) => {
  const BAD = 'script,form,input,button,select,textarea,iframe,frame,object,embed,applet,meta,base,link,style,svg,math,template,noscript,portal,video,audio'
  // An address that is none (its protocol reads ':') leads nowhere.
  const look = (root, where) => {
    const found = []
    for (const element of root.querySelectorAll(BAD)) found.push(where + ': <' + element.localName + '>')
    for (const element of root.querySelectorAll('*')) {
      for (const { name } of element.attributes) {
        if (/^on|^style$|^id$|^srcdoc$|^action$|^formaction$|^background$|^srcset$/i.test(name)) found.push(where + ': ' + element.localName + ' ' + name)
      }
      if (element.localName === 'a' && element.hasAttribute('href') && !/^(?:(?:https?|mailto|tel)?:)$/.test(element.protocol)) found.push(where + ': ' + element.protocol)
    }
    return found
  }
  const own = look(document.body, 'page')
  const apart = pieces.flatMap((piece) => look(new DOMParser().parseFromString(piece, 'text/html').body, piece.slice(0, 300)))
  return [...own, ...apart].slice(0, 20)
}`
