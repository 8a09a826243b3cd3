import { expect, test } from 'vitest'
import { IntakeFull } from '../../store/intake.ts'
import { renderBody } from './body.ts'
import { render } from './render.ts'

const LIST = '- an item\n'.repeat(5_000)

test('plain text of any length, and what is short, is there at once', () => {
  const text = 'x'.repeat(50_000)
  expect(render('text', text)).toEqual({ format: 'text', text, html: null, markdown: null })
  expect(render('markdown', '**hi**')).toMatchObject({ text: 'hi', html: '<p><strong>hi</strong></p>\n' })
  expect(render('html', '<b>hi</b><script>x</script>')).toMatchObject({ text: 'hi', html: '<b>hi</b>' })
})

test('what is long comes out the same, while the event loop goes on turning', async () => {
  const html = '<p>a <b>b</b><script>alert(1)</script></p>'.repeat(1_000)
  expect(await render('html', html)).toEqual(renderBody('html', html))
  let turns = 0
  const turn = setInterval(() => {
    turns += 1
  }, 1)
  const rendered = render('markdown', LIST)
  expect(rendered).toBeInstanceOf(Promise)
  expect(await rendered).toEqual(renderBody('markdown', LIST))
  clearInterval(turn)
  expect(turns).toBeGreaterThan(0)
})

test('too many long ones at once are sent away, and the others are rendered', async () => {
  const long = `${'<p>x</p>'.repeat(2_000)}`
  const all = await Promise.allSettled(Array.from({ length: 260 }, () => render('html', long)))
  expect(all.filter((one) => one.status === 'fulfilled').length).toBe(256)
  const refused = all.filter((one) => one.status === 'rejected')
  expect(refused.every((one) => one.reason instanceof IntakeFull)).toBe(true)
  expect(await render('html', long)).toMatchObject({ format: 'html' })
})
